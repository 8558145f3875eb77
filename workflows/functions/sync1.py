"""Wait for both API tests, and choose the branch to go on with."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_folder_list,
    faasr_invocation_id,
    faasr_log,
)


def sync1(folder, present, absent):
    """Return True when the API tests left the files they should have left."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    keys = faasr_get_folder_list(prefix=f"{run_folder}/")

    missing = [name for name in present if f"{run_folder}/{name}" not in keys]
    if missing:
        raise RuntimeError(f"Missing in {run_folder}: {', '.join(missing)}")

    left_over = [name for name in absent if f"{run_folder}/{name}" in keys]
    if left_over:
        raise RuntimeError(f"Should not be in {run_folder}: {', '.join(left_over)}")

    faasr_log("Both API tests are done: taking the True branch")
    return True
