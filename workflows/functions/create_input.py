"""Write the files that the rest of the integration workflow reads."""

from FaaSr_py.client.py_client_stubs import (
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def create_input(folder, input1, input2, input3, input4):
    """Upload three text files and a binary one."""
    run_folder = f"{folder}/{faasr_invocation_id()}"

    texts = {input1: "input1", input2: "input2", input3: "input3"}
    for name, text in texts.items():
        with open(name, "w") as file:
            file.write(text)
        faasr_put_file(local_file=name, remote_file=name, remote_folder=run_folder)

    with open(input4, "wb") as file:
        file.write(bytes(range(256)))
    faasr_put_file(local_file=input4, remote_file=input4, remote_folder=run_folder)

    faasr_log(f"Created 4 input files in {run_folder}")
