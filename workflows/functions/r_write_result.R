# Leave a file as a proof that this branch ran.
r_write_result <- function(folder, output, text) {
  cat(text, file = output)
  faasr_put_file(
    local_file = output, remote_file = output,
    remote_folder = paste0(folder, "/", faasr_invocation_id())
  )
  faasr_log(text)
}
