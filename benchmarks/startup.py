"""Measure how long `greffier --help` takes, against an empty Python program and one that only imports click.

Run with `make bench`. The three are run in turn, so that what else the machine does falls on all of them
alike; the ratios of the medians mean the same on another machine, the milliseconds do not.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROUNDS = 10


def commands() -> dict[str, list[str]]:
    """Give the commands to compare, by the name that the table gives them; the first is the unit."""
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "greffier --help": [str(Path(sys.executable).with_name("greffier")), "--help"],
    }


def measure_seconds(command: Sequence[str]) -> float:
    """Run a command once and give its wall time in seconds; raise CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure_medians(compared: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """Give each command's median wall time in seconds over `rounds` rounds, after one that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in compared}
    for number in range(rounds + 1):
        for name, command in compared.items():
            taken = measure_seconds(command)
            if number > 0:
                seconds[name].append(taken)
    return {name: statistics.median(values) for name, values in seconds.items()}


def main() -> None:
    medians = measure_medians(commands(), ROUNDS)
    empty = medians["python -c pass"]
    click = medians["python -c 'import click'"]
    print(f"{'median of ' + str(ROUNDS):<26}{'ms':>8}{'/ pass':>9}{'/ click':>9}")
    for name, seconds in medians.items():
        print(f"{name:<26}{seconds * 1000:>8.0f}{seconds / empty:>9.1f}{seconds / click:>9.1f}")


if __name__ == "__main__":
    main()
