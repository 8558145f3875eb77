# Find the mean temperature of each week.
find_means <- function(folder, input, output) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  faasr_get_file(local_file = input, remote_file = input, remote_folder = run_folder)
  table <- read.csv(input)

  weeks <- tapply(table$temperature, (table$day - 1) %/% 7 + 1, mean)
  means <- data.frame(week = names(weeks), mean = round(weeks, 2))
  write.csv(means, output, row.names = FALSE, quote = FALSE)
  faasr_put_file(local_file = output, remote_file = output, remote_folder = run_folder)
  faasr_log(paste("Wrote the means of", nrow(means), "weeks to", output))
}
