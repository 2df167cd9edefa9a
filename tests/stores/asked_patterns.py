"""Random patterns over the graph model, and what the names in them stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from greffier.graph.model import Property, model
from tests.stores.small_graphs import DATES, INTEGERS, NUMBERS, TEXTS, pool

# Those that have relations: a judgement stands alone.
FAMILIES: Final = tuple(
    family for family in model().families if any(family in (*r.start, *r.end) for r in model().relations.values())
)
ANY: Final = frozenset(FAMILIES)


@dataclass(frozen=True, slots=True)
class Bound:
    """Hold what a name stands for: "node", "relation", "relations", "path", or a type of value."""

    kind: str
    of: frozenset[str] = frozenset()  # families of a node, types of a relation


Scope = dict[str, Bound]


@dataclass
class Patterns:
    """Draw patterns; what they bind is added to a scope, and what is drawn as a parameter to `parameters`."""

    draw: st.DrawFn
    parameters: dict[str, Any] = field(default_factory=dict)
    names: int = 0
    alternatives: bool | None = None  # whether labels are joined by `|` or by `:`; Neo4j takes one of them in a query

    # Whether to compare counts of matches: Neo4j 5.26 loses rows where the WHERE of an OPTIONAL MATCH asks for few.
    comparing_counts: bool = True

    def pick[T](self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))

    def one_in(self, many: int) -> bool:
        return self.draw(st.integers(0, many - 1)) == many - 1

    def fresh(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def named(self, scope: Scope, *kinds: str) -> list[str]:
        return [name for name, bound in scope.items() if bound.kind in kinds]

    def literal(self, value: Any) -> str:
        """Return the value in the text, or as a parameter."""
        if self.one_in(3):
            name = f"p{len(self.parameters)}"
            self.parameters[name] = value
            return f"${name}"
        return cypher(value)

    def property(self, families: frozenset[str], kind: str) -> Property | None:
        found = [p for name in sorted(families) for p in model().families[name].properties.values() if p.type == kind]
        return self.pick(found) if found else None

    def fitting(self, known: Property) -> Any:
        """Return a value such as the property has."""
        match known.type:
            case "text":
                return self.pick(pool(known.name))
            case "number":
                return self.pick(NUMBERS)
            case "integer":
                return self.pick(INTEGERS)
            case "date":
                return self.pick(DATES)
        return list(self.draw(st.lists(st.sampled_from(TEXTS), max_size=2)))

    def access(self, scope: Scope, kind: str) -> str | None:
        """Return a property of a node or relation, of this type."""
        ways = []
        for name, bound in scope.items():
            if bound.kind == "node":
                known = [p for family in sorted(bound.of) for p in model().families[family].properties.values()]
                ways += [f"{name}.{p.name}" for p in known if p.type == kind and p.name not in hidden(bound.of)]
                if kind == "text":
                    ways.append(f"{name}.id")
            elif bound.kind == "relation":
                known = [p for type_ in sorted(bound.of) for p in model().relations[type_].properties.values()]
                ways += [f"{name}.{p.name}" for p in known if p.type == kind]
            elif bound.kind == kind:
                ways += [name] * 6
        return self.pick(ways) if ways else None

    def path(self, scope: Scope, hops: int, continues: bool, named: bool = True) -> str:
        known = self.named(scope, "node") if continues else []
        if known and not self.one_in(6):
            start = self.pick(known)
            families, text = scope[start].of, f"({start})"
        else:
            text, families = self.node(scope, ANY, named)
        new: Scope = {}
        for at in range(hops):
            step, families = self.step(scope, new, families, named, bare=not named and at < hops - 1)
            text += step
        if named and hops and self.one_in(8):
            name = self.fresh("p")
            new[name] = Bound("path")
            text = f"{name} = {text}"
        scope.update(new)
        return text

    def step(
        self, scope: Scope, new: Scope, families: frozenset[str], named: bool, bare: bool
    ) -> tuple[str, frozenset[str]]:
        ways = [
            (relation.name, arrow, frozenset(ends))
            for relation in model().relations.values()
            for arrow, starts, ends in (("->", relation.start, relation.end), ("<-", relation.end, relation.start))
            if families & set(starts)
        ]
        kind, arrow, ends = self.pick(ways)
        types = {kind}
        if self.one_in(5):
            other = self.pick(ways)
            types.add(other[0])
            ends |= other[2]
        if self.one_in(4):
            arrow, ends = "--", ANY
        typed = ":" + "|".join(sorted(types))
        if self.one_in(8):
            typed, types, ends = "", set(model().relations), ANY
        if len(types) > 1:
            ends = ANY
        name = self.fresh("r") if named and self.one_in(3) else ""
        length = ""
        if self.one_in(8):
            length = self.pick(["*1..2", "*0..1", "*1..3", "*0..2", "*2..2", "*2..3", "*..2"])
            ends = ANY
        if name:
            new[name] = Bound("relations" if length else "relation", frozenset(types))
        left, right = ("<-" if arrow == "<-" else "-"), ("->" if arrow == "->" else "-")
        circle = self.named(scope, "node")
        if circle and self.one_in(10):
            end = self.pick(circle)
            node, ends = f"({end})", scope[end].of
        else:
            node, ends = self.node(new if named else {}, ends, named and not bare)
        return f"{left}[{name}{typed}{length}]{right}{node}", ends

    def node(self, scope: Scope, families: frozenset[str], named: bool) -> tuple[str, frozenset[str]]:
        labels = ""
        if not self.one_in(4):
            family = self.pick(sorted(families))
            kinds = list(model().families[family].kinds)
            labels = f":{family}"
            if kinds and self.one_in(4):
                if self.alternatives is None:
                    self.alternatives = self.one_in(2)
                several = (
                    f":{self.pick(kinds)}|{self.pick(kinds)}" if self.alternatives else f":{family}:{self.pick(kinds)}"
                )
                labels = self.pick([several, f":{self.pick(kinds)}"])
            # "Other" is a kind of two families.
            both = "Other" in labels and not labels.startswith(f":{family}:")
            families = frozenset(["Incident", "Action"]) if both else frozenset([family])
        name = self.fresh("n") if named and not self.one_in(5) else ""
        if name:
            scope[name] = Bound("node", families)
        given = ""
        if self.one_in(8):
            found = self.property(families, self.pick(["text", "integer", "date"]))
            if found and found.name not in hidden(families):
                given = f" {{{found.name}: {self.literal(self.fitting(found))}}}"
        return f"({name}{labels}{given})".replace("( {", "({"), families


def hidden(families: frozenset[str]) -> tuple[str, ...]:
    """Return what to leave out: to the embedded store a document has its title for a name, and others the reverse."""
    if families == {"Document"}:
        return ()
    return ("title", "name") if "Document" in families else ("title",)


def cypher(value: Any) -> str:
    """Return the value as Cypher writes it."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    if isinstance(value, list):
        return f"[{', '.join(map(cypher, value))}]"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    return str(value)
