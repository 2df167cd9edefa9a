"""Counts: how much of each kind is in a store."""

from __future__ import annotations

from typing import Final

from greffier.graph.counts import count_kinds
from greffier.graph.model import THINGS, model
from greffier.graph.store import Row, Store

COLUMNS: Final = ("group", "name", "count")


def count(store: Store) -> list[Row]:
    """Return the numbers of documents, things by kind, relations and claims, as rows of COLUMNS.

    What there is none of is left out, except families as a whole.
    """
    rows: list[Row] = []
    for family in ("Document", *THINGS, "Occurrence", "Claim"):
        (found,) = store.read(f"MATCH (n:{family}) RETURN count(n) AS count")
        rows.append(_row("all", family, found["count"]))
    for row in store.read("MATCH (d:Document) RETURN d.language AS name, count(d) AS count ORDER BY name"):
        rows.append(_row("Document", row["name"], row["count"]))
    for (family, kind), number in count_kinds(store).items():
        if number and kind != family:
            rows.append(_row(family, kind, number))
    for name, relation in sorted(model().relations.items()):
        if "claims" in relation.properties:
            (found,) = store.read(
                f"MATCH (a:{relation.start[0]})-[r:{name}]->(b:{relation.end[0]}) RETURN count(r) AS count"
            )
            if found["count"]:
                rows.append(_row("relation", name, found["count"]))
    for row in store.read("MATCH (c:Claim) RETURN c.status AS name, count(c) AS count ORDER BY name"):
        rows.append(_row("Claim", row["name"], row["count"]))
    return rows


def _row(group: str, name: str, number: int) -> Row:
    return {"group": group, "name": name, "count": number}
