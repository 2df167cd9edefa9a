"""What the managed Neo4j has told in its logs since a moment: its own words, and those of Java before it speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LINES: Final = 15
# Where in the code something happened tells no user anything: `… WARN  at org.neo4j.X.y(X.java:1)`.
_PLACE_IN_CODE: Final = re.compile(r"(\S+ \S+ [A-Z]+ +)?\s*(at [\w.$/<>@]+\(|\.\.\. \d+ more)")

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
    return last_lines("\n".join(lines))


def last_lines(text: str) -> str:
    """Return the last lines of a text that tell anything."""
    telling = [line for line in text.splitlines() if line.strip() and not _PLACE_IN_CODE.match(line)]
    return "\n".join(telling[-LINES:])


def _logs(home: Path) -> tuple[Path, ...]:
    return home / "logs" / "neo4j.log", console(home)
