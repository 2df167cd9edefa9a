"""Plans: how documents are to be read with a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from greffier.ingest.llm.costs import FREE, Prices
from greffier.ingest.llm.parts import SIZE

WORKERS: Final = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """Say how to read: where answers are kept, what may be spent, how much at once."""

    cache: Path
    prices: Prices = FREE
    most: float | None = None
    size: int = SIZE
    workers: int = WORKERS
