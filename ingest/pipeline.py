"""The pipeline: files → documents → extractions → changes → store. One unit a batch.

A document whose text is in the store already is not read again, unless its reader has changed. One that comes
again changed, from the same source and with half of its text or more, replaces what the store has of it. What
cannot be read is reported and passed over; the rest of the batch goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import PurePosixPath

from greffier.graph.counts import count_kinds
from greffier.graph.errors import DocumentError, EndpointError
from greffier.graph.occurrences import Testimony, locate
from greffier.graph.records import Document
from greffier.graph.store import Row, Store
from greffier.ingest.documents import find_files, read_document
from greffier.ingest.extraction import READER, extract
from greffier.ingest.integration import integrate
from greffier.ingest.readers import PartlyReadError, Reader
from greffier.ingest.versions import find_earlier

BATCH = 50  # documents a transaction: what a killed run can lose, and what is resolved together

Progress = Callable[[int], None]


@dataclass(slots=True)
class Summary:
    """Tell what an ingest did: counts of documents, and of the things that are new by kind.

    `renewed` counts documents that were read again as their reader has changed, `replaced` those whose text has,
    `known` those that were in the store already, `unread` is what could not be read, `partly` what one reader of
    two could not. `before` counts the documents that were read again by the reader that had read them. Where the
    reader could go on no further, `ended` says why, and `left` counts what stayed unread.
    """

    new: int = 0
    renewed: int = 0
    replaced: int = 0
    known: int = 0
    unread: list[DocumentError] = field(default_factory=list)
    partly: list[DocumentError] = field(default_factory=list)
    before: Counter[str] = field(default_factory=Counter)
    ended: EndpointError | None = None
    left: int = 0
    things: Counter[str] = field(default_factory=Counter)
    claims: int = 0


def read_documents(paths: Iterable[str]) -> Iterator[Document | DocumentError]:
    """Yield the documents that the paths name, and an error for each that cannot be read."""
    for found in find_files(paths):
        if isinstance(found, DocumentError):
            yield found
            continue
        try:
            yield read_document(*found)
        except DocumentError as error:
            yield error


def ingest(
    store: Store, paths: Iterable[str], progress: Progress | None = None, reader: Reader | None = None
) -> Summary:
    """Take the documents that the paths name into the store; call `progress` with each number done.

    `reader` reads them, or the rules where none is given. What it has read before it could go on no further is in
    the store. Raise StoreError where the store fails: batches before that are in it, the one at hand is not.
    """
    summary = Summary()
    reader = reader or Reader(READER, extract)
    before = count_kinds(store)
    for batch in batched(read_documents(paths), BATCH):
        documents = _distinct(d for d in batch if isinstance(d, Document))
        summary.unread += [d for d in batch if isinstance(d, DocumentError)]
        read = 0
        for read in _take_in(store, reader, documents, summary):  # noqa: B007 (what is left counts below)
            if progress:
                progress(1)
        if progress:
            progress(len(batch) - read)
    for (family, kind), number in count_kinds(store).items():
        if number > before[family, kind]:
            summary.things[kind] += number - before[family, kind]
    return summary


def _distinct(documents: Iterable[Document]) -> dict[str, tuple[Document, set[str]]]:
    """Return the documents by id, each with all its sources: one text in two files is one document."""
    found: dict[str, tuple[Document, set[str]]] = {}
    for document in documents:
        found.setdefault(document.id, (document, set()))[1].add(document.source)
    return found


def _take_in(
    store: Store, reader: Reader, documents: dict[str, tuple[Document, set[str]]], summary: Summary
) -> Iterator[int]:
    """Take documents into the store as one unit; yield the number read so far, as they are read.

    Reading them takes long, so that it is done before the unit; another may have taken some in meanwhile.
    """
    stored = _read_stored(store, documents)
    to_read = [d for name, (d, _) in documents.items() if _is_to_read(name, reader.name, stored)]
    testimonies: list[Testimony] = []
    unread: list[DocumentError] = []
    try:
        for found in reader.read(to_read) if to_read and not summary.ended else ():
            if isinstance(found, PartlyReadError) and found.reading.document.id not in stored:
                summary.partly.append(found)
                testimonies.append(locate(found.reading))
            elif isinstance(found, DocumentError):
                unread.append(found)
            else:
                testimonies.append(locate(found))
            yield len(testimonies) + len(unread)
    except EndpointError as error:
        summary.ended = error
    left = len(to_read) - len(testimonies) - len(unread)
    written = _Written()
    if testimonies or _new_sources(documents, stored, ()):
        written = store.exclusively(lambda: _write(store, documents, testimonies))
    summary.new += written.new
    summary.renewed += sum(written.before.values())
    summary.before += written.before
    summary.replaced += written.replaced
    summary.known += len(documents) - written.new - sum(written.before.values()) - written.replaced - len(unread) - left
    summary.unread += unread
    summary.left += left
    summary.claims += written.claims


def forget(store: Store, documents: Sequence[str]) -> int:
    """Take documents, by their ids, and all that only they said out of the store; return how many things went."""
    before = sum(count_kinds(store).values())
    store.exclusively(lambda: store.write(integrate(store, withdrawn=documents)))
    return before - sum(count_kinds(store).values())


def _read_stored(store: Store, ids: Iterable[str]) -> dict[str, Row]:
    rows = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, d.reader AS reader, d.sources AS sources",
        {"ids": sorted(ids)},
    )
    return {row["id"]: row for row in rows}


def _is_to_read(document: str, reader: str, stored: Mapping[str, Row]) -> bool:
    return document not in stored or stored[document]["reader"] != reader


@dataclass(frozen=True, slots=True)
class _Written:
    """Count what was written: documents new, read again (by reader before) and in the place of a text, and claims."""

    new: int = 0
    before: Counter[str] = field(default_factory=Counter)
    replaced: int = 0
    claims: int = 0


def _write(store: Store, documents: dict[str, tuple[Document, set[str]]], testimonies: Iterable[Testimony]) -> _Written:
    """Write what the store has not yet."""
    stored = _read_stored(store, documents)
    wanted = [t for t in testimonies if _is_to_read(t.document.id, t.reader, stored)]
    renewed = {t.document.id for t in wanted if t.document.id in stored}
    earlier = find_earlier(store, [documents[t.document.id] for t in wanted if t.document.id not in renewed])
    if wanted:
        store.write(integrate(store, wanted, sorted({*renewed, *earlier.replaced})))
    for document, sources in _new_sources(documents, stored, [t.document for t in wanted]):
        _set_sources(store, document, sources)
    for document, sources in earlier.left:
        _set_sources(store, document, sources)
    new = len(wanted) - len(renewed)
    replaced = min(len(earlier.replaced), new)
    before = Counter(str(stored[name]["reader"]) for name in renewed)
    return _Written(new - replaced, before, replaced, sum(len(t.claims) for t in wanted))


def _new_sources(
    documents: dict[str, tuple[Document, set[str]]], stored: Mapping[str, Row], written: Iterable[Document]
) -> list[tuple[str, list[str]]]:
    """Return the documents of which more sources are known than the store has, with all of these."""
    known = {name: set(row["sources"]) for name, row in stored.items()}
    has = known | {d.id: {d.source} for d in written}
    wanted = ((name, known.get(name, set()) | sources) for name, (_, sources) in documents.items())
    return [(name, sorted(sources)) for name, sources in wanted if name in has and sources != has[name]]


def _set_sources(store: Store, document: str, sources: Sequence[str]) -> None:
    store.run(
        "MATCH (d:Document {id: $id}) SET d.sources = $sources, d.file = $file",
        {"id": document, "sources": list(sources), "file": PurePosixPath(sources[0]).stem},
    )
