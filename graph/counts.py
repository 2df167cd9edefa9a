"""Counts: how many things of each kind a store holds."""

from __future__ import annotations

from greffier.graph.model import THINGS, model
from greffier.graph.store import Store


def count_kinds(store: Store) -> dict[tuple[str, str], int]:
    """Return the number of things of each (family, kind), 0 included; a family without kinds is its own."""
    counts = {}
    for family in THINGS:
        for kind in model().families[family].kinds or (family,):
            # Two kinds of event are called Other: the family tells them apart.
            (found,) = store.read(f"MATCH (n:{family}) WHERE n:{kind} RETURN count(n) AS count")
            counts[family, kind] = found["count"]
    return counts
