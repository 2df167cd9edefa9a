"""Links: that an occurrence is a thing, with how sure that is, why, and who decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

RULES: Final = "rules"


@dataclass(frozen=True, slots=True)
class Link:
    """Say that an occurrence is a thing: how sure (0 to 1), why, and who decided; `at` when, where a person did."""

    occurrence: str
    thing: str
    score: float
    why: str
    by: str = RULES
    at: str | None = None
