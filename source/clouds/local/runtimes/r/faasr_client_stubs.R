# FaaSr's client functions for R over the RPC server of the action: same names, arguments, results and
# endings as upstream's, its oddities included (client/r_client_stubs.R of FaaSr_py 2.1.0).

.faasr_post <- function(path, body) {
  httr::POST(
    paste0("http://127.0.0.1:", Sys.getenv("FAASR_RPC_PORT"), path),
    httr::add_headers("X-FaaSr-Token" = Sys.getenv("FAASR_RPC_TOKEN")),
    body = body,
    encode = "json"
  )
}

# A failed RPC answers plain text, on which `$` raises the error that upstream's functions end with too.
.faasr_act <- function(procedure, arguments = list()) {
  response_content <- httr::content(.faasr_post("/faasr-action", list(ProcedureID = procedure, Arguments = arguments)))
  if (!isTRUE(response_content$Success)) {
    faasr_exit(message = "Request to FaaSr RPC failed")
  }
  response_content
}

faasr_log <- function(log_message) {
  .faasr_act("faasr_log", list(log_message = log_message))$Success
}

faasr_put_file <- function(local_file, remote_file, server_name = "", local_folder = ".", remote_folder = ".") {
  .faasr_act("faasr_put_file", list(
    local_file = local_file, remote_file = remote_file, server_name = server_name,
    local_folder = local_folder, remote_folder = remote_folder
  ))$Success
}

faasr_get_file <- function(local_file, remote_file, server_name = "", local_folder = ".", remote_folder = ".") {
  .faasr_act("faasr_get_file", list(
    local_file = local_file, remote_file = remote_file, server_name = server_name,
    local_folder = local_folder, remote_folder = remote_folder
  ))$Success
}

faasr_delete_file <- function(remote_file, server_name = "", remote_folder = "") {
  .faasr_act("faasr_delete_file", list(
    remote_file = remote_file, server_name = server_name, remote_folder = remote_folder
  ))$Success
}

faasr_get_folder_list <- function(server_name = "", prefix = "") {
  .faasr_act("faasr_get_folder_list", list(server_name = server_name, prefix = prefix))$Data$folder_list
}

faasr_get_s3_creds <- function(server_name = "") {
  .faasr_act("faasr_get_s3_creds", list(server_name = server_name))$Data$s3_creds
}

faasr_secret <- function(secret_name) {
  .faasr_act("faasr_secret", list(secret_name = secret_name))$Data$secret_value
}

faasr_invocation_id <- function() {
  .faasr_act("faasr_invocation_id")$Data$invocation_id
}

# Upstream posts faasr_invocation_id here, so that R functions see list(invocation_id = ...) (r_client_stubs.R:199-213).
faasr_rank <- function(rank_value = NULL) {
  .faasr_act("faasr_invocation_id")$Data
}

faasr_arrow_s3_bucket <- function(server_name = "", faasr_prefix = "") {
  creds <- faasr_get_s3_creds(server_name = server_name)
  bucket <- if (faasr_prefix == "") creds$bucket else paste0(creds$bucket, "/", faasr_prefix)
  options <- list(bucket = bucket, endpoint_override = creds$endpoint, region = creds$region)
  options <- if (isTRUE(creds$anonymous)) {
    c(options, anonymous = TRUE)
  } else {
    c(options, access_key = creds$access_key, secret_key = creds$secret_key)
  }
  do.call(arrow::s3_bucket, options)
}

faasr_return <- function(return_value = NULL) {
  if (is.null(return_value)) {
    quit(status = 0, save = "no")
  }
  response <- .faasr_post("/faasr-return", list(FunctionResult = return_value))
  if (httr::status_code(response) != 200) {
    faasr_exit(message = paste0("HTTP request failed with status code: ", httr::status_code(response)))
  }
  quit(status = 0, save = "no")
}

faasr_exit <- function(message = NULL, error = TRUE, traceback = NULL) {
  response <- .faasr_post("/faasr-exit", list(Error = error, Message = message, Traceback = traceback))
  if (httr::status_code(response) != 200) {
    message("Request to FaaSr RPC failed")
    quit(status = 1, save = "no")
  }
  quit(status = 0, save = "no")
}
