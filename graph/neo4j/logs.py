"""What the managed Neo4j has told in its logs since a moment: its own words, and those of Java before it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

LINES: Final = 15

Moment = Mapping[Path, int]  # how long each log is


def console(home: Path) -> Path:
    """Return the file that the output of Java goes to."""
    return home / "logs" / "console.log"


def now(home: Path) -> Moment:
    """Return the moment after which `told_since` tells what was logged."""
    return {log: log.stat().st_size for log in _logs(home) if log.exists()}


def told_since(home: Path, moment: Moment) -> str:
    """Return the last lines that were logged after a moment."""
    lines = []
    for log in _logs(home):
        if log.exists():
            with log.open("rb") as stream:
                stream.seek(moment.get(log, 0))
                lines += stream.read().decode("utf-8", "replace").split("\n")
    return last_lines("\n".join(line for line in lines if line.strip()))


def last_lines(text: str) -> str:
    """Return the last lines of a text."""
    return "\n".join(text.splitlines()[-LINES:])


def _logs(home: Path) -> tuple[Path, ...]:
    return home / "logs" / "neo4j.log", console(home)
