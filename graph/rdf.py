"""The graph as RDF: what each document says in a named graph of its own, and the merged view in one.

Turtle knows no named graphs: there all stands in one. See `rdf_documents`, `rdf_merged` and
`rdf_terms` for what is said in which words.

N-Quads are written here as text, escaped as the canonical form asks: a library between takes three
times as long, for the same bytes. Turtle and TriG are what people read: pyoxigraph writes them from
the same lines, with prefixes, and like these without holding the graph, which rdflib cannot. rdflib
is for those who go on in Python (`dataset`). What is held at a time is what one page of ids says,
so the memory follows the largest documents and things, not the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from greffier.graph.errors import InputError
from greffier.graph.model import THINGS
from greffier.graph.rdf_documents import describe_documents
from greffier.graph.rdf_merged import describe_identities, describe_things
from greffier.graph.rdf_terms import DEFAULT_BASE, XSD, Names, Triple
from greffier.graph.store import Store

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

# What is said of a document or thing: the IRI of its graph, and its triples, distinct and in order.
Part = tuple[str, list[Triple]]

FORMATS: Final = ("turtle", "trig", "nquads")
DOCUMENTS_PER_PAGE: Final = 50
THINGS_PER_PAGE: Final = 200
MERGED: Final = "merged"


def export(store: Store, stream: BinaryIO, format: str, base: str = DEFAULT_BASE, *, with_text: bool = False) -> int:
    """Write the graph as turtle, trig or nquads, and return the number of triples or quads.

    The same graph gives the same bytes, whatever the order in which documents came. The texts of
    documents go out only with `with_text`: who may read and quote a text may not have the right to
    pass it on whole. Quotes always go out. Raise InputError where the format or base cannot be used.
    """
    if format not in FORMATS:
        raise InputError(f"{format!r} is no format of RDF that can be written: choose {', '.join(FORMATS)}")
    names = Names(base)
    parts = _parts(store, names, with_text)
    if format == "nquads":
        count = 0
        for part in parts:
            stream.write(_lines(part))
            count += len(part[1])
        return count
    return _write_readable(parts, stream, names, named_graphs=format == "trig")


def dataset(store: Store, base: str = DEFAULT_BASE, *, with_text: bool = False) -> rdflib.Dataset:
    """Return the graph as an rdflib dataset, whose default graph is the union of its named graphs.

    It is held in memory as a whole: for a large graph use `export`. Raise InputError where the base
    cannot be used.
    """
    import pyoxigraph
    import rdflib

    def as_rdflib(term: object) -> rdflib.URIRef | rdflib.Literal:
        if isinstance(term, pyoxigraph.Literal):
            plain = term.language or term.datatype.value == f"{XSD}string"
            return rdflib.Literal(term.value, term.language, None if plain else term.datatype.value)
        assert isinstance(term, pyoxigraph.NamedNode)  # no blank node is written
        return rdflib.URIRef(term.value)

    names = Names(base)
    found = rdflib.Dataset(default_union=True)
    for part in _parts(store, names, with_text):
        graph = found.graph(rdflib.URIRef(part[0][1:-1]))
        # rdflib's own reader warns of itself, and takes twice as long.
        for quad in pyoxigraph.parse(_lines(part), format=pyoxigraph.RdfFormat.N_QUADS):
            graph.add((as_rdflib(quad.subject), as_rdflib(quad.predicate), as_rdflib(quad.object)))
    for prefix, namespace in names.prefixes().items():
        found.bind(prefix, namespace, replace=True)
    return found


def _write_readable(parts: Iterable[Part], stream: BinaryIO, names: Names, *, named_graphs: bool) -> int:
    import pyoxigraph

    count = 0

    def quads() -> Iterator[pyoxigraph.Quad]:
        nonlocal count
        for part in parts:
            count += len(part[1])
            yield from pyoxigraph.parse(_lines(part), format=pyoxigraph.RdfFormat.N_QUADS)

    prefixes = names.prefixes()
    if named_graphs:
        pyoxigraph.serialize(quads(), stream, format=pyoxigraph.RdfFormat.TRIG, prefixes=prefixes)
    else:
        triples = (quad.triple for quad in quads())
        pyoxigraph.serialize(triples, stream, format=pyoxigraph.RdfFormat.TURTLE, prefixes=prefixes)
    return count


def _lines(part: Part) -> bytes:
    graph, triples = part
    return "".join(f"{s} {p} {o} {graph} .\n" for s, p, o in triples).encode()


def _parts(store: Store, names: Names, with_text: bool) -> Iterator[Part]:
    merged = names.graph(MERGED)
    for family in THINGS:
        for ids in _pages(store, family, THINGS_PER_PAGE):
            for triples in describe_things(store, names, family, ids):
                yield merged, triples
    for ids in _pages(store, "Document", DOCUMENTS_PER_PAGE):
        for triples in describe_identities(store, names, ids):
            yield merged, triples
    for ids in _pages(store, "Document", DOCUMENTS_PER_PAGE):
        for document, triples in describe_documents(store, names, ids, with_text=with_text):
            yield names.graph(document), triples


def _pages(store: Store, family: str, size: int) -> Iterator[list[str]]:
    """Yield the ids of a family in their order, `size` at a time."""
    after = ""
    while True:
        rows = store.read(
            f"MATCH (n:{family}) WHERE n.id > $after RETURN n.id AS id ORDER BY id LIMIT $size",
            {"after": after, "size": size},
        )
        ids = sorted(row["id"] for row in rows)
        if not ids:
            return
        yield ids
        after = ids[-1]
