"""A matcher of Cypher patterns that is slow and plain, to check a store's answers by.

It tries every node and every relation, by the rules of Cypher: within one MATCH no relation is used
twice, an undirected step takes a loop once, OPTIONAL MATCH keeps a row that finds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

LABELS = ("A", "B")
TYPES = ("R", "S")
Direction = Literal["->", "<-", "--"]
Returned = Literal["rows", "distinct", "count", "count of", "count distinct", "grouped", "collected", "sum", "listed"]
Value = int | None | tuple[int, ...]
Binding = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Graph:
    """Hold nodes (labels and a value each; the id is the place) and relations (type, start, end)."""

    nodes: tuple[tuple[frozenset[str], int | None], ...]
    relations: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one relation of a path and the node that it leads to; `low` to `high` relations, if given."""

    direction: Direction
    types: tuple[str, ...]
    node: str
    label: str | None
    low: int | None = None
    high: int = 1

    def text(self) -> str:
        length = f"*{self.low}..{self.high}" if self.low is not None else ""
        types = f":{'|'.join(self.types)}" if self.types else ""
        left, right = ("<-" if self.direction == "<-" else "-"), ("->" if self.direction == "->" else "-")
        return f"{left}[{types}{length}]{right}{_node(self.node, self.label)}"


@dataclass(frozen=True, slots=True)
class Path:
    node: str
    label: str | None
    steps: tuple[Step, ...]

    def text(self) -> str:
        return _node(self.node, self.label) + "".join(step.text() for step in self.steps)

    def names(self) -> list[str]:
        return [name for name in (self.node, *(step.node for step in self.steps)) if name]


@dataclass(frozen=True, slots=True)
class Condition:
    """Hold a condition: a comparison, or how many matches a path has from here."""

    kind: Literal["less", "same", "exists", "missing", "count"]
    names: tuple[str, ...] = ()
    number: int = 0
    path: Path | None = None

    def text(self) -> str:
        path = self.path.text() if self.path else ""
        match self.kind:
            case "less":
                return f"{self.names[0]}.v < {self.number}"
            case "same":
                return f"{self.names[0]}.v = {self.names[1]}.v"
            case "exists":
                return f"EXISTS {{ {path} }}"
            case "missing":
                return f"NOT EXISTS {{ {path} }}"
            case "count":
                return f"COUNT {{ {path} }} > {self.number}"

    def holds(self, graph: Graph, binding: Binding) -> bool:
        values = [_value(graph, binding[name]) for name in self.names]
        if self.kind == "less":
            return values[0] is not None and values[0] < self.number
        if self.kind == "same":
            return values[0] is not None and values[0] == values[1]
        assert self.path
        found = sum(1 for _ in _match_paths(graph, (self.path,), binding, frozenset()))
        if self.kind == "count":
            return found > self.number
        return bool(found) == (self.kind == "exists")


@dataclass(frozen=True, slots=True)
class Clause:
    optional: bool
    paths: tuple[Path, ...]
    condition: Condition | None = None

    def text(self) -> str:
        words = f"{'OPTIONAL ' if self.optional else ''}MATCH {', '.join(p.text() for p in self.paths)}"
        return f"{words} WHERE {self.condition.text()}" if self.condition else words


