"""Ranked example, second step: each rank counts the words of its own part."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
    faasr_rank,
)


def count_words(folder):
    """Read the part with the number of this rank and upload its word count."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    info = faasr_rank()
    rank = info["rank"]

    part = f"part{rank}.txt"
    faasr_get_file(local_file=part, remote_file=part, remote_folder=run_folder)
    with open(part) as file:
        words = len(file.read().split())

    count = f"count{rank}.txt"
    with open(count, "w") as file:
        file.write(str(words))
    faasr_put_file(local_file=count, remote_file=count, remote_folder=run_folder)
    faasr_log(f"Rank {rank} of {info['max_rank']} counted {words} words")
