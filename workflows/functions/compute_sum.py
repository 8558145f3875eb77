"""Tutorial, second step: add two tables, cell by cell."""

import csv

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def read_table(name):
    """Return the header of a CSV file, and its rows as numbers."""
    with open(name, newline="") as file:
        header, *rows = csv.reader(file)
    return header, [[int(cell) for cell in row] for row in rows]


def compute_sum(folder, input1, input2, output):
    """Download both tables, add them and upload the sum."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    for name in (input1, input2):
        faasr_get_file(local_file=name, remote_file=name, remote_folder=run_folder)

    header, rows1 = read_table(input1)
    _, rows2 = read_table(input2)
    with open(output, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        for row1, row2 in zip(rows1, rows2):
            table.writerow([a + b for a, b in zip(row1, row2)])

    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"Wrote the sum of {len(rows1)} rows to {output}")
