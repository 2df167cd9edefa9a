"""The Cypher that writes, generated from the graph model; values go in as parameters only.

Every statement takes `$rows`. They are portable: Neo4j 5 and the embedded store run them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from greffier.graph.changes import Changes, Edge, Node, group_edges, group_nodes
from greffier.graph.errors import StoreError
from greffier.graph.model import Property, model

Rows = list[list[Any]]
ROWS_PER_STATEMENT = 2000
LOOKED_UP = ("file", "story", "print1", "print2", "print3", "print4")


def statements(changes: Changes) -> Iterator[tuple[str, Rows]]:
    """Yield the statements that carry out the changes, each with its rows, in the order to run them.

    A row is a list: the id of a node, or the two of a relation, then the properties in the order of the model.
    Raise StoreError where a change does not fit the model.
    """
    for kind, start, end, edges in group_edges(changes.removed_edges):
        text = (
            f"UNWIND $rows AS row MATCH (a:{_family(start)} {{id: row[0]}})"
            f"-[r:{_relation(kind)}]->(b:{_family(end)} {{id: row[1]}}) DELETE r"
        )
        yield from _batches(text, [[e.start, e.end] for e in edges])
    for family, _, nodes in group_nodes(changes.removed_nodes):
        text = f"UNWIND $rows AS row MATCH (n:{_family(family)} {{id: row[0]}}) DETACH DELETE n"
        yield from _batches(text, [[n.id] for n in nodes])
    for family, label, nodes in group_nodes(changes.new_nodes):
        yield from _batches(make_nodes(family, label), _node_rows(family, nodes))
    for family, label, nodes in group_nodes(changes.nodes):
        yield from _batches(set_nodes(family, label), _node_rows(family, nodes))
    for kind, start, end, edges in group_edges(changes.new_edges):
        yield from _batches(make_edges(kind, start, end), _edge_rows(kind, edges))
    for kind, start, end, edges in group_edges(changes.edges):
        yield from _batches(set_edges(kind, start, end), _edge_rows(kind, edges))


def constraints() -> Iterator[str]:
    """Yield the statements that make ids unique, one a family; they may be run again."""
    for family in sorted(model().families):
        yield f"CREATE CONSTRAINT {family.lower()}_id IF NOT EXISTS FOR (n:{family}) REQUIRE n.id IS UNIQUE"


def indexes() -> Iterator[str]:
    """Yield the statements that index what documents are looked up by; they may be run again."""
    for name in LOOKED_UP:
        yield f"CREATE INDEX document_{name} IF NOT EXISTS FOR (n:Document) ON (n.{name})"


def set_nodes(family: str, kind: str | None) -> str:
    """Return the statement that sets nodes of a family and kind, whatever kind they had before."""
    known = model().families[_family(family)]
    others = ", ".join(f"n:{other}" for other in known.kinds if other != kind)
    relabel = f" REMOVE {others} SET n:{_kind(family, kind)}" if kind is not None else ""
    return f"UNWIND $rows AS row MERGE (n:{family} {{id: row[0]}}){relabel}{_setting('n', known.properties, 1)}"


def make_nodes(family: str, kind: str | None) -> str:
    """Return the statement that makes nodes of a family and kind; it fails where one is there already."""
    labels = f"{_family(family)}:{_kind(family, kind)}" if kind is not None else _family(family)
    return f"UNWIND $rows AS row CREATE (n:{labels} {{id: row[0]{_listing(model().families[family].properties, 1)}}})"


def set_edges(kind: str, start: str, end: str) -> str:
    """Return the statement that sets relations of a type between two families."""
    return f"{_between(start, end)} MERGE (a)-[r:{_relation(kind)}]->(b){_setting('r', _properties_of(kind), 2)}"


def make_edges(kind: str, start: str, end: str) -> str:
    """Return the statement that makes relations of a type between two families, also where there is one."""
    listed = _listing(_properties_of(kind), 2).removeprefix(", ")
    return f"{_between(start, end)} CREATE (a)-[:{kind}{f' {{{listed}}}' if listed else ''}]->(b)"


def _between(start: str, end: str) -> str:
    return f"UNWIND $rows AS row MATCH (a:{_family(start)} {{id: row[0]}}) MATCH (b:{_family(end)} {{id: row[1]}})"


def _setting(of: str, properties: Iterable[str], at: int) -> str:
    told = ", ".join(f"{of}.{name} = row[{place}]" for place, name in enumerate(properties, at))
    return f" SET {told}" if told else ""


def _listing(properties: Iterable[str], at: int) -> str:
    return "".join(f", {name}: row[{place}]" for place, name in enumerate(properties, at))


def _batches(text: str, rows: Rows) -> Iterator[tuple[str, Rows]]:
    for at in range(0, len(rows), ROWS_PER_STATEMENT):
        yield text, rows[at : at + ROWS_PER_STATEMENT]


def _family(name: str) -> str:
    if name not in model().families:
        raise StoreError(f"the graph model has no family {name!r}")
    return name


def _kind(family: str, name: str) -> str:
    if name not in model().families[_family(family)].kinds:
        raise StoreError(f"the graph model has no kind {name!r} of {family}")
    return name


def _relation(name: str) -> str:
    if name not in model().relations:
        raise StoreError(f"the graph model has no relation {name!r}")
    return name


def _properties_of(kind: str) -> Mapping[str, Property]:
    return model().relations[_relation(kind)].properties


def _node_rows(family: str, nodes: Iterable[Node]) -> Rows:
    known = model().families[_family(family)].properties
    return [[n.id, *_values(n.properties, known, n.id)] for n in nodes]


def _edge_rows(kind: str, edges: Iterable[Edge]) -> Rows:
    known = _properties_of(kind)
    return [[e.start, e.end, *_values(e.properties, known, kind)] for e in edges]


def _values(given: Mapping[str, Any], known: Mapping[str, Property], where: str) -> Iterable[Any]:
    if not given.keys() <= known.keys():
        unknown = sorted(given.keys() - known.keys())[0]
        raise StoreError(f"{where}: the graph model has no property {unknown!r} there")
    return map(given.get, known)
