"""Exports: the graph as RDF for other tools, what each document says in a named graph of its own.

Turtle, N-Triples and RDF/XML know no named graphs: there all stands in one. See `documents`,
`things` and `terms` for what is said in which words.

N-Quads and N-Triples are written here as text, escaped as the canonical form asks: a library
between takes three times as long, for the same bytes. The other forms are written by pyoxigraph
from the same lines and, like these, without holding the graph, which rdflib cannot. rdflib is for
those who go on in Python (`dataset`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from greffier.graph.errors import InputError
from greffier.graph.rdf.parts import Part, describe
from greffier.graph.rdf.terms import DEFAULT_BASE, NO_LANGUAGES, XSD, KnownLanguages, Names
from greffier.graph.store import Store

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

FORMATS: Final = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")
WITH_GRAPHS: Final = frozenset({"trig", "nquads", "jsonld"})
_FORMAT_NAMES: Final = {
    "turtle": "TURTLE",
    "trig": "TRIG",
    "ntriples": "N_TRIPLES",
    "nquads": "N_QUADS",
    "jsonld": "JSON_LD",
    "rdfxml": "RDF_XML",
}
# What XML 1.0 cannot hold, however it is written; https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def export(
    store: Store,
    stream: BinaryIO,
    format: str,
    base: str = DEFAULT_BASE,
    *,
    with_text: bool = False,
    documents: Collection[str] | None = None,
    languages: KnownLanguages = NO_LANGUAGES,
) -> int:
    """Write the graph in one of FORMATS, and return the number of triples or quads.

    The same graph gives the same bytes, whatever the order in which documents came. The texts of
    documents go out only with `with_text`: who may read and quote a text may not have the right to
    pass it on whole. Quotes always go out. `documents` (ids) asks for a subset, see `parts.describe`;
    `languages` tells the language of names that are known, by id and name. In RDF/XML the characters
    that XML cannot hold become U+FFFD. Raise InputError where the format or base cannot be used.
    """
    if format not in FORMATS:
        raise InputError(f"{format!r} is no format of RDF that can be written: choose {', '.join(FORMATS)}")
    names = Names(base)
    parts = describe(store, names, with_text=with_text, documents=documents, languages=languages)
    if format not in ("nquads", "ntriples"):
        return _write_by_library(parts, stream, names, format)
    lines = nquads if format == "nquads" else _ntriples
    count = 0
    for part in parts:
        stream.write(lines(part))
        count += len(part[1])
    return count


def dataset(
    store: Store,
    base: str = DEFAULT_BASE,
    *,
    with_text: bool = False,
    documents: Collection[str] | None = None,
    languages: KnownLanguages = NO_LANGUAGES,
) -> rdflib.Dataset:
    """Return the graph as an rdflib dataset, whose default graph is the union of its named graphs.

    It is held in memory as a whole: for a large graph use `export`, whose arguments these are. Raise
    InputError where the base cannot be used.
    """
    import pyoxigraph
    import rdflib

    names = Names(base)
    found = rdflib.Dataset(default_union=True)
    for part in describe(store, names, with_text=with_text, documents=documents, languages=languages):
        graph = found.graph(rdflib.URIRef(part[0][1:-1]))
        # rdflib's own reader warns of itself, and takes twice as long.
        for quad in pyoxigraph.parse(nquads(part), format=pyoxigraph.RdfFormat.N_QUADS):
            graph.add((as_rdflib(quad.subject), as_rdflib(quad.predicate), as_rdflib(quad.object)))
    for prefix, namespace in names.prefixes().items():
        found.bind(prefix, namespace, replace=True)
    return found


def as_rdflib(term: object) -> rdflib.URIRef | rdflib.Literal | rdflib.BNode:
    """Return a term of pyoxigraph as one of rdflib."""
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.Literal):
        plain = term.language or term.datatype.value == f"{XSD}string"
        return rdflib.Literal(term.value, term.language, None if plain else term.datatype.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, pyoxigraph.NamedNode)
    return rdflib.URIRef(term.value)


def library_format(format: str) -> pyoxigraph.RdfFormat:
    """Return the format of pyoxigraph for one of FORMATS."""
    import pyoxigraph

    found = getattr(pyoxigraph.RdfFormat, _FORMAT_NAMES[format])
    assert isinstance(found, pyoxigraph.RdfFormat)
    return found


def nquads(part: Part) -> bytes:
    """Return a part as lines of N-Quads."""
    graph, triples = part
    return "".join([f"{s} {p} {o} {graph} .\n" for s, p, o in triples]).encode()


def _ntriples(part: Part) -> bytes:
    return "".join([f"{s} {p} {o} .\n" for s, p, o in part[1]]).encode()


def _write_by_library(parts: Iterable[Part], stream: BinaryIO, names: Names, format: str) -> int:
    import pyoxigraph

    count = 0
    in_form: Callable[[pyoxigraph.Quad], pyoxigraph.Quad] = _for_xml if format == "rdfxml" else _as_it_is

    def quads() -> Iterator[pyoxigraph.Quad]:
        nonlocal count
        for part in parts:
            count += len(part[1])
            yield from map(in_form, pyoxigraph.parse(nquads(part), format=pyoxigraph.RdfFormat.N_QUADS))

    serialize = partial(pyoxigraph.serialize, format=library_format(format), prefixes=names.prefixes())
    output = cast(BinaryIO, _XmlStream(stream)) if format == "rdfxml" else stream
    if format in WITH_GRAPHS:
        serialize(quads(), output)
    else:
        serialize((quad.triple for quad in quads()), output)
    return count


class _XmlStream:
    """A stream that writes each carriage return as a reference: readers of XML take a bare one for a line feed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._stream.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._stream.flush()


def _as_it_is(quad: pyoxigraph.Quad) -> pyoxigraph.Quad:
    return quad


def _for_xml(quad: pyoxigraph.Quad) -> pyoxigraph.Quad:
    """Return a quad whose words XML can hold."""
    import pyoxigraph

    said = quad.object
    if not isinstance(said, pyoxigraph.Literal) or not _NOT_IN_XML.search(said.value):
        return quad
    text = _NOT_IN_XML.sub("\ufffd", said.value)
    told = pyoxigraph.Literal(text, language=said.language) if said.language else pyoxigraph.Literal(text)
    return pyoxigraph.Quad(quad.subject, quad.predicate, told, quad.graph_name)
