"""Subsets: the documents that a part of the graph is made of.

A subset is a choice of whole documents. What is written of it is what these documents state, and the
things and relations that they alone make, so that nothing in it leads to what is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from greffier.graph.model import THINGS
from greffier.graph.store import Store


def find_documents_about(store: Store, ids: Iterable[str]) -> set[str]:
    """Return the ids of the documents that speak of any of these things, state these claims, or are these documents."""
    wanted = {"ids": sorted(set(ids))}
    patterns = [f"(:{family} {{id: id}})<-[:IS]-(:Occurrence)-[:IN]->(d:Document)" for family in THINGS]
    patterns += ["(:Claim {id: id})-[:STATED_IN]->(d:Document)", "(d:Document {id: id})"]
    found: set[str] = set()
    for pattern in patterns:
        rows = store.read(f"UNWIND $ids AS id MATCH {pattern} RETURN DISTINCT d.id AS id", wanted)
        found |= {row["id"] for row in rows}
    return found


def find_documents_published(store: Store, since: date | None, until: date | None) -> set[str]:
    """Return the ids of the documents published from one day to another, both inclusive; none without a date."""
    rows = store.read(
        "MATCH (d:Document) WHERE d.published_on IS NOT NULL AND ($since IS NULL OR d.published_on >= $since) "
        "AND ($until IS NULL OR d.published_on <= $until) RETURN d.id AS id",
        {"since": since, "until": until},
    )
    return {row["id"] for row in rows}
