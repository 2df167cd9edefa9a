"""Mirrors: making one store hold the graph that another holds, by pages, writing only where they differ.

A page is what some ids of the source name. It is read in both stores, compared and written as one unit, so that
an interrupted run is completed by the next, and one that finds no difference writes nothing.

Of the target only what is Greffier's is ever changed or removed: nodes that bear the label of a family and an id
that begins with a prefix of it, and relations of the model's types between such nodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched
from typing import Final

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.model import model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.store import Store

PAGE: Final = 2000  # nodes, or starts of relations, that are compared and written as one unit
IDS: Final = 50_000  # ids that are held at once
# Documents first: until their claims are there, a graph that is not whole is seen to be so.
ORDER: Final = ("Document", "Organization", "Law", "Incident", "Action", "Occurrence", "Claim", "Judgement")

_OURS: Final = "any(p IN $prefixes WHERE {}.id STARTS WITH p)"

Progress = Callable[[int], None]
Between = tuple[str, str, str]  # a type of relation, and the families of its start and its end


@dataclass(slots=True)
class Tally:
    """Tell what a mirroring did: numbers of nodes and relations made, changed, removed, and as they were.

    The relations that go with a node that is removed are not counted.
    """

    made: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0

    def take(self, changes: Changes, number: int) -> None:
        """Add what was done for so many nodes or relations of the source."""
        made = len(changes.new_nodes) + len(changes.new_edges)
        changed = len(changes.nodes) + len(changes.edges)
        self.made += made
        self.changed += changed
        self.removed += len(changes.removed_nodes) + len(changes.removed_edges)
        self.same += number - made - changed


@dataclass(frozen=True, slots=True)
class Strangers:
    """Tell what a target holds beside the graph of the source.

    `nodes` is the number of nodes that are not Greffier's; `documents` that of documents that the source has not,
    `title` the title of one of these.
    """

    nodes: int = 0
    documents: int = 0
    title: str | None = None


def count(store: Store) -> int:
    """Return the number of Greffier's nodes and relations in a store."""
    total = sum(_count_nodes(store, family) for family in model().families)
    for kind, start, end in relations():
        (row,) = store.read(f"MATCH (:{start})-[r:{kind}]->(:{end}) RETURN count(r) AS n")
        total += row["n"]
    return total


def find_strangers(source: Store, target: Store) -> Strangers:
    """Return what the target holds that is not of the source."""
    (row,) = target.read("MATCH (n) RETURN count(n) AS n")
    nodes = row["n"] - sum(_count_nodes(target, family) for family in model().families)
    documents, title = 0, None
    for page in pages(target, "Document"):
        unknown = sorted(set(page) - _known(source, "Document", page))
        documents += len(unknown)
        if unknown and title is None:
            (row,) = target.read("MATCH (d:Document {id: $id}) RETURN d.title AS title", {"id": unknown[0]})
            title = row["title"]
    return Strangers(nodes, documents, title)


def mirror(source: Store, target: Store, progress: Progress | None = None) -> Tally:
    """Make the target hold what the source holds; call `progress` with each number of nodes and relations done.

    Raise StoreError where a store fails: the pages before stay, and to mirror again goes on from there.
    """
    tally = Tally()
    made: Counter[str] = Counter()  # by family, and by type and start of a relation

    def write(compare: Callable[[], Changes], number: int, of: str = "") -> None:
        changes = target.exclusively(partial(_write_difference, target, compare))
        tally.take(changes, number)
        made[of] += len(changes.new_nodes) + len(changes.new_edges)
        if progress:
            progress(number)

    for family in ORDER:
        for page in pages(source, family):
            nodes = read_nodes(source, page, family)
            write(partial(_compare_nodes, target, family, nodes, made[family]), len(nodes), family)
    for family in ORDER:
        if _count_nodes(source, family) != _count_nodes(target, family):
            for page in pages(target, family):
                gone = tuple(Node(family, name) for name in sorted(set(page) - _known(source, family, page)))
                write(partial(Changes, removed_nodes=gone), 0)
    for relation in relations():
        for page in pages(source, relation[1]):
            edges = read_edges_from(source, page, *relation)
            of = f"{relation[1]}-{relation[0]}"
            write(partial(_compare_edges, target, page, relation, edges, made[of]), len(edges), of)
    return tally


