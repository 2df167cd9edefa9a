"""Cards: all that a store knows of one thing, as facts in words, each with the passages that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from greffier.graph.model import EVENTS, model
from greffier.graph.projection import FIRMNESS
from greffier.graph.records import Status
from greffier.graph.store import Row, Store
from greffier.queries.names import Thing
from greffier.queries.phrases import EventPhrase, name_of, read_events
from greffier.queries.wordings import count_in_words, kind_in_words, sum_in_words

# The heading under which a claim is told, by its predicate, where the thing is its subject or its object.
_AS_SUBJECT: Final = {
    "affected": "Who was hit",
    "date": "Date",
    "announced": "Announced",
    "persons": "Persons affected",
    "issuer": "By",
    "target": "Addressed to",
    "law": "Under",
    "concerns": "Concerns",
    "amount": "Sum",
    "outcome": "What became of it",
    "part_of": "Part of",
    "regulated_by": "Supervised by",
    "notified": "Informed",
    "acquired": "Bought",
}
_AS_OBJECT: Final = {
    "affected": "Incidents",
    "target": "Actions addressed to it",
    "issuer": "Actions that it took",
    "law": "Actions under it",
    "concerns": "Actions that concern it",
    "part_of": "Its parts",
    "regulated_by": "Supervises",
    "notified": "Informed by",
    "acquired": "Bought by",
}
_OF_DOCUMENT: Final = {
    "Incident": "Incidents",
    "Action": "Actions",
    "Organization": "Organisations",
    "Law": "Laws",
}
_SUMS: Final = {"imposed": "Sum imposed", "exposure": "Sum that only threatens (not imposed)"}
HEADINGS: Final = (
    *_AS_SUBJECT.values(),
    *_SUMS.values(),
    *_AS_OBJECT.values(),
    *_OF_DOCUMENT.values(),
    "Relations",
)

_CLAIMS: Final = (
    "MATCH (t:{family} {{id: $id}})<-[:IS]-(:Occurrence)<-[:ABOUT|OBJECT]-(c:Claim) WITH DISTINCT c "
    "MATCH (c)-[:ABOUT]->(:Occurrence)-[:IS]->(s) MATCH (c)-[:STATED_IN]->(d:Document) "
    "OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(o) "
    "RETURN properties(c) AS claim, s.id AS subject, s.name AS subject_name, labels(s) AS subject_labels, "
    "s.jurisdiction AS subject_in, o.id AS object, o.name AS object_name, labels(o) AS object_labels, "
    "o.jurisdiction AS object_in, d.id AS document, d.title AS title, d.published AS published "
    "ORDER BY coalesce(d.published, '9999'), d.id, c.start, c.id"
)
_DOCUMENT_CLAIMS: Final = (
    "MATCH (d:Document {id: $id})<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(:Occurrence)-[:IS]->(s) "
    "OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(o) "
    "RETURN properties(c) AS claim, s.id AS subject, s.name AS subject_name, labels(s) AS subject_labels, "
    "s.jurisdiction AS subject_in, o.id AS object, o.name AS object_name, labels(o) AS object_labels, "
    "o.jurisdiction AS object_in, d.id AS document, d.title AS title, d.published AS published "
    "ORDER BY c.start, c.id"
)
_TELLINGS: Final = (
    "MATCH (t:{family} {{id: $id}})<-[link:IS]-(o:Occurrence)-[:IN]->(d:Document) "
    "RETURN o.name AS name, o.quote AS quote, o.start AS start, o.stop AS stop, o.status AS status, "
    "o.confidence AS confidence, link.score AS score, link.why AS why, d.id AS document, d.title AS title, "
    "d.published AS published ORDER BY coalesce(d.published, '9999'), d.id, o.start, o.id"
)
_DOCUMENT_THINGS: Final = (
    "MATCH (d:Document {id: $id})<-[:IN]-(o:Occurrence)-[:IS]->(t) "
    "RETURN o.family AS family, o.quote AS quote, o.start AS start, o.stop AS stop, o.status AS status, "
    "o.confidence AS confidence, t.id AS id, t.name AS name, labels(t) AS labels, "
    "t.jurisdiction AS jurisdiction, d.id AS document, "
    "d.title AS title, d.published AS published ORDER BY o.start, o.id"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the words that state a fact, and where they stand (code points from 0, end exclusive)."""

    quote: str
    document: str
    title: str
    published: str | None
    start: int
    stop: int
    status: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold what is known, in words, with its passages; `id` is the other thing, where it is one.

    `when` is the date (EDTF) of the event that it tells, else that of the first publication.
    """

    heading: str
    text: str
    id: str | None
    when: str | None
    status: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold one document's passage on the thing, and why it was taken for the same thing."""

    source: Source
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """Hold all that is known of a thing; `details` are its properties in words."""

    thing: Thing
    details: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    tellings: tuple[Telling, ...]


_Key = tuple[str, str, str | None]  # heading, text and id of a fact


