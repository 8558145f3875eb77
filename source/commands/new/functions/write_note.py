"""Write down what was decided."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def write_note(folder, text, output):
    """Upload a text file with one line."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    with open(output, "w") as file:
        file.write(f"{text}\n")
    faasr_put_file(local_file=output, remote_file=output, remote_folder=run_folder)
    faasr_log(f"Wrote {output}")
