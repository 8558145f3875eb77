"""Write a table to work on: the temperature of 28 days."""

import csv
import math

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def make_data(folder, output):
    """Upload a CSV file with the columns day and temperature."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    with open(output, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["day", "temperature"])
        for day in range(1, 29):
            table.writerow([day, round(15 + 0.2 * day + 4 * math.sin(day), 1)])
    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"Wrote 28 days to {output}")
