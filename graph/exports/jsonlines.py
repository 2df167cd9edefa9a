"""The whole graph as JSON lines, nothing left out: the form to keep, to hand on and to import again.

The first line says what follows, the last one how many nodes and relations there were, so that a file that was cut
off is seen to be. Between them each line is a node or a relation:

    {"node": "Claim", "id": "claim/…", "properties": {…}}
    {"relation": "ABOUT", "from": ["Claim", "claim/…"], "to": ["Occurrence", "occurrence/…"], "properties": {…}}

Nodes of families that no document says anything of (people's judgements) come first, then one document after the
other with its occurrences and claims and their relations, then what follows from these: things, which occurrence
is which, and the relations between things. What is not known is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Any, BinaryIO, Final

from greffier.graph.changes import Edge, Node
from greffier.graph.mirrors import Between, pages, read_edges_from, relations
from greffier.graph.model import THINGS, Property, model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.store import Store

VERSION: Final = 1
RECORD: Final = ("Document", "Occurrence", "Claim")
# The relations of what a document says: each begins in what the document says.
SAID: Final = ("IN", "STATED_IN", "ABOUT", "OBJECT")
TEXTS: Final = ("text", "search")  # what documents lose without their texts
DOCUMENTS_AT_ONCE: Final = 50
# Legal in JSON, but readers that split lines, and terminals, take some of them for something else.
_TREACHEROUS: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

Line = Mapping[str, Any]


def write_jsonlines(store: Store, stream: BinaryIO, *, with_text: bool = True) -> tuple[int, int]:
    """Write the graph of a store as JSON lines; return the numbers of nodes and relations.

    The same graph gives the same bytes. Without the texts of documents it cannot be imported again.
    """
    nodes = edges = 0
    stream.write(_encoded({"greffier": "graph", "version": VERSION, "texts": with_text}))
    for found in _graph(store):
        if isinstance(found, Node):
            nodes += 1
            stream.write(_encoded(node_line(found, with_text)))
        else:
            edges += 1
            stream.write(_encoded(edge_line(found)))
    stream.write(_encoded({"end": {"nodes": nodes, "relations": edges}}))
    return nodes, edges


def node_line(node: Node, with_text: bool = True) -> Line:
    """Return a node as a line says it."""
    known = model().families[node.family].properties
    kind = {"kind": node.kind} if node.kind else {}
    left_out = () if with_text or node.family != "Document" else TEXTS
    told = {p: v for p, v in _told(node.properties, known).items() if p not in left_out}
    return {"node": node.family, **kind, "id": node.id, "properties": told}


def edge_line(edge: Edge) -> Line:
    """Return a relation as a line says it."""
    return {
        "relation": edge.type,
        "from": [edge.start_family, edge.start],
        "to": [edge.end_family, edge.end],
        "properties": _told(edge.properties, model().relations[edge.type].properties),
    }


def derived(relation: Between) -> bool:
    """Return whether a relation follows from what documents say: it is projected, or tells which thing is which."""
    kind, start, end = relation
    return kind == "IS" or (start in THINGS and end in THINGS)


def kept_apart() -> tuple[str, ...]:
    """Return the families whose nodes neither belong to a document nor follow from what documents say."""
    return tuple(f for f in model().families if f not in (*RECORD, *THINGS))


def _graph(store: Store) -> Iterator[Node | Edge]:
    for family in kept_apart():
        yield from _nodes(store, family)
    for page in pages(store, "Document"):
        for ids in batched(page, DOCUMENTS_AT_ONCE):
            yield from _documents(store, ids)
    for family in THINGS:
        yield from _nodes(store, family)
    for relation in sorted(relations()):
        if relation[0] not in SAID:
            for page in pages(store, relation[1]):
                yield from sorted(read_edges_from(store, page, *relation), key=lambda e: e.key)


def _nodes(store: Store, family: str) -> Iterator[Node]:
    for page in pages(store, family):
        found = read_nodes(store, page, family)
        yield from (found[name] for name in sorted(found))


def _documents(store: Store, ids: Sequence[str]) -> Iterator[Node | Edge]:
    """Yield documents, each with what it says."""
    documents = read_nodes(store, ids, "Document")
    said: dict[str, list[Node]] = {}
    edges: dict[str, list[Edge]] = {}
    for family, kind in (("Occurrence", "IN"), ("Claim", "STATED_IN")):
        rows = store.read(
            f"UNWIND $ids AS id MATCH (n:{family})-[:{kind}]->(:Document {{id: id}}) RETURN id, n.id AS said",
            {"ids": list(ids)},
        )
        document = {row["said"]: row["id"] for row in rows}
        nodes = read_nodes(store, document, family)
        for node in sorted(nodes.values(), key=_place):
            said.setdefault(document[node.id], []).append(node)
        for relation in relations():
            if relation[0] in SAID and relation[1] == family:
                for edge in read_edges_from(store, sorted(nodes), *relation):
                    edges.setdefault(edge.start, []).append(edge)
    for name in sorted(documents):
        yield documents[name]
        for node in said.get(name, ()):
            yield node
            yield from sorted(edges.get(node.id, ()), key=lambda e: e.key)


def _place(node: Node) -> tuple[int, str]:
    """Return where a node stands in its document: claims by rank, occurrences by where they are."""
    place = node.properties.get("rank" if node.family == "Claim" else "start")
    return (place if isinstance(place, int) else 0, node.id)


def _told(properties: Mapping[str, Any], known: Mapping[str, Property]) -> dict[str, Any]:
    return {name: _plain(properties[name], p.type) for name, p in known.items() if properties.get(name) is not None}


def _plain(value: Any, kind: str) -> Any:
    if kind == "number":
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _encoded(line: Line) -> bytes:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (_TREACHEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()
