# Decide how the workflow goes on: whether the days were warm.
is_warm <- function(folder, input, threshold) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  faasr_get_file(local_file = input, remote_file = input, remote_folder = run_folder)
  mean <- mean(read.csv(input)$temperature)

  faasr_log(paste("The mean is", round(mean, 2), "and the threshold", threshold))
  mean > threshold
}
