"""Checks: whether RDF has the form of an export, by the shapes, with pySHACL.

The queries within the shapes are run by pyoxigraph: pySHACL would take minutes for a few documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from greffier.graph.errors import InputError
from greffier.graph.rdf.exports import as_rdflib, library_format
from greffier.graph.rdf.shapes import FILE

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Hold what is wrong with a node: the property at fault (may be empty), what is wrong, and the value (likewise)."""

    node: str
    path: str
    message: str
    value: str


def find_faults(stream: BinaryIO, format: str, name: str) -> list[Fault]:
    """Return what is wrong with RDF in one of the formats of exports, in a fixed order.

    All is held in memory. `name` stands in messages. Raise InputError where it cannot be read, or where
    pySHACL is not installed.
    """
    import pyoxigraph
    import rdflib

    shapes = rdflib.Graph().parse(FILE, format="turtle")
    queries = _take_queries(shapes)
    held, graph = pyoxigraph.Store(), rdflib.Graph()
    try:
        for quad in pyoxigraph.parse(stream, format=library_format(format)):
            held.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
            graph.add((as_rdflib(quad.subject), as_rdflib(quad.predicate), as_rdflib(quad.object)))
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{name}: is not {format}: {error}; give its format, if it is another") from error
    return sorted({*_by_shapes(graph, shapes), *_by_queries(held, queries)})


def _take_queries(shapes: rdflib.Graph) -> list[tuple[str, str]]:
    """Return the queries within the shapes, each after its message; take them out of the shapes."""
    from rdflib.namespace import SH

    found = []
    for shape, query in list(shapes.subject_objects(SH.sparql)):
        found.append((str(shapes.value(query, SH.message)), str(shapes.value(query, SH.select))))
        shapes.remove((shape, SH.sparql, query))
    return sorted(found)


def _by_queries(held: pyoxigraph.Store, queries: list[tuple[str, str]]) -> list[Fault]:
    import pyoxigraph

    found = []
    for message, text in queries:
        solutions = held.query(text)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        found += [Fault(getattr(solution["value"], "value", ""), "", message, "") for solution in solutions]
    return found


def _by_shapes(graph: rdflib.Graph, shapes: rdflib.Graph) -> list[Fault]:
    try:
        from pyshacl import validate
    except ImportError as error:
        raise InputError("checking RDF needs pySHACL, which is not installed: pip install 'greffier[rdf]'") from error
    import rdflib
    from rdflib.namespace import SH

    conforms, report, _ = validate(graph, shacl_graph=shapes)
    if conforms:
        return []
    if not isinstance(report, rdflib.Graph):
        raise InputError(f"the RDF could not be checked: {report}")
    found = []
    for result in report.subjects(SH.resultSeverity, None):
        parts = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage, SH.value))
        found.append(Fault(*(str(part) if part is not None else "" for part in parts)))
    return found
