# Stand on a branch that is never taken.
r_dont_run <- function() {
  stop("A branch ran that should not have been taken")
}
