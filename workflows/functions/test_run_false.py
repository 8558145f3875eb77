"""Run on the False branch, and start the ranked functions."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def test_run_false(folder, output):
    """Leave a file as a proof that this branch ran."""
    with open(output, "w") as file:
        file.write("the False branch ran")
    faasr_put_file(
        local_file=output,
        remote_file=output,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    faasr_log("Starting the ranked functions")
