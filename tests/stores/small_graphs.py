"""Small random graphs of the model, in which much is equal, absent or not ASCII: what queries are asked of.

Unlike what an ingest makes, they bear any value in any place, so that no query is answered by chance.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from typing import Final

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.model import Property, model

STATUSES: Final = ("asserted", "alleged", "hypothetical", "denied")
TEXTS: Final = ("a", "B", "b c", "Éa", "éa", "ß", "", "😀", "\ufb01n", "a'b\"c\\", "10")
POOLS: Final[dict[str, tuple[str, ...]]] = {
    "status": STATUSES,
    "language": ("fr", "en"),
    "jurisdiction": ("CA", "CA-QC", "FR", "fr"),
    "imposed_currency": ("EUR", "CAD"),
    "exposure_currency": ("EUR", "CAD"),
    "currency": ("EUR", "CAD"),
    "imposed_per": ("day",),
    "exposure_per": ("day",),
    "per": ("day",),
    "amount_kind": ("imposed", "exposure"),
    "family": ("Organization", "Law", "Incident", "Action"),
    "predicate": ("affected", "issuer", "target", "amount"),
    "date": ("2020", "2020-12", "2020-12-14", "2021-03-02"),
    "published": ("2020-12-15", "2021-01"),
}
# Sums and averages of these are exact, whatever the order of the terms.
NUMBERS: Final = (0.0, 0.5, 0.75, 1.0, -2.5, 10000.0, 1500000.0)
INTEGERS: Final = (0, 1, 2, 3, 7, -1)
DATES: Final = (date(2020, 1, 1), date(2020, 12, 14), date(2020, 12, 31), date(2021, 3, 2), date(1999, 2, 28))
SIZES: Final = {
    "Organization": 7,
    "Law": 3,
    "Incident": 5,
    "Action": 7,
    "Document": 4,
    "Occurrence": 8,
    "Claim": 8,
}
RELATIONS: Final = 130


def pool(name: str) -> tuple[str, ...]:
    """Return the values that a text property may have in these graphs."""
    return POOLS.get(name, TEXTS)


def small_graph(seed: int) -> Changes:
    """Return a graph of 42 nodes and fewer than 130 relations; the same for the same seed."""
    chance = random.Random(seed)
    nodes = []
    for family, size in SIZES.items():
        known = model().families[family]
        for number in range(size):
            kind = chance.choice(tuple(known.kinds)) if known.kinds else None
            nodes.append(Node(family, f"{known.prefix}/{number}", kind, _properties(chance, known.properties.values())))
    ids: dict[str, list[str]] = {}
    for node in nodes:
        ids.setdefault(node.family, []).append(node.id)
    edges: dict[tuple[str, str, str], Edge] = {}
    for _ in range(RELATIONS):
        relation = chance.choice(tuple(model().relations.values()))
        start, end = chance.choice(relation.start), chance.choice(relation.end)
        edge = Edge(
            *(relation.name, start, chance.choice(ids[start]), end, chance.choice(ids[end])),
            properties=_properties(chance, relation.properties.values()),
        )
        edges[edge.key] = edge
    return Changes(tuple(nodes), tuple(edges.values()))


def _properties(chance: random.Random, known: Iterable[Property]) -> dict[str, PropertyValue]:
    return {p.name: _value(chance, p) for p in known if chance.random() < 0.8}


def _value(chance: random.Random, known: Property) -> PropertyValue:
    match known.type:
        case "text":
            return chance.choice(pool(known.name))
        case "texts":
            return chance.choices(TEXTS, k=chance.randint(0, 3))
        case "number":
            return chance.choice(NUMBERS)
        case "integer":
            return chance.choice(INTEGERS)
        case "date":
            return chance.choice(DATES)
        case "boolean":
            return chance.choice((True, False))
    raise AssertionError(known.type)
