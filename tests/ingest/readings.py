"""What a text says, in a form that tests can compare: names in the place of ids, sums and dates as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from greffier.graph.identity import value_text
from greffier.graph.records import Claim, Document, Entity, Event, Extraction, Quote, Status
from greffier.ingest.documents import parse_document
from greffier.ingest.extraction import extract

Told = frozenset[str]
NOBODY: Told = frozenset()


@dataclass(frozen=True, slots=True)
class Incident:
    """Hold an incident as a text tells it; `hit` are names."""

    kind: str
    hit: Told
    date: str | None = None
    announced: str | None = None
    status: Status = Status.ASSERTED


@dataclass(frozen=True, slots=True)
class Action:
    """Hold an action as a text tells it; issuers, targets and laws are names, `concerns` kinds of incidents."""

    kind: str
    issuers: Told
    targets: Told
    amount: str | None = None
    date: str | None = None
    laws: Told = NOBODY
    concerns: tuple[str, ...] = ()
    status: Status = Status.ASSERTED


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what one text says; `relations` are (subject, predicate, object) by name."""

    extraction: Extraction
    incidents: tuple[Incident, ...]
    actions: tuple[Action, ...]
    relations: frozenset[tuple[str, str, str]]

    @property
    def names(self) -> list[str]:
        """Return the names of the entities, in the order of the text."""
        return [e.name for e in self.extraction.entities]

    def entity(self, name: str) -> Entity:
        """Return the one entity of this name."""
        (found,) = [e for e in self.extraction.entities if e.name == name]
        return found

    def mentions(self, name: str) -> list[str]:
        """Return the words that name an entity, in the order of the text."""
        return [m.text for m in self.entity(name).mentions]


def make_document(text: str, language: str | None = None, published: str | None = None) -> Document:
    """Return the document with this text; language and date as given, else as the text has them."""
    document = parse_document(text, "note", "note.txt")
    return replace(document, language=language or document.language, published=published or document.published)


def read(text: str, language: str | None = None, published: str | None = None) -> Reading:
    """Return what a text says; a short text does not always tell its language."""
    return read_all([make_document(text, language, published)])[0]


def read_all(documents: Sequence[Document]) -> list[Reading]:
    """Return what each document says."""
    return [_reading(extraction) for extraction in extract(documents)]


def _reading(extraction: Extraction) -> Reading:
    names = {e.id: e.name for e in extraction.entities}
    kinds = {i.id: i.kind for i in extraction.incidents}

    def objects(event: Event, predicate: str) -> Told:
        return frozenset(names[c.object] for c in extraction.claims_about(event.id, predicate) if c.object)

    def value(event: Event, predicate: str) -> str | None:
        return next((value_text(c.value) for c in extraction.claims_about(event.id, predicate)), None)

    return Reading(
        extraction,
        tuple(
            Incident(i.kind, objects(i, "affected"), value(i, "date"), value(i, "announced"), i.status)
            for i in extraction.incidents
        ),
        tuple(
            Action(
                a.kind,
                objects(a, "issuer"),
                objects(a, "target"),
                value(a, "amount"),
                value(a, "date"),
                objects(a, "law"),
                tuple(kinds[c.object] for c in extraction.claims_about(a.id, "concerns") if c.object),
                a.status,
            )
            for a in extraction.actions
        ),
        frozenset(
            (names[c.subject], c.predicate, names[c.object or ""]) for c in extraction.claims if c.subject in names
        ),
    )


def passages(extraction: Extraction) -> list[Quote]:
    """Return every passage that an extraction quotes: mentions, anchors and evidence."""
    events = (*extraction.incidents, *extraction.actions)
    claims: tuple[Claim, ...] = extraction.claims
    return [
        *(m for e in extraction.entities for m in e.mentions),
        *(e.anchor for e in events),
        *(e.evidence for e in events),
        *(c.evidence for c in claims),
    ]


def misquoted(extraction: Extraction) -> list[Quote]:
    """Return the passages that do not stand in the document, word for word, where their offsets say."""
    text = extraction.document.text
    return [q for q in passages(extraction) if not q.text or text[q.start : q.end] != q.text]
