"""Wait for all ranks, and check everything that the workflow wrote."""

from FaaSr_py.client.py_client_stubs import (
    faasr_get_file,
    faasr_get_folder_list,
    faasr_invocation_id,
    faasr_log,
    faasr_put_file,
)


def sync2(folder, rank_folder, ranks, texts, absent, result):
    """Compare each file with what it should say, and report all differences."""
    run_folder = f"{folder}/{faasr_invocation_id()}"
    keys = faasr_get_folder_list(prefix=f"{run_folder}/")

    expected = dict(texts)
    for rank in range(1, ranks + 1):
        expected[f"{rank_folder}/rank{rank}.txt"] = f"{rank}/{ranks}"

    problems = []
    for name, text in expected.items():
        if f"{run_folder}/{name}" not in keys:
            problems.append(f"{name} is missing")
            continue
        faasr_get_file(
            local_file="check.txt", remote_file=name, remote_folder=run_folder
        )
        with open("check.txt") as file:
            found = file.read()
        if found != text:
            problems.append(f"{name} says {found!r} instead of {text!r}")

    for name in absent:
        if f"{run_folder}/{name}" in keys:
            problems.append(f"{name} should not exist")

    rank_keys = [key for key in keys if key.startswith(f"{run_folder}/{rank_folder}/")]
    if len(rank_keys) != ranks:
        problems.append(f"{rank_folder} holds {len(rank_keys)} files instead of {ranks}")

    if problems:
        raise RuntimeError(f"In {run_folder}: {'; '.join(problems)}")

    with open(result, "w") as file:
        file.write(f"{len(expected)} files are as expected")
    faasr_put_file(local_file=result, remote_file=result, remote_folder=run_folder)
    faasr_log(f"All {len(expected)} files are as expected")
