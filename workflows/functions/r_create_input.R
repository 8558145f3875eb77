# Write the files that the rest of the R workflow reads.
r_create_input <- function(folder, input1, input2, input3, input4) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())

  texts <- c("input1", "input2", "input3")
  names(texts) <- c(input1, input2, input3)
  for (name in names(texts)) {
    cat(texts[[name]], file = name)
    faasr_put_file(local_file = name, remote_file = name, remote_folder = run_folder)
  }

  writeBin(as.raw(0:255), input4)
  faasr_put_file(local_file = input4, remote_file = input4, remote_folder = run_folder)

  faasr_log(paste("Created 4 input files in", run_folder))
}