def _write_difference(target: Store, compare: Callable[[], Changes]) -> Changes:
    changes = compare()
    if changes:
        target.write(changes)
    return changes


def _compare_nodes(target: Store, family: str, wanted: Mapping[str, Node], made: int) -> Changes:
    """Return what differs; where all that there is was made by us, none of a page can be there yet."""
    (row,) = target.read(f"MATCH (n:{family}) RETURN count(n) AS n")
    stored = read_nodes(target, wanted, family) if row["n"] != made else {}
    changed = tuple(node for name, node in wanted.items() if name in stored and stored[name] != node)
    return Changes(nodes=changed, new_nodes=tuple(node for name, node in wanted.items() if name not in stored))


def _compare_edges(target: Store, page: Sequence[str], relation: Between, wanted: Sequence[Edge], made: int) -> Changes:
    """Return what differs; where all that there is was made by us, none of a page can be there yet."""
    stored: dict[tuple[str, str, str], Edge | None] = {}
    (row,) = target.read(f"MATCH (:{relation[1]})-[r:{relation[0]}]->() RETURN count(r) AS n")
    for edge in read_edges_from(target, page, *relation) if row["n"] != made else ():
        stored[edge.key] = None if edge.key in stored else edge  # one that is there twice is made anew
    keys = {edge.key for edge in wanted}
    return Changes(
        edges=tuple(edge for edge in wanted if stored.get(edge.key) not in (None, edge)),
        new_edges=tuple(edge for edge in wanted if stored.get(edge.key) is None),
        removed_edges=tuple(
            Edge(kind, relation[1], start, relation[2], end)
            for (kind, start, end), edge in stored.items()
            if edge is None or (kind, start, end) not in keys
        ),
    )


def relations() -> Iterator[Between]:
    """Yield each type of relation with each family that it begins in and each that it ends in."""
    for relation in model().relations.values():
        for start in relation.start:
            for end in relation.end:
                yield relation.name, start, end


def read_edges_from(store: Store, ids: Sequence[str], kind: str, start: str, end: str) -> list[Edge]:
    """Return the relations of a type that begin at these nodes of one family and end in another."""
    known = model().relations[kind].properties
    told = "".join(f", r.{name} AS {name}" for name in known)
    rows = store.read(
        f"UNWIND $ids AS id MATCH (a:{start} {{id: id}})-[r:{kind}]->(b:{end}) WHERE {_OURS.format('b')} "
        f"RETURN a.id AS a_id, b.id AS b_id{told}",
        {"ids": list(ids), "prefixes": _prefixes(end)},
    )
    return [Edge(kind, start, row["a_id"], end, row["b_id"], {name: row[name] for name in known}) for row in rows]


def _known(store: Store, family: str, ids: Sequence[str]) -> set[str]:
    rows = store.read(f"UNWIND $ids AS id MATCH (n:{family} {{id: id}}) RETURN n.id AS id", {"ids": list(ids)})
    return {row["id"] for row in rows}


def pages(store: Store, family: str) -> Iterator[tuple[str, ...]]:
    """Yield the ids of Greffier's nodes of a family, in order, a page at a time."""
    after = ""
    while True:
        rows = store.read(
            f"MATCH (n:{family}) WHERE n.id > $after AND {_OURS.format('n')} "
            "RETURN n.id AS id ORDER BY id LIMIT $limit",
            {"after": after, "prefixes": _prefixes(family), "limit": IDS},
        )
        yield from batched((row["id"] for row in rows), PAGE)
        if len(rows) < IDS:
            return
        after = rows[-1]["id"]


def _count_nodes(store: Store, family: str) -> int:
    (row,) = store.read(
        f"MATCH (n:{family}) WHERE {_OURS.format('n')} RETURN count(n.id) AS n", {"prefixes": _prefixes(family)}
    )
    return int(row["n"])


def _prefixes(family: str) -> list[str]:
    known = model().families[family]
    return [f"{prefix}/" for prefix in (known.prefix, *known.known)]
