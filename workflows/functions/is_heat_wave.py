"""Conditional example, second step: decide which report to write."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_invocation_id,
    faasr_log,
)


def is_heat_wave(folder, input_file, limit):
    """Return True when the mean temperature is above the limit."""
    faasr_get_file(
        local_file=input_file,
        remote_file=input_file,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    with open(input_file) as file:
        degrees = [float(line) for line in file]

    mean = sum(degrees) / len(degrees)
    faasr_log(f"The mean of {mean:.1f} degrees is compared with {limit}")
    return mean > limit
