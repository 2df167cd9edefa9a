"""The Cypher that writes, generated from the graph model; values go in as parameters only.

Every statement takes `$rows`. They are portable: Neo4j 5 and the embedded store run them alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from greffier.graph.changes import Changes, Edge, Node, group_edges, group_nodes
from greffier.graph.errors import StoreError
from greffier.graph.model import Property, model

Rows = list[dict[str, Any]]
ROWS_PER_STATEMENT = 1000


def statements(changes: Changes) -> Iterator[tuple[str, Rows]]:
    """Yield the statements that carry out the changes, each with its rows, in the order to run them.

    Raise StoreError where a change does not fit the model.
    """
    for kind, start, end, edges in group_edges(changes.removed_edges):
        text = (
            f"UNWIND $rows AS row MATCH (a:{_family(start)} {{id: row.a}})"
            f"-[r:{_relation(kind)}]->(b:{_family(end)} {{id: row.b}}) DELETE r"
        )
        yield from _batches(text, [{"a": e.start, "b": e.end} for e in edges])
    for family, _, nodes in group_nodes(changes.removed_nodes):
        text = f"UNWIND $rows AS row MATCH (n:{_family(family)} {{id: row.id}}) DETACH DELETE n"
        yield from _batches(text, [{"id": n.id} for n in nodes])
    for family, label, nodes in group_nodes(changes.nodes):
        yield from _batches(set_nodes(family, label), [_node_row(n) for n in nodes])
    for kind, start, end, edges in group_edges(changes.edges):
        yield from _batches(set_edges(kind, start, end), [_edge_row(e) for e in edges])


def constraints() -> Iterator[str]:
    """Yield the statements that make ids unique, one a family; they may be run again."""
    for family in sorted(model().families):
        yield f"CREATE CONSTRAINT {family.lower()}_id IF NOT EXISTS FOR (n:{family}) REQUIRE n.id IS UNIQUE"


def set_nodes(family: str, kind: str | None) -> str:
    """Return the statement that sets nodes of a family and kind, whatever kind they had before."""
    kinds = model().families[_family(family)].kinds
    if kind is None:
        relabel = ""
    elif kind in kinds:
        others = ", ".join(f"n:{other}" for other in kinds if other != kind)
        relabel = f" REMOVE {others} SET n:{kind}"
    else:
        raise StoreError(f"the graph model has no kind {kind!r} of {family}")
    return f"UNWIND $rows AS row MERGE (n:{family} {{id: row.id}}){relabel} SET n += row.properties"


def set_edges(kind: str, start: str, end: str) -> str:
    """Return the statement that sets relations of a type between two families."""
    return (
        f"UNWIND $rows AS row MATCH (a:{_family(start)} {{id: row.a}}) MATCH (b:{_family(end)} {{id: row.b}}) "
        f"MERGE (a)-[r:{_relation(kind)}]->(b) SET r += row.properties"
    )


def _batches(text: str, rows: Rows) -> Iterator[tuple[str, Rows]]:
    for at in range(0, len(rows), ROWS_PER_STATEMENT):
        yield text, rows[at : at + ROWS_PER_STATEMENT]


def _family(name: str) -> str:
    if name not in model().families:
        raise StoreError(f"the graph model has no family {name!r}")
    return name


def _relation(name: str) -> str:
    if name not in model().relations:
        raise StoreError(f"the graph model has no relation {name!r}")
    return name


def _node_row(node: Node) -> dict[str, Any]:
    known = model().families[node.family].properties
    return {"id": node.id, "properties": _checked(node.properties, known, node.id)}


def _edge_row(edge: Edge) -> dict[str, Any]:
    known = model().relations[edge.type].properties
    return {"a": edge.start, "b": edge.end, "properties": _checked(edge.properties, known, edge.type)}


def _checked(given: Any, known: dict[str, Property], where: str) -> dict[str, Any]:
    unknown = given.keys() - known.keys()
    if unknown:
        raise StoreError(f"{where}: the graph model has no property {sorted(unknown)[0]!r} there")
    return {name: given.get(name) for name in known}
