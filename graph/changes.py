"""What is to change in a graph: nodes and relations to set, nodes and relations to remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Scalar = str | int | float | bool | date | None
PropertyValue = Scalar | list[str]


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a node to be set: every property of its family is written, null where it is not given."""

    family: str
    id: str
    kind: str | None = None
    properties: Mapping[str, PropertyValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold a relation to be set between two nodes, each named by family and id."""

    type: str
    start_family: str
    start: str
    end_family: str
    end: str
    properties: Mapping[str, PropertyValue] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what makes it the same relation: its type and its two ends."""
        return (self.type, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Changes:
    """Hold one batch of changes, applied in one transaction or not at all.

    Removals come first: relations, then nodes (with the relations that they have), then nodes and
    relations are set, so that what is removed and set again stays.

    `new_nodes` and `new_edges` are known not to be there after the removals: they are made without
    looking for them, which is faster. Such a node that is there after all fails the batch; such a
    relation would be doubled, so that only who has looked, in the same unit (`Store.exclusively`),
    may name it here.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    removed_nodes: tuple[Node, ...] = ()
    removed_edges: tuple[Edge, ...] = ()
    new_nodes: tuple[Node, ...] = ()
    new_edges: tuple[Edge, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.nodes or self.edges or self.removed_nodes or self.removed_edges or self.new_nodes or self.new_edges
        )


def group_nodes(nodes: Sequence[Node]) -> Iterator[tuple[str, str | None, list[Node]]]:
    """Yield the nodes by family and kind, in a fixed order."""
    groups: dict[tuple[str, str | None], list[Node]] = {}
    for node in nodes:
        groups.setdefault((node.family, node.kind), []).append(node)
    for (family, kind), members in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1] or "")):
        yield family, kind, members


def group_edges(edges: Sequence[Edge]) -> Iterator[tuple[str, str, str, list[Edge]]]:
    """Yield the relations by type and the families of their ends, in a fixed order."""
    groups: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.type, edge.start_family, edge.end_family), []).append(edge)
    for (kind, start, end), members in sorted(groups.items()):
        yield kind, start, end, members
