"""The parts that an export is made of: the merged view thing by thing, then document by document.

What is held at a time is what one page of ids says, so the memory follows the largest documents and
things, not the graph. Of a subset the ids of its documents and things are held as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import batched
from typing import Final

from greffier.graph.model import THINGS
from greffier.graph.rdf.documents import describe_documents
from greffier.graph.rdf.terms import NO_LANGUAGES, KnownLanguages, Names, Triple
from greffier.graph.rdf.things import describe_identities, describe_things
from greffier.graph.store import Store

# What is said of a document or thing: the IRI of its graph, and its triples, distinct and in order.
Part = tuple[str, list[Triple]]

DOCUMENTS_PER_PAGE: Final = 50
THINGS_PER_PAGE: Final = 200
IDS_PER_PAGE: Final = 20_000  # a page of ids costs a walk over the whole family
MERGED: Final = "merged"


def describe(
    store: Store,
    names: Names,
    *,
    with_text: bool = False,
    documents: Collection[str] | None = None,
    languages: KnownLanguages = NO_LANGUAGES,
) -> Iterator[Part]:
    """Yield the merged view, then what each document states, always in the same order.

    Of `documents`, their ids, alone, where it is given: then the merged view is what these alone make
    of the things that they speak of, each under the id that it has in the whole graph.
    """
    merged = names.graph(MERGED)
    chosen = None if documents is None else frozenset(documents)
    for family in THINGS:
        for ids in _things(store, family, chosen):
            for triples in describe_things(store, names, family, list(ids), chosen, languages):
                yield merged, triples
    for ids in _documents(store, chosen):
        for triples in describe_identities(store, names, list(ids)):
            yield merged, triples
    for ids in _documents(store, chosen):
        for document, triples in describe_documents(store, names, list(ids), with_text=with_text):
            yield names.graph(document), triples


def _documents(store: Store, chosen: frozenset[str] | None) -> Iterator[tuple[str, ...]]:
    ids = _ids(store, "Document") if chosen is None else iter(sorted(chosen))
    return batched(ids, DOCUMENTS_PER_PAGE)


def _things(store: Store, family: str, chosen: frozenset[str] | None) -> Iterator[tuple[str, ...]]:
    if chosen is None:
        return batched(_ids(store, family), THINGS_PER_PAGE)
    found: set[str] = set()
    for ids in batched(sorted(chosen), DOCUMENTS_PER_PAGE):
        rows = store.read(
            f"UNWIND $ids AS id MATCH (:Document {{id: id}})<-[:IN]-(:Occurrence)-[:IS]->(t:{family}) "
            "RETURN DISTINCT t.id AS id",
            {"ids": list(ids)},
        )
        found |= {row["id"] for row in rows}
    return batched(sorted(found), THINGS_PER_PAGE)


def _ids(store: Store, family: str) -> Iterator[str]:
    """Yield the ids of a family in their order."""
    after = ""
    while True:
        rows = store.read(
            f"MATCH (n:{family}) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT $size",
            {"after": after, "size": IDS_PER_PAGE},
        )
        ids = sorted(row["id"] for row in rows)
        if not ids:
            return
        yield from ids
        after = ids[-1]
