"""Documents that tell of one leak and one fine, each in its own way, and a store made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from greffier.graph import occurrences
from greffier.graph.annotations import from_annotation
from greffier.graph.changes import Changes, Edge
from greffier.graph.projection import Evidence, project
from greffier.graph.records import Status
from greffier.graph.store import Store
from greffier.ingest.documents import parse_document

LEAK, FINE = "told of the leak", "told of the fine"
INSURER = {"id": "e1", "type": "Insurer", "name": "Mutuelle du Lac", "mentions": ["Mutuelle du Lac"]}
WATCHDOG = {"id": "e2", "type": "Regulator", "name": "Data Office of Arland", "mentions": ["Data Office of Arland"]}


def one_document(name: str, published: str | None, *, denied: bool = False, **said: Any) -> occurrences.Testimony:
    """Return what a document says of one leak (date, announced, persons, kind), and of one fine (sum, fined)."""
    dated = f"date: {published}\n\n" if published else ""
    text = f"{name}\n\n{dated}Mutuelle du Lac: it is {LEAK}, and Data Office of Arland: it is {FINE}.\n"
    document = parse_document(text, name, f"press/{name}.txt")
    incident = {
        "id": "i1",
        "type": said.get("kind", "DataBreach"),
        "affected": ["e1"],
        "date": said.get("date", "2023"),
        "announced": said.get("announced"),
        "persons": [
            {"number": n, "most": m, "counted": counted, "bound": bound, "status": status, "evidence": LEAK}
            for n, m, counted, bound, status in said.get("persons", ())
        ],
        "evidence": LEAK,
    }
    sum_ = said.get("sum")
    action = {
        "id": "a1",
        "type": "Fine",
        "issuer": ["e2"],
        "target": ["e1"],
        "concerns": ["i1"],
        "date": said.get("fined", "2024-05"),
        "amount": {"value": sum_[0], "currency": sum_[1], "kind": sum_[2]} if sum_ else None,
        "evidence": FINE,
    }
    data = {"entities": [INSURER, WATCHDOG], "incidents": [incident], "actions": [action] if sum_ else []}
    extraction = from_annotation(data, document, "tests 1")
    if denied:
        told = tuple(replace(event, status=Status.DENIED) for event in extraction.incidents)
        extraction = replace(extraction, incidents=told)
    return occurrences.locate(extraction)


def persons(number: int, bound: str = "exact", counted: str = "persons", status: str = "asserted") -> list[Any]:
    return [(number, None, counted, bound, status)]


DOCUMENTS = [
    one_document(
        "first", "2023-06-01", date="2023-05", persons=persons(2_900_000), sum=(183_000_000, "EUR", "imposed")
    ),
    one_document("second", "2023-07-01", date="2023-05-04", persons=persons(2_714_000, "about")),
    one_document("third", "2024-01-10", persons=persons(9_700_000, "about"), sum=(183_390_000, "EUR", "imposed")),
    one_document("fourth", "2024-02-10", persons=persons(3_000_000, "at least"), sum=(20_000_000, "EUR", "imposed")),
    one_document("fifth", None, persons=persons(12, counted="records"), sum=(99, "CHF", "imposed")),
]


def fill(store: Store, documents: Sequence[occurrences.Testimony]) -> None:
    """Write documents whose events are one and the same, whatever resolution would make of their differences."""
    names = {"e1": "organization/lac", "e2": "organization/office", "i1": "incident/leak", "a1": "action/fine"}
    told = [o for document in documents for o in document.occurrences]
    claims = tuple(c for document in documents for c in document.claims)
    things = {o.id: names[o.local] for o in told}
    published = {d.document.id: d.document.published for d in documents}
    nodes, edges = project(Evidence(tuple(told), claims, things, published))
    kept = [occurrences.provenance(document) for document in documents]
    links = [
        Edge("IS", "Occurrence", o.id, o.family, things[o.id], {"score": 1.0, "why": "set", "by": "test"}) for o in told
    ]
    store.write(
        Changes(
            nodes=(*(n for some, _ in kept for n in some), *nodes),
            edges=(*(e for _, some in kept for e in some), *links, *edges),
        )
    )


# What two documents say, and whether they contradict each other in it.
PAIRS: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    ({"persons": persons(100)}, {"persons": persons(101)}, False),
    ({"persons": persons(100)}, {"persons": persons(110)}, True),
    ({"persons": persons(100)}, {"persons": persons(102)}, False),
    ({"persons": persons(100)}, {"persons": persons(103)}, True),
    ({"persons": persons(100, "about")}, {"persons": persons(105)}, False),
    ({"persons": persons(100, "about")}, {"persons": persons(106)}, False),
    ({"persons": persons(100, "about")}, {"persons": persons(107)}, True),
    ({"persons": persons(100, "about")}, {"persons": persons(95)}, False),
    ({"persons": persons(100, "about")}, {"persons": persons(94)}, True),
    ({"persons": persons(100, "at least")}, {"persons": persons(5000)}, False),
    ({"persons": persons(100, "at least")}, {"persons": persons(50)}, True),
    ({"persons": persons(100, "at most")}, {"persons": persons(50)}, False),
    ({"persons": persons(100, "at most")}, {"persons": persons(200)}, True),
    ({"persons": [(100, 200, "persons", "exact", "asserted")]}, {"persons": persons(150)}, False),
    ({"persons": [(100, 200, "persons", "exact", "asserted")]}, {"persons": persons(250)}, True),
    ({"persons": persons(100)}, {"persons": persons(500, counted="customers")}, True),
    ({"persons": persons(100)}, {"persons": persons(500, counted="accounts")}, False),
    ({"persons": [*persons(100), *persons(500)]}, {"persons": persons(500)}, False),
    ({"persons": persons(100)}, {"persons": persons(100, status="denied")}, True),
    ({"persons": persons(100)}, {"persons": persons(500, status="denied")}, False),
    ({"persons": persons(0)}, {"persons": persons(500)}, True),
    ({"announced": "2023-06-01"}, {"announced": "2023-06"}, False),
    ({"announced": "2023-06-01"}, {"announced": "2023-06-02"}, True),
    ({"kind": "Ransomware"}, {"kind": "DataBreach"}, False),
    ({"kind": "Outage"}, {"kind": "Ransomware"}, True),
    ({}, {"denied": True}, True),
]
