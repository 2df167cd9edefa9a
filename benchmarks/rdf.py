"""Measure how fast a graph is exported as RDF, beside rdflib and bare pyoxigraph writing the same quads.

Run with `.venv/bin/python -m benchmarks.rdf`. Ours reads the store and makes the triples from it; the other two are
given the triples as plain text and have only to make their terms and to write, pyoxigraph as a stream, rdflib after
it has taken all into memory, as its serializers ask for. They write a part of the quads, since rdflib would not hold
all. Figures are quads a second, the median of the rounds, taken in turn in one run; the graph is made, and each
way has run once on little, before the clock starts.
"""

import argparse
import io
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph
import rdflib

from benchmarks.graphs import make_graph
from greffier.graph.rdf.exports import FORMATS, as_rdflib, export, nquads
from greffier.graph.rdf.parts import describe
from greffier.graph.rdf.terms import DEFAULT_BASE, Names
from greffier.graph.store import Store, open_store

# A term as plain values: its kind, its text, and the datatype or language of a literal.
Term = tuple[str, str, str]
Statement = tuple[Term, Term, Term, Term]


class Sink(io.RawIOBase):
    """A stream that only counts."""

    def __init__(self) -> None:
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        size = len(data)  # type: ignore[arg-type]
        self.size += size
        return size


def make_store(path: Path, documents: int) -> int:
    """Fill a store, and return the number of its nodes."""
    graph = make_graph(documents)
    with open_store(str(path), writable=True) as store:
        for changes in graph.batches(1000):
            store.write(changes)
    return len(graph.nodes)


def plain_quads(store: Store, count: int) -> list[Statement]:
    """Return so many quads of the export as plain values."""
    quads = (
        quad
        for part in describe(store, Names(DEFAULT_BASE))
        for quad in pyoxigraph.parse(nquads(part), format=pyoxigraph.RdfFormat.N_QUADS)
    )
    return [
        (_plain(q.subject), _plain(q.predicate), _plain(q.object), _plain(q.graph_name)) for q in islice(quads, count)
    ]


def _plain(term: object) -> Term:
    if isinstance(term, pyoxigraph.Literal):
        return (
            ("language", term.value, term.language) if term.language else ("literal", term.value, term.datatype.value)
        )
    assert isinstance(term, pyoxigraph.NamedNode)
    return "iri", term.value, ""


def _term(kind: str, value: str, more: str) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if kind == "iri":
        return pyoxigraph.NamedNode(value)
    if kind == "language":
        return pyoxigraph.Literal(value, language=more)
    return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(more))


def write_pyoxigraph(quads: list[Statement]) -> int:
    """Write with bare pyoxigraph, as a stream; return the number of quads."""

    def made() -> Iterator[pyoxigraph.Quad]:
        for quad in quads:
            subject, predicate, said, graph = (_term(*term) for term in quad)
            yield pyoxigraph.Quad(subject, predicate, said, graph)  # type: ignore[arg-type]

    pyoxigraph.serialize(made(), cast(BinaryIO, Sink()), format=pyoxigraph.RdfFormat.N_QUADS)
    return len(quads)


def write_rdflib(quads: list[Statement]) -> int:
    """Write with rdflib's serializer; return the number of quads."""
    held = rdflib.Dataset()
    for quad in quads:
        subject, predicate, said, graph = (as_rdflib(_term(*term)) for term in quad)
        held.add((subject, predicate, said, held.graph(graph)))
    held.serialize(cast(BinaryIO, Sink()), format="nquads")
    return len(quads)


def measure(work: Callable[[], int], rounds: int) -> float:
    """Return the median of quads a second."""
    rates = []
    for _ in range(rounds):
        start = time.perf_counter()
        count = work()
        rates.append(count / (time.perf_counter() - start))
    return statistics.median(rates)


def main() -> None:
    """Print quads a second of each, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=80_000, help="80,000 give a million nodes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--part", type=int, default=200_000, help="quads that the others write")
    parser.add_argument("--formats", nargs="*", default=["nquads", "turtle"], choices=FORMATS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "graph.kgl")
        nodes = make_store(path, given.documents)
        with open_store(str(path)) as store:
            part = plain_quads(store, given.part)
            few = part[:1000]
            write_rdflib(few)
            write_pyoxigraph(few)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            ours = {f: measure(partial(export, store, cast(BinaryIO, Sink()), f), given.rounds) for f in given.formats}
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        bare = measure(partial(write_pyoxigraph, part), given.rounds)
        library = measure(partial(write_rdflib, part), given.rounds)
    sys.stdout.write(f"{nodes:,} nodes; peak memory grew by {after - before:.0f} MB while exporting\n")
    sys.stdout.write(f"{'rdflib, N-Quads':34} {library:>10,.0f}/s\n{'bare pyoxigraph, N-Quads':34} {bare:>10,.0f}/s\n")
    for form, rate in ours.items():
        told = f"{rate / library:.1f} times rdflib, {rate / bare:.2f} of bare pyoxigraph"
        sys.stdout.write(f"{'greffier, ' + form:34} {rate:>10,.0f}/s   {told}\n")


if __name__ == "__main__":
    main()
