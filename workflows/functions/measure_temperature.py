"""Conditional example, first step: write down some temperatures."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def measure_temperature(folder, output, degrees):
    """Upload the temperatures, one a line."""
    with open(output, "w") as file:
        for value in degrees:
            file.write(f"{value}\n")
    faasr_put_file(
        local_file=output,
        remote_file=output,
        remote_folder=f"{folder}/{faasr_invocation_id()}",
    )
    faasr_log(f"Measured {len(degrees)} temperatures")
