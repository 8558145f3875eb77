"""Failing example, last step: never runs, because the step before it fails."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
)


def add_numbers(folder, input_file):
    """Log the sum of the numbers."""
    faasr_get_file(
        local_file=input_file,
        remote_file=input_file,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    with open(input_file) as file:
        total = sum(float(line) for line in file)
    faasr_log(f"The sum is {total}")
