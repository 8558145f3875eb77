"""Conditional example: write a report of one line."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def write_report(folder, output, text):
    """Upload the text."""
    with open(output, "w") as file:
        file.write(f"{text}\n")
    faasr_put_file(
        local_file=output,
        remote_file=output,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    faasr_log(text)
