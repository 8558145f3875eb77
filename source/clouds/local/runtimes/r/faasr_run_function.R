# Runs one R function of a FaaSr workflow: sources what is there, calls the function, reports its result or its error.
# Started by faasr-tui's local cloud with two arguments: the folder of this file, and a JSON file that holds
# `function`, `arguments` and `folder`.

suppressPackageStartupMessages({
  library(httr)
  library(jsonlite)
})

.faasr_arguments <- commandArgs(trailingOnly = TRUE)
source(file.path(.faasr_arguments[1], "faasr_client_stubs.R"))

# Kept of the user's files, so that an error can be told with its line.
options(keep.source = TRUE)
.faasr_job <- fromJSON(paste(readLines(.faasr_arguments[2], encoding = "UTF-8", warn = FALSE), collapse = "\n"))

.faasr_source_files <- function(folder) {
  skipped <- c("r_func_entry.R", "r_user_func_entry.R", "r_func_helper.R", "http_wrappers.R")
  for (file in list.files(folder, pattern = "\\.R$", recursive = TRUE, full.names = TRUE)) {
    if (basename(file) %in% skipped) next
    cat("[INFO] [r_func_helper.R] Sourcing R file ", basename(file), "\n", sep = "")
    tryCatch(source(file), error = function(e) {
      cat("[ERROR] [r_func_helper.R] R file ", basename(file), " has following source error: ", as.character(e), "\n", sep = "")
    })
  }
}

# As R's own traceback does: the call, and where it stands in its file.
.faasr_describe_call <- function(call) {
  text <- paste(deparse(call, width.cutoff = 500L, nlines = 1L), collapse = "")
  reference <- attr(call, "srcref")
  if (is.null(reference)) {
    return(text)
  }
  paste0(text, " at ", attr(reference, "srcfile")$filename, "#", reference[1L])
}

.faasr_find_function <- function(name) {
  tryCatch(get(name), error = function(e) {
    text <- paste0('{"faasr_user_function":"Cannot find function, ', name, ', check the name and sources"}\n')
    message(text)
    faasr_log(text)
    faasr_exit()
  })
}

# The error's own text and the call stack go into the log as the user's text; the outcome carries no message,
# so that the executor reports an unknown error (faasr.md 2f).
.faasr_run_function <- function(name, arguments) {
  user_function <- .faasr_find_function(name)
  stack <- NULL
  tryCatch(
    withCallingHandlers(do.call(user_function, as.list(arguments)), error = function(e) {
      calls <- sys.calls()
      # Without the frames above and below the user's own.
      stack <<- vapply(calls, .faasr_describe_call, "")
    }),
    error = function(e) {
      faasr_log(paste0(
        '"faasr_user_function":Errors in the user function - ', as.character(e),
        "Traceback (most recent call last):\n", paste0("  ", stack, collapse = "\n")
      ))
      message('{"faasr_user_function":"Errors in the user function, ', name, ', check the log for the detail"}')
      faasr_exit()
    }
  )
}

.faasr_source_files(.faasr_job$folder)
.faasr_result <- .faasr_run_function(.faasr_job[["function"]], .faasr_job$arguments)
if (is.logical(.faasr_result) && length(.faasr_result) != 1L) {
  cat("[ERROR] [r_user_func_entry.R] ", .faasr_job[["function"]], "() returned logical of length ", length(.faasr_result), ", which FaaSr does not accept\n", sep = "")
}
faasr_return(if (is.logical(.faasr_result)) .faasr_result else NULL)
