"""What can be chosen of the managed Neo4j: its ports and its memory, kept from one start to the next."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold the port for Bolt, that of the Browser, and the memory for Java (`512m`, `2g`)."""

    bolt: int = 7687
    http: int = 7474
    heap: str = "1g"


def read_choices(file: Path) -> Choices:
    """Return what was chosen last; the usual where nothing was, or the file is not as it was written."""
    try:
        found = json.loads(file.read_text("utf-8"))
        choices = Choices(**found)
    except (FileNotFoundError, ValueError, TypeError):
        return Choices()
    usual = asdict(Choices())
    return choices if all(type(value) is type(usual[name]) for name, value in found.items()) else Choices()


def write_choices(file: Path, choices: Choices) -> None:
    """Keep what was chosen; a reader meanwhile finds it whole, or what was before."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(asdict(choices)) + "\n", "utf-8")
    part.replace(file)
