"""Stand on a branch that is never taken."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_put_file,
)


def test_dont_run(folder, output):
    """Leave a file that the last function would find, and fail."""
    with open(output, "w") as file:
        file.write("this branch must not run")
    faasr_put_file(
        local_file=output,
        remote_file=output,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    raise RuntimeError("A branch ran that should not have been taken")
