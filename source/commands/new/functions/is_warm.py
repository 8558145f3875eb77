"""Decide how the workflow goes on: whether the days were warm."""

import csv

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
)


def is_warm(folder, input, threshold):
    """Return True when the mean temperature is above the threshold."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    faasr_get_file(local_file=input, remote_file=input, remote_folder=run_folder)
    with open(input, newline="") as file:
        values = [float(row["temperature"]) for row in csv.DictReader(file)]

    mean = sum(values) / len(values)
    faasr_log(f"The mean is {mean:.2f}, the threshold {threshold}")
    return mean > threshold
