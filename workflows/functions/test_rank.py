"""Run several times at once, each time with another rank."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
    faasr_rank,
)


def test_rank(folder, rank_folder):
    """Leave a file named after the rank."""
    info = faasr_rank()
    rank = info["rank"]
    max_rank = info["max_rank"]
    faasr_log(f"This is rank {rank} of {max_rank}")

    name = f"rank{rank}.txt"
    with open(name, "w") as file:
        file.write(f"{rank}/{max_rank}")
    faasr_put_file(
        local_file=name,
        remote_file=name,
        remote_folder=f"{folder}/{faasr_invocation_id()}/{rank_folder}",
    )