def build_card(store: Store, thing: Thing) -> Card:
    """Return the card of a thing of the store."""
    if thing.family == "Document":
        rows = store.read(_DOCUMENT_CLAIMS, {"id": thing.id})
        facts = _document_facts(store, thing.id, rows)
        return Card(thing, _details(store, thing), facts, ())
    rows = store.read(_CLAIMS.format(family=thing.family), {"id": thing.id})
    tellings = store.read(_TELLINGS.format(family=thing.family), {"id": thing.id})
    return Card(
        thing,
        _details(store, thing),
        _facts(store, thing.id, rows),
        tuple(Telling(_source(row, row), row["name"], row["score"], row["why"]) for row in tellings),
    )


def _facts(store: Store, own: str, rows: list[Row]) -> tuple[Fact, ...]:
    others = {row["subject"] if row["object"] == own else row["object"] for row in rows}
    events = read_events(store, others - {None})
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_fact_key(row, own, events)].append(row)
    return _in_order(groups, events)


def _fact_key(row: Row, own: str, events: dict[str, EventPhrase]) -> _Key:
    """Return heading, text and other thing of what a claim says, from the side of one thing."""
    claim = row["claim"]
    predicate = claim["predicate"]
    if row["subject"] != own:
        other, name, heading = row["subject"], name_of(row, "subject"), _AS_OBJECT[predicate]
    elif row["object"]:
        other, name, heading = row["object"], name_of(row, "object"), _AS_SUBJECT[predicate]
    elif predicate == "amount":
        return (
            _SUMS[claim["amount_kind"]],
            sum_in_words(claim["amount"], claim["currency"], claim.get("per")),
            None,
        )
    elif predicate == "persons":
        return _AS_SUBJECT[predicate], _persons(claim), None
    else:
        return _AS_SUBJECT[predicate], claim["value"], None
    return heading, events[other].text if other in events else name, other


def _persons(stored: Mapping[str, Any]) -> str:
    """Return the number of persons that a claim states, or that an incident has, in words."""
    return count_in_words(
        stored["persons"], stored.get("persons_most"), stored["persons_kind"], stored["persons_bound"]
    )


def _document_facts(store: Store, document: str, rows: list[Row]) -> tuple[Fact, ...]:
    things = store.read(_DOCUMENT_THINGS, {"id": document})
    events = read_events(store, {row["id"] for row in things if row["family"] in EVENTS})
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for row in things:
        kind = model().kind_among(row["labels"], row["family"]) or ""
        told = ", ".join(part for part in (kind_in_words(kind), row["jurisdiction"]) if part)
        text = f"{row['name']} ({told})" if told else row["name"]
        text = events[row["id"]].text if row["id"] in events else text
        groups[_OF_DOCUMENT[row["family"]], text, row["id"]].append(row | {"claim": row})
    for row in rows:
        if row["object"] and row["subject"].split("/")[0] not in ("incident", "action"):
            said = _AS_SUBJECT[row["claim"]["predicate"]].lower()
            groups["Relations", f"{name_of(row, 'subject')}: {said} {name_of(row, 'object')}", row["subject"]].append(
                row
            )
    return _in_order(groups, events)


def _in_order(groups: dict[_Key, list[Row]], events: dict[str, EventPhrase]) -> tuple[Fact, ...]:
    """Return the facts by heading, those of events in order of date, others in that of the documents."""
    facts = []
    for (heading, text, other), rows in groups.items():
        sources = tuple(dict.fromkeys(_source(row["claim"], row) for row in rows))
        status = max((Status(s.status) for s in sources), key=FIRMNESS.__getitem__)
        event = events.get(other or "")
        when = (event.when if event else None) or sources[0].published
        facts.append(Fact(heading, text, other, when, status.value, sources))
    return tuple(sorted(facts, key=lambda f: (HEADINGS.index(f.heading), f.when or "9999")))


def _source(told: dict[str, Any], row: Row) -> Source:
    return Source(
        told["quote"],
        row["document"],
        row["title"],
        row["published"],
        told["start"],
        told["stop"],
        told["status"],
        told["confidence"],
    )


def _details(store: Store, thing: Thing) -> tuple[tuple[str, str], ...]:
    (row,) = store.read(f"MATCH (n:{thing.family} {{id: $id}}) RETURN properties(n) AS p", {"id": thing.id})
    p = row["p"]
    others = [n for n in p.get("names") or () if n != p.get("name")]
    candidates = p.get("unresolved") or ()
    sums = {
        said: sum_in_words(p[key], p[f"{key}_currency"], p.get(f"{key}_per"))
        for key, said in _SUMS.items()
        if p.get(key) is not None
    }
    told = {
        "Also named": "; ".join(others),
        "Jurisdiction": p.get("jurisdiction"),
        "Gazetteer": p.get("gazetteer"),
        "Unresolved": f"the documents do not tell which is meant: {', '.join(candidates)}" if candidates else None,
        "Date": p.get("date"),
        "Announced": p.get("announced"),
        "Persons affected": _persons(p) if p.get("persons") is not None else None,
        **sums,
        "What became of it": p.get("outcome"),
        "Status": p.get("status"),
        "File": p.get("file"),
        "Read from": "; ".join(p.get("sources") or ()),
        "Published": p.get("published"),
        "Language": p.get("language"),
        "Read by": p.get("reader"),
        "Documents": str(p["documents"]) if p.get("documents") else None,
    }
    return tuple((name, value) for name, value in told.items() if value)
