"""The graph as a bundle of STIX 2.1 (https://docs.oasis-open.org/cti/stix/v2.1/), for OpenCTI, MISP and others.

Only what a document asserts is written. Organisations are identity, incidents incident, actions course-of-action,
documents report (grouping where their date is not known), claims note with the quote. Every relation is
`related-to`, which all tools know, with its own name as a label; laws are external references of actions.

Ids are UUIDs of version 5 of the ids of the graph. Times are those of publication of the documents that tell of a
thing, the first and the last one; 1970-01-01 where no document has a date.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO, Final

from greffier.graph.exports.extras import needed
from greffier.graph.exports.facts import (
    ASSERTED,
    ClaimFact,
    EventFact,
    LinkFact,
    Proof,
    read_claims,
    read_events,
    read_links,
    told,
)
from greffier.graph.mirrors import pages
from greffier.graph.model import PUBLIC, model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.store import Store

# Of our own, so that the ids are no one else's: the UUID of a name that nobody else uses.
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://greffier.example/stix")
UNDATED: Final = date(1970, 1, 1)
TYPES: Final = {"Organization": "identity", "Incident": "incident", "Action": "course-of-action"}
SECTORS: Final = {
    "Insurer": "insurance",
    "Bank": "financial-services",
    **dict.fromkeys(sorted(PUBLIC), "government"),
}

Days = Mapping[str, date | None]


def write_stix(store: Store, stream: BinaryIO) -> int:
    """Write what a store's documents assert as a bundle of STIX 2.1; return the number of its objects.

    Each is made and checked by the library. The same graph gives the same bytes. Raise InputError where the library
    is missing.
    """
    with needed("stix"):
        import stix2  # noqa: F401 (so that its absence is told before anything is written)

    days: dict[str, date | None] = {}
    for row in store.read("MATCH (d:Document) RETURN d.id AS id, d.published_on AS day ORDER BY id"):
        days[row["id"]] = row["day"]
    bundle = stix_id("bundle", *days)
    stream.write(f'{{"type": "bundle", "id": "{bundle}", "objects": ['.encode())
    count = 0
    for count, found in enumerate(_objects(store, days), 1):
        stream.write(b"\n" if count == 1 else b",\n")
        stream.write(found.serialize().encode())
    stream.write(b"\n]}\n")
    return count


def _objects(store: Store, days: Days) -> Iterator[Any]:
    for page in pages(store, "Organization"):
        times = _read_days(store, page)
        for name, node in sorted(read_nodes(store, page, "Organization").items()):
            yield _identity(name, node.kind, node.properties, times.get(name, ()))
    for family in ("Incident", "Action"):
        for event in read_events(store, family):
            yield _event(event, family, days)
            yield from _relationships(event, family, days)
    for link in read_links(store):
        yield _relationship(link.type, ("Organization", link.start), ("Organization", link.end), _proven(link, days))
    for claim in read_claims(store):
        refs = [_thing(name) for name in (claim.subject, claim.object) if name and _family(name) in TYPES]
        yield _note(claim, refs, days)
    for page in pages(store, "Document"):
        spoken_of = _read_spoken_of(store, page)
        for name, node in sorted(read_nodes(store, page, "Document").items()):
            if spoken_of.get(name):
                yield _report(name, node.properties, spoken_of[name])


def _identity(name: str, kind: str | None, stored: Mapping[str, Any], days: Iterable[date | None]) -> Any:
    from stix2.v21 import Identity

    others = [form for form in stored.get("names") or () if form != stored["name"]]
    told_ = [f"Also named: {'; '.join(others)}."] if others else []
    told_ += [f"Jurisdiction: {stored['jurisdiction']}."] if stored.get("jurisdiction") else []
    return Identity(
        id=stix_id("identity", name),
        name=stored["name"] or name,
        identity_class="organization",
        **_given(description=" ".join(told_), sectors=[SECTORS[kind]] if kind in SECTORS else None),
        **_given(labels=[kind.lower()] if kind else None),
        **_times(days),
    )


def _event(event: EventFact, family: str, days: Days) -> Any:
    from stix2.v21 import CourseOfAction, Incident

    told_ = [
        ("Date", event.date),
        ("Announced", event.announced),
        ("Touched", event.persons),
        ("Outcome", event.outcome),
    ]
    lines = [f"{what}: {when}." for what, when in told_ if when]
    lines += [f"Sum: {told(amount)}." for amount in event.sums]
    lines += [f"« {quote} »" for quote in dict.fromkeys(p.quote for p in event.proofs)]
    laws = [{"source_name": p.name or p.id, "description": "the law it was taken under"} for p in event.of("UNDER")]
    return (Incident if family == "Incident" else CourseOfAction)(
        id=stix_id(TYPES[family], event.id),
        name=event.name,
        description="\n".join(lines),
        labels=[event.kind.lower()],
        confidence=_confidence(event.confidence),
        **_given(external_references=laws),
        **_times(_days(event.proofs, days)),
    )


def _relationships(event: EventFact, family: str, days: Days) -> Iterator[Any]:
    for party in event.parties:
        relation = model().relations[party.relation]
        other = _family(party.id)
        # An action and the incident it concerns are parties of each other: told with the action.
        if other in TYPES and not (family == "Incident" and other == "Action"):
            ends = ((family, event.id), (other, party.id))
            start, end = ends if family in relation.start else ends[::-1]
            yield _relationship(party.relation, start, end, _times(_days(event.proofs, days)))


def _proven(link: LinkFact, days: Days) -> dict[str, Any]:
    return {"confidence": _confidence(link.confidence), **_times(_days(link.proofs, days))}


def _relationship(kind: str, start: tuple[str, str], end: tuple[str, str], more: Mapping[str, Any]) -> Any:
    from stix2.v21 import Relationship

    return Relationship(
        id=stix_id("relationship", start[1], kind, end[1]),
        relationship_type="related-to",
        source_ref=stix_id(TYPES[start[0]], start[1]),
        target_ref=stix_id(TYPES[end[0]], end[1]),
        description=f"{kind}: {model().relations[kind].summary}",
        labels=[kind.lower().replace("_", "-")],
        **more,
    )


def _note(claim: ClaimFact, refs: Sequence[str], days: Days) -> Any:
    from stix2.v21 import Note

    return Note(
        id=stix_id("note", claim.id),
        abstract=f"{claim.predicate}: {claim.value}" if claim.value else claim.predicate,
        content=claim.quote,
        object_refs=list(dict.fromkeys(refs)),
        confidence=_confidence(claim.confidence),
        labels=[claim.predicate.replace("_", "-")],
        external_references=[{"source_name": "greffier", "external_id": claim.document}],
        **_times([days.get(claim.document)]),
    )


def _report(name: str, stored: Mapping[str, Any], refs: Sequence[str]) -> Any:
    from stix2.v21 import Grouping, Report

    day = stored.get("published_on")
    shared = {
        "name": stored.get("title") or stored["file"] or name,
        "object_refs": refs,
        "external_references": [
            {"source_name": "greffier", "external_id": name, "description": source}
            for source in stored.get("sources") or ("",)
        ],
        **_given(lang=stored.get("language")),
        **_times([day]),
    }
    if day is None:
        return Grouping(id=stix_id("grouping", name), context="unspecified", **shared)
    return Report(id=stix_id("report", name), published=_instant(day), **shared)


def _read_days(store: Store, ids: Sequence[str]) -> dict[str, tuple[date, ...]]:
    """Return the first and the last day on which a document was published that speaks of these organisations."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (t:Organization {id: id})<-[:IS]-(:Occurrence)-[:IN]->(d:Document) "
        "WHERE d.published_on IS NOT NULL RETURN id, min(d.published_on) AS first, max(d.published_on) AS last",
        {"ids": list(ids)},
    )
    return {row["id"]: (row["first"], row["last"]) for row in rows}