@dataclass(frozen=True, slots=True)
class Query:
    """Hold clauses and what to return of their rows: `names` are those of nodes.

    `listed` is a path from the first of them to a node `x`, for a list made of its matches.
    """

    clauses: tuple[Clause, ...]
    returned: Returned
    names: tuple[str, ...]
    listed: Path | None = None

    def text(self) -> str:
        clauses = " ".join(clause.text() for clause in self.clauses)
        one, other = self.names[0], self.names[-1]
        words = {
            "rows": ", ".join(f"{name}.id AS {name}" for name in self.names),
            "distinct": "DISTINCT " + ", ".join(f"{name}.id AS {name}" for name in self.names),
            "count": "count(*) AS c",
            "count of": f"count({one}) AS c, count({other}.v) AS d",
            "count distinct": f"count(DISTINCT {one}) AS c",
            "grouped": f"{one}.id AS g, count(*) AS c, count({other}) AS d",
            "collected": f"{one}.v AS g, collect({other}.id) AS c",
            "listed": f"{one}.id AS g, [{self.listed.text() if self.listed else ''} | x.id] AS c",
            "sum": f"{one}.v AS g, sum({other}.v) AS c, min({other}.id) AS d",
        }[self.returned]
        return f"{clauses} RETURN {words}"

    def rows(self, graph: Graph) -> Counter[tuple[Value, ...]]:
        """Return the rows of the answer, each with how often it comes; lists are put in order."""
        bindings: list[Binding] = [{}]
        for clause in self.clauses:
            bindings = [found for binding in bindings for found in _match_clause(graph, clause, binding)]
        one, other = self.names[0], self.names[-1]
        rows = [tuple(binding[name] for name in self.names) for binding in bindings]
        match self.returned:
            case "rows":
                return Counter(rows)
            case "distinct":
                return Counter(set(rows))
            case "count":
                return Counter([(len(bindings),)])
            case "count of":
                some = [b for b in bindings if b[one] is not None]
                valued = [b for b in bindings if _value(graph, b[other]) is not None]
                return Counter([(len(some), len(valued))])
            case "count distinct":
                return Counter([(len({b[one] for b in bindings if b[one] is not None}),)])
            case "listed":
                assert self.listed
                lists = [_match_paths(graph, (self.listed,), binding, frozenset()) for binding in bindings]
                ids = [tuple(sorted(bound["x"] or 0 for bound, _ in found)) for found in lists]
                return Counter(zip((binding[one] for binding in bindings), ids, strict=True))
        groups: dict[int | None, list[int | None]] = {}
        for binding in bindings:
            key = binding[one] if self.returned == "grouped" else _value(graph, binding[one])
            groups.setdefault(key, []).append(binding[other])
        if self.returned == "grouped":
            return Counter((key, len(ids), sum(1 for i in ids if i is not None)) for key, ids in groups.items())
        if self.returned == "collected":
            return Counter((key, tuple(sorted(i for i in ids if i is not None))) for key, ids in groups.items())
        return Counter(
            (
                key,
                sum(_value(graph, i) or 0 for i in ids),
                min((i for i in ids if i is not None), default=None),
            )
            for key, ids in groups.items()
        )


def plain_rows(rows: list[dict[str, object]]) -> Counter[tuple[object, ...]]:
    """Return the rows of a store's answer in the same form."""
    return Counter(
        tuple(tuple(sorted(value)) if isinstance(value, list) else value for value in row.values()) for row in rows
    )


def _node(name: str, label: str | None) -> str:
    return f"({name}{f':{label}' if label else ''})"


def _value(graph: Graph, node: int | None) -> int | None:
    return None if node is None else graph.nodes[node][1]


def _match_clause(graph: Graph, clause: Clause, binding: Binding) -> Iterator[Binding]:
    found = [
        bound
        for bound, _ in _match_paths(graph, clause.paths, binding, frozenset())
        if clause.condition is None or clause.condition.holds(graph, bound)
    ]
    if found or not clause.optional:
        yield from found
    else:
        nothing: Binding = dict.fromkeys(name for path in clause.paths for name in path.names())
        yield nothing | binding


def _match_paths(
    graph: Graph, paths: tuple[Path, ...], binding: Binding, used: frozenset[int]
) -> Iterator[tuple[Binding, frozenset[int]]]:
    if not paths:
        yield binding, used
        return
    first, *rest = paths
    for node in range(len(graph.nodes)):
        bound = _bind(graph, binding, first.node, first.label, node)
        if bound is not None:
            for found, taken in _match_steps(graph, first.steps, node, bound, used):
                yield from _match_paths(graph, tuple(rest), found, taken)


def _bind(graph: Graph, binding: Mapping[str, int | None], name: str, label: str | None, node: int) -> Binding | None:
    if label and label not in graph.nodes[node][0]:
        return None
    if name in binding and binding[name] != node:
        return None
    return {**binding, name: node} if name else dict(binding)


def _match_steps(
    graph: Graph, steps: tuple[Step, ...], at: int, binding: Binding, used: frozenset[int]
) -> Iterator[tuple[Binding, frozenset[int]]]:
    if not steps:
        yield binding, used
        return
    step, *rest = steps
    low, high = (1, 1) if step.low is None else (step.low, step.high)
    for end, taken in _walks(graph, step, at, used, low, high):
        bound = _bind(graph, binding, step.node, step.label, end)
        if bound is not None:
            yield from _match_steps(graph, tuple(rest), end, bound, taken)


def _walks(
    graph: Graph, step: Step, at: int, used: frozenset[int], low: int, high: int
) -> Iterator[tuple[int, frozenset[int]]]:
    if low <= 0:
        yield at, used
    if high == 0:
        return
    for number, (kind, start, end) in enumerate(graph.relations):
        if number in used or (step.types and kind not in step.types):
            continue
        ends = {
            *([end] if start == at and step.direction in ("->", "--") else []),
            *([start] if end == at and step.direction in ("<-", "--") else []),
        }
        for other in ends:
            yield from _walks(graph, step, other, used | {number}, low - 1, high - 1)
