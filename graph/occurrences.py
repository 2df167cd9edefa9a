"""Occurrences and located claims: what an extraction says, under ids that hold in the whole graph.

`locate` gives them, `provenance` the nodes and relations that keep them. They are never altered:
which occurrences are the same thing is told by the IS relations alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from greffier.graph.changes import Edge, Node, PropertyValue
from greffier.graph.copies import marks_of
from greffier.graph.identity import claim_id, fold, occurrence_id, value_text
from greffier.graph.model import model
from greffier.graph.records import (
    Amount,
    AmountKind,
    Bound,
    Claim,
    Count,
    Counted,
    Document,
    Entity,
    Event,
    Extraction,
    Outcome,
    Quote,
    Status,
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Hold one thing as one document speaks of it; `quote` is its first mention, or its evidence."""

    id: str
    document: str
    local: str
    family: str
    kind: str
    name: str
    quote: Quote
    rule: str
    confidence: float
    status: Status
    mentions: tuple[Quote, ...] = ()
    known_as: str | None = None
    candidates: tuple[str, ...] = ()
    jurisdiction: str | None = None


@dataclass(frozen=True, slots=True)
class LocatedClaim:
    """Hold a claim whose subject and object are ids of occurrences, with its own id and document.

    `rank` is its place among the claims of its document: of one slot, the likelier comes first.
    """

    id: str
    document: str
    claim: Claim
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Testimony:
    """Hold all that one document says, located."""

    document: Document
    reader: str
    occurrences: tuple[Occurrence, ...]
    claims: tuple[LocatedClaim, ...]


def locate(extraction: Extraction) -> Testimony:
    """Return what an extraction says under ids that hold in the whole graph."""
    document = extraction.document
    occurrences: list[Occurrence] = []
    ids: dict[str, str] = {}

    def take(local: str, start: int, end: int) -> str:
        found = occurrence_id(document.id, local, start, end)
        while found in taken:
            found += "+"
        taken.add(found)
        ids[local] = found
        return found

    taken: set[str] = set()
    for entity in extraction.entities:
        first = entity.mentions[0]
        occurrences.append(_of_entity(entity, take(entity.id, first.start, first.end), document.id))
    for family, events in (("Incident", extraction.incidents), ("Action", extraction.actions)):
        for event in events:
            found = take(event.id, event.anchor.start, event.anchor.end)
            occurrences.append(_of_event(event, found, document.id, family))
    claims: dict[str, LocatedClaim] = {}
    for claim in extraction.claims:
        located = replace(claim, subject=ids[claim.subject], object=ids[claim.object] if claim.object else None)
        name = claim_id(document.id, located)
        claims.setdefault(name, LocatedClaim(name, document.id, located, len(claims)))
    return Testimony(document, extraction.reader, tuple(occurrences), tuple(claims.values()))


def _of_entity(entity: Entity, found: str, document: str) -> Occurrence:
    return Occurrence(
        id=found,
        document=document,
        local=entity.id,
        family=model().family_of(entity.kind),
        kind=entity.kind,
        name=entity.name,
        quote=entity.mentions[0],
        rule=entity.rule,
        confidence=entity.confidence,
        status=Status.ASSERTED,
        mentions=entity.mentions,
        known_as=entity.known_as,
        candidates=entity.candidates,
        jurisdiction=entity.jurisdiction,
    )


def _of_event(event: Event, found: str, document: str, family: str) -> Occurrence:
    return Occurrence(
        id=found,
        document=document,
        local=event.id,
        family=family,
        kind=event.kind,
        name=event.anchor.text,
        quote=event.evidence,
        rule=event.rule,
        confidence=event.confidence,
        status=event.status,
        mentions=(event.anchor,),
    )


