"""Failing example, second step: fails, because one of the numbers is zero."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def invert_numbers(folder, input_file, output):
    """Divide one by each number and upload the results."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    faasr_get_file(local_file=input_file, remote_file=input_file, remote_folder=run_folder)

    with open(input_file) as numbers, open(output, "w") as results:
        for line in numbers:
            faasr_log(f"Dividing 1 by {line.strip()}")
            results.write(f"{1 / int(line)}\n")

    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
