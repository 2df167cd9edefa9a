"""Reading back: what documents say, from an export in N-Quads with texts, as it was written.

The named graph of a document holds all that it says; the merged view follows from that and is passed
over. What is held at a time is what one document says, so the lines of a document must stand
together, as `exports` writes them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import unquote

from greffier.graph.errors import InputError
from greffier.graph.occurrences import LocatedClaim, Occurrence, Testimony
from greffier.graph.rdf.parts import MERGED
from greffier.graph.rdf.terms import OA, TYPE, class_iri, property_iri
from greffier.graph.records import Amount, AmountKind, Bound, Claim, Count, Counted, Document, Outcome, Quote, Status

if TYPE_CHECKING:
    import pyoxigraph

REMEDY: Final = "write the file again with `greffier export rdf --format nquads --with-text`"
# Of a subject, the values of each property; of an IRI, the IRI.
Said = Mapping[str, list[str]]
_NUMBER: Final = re.compile(r"\d+")
_GRAPH: Final = "graph/"


def read_testimonies(stream: BinaryIO) -> Iterator[Testimony]:
    """Yield what each document of an export in N-Quads says, in the order of the file.

    A document has one source; `read_with_sources` tells all of them. Raise InputError as that does.
    """
    return (testimony for testimony, _ in read_with_sources(stream))


def read_with_sources(stream: BinaryIO) -> Iterator[tuple[Testimony, tuple[str, ...]]]:
    """Yield what each document of an export in N-Quads says, with all places where it was read, in their order.

    Raise InputError, which names the document, where the file is no such export, has no texts, or where
    the lines of a document do not stand together.
    """
    seen: set[str] = set()
    for graph, quads in groupby(_quads(stream), key=lambda quad: getattr(quad.graph_name, "value", "")):
        if graph in seen:
            raise InputError(f"{graph}: its lines do not stand together in the file; {REMEDY}")
        seen.add(graph)
        if graph.endswith(f"{_GRAPH}{MERGED}"):
            continue  # it is as large as all documents together
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            said[_text(quad.subject)][_text(quad.predicate)].append(_text(quad.object))
        document = next((s for s, known in said.items() if _is(known, "Document")), None)
        if document is not None:
            try:
                reading = _Reading(graph, document, said)
                yield reading.testimony(), reading.sources
            except (ValueError, KeyError, InvalidOperation) as error:
                raise InputError(f"{document}: what is said in its graph cannot be read: {error}; {REMEDY}") from error


def _quads(stream: BinaryIO) -> Iterator[pyoxigraph.Quad]:
    import pyoxigraph

    try:
        yield from pyoxigraph.parse(stream, format=pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"this is not N-Quads: {error}; {REMEDY}") from error


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _iri(bracketed: str) -> str:
    return bracketed[1:-1]


def _is(known: Said, family: str) -> bool:
    return _iri(class_iri(family, family)) in known.get(_iri(TYPE), ())


class _Reading:
    """The reading of one document from what its graph says."""

    def __init__(self, graph: str, document: str, said: Mapping[str, Said]) -> None:
        self._said = said
        self._iri = document
        self._base = self._find_base(graph)
        self.id = self._id(document)
        self.sources = tuple(sorted(self._all(document, "sources")))

    def testimony(self) -> Testimony:
        """Return what the document says; raise InputError where something is missing or contradicts the rest."""
        document = self._document()
        occurrences = [self._occurrence(s, document) for s, known in self._said.items() if _is(known, "Occurrence")]
        claims = [self._claim(s, document) for s, known in self._said.items() if _is(known, "Claim")]
        return Testimony(
            document,
            self._one(self._iri, "reader"),
            tuple(sorted(occurrences, key=lambda o: _local_order(o.local))),
            tuple(sorted(claims, key=lambda c: (c.rank, c.id))),
        )

    def _find_base(self, graph: str) -> str:
        """Return what IRIs begin with: the graph's is it, `graph/` and the id, the document's it and the id."""
        for found in reversed(list(re.finditer(_GRAPH, graph))):
            if self._iri == graph[: found.start()] + graph[found.end() :]:
                return graph[: found.start()]
        raise InputError(f"{self._iri}: does not stand in the graph of its name, but in {graph}; {REMEDY}")

    def _document(self) -> Document:
        texts = self._all(self._iri, "text")
        if len(texts) != 1:
            raise InputError(f"{self.id}: its text is not in the file; {REMEDY}")
        published = self._all(self._iri, "published")
        return Document(
            id=self.id,
            name=self._one(self._iri, "file"),
            title=self._one(self._iri, "title"),
            text=texts[0],
            published=published[0] if published else None,
            language=self._one(self._iri, "language"),
            source=self.sources[0],
            sha256=self._one(self._iri, "sha256"),
        )

    def _occurrence(self, subject: str, document: Document) -> Occurrence:
        mentions = sorted(self._quote(passage, document) for passage in self._all(subject, "mentions"))
        order = self._all(subject, "starts")
        if order:
            places = {(m.start, m.end): m for m in mentions}
            pairs = (tuple(map(int, place.split("-"))) for place in order[0].split())
            mentions = [places[start, end] for start, end in pairs]
        return Occurrence(
            id=self._id(subject),
            document=document.id,
            local=self._one(subject, "local"),
            family=self._one(subject, "family"),
            kind=self._one(subject, "kind"),
            name=self._one(subject, "name"),
            quote=self._evidence(subject, document),
            rule=self._one(subject, "rule"),
            confidence=float(self._one(subject, "confidence")),
            status=self._status(subject),
            mentions=tuple(mentions),
            known_as=next(iter(self._all(subject, "gazetteer")), None),
            candidates=tuple(sorted(self._all(subject, "candidates"))),
            jurisdiction=next(iter(self._all(subject, "jurisdiction")), None),
        )

    def _claim(self, subject: str, document: Document) -> LocatedClaim:
        object_ = self._all(subject, "OBJECT")
        claim = Claim(
            subject=self._id(self._one(subject, "ABOUT")),
            predicate=self._one(subject, "predicate"),
            evidence=self._evidence(subject, document),
            rule=self._one(subject, "rule"),
            confidence=float(self._one(subject, "confidence")),
            object=self._id(object_[0]) if object_ else None,
            value=self._value(subject),
            status=self._status(subject),
        )
        return LocatedClaim(self._id(subject), document.id, claim, int(self._one(subject, "rank")))

    def _value(self, subject: str) -> str | Amount | Count | None:
        for kind in AmountKind:
            sums = self._all(subject, kind.value)
            if sums:
                per = self._all(subject, f"{kind.value}_per")
                currency = self._one(subject, f"{kind.value}_currency")
                return Amount(Decimal(sums[0]), currency, per[0] if per else None, kind)
        if self._all(subject, "persons"):
            most = self._all(subject, "persons_most")
            return Count(
                int(self._one(subject, "persons")),
                int(most[0]) if most else None,
                Counted(self._one(subject, "persons_kind")),
                Bound(self._one(subject, "persons_bound")),
            )
        outcomes = self._all(subject, "outcome")
        return Outcome(outcomes[0]) if outcomes else next(iter(self._all(subject, "value")), None)

    def _evidence(self, subject: str, document: Document) -> Quote:
        return self._quote(self._only(subject, f"{OA}hasSelector"), document)

    def _quote(self, passage: str, document: Document) -> Quote:
        """Return a passage, which the text must have at its place."""
        quote = Quote(
            int(self._only(passage, f"{OA}start")),
            int(self._only(passage, f"{OA}end")),
            self._only(passage, f"{OA}exact"),
        )
        if document.text[quote.start : quote.end] != quote.text:
            raise InputError(f"{document.id}: has not {quote.text!r} at {quote.start}-{quote.end}; {REMEDY}")
        return quote

    def _status(self, subject: str) -> Status:
        return Status(self._one(subject, "status"))

    def _id(self, iri: str) -> str:
        if not iri.startswith(self._base):
            raise InputError(f"{iri}: does not begin with {self._base}, as its document does; {REMEDY}")
        return unquote(iri[len(self._base) :])

    def _one(self, subject: str, name: str) -> str:
        return self._only(subject, _iri(property_iri(name)))

    def _only(self, subject: str, predicate: str) -> str:
        found = self._said.get(subject, {}).get(predicate, [])
        if len(found) != 1:
            raise InputError(f"{subject}: has {len(found)} values of {predicate}, not one; {REMEDY}")
        return found[0]

    def _all(self, subject: str, name: str) -> list[str]:
        return self._said.get(subject, {}).get(_iri(property_iri(name)), [])


def _local_order(local: str) -> tuple[int, int]:
    """Order as extractions do: entities, then incidents, then actions."""
    number = _NUMBER.search(local)
    return ("eia".find(local[:1]), int(number[0]) if number else 0)