def provenance(testimony: Testimony, story: str | None = None) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the nodes and relations that keep a document and what it says; IS is not among them.

    `story` is the original of the document, where it has copies or is one.
    """
    document = testimony.document
    nodes: list[Node] = [_document_node(document, testimony.reader, story)]
    edges: list[Edge] = []
    for occurrence in testimony.occurrences:
        nodes.append(_occurrence_node(occurrence))
        edges.append(Edge("IN", "Occurrence", occurrence.id, "Document", document.id))
    for located in testimony.claims:
        nodes.append(_claim_node(located))
        edges.extend(_claim_edges(located))
    return tuple(nodes), tuple(edges)


def _document_node(document: Document, reader: str, story: str | None) -> Node:
    properties: dict[str, PropertyValue] = {
        "title": document.title,
        "file": document.name,
        "sources": [document.source],
        "published": document.published,
        "published_on": date.fromisoformat(document.published) if document.published else None,
        "language": document.language,
        "text": document.text,
        "search": fold(f"{document.title} {document.text}"),
        "sha256": document.sha256,
        "reader": reader,
        "story": story,
        **marks_of(document.text),
    }
    return Node("Document", document.id, None, properties)


def _occurrence_node(occurrence: Occurrence) -> Node:
    properties: dict[str, PropertyValue] = {
        "name": occurrence.name,
        "local": occurrence.local,
        "family": occurrence.family,
        "kind": occurrence.kind,
        "mentions": [m.text for m in occurrence.mentions],
        "starts": [f"{m.start}-{m.end}" for m in occurrence.mentions],
        "start": occurrence.quote.start,
        "stop": occurrence.quote.end,
        "quote": occurrence.quote.text,
        "gazetteer": occurrence.known_as,
        "candidates": list(occurrence.candidates),
        "jurisdiction": occurrence.jurisdiction,
        "status": occurrence.status.value,
        "confidence": occurrence.confidence,
        "rule": occurrence.rule,
    }
    return Node("Occurrence", occurrence.id, None, properties)


def _claim_node(located: LocatedClaim) -> Node:
    claim = located.claim
    amount = claim.value if isinstance(claim.value, Amount) else None
    text = value_text(claim.value)
    properties: dict[str, PropertyValue] = {
        "name": f"{claim.predicate} {text}" if text else claim.predicate,
        "predicate": claim.predicate,
        "rank": located.rank,
        "value": text,
        "amount": float(amount.value) if amount else None,
        "currency": amount.currency if amount else None,
        "per": amount.per if amount else None,
        "amount_kind": amount.kind.value if amount else None,
        **count_properties(claim.value if isinstance(claim.value, Count) else None),
        "start": claim.evidence.start,
        "stop": claim.evidence.end,
        "quote": claim.evidence.text,
        "status": claim.status.value,
        "confidence": claim.confidence,
        "rule": claim.rule,
    }
    return Node("Claim", located.id, None, properties)


def count_properties(count: Count | None) -> dict[str, PropertyValue]:
    """Return the properties that keep a number of persons, of a claim or of an incident."""
    return {
        "persons": count.number if count else None,
        "persons_most": count.most if count else None,
        "persons_kind": count.counted.value if count else None,
        "persons_bound": count.bound.value if count else None,
    }


def _claim_edges(located: LocatedClaim) -> Iterator[Edge]:
    claim = located.claim
    yield Edge("STATED_IN", "Claim", located.id, "Document", located.document)
    yield Edge("ABOUT", "Claim", located.id, "Occurrence", claim.subject)
    if claim.object:
        yield Edge("OBJECT", "Claim", located.id, "Occurrence", claim.object)


def occurrence_from(stored: Mapping[str, Any], document: str) -> Occurrence:
    """Return the occurrence that the properties of its node keep, the inverse of `provenance`."""
    places = (place.split("-") for place in stored["starts"] or [])
    mentions = zip(places, stored["mentions"] or [], strict=True)
    return Occurrence(
        id=stored["id"],
        document=document,
        local=stored["local"],
        family=stored["family"],
        kind=stored["kind"],
        name=stored["name"],
        quote=Quote(stored["start"], stored["stop"], stored["quote"]),
        rule=stored["rule"],
        confidence=stored["confidence"],
        status=Status(stored["status"]),
        mentions=tuple(Quote(int(start), int(end), text) for (start, end), text in mentions),
        known_as=stored.get("gazetteer"),
        candidates=tuple(stored.get("candidates") or ()),
        jurisdiction=stored.get("jurisdiction"),
    )


def claim_from(stored: Mapping[str, Any], subject: str, object_: str | None) -> Claim:
    """Return the claim that the properties of its node keep, about these occurrences."""
    value: str | Amount | Count | None = stored.get("value")
    if stored.get("amount") is not None:
        number = Decimal(str(stored["value"]).split(" ", 1)[0])
        value = Amount(number, stored["currency"], stored.get("per"), AmountKind(stored["amount_kind"]))
    elif stored.get("persons") is not None:
        counted, bound = Counted(stored["persons_kind"]), Bound(stored["persons_bound"])
        value = Count(stored["persons"], stored.get("persons_most"), counted, bound)
    elif stored["predicate"] == "outcome":
        value = Outcome(stored["value"])
    return Claim(
        subject=subject,
        predicate=stored["predicate"],
        evidence=Quote(stored["start"], stored["stop"], stored["quote"]),
        rule=stored["rule"],
        confidence=stored["confidence"],
        object=object_,
        value=value,
        status=Status(stored["status"]),
    )
