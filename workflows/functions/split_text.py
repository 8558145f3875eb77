"""Ranked example, first step: cut a text into one part for each rank."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def split_text(folder, lines):
    """Upload each line as a file of its own: part1.txt, part2.txt and so on."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    for number, line in enumerate(lines, start=1):
        name = f"part{number}.txt"
        with open(name, "w") as file:
            file.write(line)
        faasr_put_file(local_file=name, remote_file=name, remote_folder=run_folder)
    faasr_log(f"Cut the text into {len(lines)} parts")
