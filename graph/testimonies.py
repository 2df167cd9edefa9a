"""Testimonies: what documents say, read back from a store as the extractions that they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Final

from greffier.graph.errors import StoreError
from greffier.graph.neighbourhood import Neighbourhood, read_documents
from greffier.graph.occurrences import LocatedClaim, Occurrence
from greffier.graph.records import Claim, Document, Entity, Event, Extraction
from greffier.graph.store import Row, Store

DOCUMENTS_AT_ONCE: Final = 50
_NUMBER: Final = re.compile(r"\d+")


def read_extractions(store: Store) -> Iterator[tuple[Extraction, dict[str, str]]]:
    """Yield what each document of the store says, with the thing of each local id, by order of id.

    Claims come in the order in which they were read; claims that said the same at the same place are one.
    """
    ids = [row["id"] for row in store.read("MATCH (d:Document) RETURN d.id AS id ORDER BY id")]
    for batch in batched(ids, DOCUMENTS_AT_ONCE):
        found = Neighbourhood()
        read_documents(store, batch, found)
        rows = store.read(
            "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN properties(d) AS document ORDER BY id",
            {"ids": list(batch)},
        )
        yield from _extractions(rows, found)


def read_nodes(store: Store, document: str) -> dict[str, str]:
    """Return the things that a document speaks of, by their ids within it (e1, i1, a1)."""
    rows = store.read(
        "MATCH (:Document {id: $id})<-[:IN]-(o:Occurrence)-[:IS]->(t) RETURN o.local AS local, t.id AS thing",
        {"id": document},
    )
    return {row["local"]: row["thing"] for row in rows}


def _extractions(rows: Iterable[Row], found: Neighbourhood) -> Iterator[tuple[Extraction, dict[str, str]]]:
    occurrences: dict[str, list[Occurrence]] = {}
    claims: dict[str, list[LocatedClaim]] = {}
    for occurrence in found.occurrences.values():
        occurrences.setdefault(occurrence.document, []).append(occurrence)
    for located in found.claims.values():
        claims.setdefault(located.document, []).append(located)
    for row in rows:
        document = _document(row)
        members = sorted(occurrences.get(document.id, ()), key=lambda o: _local_order(o.local))
        said = sorted(claims.get(document.id, ()), key=lambda c: c.rank)
        nodes = {o.local: found.things[o.id] for o in members}
        yield _extraction(document, row["document"]["reader"], members, said), nodes


def _document(row: Row) -> Document:
    stored = row["document"]
    return Document(
        id=stored["id"],
        name=stored["file"],
        title=stored["title"],
        text=stored["text"],
        published=stored.get("published"),
        language=stored["language"],
        source=stored["sources"][0],
        sha256=stored["sha256"],
    )


def _extraction(document: Document, reader: str, members: list[Occurrence], said: list[LocatedClaim]) -> Extraction:
    locals_ = {o.id: o.local for o in members}
    return Extraction(
        document,
        reader,
        tuple(_entity(o) for o in members if o.family in ("Organization", "Law")),
        tuple(_event(o) for o in members if o.family == "Incident"),
        tuple(_event(o) for o in members if o.family == "Action"),
        tuple(_claim(c, locals_) for c in said),
    )


def _local_order(local: str) -> tuple[str, int]:
    number = _NUMBER.search(local)
    return (local[:1], int(number[0]) if number else 0)


def _entity(occurrence: Occurrence) -> Entity:
    return Entity(
        occurrence.local,
        occurrence.kind,
        occurrence.name,
        occurrence.mentions,
        occurrence.rule,
        occurrence.confidence,
        occurrence.known_as,
        occurrence.candidates,
        occurrence.jurisdiction,
    )


def _event(occurrence: Occurrence) -> Event:
    (anchor,) = occurrence.mentions
    return Event(
        occurrence.local,
        occurrence.kind,
        anchor,
        occurrence.quote,
        occurrence.rule,
        occurrence.confidence,
        occurrence.status,
    )


def _claim(located: LocatedClaim, locals_: dict[str, str]) -> Claim:
    claim = located.claim
    try:
        subject = locals_[claim.subject]
        object_ = locals_[claim.object] if claim.object else None
    except KeyError as error:
        raise StoreError(f"{located.id}: speaks of {error.args[0]}, which is not in its document") from error
    return Claim(
        subject,
        claim.predicate,
        claim.evidence,
        claim.rule,
        claim.confidence,
        object_,
        claim.value,
        claim.status,
    )