def _read_spoken_of(store: Store, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return what each of these documents speaks of, as ids of the bundle; events only where they are asserted."""
    found: dict[str, set[str]] = {}
    for family, kind in TYPES.items():
        rows = store.read(
            f"UNWIND $ids AS id MATCH (d:Document {{id: id}})<-[:IN]-(:Occurrence)-[:IS]->(t:{family}) "
            "RETURN DISTINCT id, t.id AS thing, t.status AS status",
            {"ids": list(ids)},
        )
        for row in rows:
            if row["status"] in (None, ASSERTED):
                found.setdefault(row["id"], set()).add(stix_id(kind, row["thing"]))
    return {name: sorted(refs) for name, refs in found.items()}


def _family(name: str) -> str:
    """Return the family of a thing, which its id begins with."""
    prefix = name.split("/", 1)[0]
    return next(f.name for f in model().families.values() if prefix in (f.prefix, *f.known))


def _thing(name: str) -> str:
    return stix_id(TYPES[_family(name)], name)


def stix_id(kind: str, *names: str) -> str:
    """Return the id of an object of STIX for the ids of the nodes that it stands for."""
    return f"{kind}--{uuid.uuid5(NAMESPACE, ' '.join(names))}"


def _confidence(share: float) -> int:
    return round(100 * min(max(share, 0.0), 1.0))


def _days(proofs: Iterable[Proof], days: Days) -> list[date | None]:
    return [days.get(proof.document) for proof in proofs]


def _times(days: Iterable[date | None]) -> dict[str, datetime]:
    known = sorted(day for day in days if day) or [UNDATED]
    return {"created": _instant(known[0]), "modified": _instant(known[-1])}


def _instant(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _given(**values: Any) -> dict[str, Any]:
    """Return what is there: STIX knows no empty values."""
    return {key: value for key, value in values.items() if value}
