"""Ranked example, last step: add the counts of all ranks."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def add_counts(folder, ranks, output):
    """Upload the number of words in the whole text."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    total = 0
    for rank in range(1, ranks + 1):
        name = f"count{rank}.txt"
        faasr_get_file(local_file=name, remote_file=name, remote_folder=run_folder)
        with open(name) as file:
            total += int(file.read())

    with open(output, "w") as file:
        file.write(str(total))
    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"The text has {total} words")
