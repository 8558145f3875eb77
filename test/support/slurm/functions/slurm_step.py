import os
import time


def slurm_step(name, fails_without="", waits_for=""):
    """Says that it ran; fails without one file, and waits for another."""
    faasr_log(f"{name} {faasr_rank()['rank']} ran")
    if fails_without and not os.path.exists(fails_without):
        raise RuntimeError(f"{name} finds no {os.path.basename(fails_without)}")
    while waits_for and not os.path.exists(waits_for):
        time.sleep(0.1)
