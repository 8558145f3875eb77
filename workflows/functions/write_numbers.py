"""Failing example, first step: write numbers for the next step."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def write_numbers(folder, output, numbers):
    """Upload the numbers, one a line."""
    with open(output, "w") as file:
        for number in numbers:
            file.write(f"{number}\n")
    faasr_put_file(
        local_file=output,
        remote_file=output,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    faasr_log(f"Wrote {len(numbers)} numbers")
