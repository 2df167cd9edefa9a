"""Rows in a form in which values of two types are never equal: 1 is neither 1.0 nor True."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from greffier.graph.store import Row

Exact = tuple[Any, ...]


def exact(value: Any, in_no_order: bool = False) -> Exact:
    """Return a value of a store with its types, to be compared and sorted; of a list perhaps in any order."""
    if isinstance(value, Mapping):
        return ("map", tuple((name, exact(value[name])) for name in sorted(value)))
    if isinstance(value, list):
        items = map(exact, value)
        return ("list", tuple(sorted(items) if in_no_order else items))
    return (type(value).__name__, repr(value))


def exact_rows(rows: Iterable[Row], bag: str | None = None) -> list[Exact]:
    """Return the rows with their types; the column `bag` holds lists in any order."""
    return [tuple((name, exact(value, name == bag)) for name, value in row.items()) for row in rows]
