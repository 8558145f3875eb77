"""Move a binary file between folders, here and in the bucket."""

import os

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_get_folder_list,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def test_py_folders(folder, input4, subfolder, copies):
    """Upload copies of the binary input to a subfolder and list them."""
    run_folder = f"{folder}/{faasr_invocation_id()}"

    # FaaSr does not create the folder that a file is downloaded to.
    os.makedirs("downloads", exist_ok=True)
    faasr_get_file(
        local_folder="downloads",
        local_file=input4,
        remote_folder=run_folder,
        remote_file=input4,
    )
    with open(os.path.join("downloads", input4), "rb") as file:
        content = file.read()
    if content != bytes(range(256)):
        raise RuntimeError(f"{input4} has other bytes than create_input wrote")

    for copy in copies:
        faasr_put_file(
            local_folder="downloads",
            local_file=input4,
            remote_folder=f"{run_folder}/{subfolder}",
            remote_file=copy,
        )

    keys = faasr_get_folder_list(prefix=f"{run_folder}/{subfolder}/")
    expected = sorted(f"{run_folder}/{subfolder}/{copy}" for copy in copies)
    if sorted(keys) != expected:
        raise RuntimeError(f"{subfolder} holds {sorted(keys)} instead of {expected}")

    faasr_log(f"Uploaded {len(copies)} copies of {input4} to {subfolder}")
