# Write down what was decided.
write_note <- function(folder, text, output) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  writeLines(text, output)
  faasr_put_file(local_file = output, remote_file = output, remote_folder = run_folder)
  faasr_log(paste("Wrote", output))
}
