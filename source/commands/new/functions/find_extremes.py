"""Find the lowest and the highest temperature of each week."""

import csv

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def find_extremes(folder, input, output):
    """Download a table of days and upload one of weeks, lows and highs."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    faasr_get_file(local_file=input, remote_file=input, remote_folder=run_folder)
    with open(input, newline="") as file:
        values = [float(row["temperature"]) for row in csv.DictReader(file)]

    weeks = [values[start:start + 7] for start in range(0, len(values), 7)]
    with open(output, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["week", "low", "high"])
        for number, week in enumerate(weeks, 1):
            table.writerow([number, min(week), max(week)])
    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"Wrote the extremes of {len(weeks)} weeks to {output}")
