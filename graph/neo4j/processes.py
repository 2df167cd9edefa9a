"""Processes of this machine: one at a time at a task, and the one of a number only if it is the one meant."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from greffier.graph.errors import ServerError

SECONDS_BETWEEN_LOOKS: Final = 0.05
_PROC: Final = Path("/proc")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock by a file while a block runs; wait where another process holds it. It ends with its holder."""
    try:
        import fcntl
    except ImportError as error:  # Windows
        raise ServerError(
            "Greffier runs a Neo4j of its own on Linux and macOS only; start one otherwise, with Docker for instance"
        ) from error
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def is_running(pid: int, *marks: str) -> bool:
    """Tell whether the process of a number runs with all the given words on its command line.

    Numbers are given out anew: without its words, a process is a stranger.
    """
    return set(marks) <= set(command_line(pid))


def end_process(pid: int, *marks: str, seconds: float) -> bool:
    """Ask a process to end, and wait for it; return whether it has ended. A stranger is left alone."""
    end = time.monotonic() + seconds
    if is_running(pid, *marks):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    while is_running(pid, *marks):
        if time.monotonic() > end:
            return False
        # One that this process has started stays in the table until it is asked for.
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return True


def command_line(pid: int) -> list[str]:
    """Return the command line of a process; none where there is no such process, or it has ended already."""
    if Path(_PROC, "self", "cmdline").exists():
        try:
            return _PROC.joinpath(str(pid), "cmdline").read_text("utf-8", "replace").split("\0")
        except OSError:
            return []
    return _words_by_ps(pid)


def _words_by_ps(pid: int) -> list[str]:
    told = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False)
    return told.stdout.decode("utf-8", "replace").split()
