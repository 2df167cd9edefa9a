"""The pipeline: files → documents → extractions → changes → store. One transaction a batch.

A document whose text is in the store already is not read again, unless its reader has changed. What
cannot be read is reported and passed over; the rest of the batch goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import PurePosixPath

from greffier.graph.counts import count_kinds
from greffier.graph.errors import DocumentError
from greffier.graph.occurrences import locate
from greffier.graph.records import Document
from greffier.graph.store import Store
from greffier.ingest.documents import find_files, read_document
from greffier.ingest.extraction import READER, extract
from greffier.ingest.integration import integrate

BATCH = 50  # documents a transaction: what a killed run can lose, and what is resolved together

Progress = Callable[[int], None]


@dataclass(slots=True)
class Summary:
    """Tell what an ingest did: counts of documents, and of the things that are new by kind.

    `known` counts documents that were in the store already, `unread` what could not be read.
    """

    new: int = 0
    renewed: int = 0
    known: int = 0
    unread: list[DocumentError] = field(default_factory=list)
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


def ingest(store: Store, paths: Iterable[str], progress: Progress | None = None) -> Summary:
    """Take the documents that the paths name into the store; call `progress` with each number done.

    Raise StoreError where the store fails: batches before that are in it, the one at hand is not.
    """
    summary = Summary()
    before = count_kinds(store)
    for batch in batched(read_documents(paths), BATCH):
        documents = _distinct(d for d in batch if isinstance(d, Document))
        summary.unread += [d for d in batch if isinstance(d, DocumentError)]
        read = 0
        for read in _take_in(store, documents, summary):  # noqa: B007 (what is left counts below)
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


def _take_in(store: Store, documents: dict[str, tuple[Document, set[str]]], summary: Summary) -> Iterator[int]:
    """Take documents into the store in one transaction; yield the number read so far, as they are read."""
    stored = {
        row["id"]: row
        for row in store.read(
            "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id, d.reader AS reader, d.sources AS sources",
            {"ids": sorted(documents)},
        )
    }
    to_read = [d for name, (d, _) in documents.items() if name not in stored or stored[name]["reader"] != READER]
    withdrawn = sorted(d.id for d in to_read if d.id in stored)
    if to_read:
        testimonies = []
        for extraction in extract(to_read):
            testimonies.append(locate(extraction))
            yield len(testimonies)
        store.write(integrate(store, testimonies, withdrawn))
        summary.claims += sum(len(t.claims) for t in testimonies)
    summary.renewed += len(withdrawn)
    summary.new += len(to_read) - len(withdrawn)
    summary.known += len(documents) - len(to_read)
    written = {d.id: {d.source} for d in to_read}
    for name, (_, sources) in documents.items():
        before = set(stored[name]["sources"]) if name in stored else set()
        if before | sources != written.get(name, before):
            _set_sources(store, name, sorted(before | sources))


def _set_sources(store: Store, document: str, sources: Sequence[str]) -> None:
    store.run(
        "MATCH (d:Document {id: $id}) SET d.sources = $sources, d.file = $file",
        {"id": document, "sources": list(sources), "file": PurePosixPath(sources[0]).stem},
    )
