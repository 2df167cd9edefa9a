"""Organisations and laws: each occurrence is decided by its own name and document, and by what people judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from greffier.graph.identity import named_thing_id
from greffier.graph.model import EVENTS, model
from greffier.graph.occurrences import Occurrence
from greffier.ingest.names import key_of, known_as
from greffier.ingest.resolution.judged import Judged
from greffier.ingest.resolution.links import Link


def link_bodies(occurrences: Iterable[Occurrence], judged: Judged | None = None) -> dict[str, Link]:
    """Return the thing that each organisation and law is, by occurrence."""
    known = judged or Judged()
    return {o.id: _judged(known_body(o), known) for o in occurrences if o.family not in EVENTS}


def known_body(occurrence: Occurrence) -> Link:
    """Return the body that an occurrence is by its own name and document."""
    if occurrence.known_as:
        return Link(occurrence.id, occurrence.known_as, occurrence.confidence, "recognised as a gazetteer entry")
    if occurrence.candidates:
        prefix = model().families[occurrence.family].prefix
        thing = named_thing_id(prefix, occurrence.name, "|".join(occurrence.candidates))
        why = f"one of {', '.join(occurrence.candidates)}: the document does not tell which"
        return Link(occurrence.id, thing, 0.5, why)
    # A single word that the reader did not take for a known name is none.
    find = body_of if len(key_of(occurrence.name)) > 1 else _body_of_words
    found = find(occurrence.name, occurrence.kind, occurrence.jurisdiction, occurrence.document)
    return replace(found, occurrence=occurrence.id)


def body_of(name: str, kind: str, jurisdiction: str | None, document: str) -> Link:
    """Return the body that a name of a kind is, in a document of which the jurisdiction may be known (ISO 3166)."""
    known = known_as(name, kind, jurisdiction)
    if len(known) == 1:
        return Link("", known[0].id, 0.85, f"{name!r} has the words of {known[0].name!r}")
    return _body_of_words(name, kind, jurisdiction, document)


def _body_of_words(name: str, kind: str, jurisdiction: str | None, document: str) -> Link:
    key = key_of(name)
    family = "Law" if kind == "Law" else "Organization"
    scope, where = "", ""
    if family == "Law":
        scope = jurisdiction or ""
    elif key.generic:  # many bodies bear such a name: without a place, those of two documents may be two
        scope = jurisdiction or document
        where = f" of {jurisdiction}" if jurisdiction else "; the document tells no place for it"
    thing = named_thing_id(model().families[family].prefix, str(key), scope)
    return Link("", thing, 0.9, f"named {str(key)!r}{where}")


def _judged(link: Link, judged: Judged) -> Link:
    """Return a link as people have judged it."""
    body = judged.splits.get(link.occurrence, link.thing)
    thing = judged.group.get(body, body)
    if thing == link.thing:
        return link
    source = judged.source[link.occurrence if body != link.thing else body]
    told = "judged to be another" if body != link.thing else "judged to be the same"
    why = f"{link.why}; {told}{f' ({source.note})' if source.note else ''}"
    return replace(link, thing=thing, score=1.0, why=why, by=source.by, at=source.at)
