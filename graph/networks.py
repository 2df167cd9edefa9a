"""Networks: the things of a store and what documents assert between them, for tools that analyse graphs.

What stands between a thing and the words of the documents (occurrences, claims) is left out, and so are
relations that no document asserts: those are only alleged, feared or denied.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from greffier.graph.model import LOOKUP, THINGS, Property, model
from greffier.graph.records import Status
from greffier.graph.store import Store

if TYPE_CHECKING:
    import networkx

type Network = networkx.MultiDiGraph[str]
Attribute = str | int | float

BETWEEN: Final = "; "
# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The writer puts its version and the date of the day there; the same graph would not give the same bytes.
_META: Final = re.compile(rb"\s*<meta\b.*?</meta>", re.S)


def network(store: Store) -> Network:
    """Return the things of a store as nodes, by id, and the relations that a document asserts as edges.

    Attributes are texts and numbers; dates are ISO texts, lists texts joined by `; `, and what is not known is
    left out. Besides its properties a node has `family` and, unless it is a law, `kind`; an edge `relation`,
    which is also its key, and an `id` of its own. Order is by id, and the same for the same graph.
    """
    import networkx

    found: Network = networkx.MultiDiGraph()
    for family in THINGS:
        for row in store.read(f"MATCH (n:{family}) RETURN n ORDER BY n.id"):
            properties = row["n"]["properties"]
            kind = model().kind_among(row["n"]["labels"], family)
            told = {"family": family} | ({"kind": kind} if kind else {})
            found.add_node(properties["id"], **told, **_flat(properties, model().families[family].properties))
    for name, relation in sorted(model().relations.items()):
        if relation.start[0] not in THINGS or relation.end[0] not in THINGS:
            continue
        rows = store.read(
            f"MATCH (a:{relation.start[0]})-[r:{name}]->(b:{relation.end[0]}) WHERE r.status = $status "
            "RETURN a.id AS a, b.id AS b, properties(r) AS properties ORDER BY a, b",
            {"status": Status.ASSERTED.value},
        )
        for row in rows:
            told = {"id": f"{row['a']} {name} {row['b']}", "relation": name}
            found.add_edge(row["a"], row["b"], name, **told, **_flat(row["properties"], relation.properties))
    return found


def write_graphml(graph: Network, stream: BinaryIO) -> None:
    """Write a network as GraphML (http://graphml.graphdrawing.org/), the same bytes for the same network."""
    import networkx

    networkx.write_graphml_xml(_for_xml(graph), stream, edge_id_from_attribute="id")


def write_gexf(graph: Network, stream: BinaryIO) -> None:
    """Write a network as GEXF 1.2 (https://gexf.net/), the same bytes for the same network.

    The names of things are the labels of nodes, the types of relations those of edges.
    """
    import io

    import networkx

    labelled = _for_xml(graph)
    for _, told in labelled.nodes(data=True):
        told["label"] = told["name"]
    for _, _, told in labelled.edges(data=True):
        told["label"] = told["relation"]
    written = io.BytesIO()
    networkx.write_gexf(labelled, written)
    stream.write(_META.sub(b"", written.getvalue(), count=1) + b"\n")


def _flat(given: dict[str, Any], known: dict[str, Property]) -> dict[str, Attribute]:
    """Return the properties that the model knows and that have a value, in the order of the model."""
    return {
        name: _attribute(given[name], described.type)
        for name, described in known.items()
        if given.get(name) not in (None, []) and name not in LOOKUP
    }


def _attribute(value: Any, kind: str) -> Attribute:
    if kind == "number":
        return float(value)
    if kind == "integer":
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    return BETWEEN.join(value) if isinstance(value, list) else str(value)


def _for_xml(graph: Network) -> Network:
    """Return a copy of a network without characters that XML cannot hold."""
    copy = graph.copy()
    every = [told for _, told in copy.nodes(data=True)] + [told for _, _, told in copy.edges(data=True)]
    for told in every:
        told.update({k: _NOT_XML.sub(" ", v) for k, v in told.items() if isinstance(v, str)})
    return copy
