# Write a table to work on: the temperature of 28 days.
make_data <- function(folder, output) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  day <- 1:28
  table <- data.frame(day = day, temperature = round(15 + 0.2 * day + 4 * sin(day), 1))
  write.csv(table, output, row.names = FALSE, quote = FALSE)
  faasr_put_file(local_file = output, remote_file = output, remote_folder = run_folder)
  faasr_log(paste("Wrote", nrow(table), "days to", output))
}
