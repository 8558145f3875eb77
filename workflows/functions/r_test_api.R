# Call the functions that FaaSr offers to R, on text files: delete the first
# input, and make an output of each of the other two.
#
# faasr_rank() is left out: in FaaSr 2.1.0 it answers an R function with the
# invocation ID instead of the rank.
r_test_api <- function(folder, input1, input2, input3, output1, output2) {
  invocation_id <- faasr_invocation_id()
  run_folder <- paste0(folder, "/", invocation_id)
  faasr_log(paste("Testing the R API in invocation", invocation_id))

  # Delete: the file is no longer in the list of files.
  faasr_delete_file(remote_file = input1, remote_folder = run_folder)
  keys <- unlist(faasr_get_folder_list(prefix = paste0(run_folder, "/")))
  if (paste0(run_folder, "/", input1) %in% keys) {
    stop(input1, " is still in ", run_folder, " after faasr_delete_file")
  }
  if (!(paste0(run_folder, "/", input2) %in% keys)) {
    stop(input2, " is not in the list of files in ", run_folder)
  }

  # Get and put, under the same name.
  faasr_get_file(local_file = input2, remote_file = input2, remote_folder = run_folder)
  text <- readLines(input2, warn = FALSE)
  cat(toupper(text), file = output1)
  faasr_put_file(local_file = output1, remote_file = output1, remote_folder = run_folder)

  # Get and put, under another name.
  faasr_get_file(local_file = "copy.txt", remote_file = input3, remote_folder = run_folder)
  faasr_put_file(local_file = "copy.txt", remote_file = output2, remote_folder = run_folder)

  credentials <- faasr_get_s3_creds()
  for (name in c("bucket", "region", "endpoint")) {
    if (is.null(credentials[[name]]) || credentials[[name]] == "") {
      stop("faasr_get_s3_creds returned no ", name)
    }
  }

  faasr_log(paste("Wrote", output1, "and", output2))
}
