"""Tutorial, first step: write two small tables."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def create_sample_data(folder, output1, output2):
    """Upload two CSV files of three rows each."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    tables = {output1: [(1, 10), (2, 20), (3, 30)], output2: [(4, 40), (5, 50), (6, 60)]}

    for name, rows in tables.items():
        with open(name, "w") as file:
            file.write("v1,v2\n")
            for v1, v2 in rows:
                file.write(f"{v1},{v2}\n")
        faasr_put_file(local_file=name, remote_file=name, remote_folder=run_folder)

    faasr_log(f"Wrote {output1} and {output2} to {run_folder}")
