"""Call the functions that FaaSr offers to Python, on text files."""

from FaaSr_py.client.py_client_stubs import (
    faasr_delete_file,
    faasr_get_file,
    faasr_get_folder_list,
    faasr_get_s3_creds,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
    faasr_rank,
)


def test_py_api(folder, input1, input2, input3, output1, output2):
    """Delete the first input, and make an output of each of the other two."""
    invocation_id = faasr_invocation_id()
    run_folder = f"{folder}/{invocation_id}"
    faasr_log(f"Testing the Python API in invocation {invocation_id}")

    # Delete: the file is no longer in the list of files.
    faasr_delete_file(remote_file=input1, remote_folder=run_folder)
    keys = faasr_get_folder_list(prefix=f"{run_folder}/")
    if f"{run_folder}/{input1}" in keys:
        raise RuntimeError(f"{input1} is still in {run_folder} after faasr_delete_file")
    if f"{run_folder}/{input2}" not in keys:
        raise RuntimeError(f"{input2} is not in the list of files in {run_folder}: {keys}")

    # Get and put, under the same name.
    faasr_get_file(local_file=input2, remote_file=input2, remote_folder=run_folder)
    with open(input2) as file:
        text = file.read()
    with open(output1, "w") as file:
        file.write(text.upper())
    faasr_put_file(local_file=output1, remote_file=output1, remote_folder=run_folder)

    # Get and put, under another name.
    faasr_get_file(local_file="copy.txt", remote_file=input3, remote_folder=run_folder)
    faasr_put_file(local_file="copy.txt", remote_file=output2, remote_folder=run_folder)

    # An action without ranks is the first of one.
    rank = faasr_rank()
    if int(rank["rank"]) != 1 or int(rank["max_rank"]) != 1:
        raise RuntimeError(f"faasr_rank returned {rank} for an action without ranks")

    credentials = faasr_get_s3_creds()
    for name in ("bucket", "region", "endpoint"):
        if not credentials.get(name):
            raise RuntimeError(f"faasr_get_s3_creds returned no {name}")

    faasr_log(f"Wrote {output1} and {output2}")
