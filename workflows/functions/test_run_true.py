"""Run on the True branch, and choose the False branch."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def test_run_true(folder, output):
    """Leave a file as a proof that this branch ran, and return False."""
    with open(output, "w") as file:
        file.write("the True branch ran")
    faasr_put_file(
        local_file=output,
        remote_file=output,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    faasr_log("Taking the False branch")
    return False
