"""Find the mean temperature of one week: each rank takes the week of its number."""

import csv

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
    faasr_rank,
)


def average_part(folder, input):
    """Download the table of days and upload part<rank>.csv with one mean."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    rank = faasr_rank()["rank"]
    faasr_get_file(local_file=input, remote_file=input, remote_folder=run_folder)
    with open(input, newline="") as file:
        values = [float(row["temperature"]) for row in csv.DictReader(file)]

    week = values[(int(rank) - 1) * 7:int(rank) * 7]
    output = f"part{rank}.csv"
    with open(output, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["week", "mean"])
        table.writerow([rank, round(sum(week) / len(week), 2)])
    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"Rank {rank} wrote {output}")
