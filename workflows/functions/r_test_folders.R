# Move a binary file between folders, here and in the bucket.
r_test_folders <- function(folder, input4, subfolder, copies) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  copies_folder <- paste0(run_folder, "/", subfolder)

  # FaaSr does not create the folder that a file is downloaded to.
  dir.create("downloads", showWarnings = FALSE)
  faasr_get_file(
    local_folder = "downloads", local_file = input4,
    remote_folder = run_folder, remote_file = input4
  )
  content <- readBin(file.path("downloads", input4), what = "raw", n = 1000)
  if (!identical(content, as.raw(0:255))) {
    stop(input4, " has other bytes than r_create_input wrote")
  }

  for (copy in copies) {
    faasr_put_file(
      local_folder = "downloads", local_file = input4,
      remote_folder = copies_folder, remote_file = copy
    )
  }

  keys <- unlist(faasr_get_folder_list(prefix = paste0(copies_folder, "/")))
  if (!setequal(keys, paste0(copies_folder, "/", copies))) {
    stop(subfolder, " holds ", paste(keys, collapse = ", "))
  }

  faasr_log(paste("Uploaded", length(copies), "copies of", input4, "to", subfolder))
}
