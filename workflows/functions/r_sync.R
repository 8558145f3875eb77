# Wait for both API tests, check what they wrote, and choose the True branch.
r_sync <- function(folder, texts, present, absent) {
  run_folder <- paste0(folder, "/", faasr_invocation_id())
  keys <- unlist(faasr_get_folder_list(prefix = paste0(run_folder, "/")))

  missing <- present[!(paste0(run_folder, "/", present) %in% keys)]
  if (length(missing) > 0) {
    stop("Missing in ", run_folder, ": ", paste(missing, collapse = ", "))
  }
  left_over <- absent[paste0(run_folder, "/", absent) %in% keys]
  if (length(left_over) > 0) {
    stop("Should not be in ", run_folder, ": ", paste(left_over, collapse = ", "))
  }

  for (name in names(texts)) {
    faasr_get_file(local_file = "check.txt", remote_file = name, remote_folder = run_folder)
    found <- readLines("check.txt", warn = FALSE)
    if (!identical(found, texts[[name]])) {
      stop(name, " says '", found, "' instead of '", texts[[name]], "'")
    }
  }

  faasr_log("All files are as expected: taking the True branch")
  return(TRUE)
}
