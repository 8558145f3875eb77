# Find the lowest and the highest temperature of each week.
find_extremes <- function(folder, input, output) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  faasr_get_file(local_file = input, remote_file = input, remote_folder = run_folder)
  table <- read.csv(input)

  week <- (table$day - 1) %/% 7 + 1
  extremes <- data.frame(
    week = unique(week),
    low = as.vector(tapply(table$temperature, week, min)),
    high = as.vector(tapply(table$temperature, week, max))
  )
  write.csv(extremes, output, row.names = FALSE, quote = FALSE)
  faasr_put_file(local_file = output, remote_file = output, remote_folder = run_folder)
  faasr_log(paste("Wrote the extremes of", nrow(extremes), "weeks to", output))
}
