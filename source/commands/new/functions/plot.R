# Draw tables as a picture: one bar for each number.
plot <- function(folder, inputs, output) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  values <- c()
  for (name in unlist(inputs)) {
    faasr_get_file(local_file = name, remote_file = name, remote_folder = run_folder)
    values <- c(values, as.vector(t(read.csv(name)[-1])))
  }

  png(output, width = 480, height = 240)
  barplot(values, col = "steelblue", border = NA)
  dev.off()
  faasr_put_file(local_file = output, remote_file = output, remote_folder = run_folder)
  faasr_log(paste("Drew", length(values), "numbers in", output))
}
