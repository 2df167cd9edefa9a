"""Phrases: events in one line of words, and names that tell who is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from greffier.graph.model import EVENTS, PUBLIC, model
from greffier.graph.records import Status
from greffier.graph.store import Row, Store
from greffier.queries.wordings import kind_in_words, sum_in_words

_EVENTS: Final = (
    "UNWIND $ids AS id MATCH (e:{family} {{id: id}}) "
    "OPTIONAL MATCH (e)-[r:ISSUED|ADDRESSED_TO|AFFECTED|UNDER]-(x) "
    "RETURN e.id AS id, labels(e) AS labels, properties(e) AS properties, type(r) AS role, x.id AS party, "
    "x.name AS party_name, labels(x) AS party_labels, x.jurisdiction AS party_in "
    "ORDER BY id, role, party_name, party"
)


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """Hold an event in one line of words, and when it was (EDTF)."""

    text: str
    when: str | None


def read_events(store: Store, ids: Iterable[str]) -> dict[str, EventPhrase]:
    """Return the events among these things, by id."""
    wanted = sorted(ids)
    rows: dict[str, list[Row]] = defaultdict(list)
    for family in EVENTS:
        for row in store.read(_EVENTS.format(family=family), {"ids": wanted}):
            rows[row["id"]].append(row)
    return {name: _phrase(members) for name, members in rows.items()}


def _phrase(rows: list[Row]) -> EventPhrase:
    properties = rows[0]["properties"]
    family = next(f for f in EVENTS if f in rows[0]["labels"])
    kind = model().kind_among(rows[0]["labels"], family) or ""
    ruled = kind == "Other" and any(r["role"] == "ISSUED" and "Court" in (r["party_labels"] or ()) for r in rows)
    words = ["ruling" if ruled else f"other {family.lower()}" if kind == "Other" else kind_in_words(kind)]
    if properties.get("date"):
        words[0] += f" of {properties['date']}"
    elif properties.get("announced"):
        words[0] += f" announced {properties['announced']}"
    for role, said in (
        ("AFFECTED", "at"),
        ("ISSUED", "by"),
        ("ADDRESSED_TO", "on" if ruled else "to"),
        ("UNDER", "under"),
    ):
        names = list(dict.fromkeys(name_of(row, "party") for row in rows if row["role"] == role))
        if names:
            words.append(f"{said} {', '.join(names)}")
    told = " ".join(words)
    if properties.get("imposed") is not None:
        imposed = sum_in_words(properties["imposed"], properties["imposed_currency"], properties.get("imposed_per"))
        told += f"; imposed: {imposed}"
    if properties.get("exposure") is not None:
        sum_ = sum_in_words(properties["exposure"], properties["exposure_currency"], properties.get("exposure_per"))
        told += f"; threatened, not imposed: {sum_}"
    if properties.get("outcome"):
        told += f"; {properties['outcome']}"
    if properties["status"] != Status.ASSERTED:
        told += f" [{properties['status']}]"
    return EventPhrase(told, properties.get("date") or properties.get("announced"))


def name_of(row: Row, what: str) -> str:
    """Return the name of a thing in a row; of an authority or court with its jurisdiction, for some share a name."""
    name: str = row[f"{what}_name"]
    if PUBLIC & set(row[f"{what}_labels"] or ()) and row[f"{what}_in"]:
        return f"{name} ({row[f'{what}_in']})"
    return name
