"""Involvements: the organisations of a store and what binds them, as one network to measure and to draw.

Three links, each of what documents assert and weighted by how often:

- `acted`, from the body that took an action to the one that it is addressed to: the number of actions;
- `hit`, both ways between organisations that one incident hit: the number of incidents;
- `part`, from an organisation to the one that it is part of: 1.

It is a network of reported acts: who is written about more has more of them, and what nobody reported is not there.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from greffier.graph.model import model
from greffier.graph.records import Status
from greffier.graph.store import Row, Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import networkx

type Involvements = networkx.DiGraph[str]

LINKS: Final = ("acted", "hit", "part")
_ACTED: Final = (
    "MATCH (a:Organization)-[r:ISSUED]->(x:Action)-[s:ADDRESSED_TO]->(b:Organization) "
    "WHERE r.status = $asserted AND s.status = $asserted AND x.status = $asserted "
    "RETURN a.id AS a, b.id AS b, count(DISTINCT x.id) AS n ORDER BY a, b"
)
_PART: Final = (
    "MATCH (a:Organization)-[r:PART_OF]->(b:Organization) WHERE r.status = $asserted "
    "RETURN a.id AS a, b.id AS b, 1 AS n ORDER BY a, b"
)
_HIT: Final = (
    "MATCH (x:Incident)-[r:AFFECTED]->(o:Organization) WHERE r.status = $asserted AND x.status = $asserted "
    "RETURN DISTINCT x.id AS incident, o.id AS id ORDER BY incident, id"
)


def involvements(store: Store, links: Collection[str] = LINKS) -> Involvements:
    """Return the network of organisations, with these links; nodes and edges by order of id.

    A node has `name`, `kind`, `acted` (actions taken on others), `acted_on` (actions addressed to it by others) and
    `hits` (incidents that hit it), whatever the links; an edge the number of each of its links, and their sum as
    `weight`. An organisation that has no link and was not hit is left out, and so is what one does to itself.
    """
    import networkx

    asserted = {"asserted": Status.ASSERTED.value}
    rows = {"acted": store.read(_ACTED, asserted), "part": store.read(_PART, asserted)}
    hits = store.read(_HIT, asserted)
    rows["hit"] = list(_hit_together(hits))
    bound = {name: [row for row in found if row["a"] != row["b"]] for name, found in rows.items()}
    members = {row["id"] for row in hits}
    members |= {row[end] for name in links for row in bound[name] for end in ("a", "b")}
    graph: Involvements = networkx.DiGraph()
    for name, shown in _read_organisations(store, sorted(members)).items():
        graph.add_node(name, **shown, acted=0, acted_on=0, hits=0)
    for row in bound["acted"]:
        for end, key in (("a", "acted"), ("b", "acted_on")):
            if row[end] in graph:
                graph.nodes[row[end]][key] += row["n"]
    for row in hits:
        graph.nodes[row["id"]]["hits"] += 1
    edges: dict[tuple[str, str], dict[str, int]] = {}
    for link in links:
        for row in bound[link]:
            told = edges.setdefault((row["a"], row["b"]), dict.fromkeys(LINKS, 0))
            told[link] += row["n"]
    for (a, b), told in sorted(edges.items()):
        graph.add_edge(a, b, **told, weight=sum(told.values()))
    return graph


def _hit_together(hits: list[Row]) -> Iterator[Row]:
    """Yield each two organisations that one incident hit, both ways, an incident at a time."""
    by_incident: dict[str, list[str]] = {}
    for row in hits:
        by_incident.setdefault(row["incident"], []).append(row["id"])
    for members in by_incident.values():
        for one, other in combinations(members, 2):
            yield {"a": one, "b": other, "n": 1}
            yield {"a": other, "b": one, "n": 1}


def _read_organisations(store: Store, ids: list[str]) -> dict[str, dict[str, str]]:
    rows = store.read(
        "UNWIND $ids AS id MATCH (o:Organization {id: id}) RETURN id, o.name AS name, labels(o) AS labels ORDER BY id",
        {"ids": ids},
    )
    kind = {row["id"]: model().kind_among(row["labels"], "Organization") or "" for row in rows}
    return {row["id"]: {"name": row["name"], "kind": kind[row["id"]]} for row in rows}
