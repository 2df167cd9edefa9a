"""Random queries over the graph model, in the Cypher that both stores are to answer alike.

They are written from the model: labels, relation types and properties that there are. What comes out of a query
does not depend on the order in which a store finds things: a list made of matches is put in order before, or is
only counted, and SKIP and LIMIT come after an order in which only equal rows change places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st

from greffier.graph.model import model
from tests.stores.asked_expressions import SCALARS, Expressions
from tests.stores.asked_patterns import Bound, Scope

BAG: Final = "bag"  # a column of this name holds a list in no order


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a query with its parameters, and whether the order of its rows is fixed."""

    text: str
    parameters: dict[str, Any]
    ordered: bool


@st.composite
def queries(draw: st.DrawFn) -> Asked:
    """Give queries; they shrink to short ones."""
    form = draw(st.integers(0, 9))
    writer = Queries(draw)
    return writer.chain() if form == 8 else writer.asked(union=form == 9)


class Queries(Expressions):
    """Draw whole queries."""

    def asked(self, union: bool) -> Asked:
        if union:
            columns = self.draw(st.integers(1, 2))
            first, _ = self.query(columns)
            second, _ = self.query(columns)
            return Asked(f"{first} UNION{self.pick([' ALL', ''])} {second}", self.parameters, ordered=False)
        text, ordered = self.query(None)
        return Asked(text, self.parameters, ordered)

    def chain(self) -> Asked:
        """Count over bare relations, which engines do without looking at nodes; two known faults were of this sort."""
        kinds, text = sorted(model().relations), "MATCH (n0)"
        for at in range(self.draw(st.integers(1, 3))):
            types = "|".join(dict.fromkeys(self.pick(kinds) for _ in range(self.draw(st.integers(1, 2)))))
            left, right = self.pick([("-", "-"), ("-", "->"), ("<-", "-")])
            text += f"{left}[:{types}]{right}(n{at + 1})"
        key = self.pick(["", "n0.id AS key, ", "n1.id AS key, "])
        counted = self.pick(["count(*)", "count(n0)", "count(n1.rank)", "count(DISTINCT n1)"])
        return Asked(f"{text} RETURN {key}{counted} AS counted", self.parameters, ordered=False)

    def query(self, columns: int | None) -> tuple[str, bool]:
        """Return a query of so many columns, or of any; columns that are unioned are rows of scalars."""
        scope: Scope = {}
        clauses = []
        if self.one_in(8):
            clauses.append(self.unwind(scope))
        clauses.append(self.shortest(scope) if self.one_in(20) else self.match(scope, hops=3))
        for _ in range(self.draw(st.integers(0, 3)) if self.one_in(2) else 0):
            form = self.pick(["optional", "match", "with", "grouped", "collected", "unwind", "call"])
            match form:
                case "optional":
                    clauses.append(self.match(scope, hops=2, optional=True))
                case "match":
                    clauses.append(self.match(scope, hops=1))
                case "with":
                    clauses.append(self.passed_on(scope))
                case "grouped":
                    clauses.append(self.grouped(scope))
                case "collected":
                    clauses.append(self.collected(scope))
                case "unwind":
                    clauses.append(self.unwind(scope))
                case "call":
                    clauses.append(self.call(scope))
        returned, ordered = self.returned(scope, columns)
        return " ".join((*clauses, returned)), ordered

    def match(self, scope: Scope, hops: int, optional: bool = False) -> str:
        patterns = [self.path(scope, self.draw(st.integers(0 if not optional else 1, hops)), continues=bool(scope))]
        if not optional and self.one_in(8):
            patterns.append(self.path(scope, 1, continues=True))
        self.comparing_counts = not optional
        where = f" WHERE {self.boolean(scope, 2)}" if self.one_in(2) else ""
        self.comparing_counts = True
        return f"{'OPTIONAL ' if optional else ''}MATCH {', '.join(patterns)}{where}"

    def shortest(self, scope: Scope) -> str:
        one, other, path = self.fresh("n"), self.fresh("n"), self.fresh("p")
        scope[one] = scope[other] = Bound("node", frozenset(["Organization"]))
        scope[path] = Bound("length")
        types = self.pick(["", ":PART_OF", ":ISSUED|ADDRESSED_TO"])
        left, right = self.pick([("-", "->"), ("-", "-"), ("<-", "-")])
        return (
            f"MATCH ({one}:Organization), ({other}:Organization) WHERE {one}.id < {other}.id "
            f"MATCH {path} = shortestPath(({one}){left}[{types}*..4]{right}({other}))"
        )

    def unwind(self, scope: Scope) -> str:
        kind, name = self.pick([("integer", "integers"), ("text", "texts")])
        text = self.listing(scope, name, 1)
        item = self.fresh("u")
        scope[item] = Bound(kind)
        return f"UNWIND {text} AS {item}"

    def call(self, scope: Scope) -> str:
        nodes = self.named(scope, "node")
        counted = self.fresh("k")
        if nodes and not self.one_in(4):
            node = self.pick(nodes)
            inside: Scope = {node: scope[node]}
            text = f"CALL {{ WITH {node} {self.match(inside, 2)} RETURN count({self.pick(self.named(inside, 'node'))})"
        else:
            inside = {}
            text = f"CALL {{ {self.match(inside, 1)} RETURN count(*)"
        scope[counted] = Bound("integer")
        return f"{text} AS {counted} }}"

    def passed_on(self, scope: Scope) -> str:
        """WITH some of what there is, and a value made of it; in an order where it is cut off."""
        kept = [name for name in scope if scope[name].kind in ("node", *SCALARS) and not self.one_in(4)]
        items, after = list(kept), {name: scope[name] for name in kept}
        if self.one_in(2) or not kept:
            kind, name = self.pick(SCALARS), self.fresh("v")
            items.append(f"{self.value(scope, kind, 1)} AS {name}")
            after[name] = Bound(kind)
        if len(items) > len(kept) and self.one_in(6):
            items[: len(kept)] = ["*"]
            after = scope | after
        text = f"WITH {'DISTINCT ' if self.one_in(4) and '*' not in items else ''}{', '.join(items)}"
        if "*" not in items and self.one_in(4):
            text += self.order(after) + self.cut()
        scope.clear()
        scope.update(after)
        if self.one_in(3):
            text += f" WHERE {self.boolean(scope, 1)}"
        return text

    def grouped(self, scope: Scope) -> str:
        keys = [name for name in scope if scope[name].kind in ("node", *SCALARS) and self.one_in(2)]
        items, after = list(keys), {name: scope[name] for name in keys}
        for _ in range(self.draw(st.integers(1, 2))):
            text, kind = self.aggregate(scope)
            name = self.fresh("g")
            items.append(f"{text} AS {name}")
            after[name] = Bound(kind)
        scope.clear()
        scope.update(after)
        where = f" WHERE {self.boolean(scope, 1)}" if self.one_in(3) else ""
        return f"WITH {', '.join(items)}{where}"

    def collected(self, scope: Scope) -> str:
        """Make a list for each group, in order: the catalogue does it so."""
        keys = [name for name in scope if scope[name].kind in ("node", *SCALARS) and self.one_in(3)][:2]
        kind, item, name = self.pick(["text", "integer"]), self.fresh("v"), self.fresh("l")
        value = self.value(scope, kind, 1)
        after = {key: scope[key] for key in keys}
        first = ", ".join((*keys, f"{value} AS {item}"))
        order = self.order({item: Bound(kind), **after})
        second = ", ".join((*keys, f"collect({'DISTINCT ' if self.one_in(4) else ''}{item}) AS {name}"))
        scope.clear()
        scope.update({**after, name: Bound("texts" if kind == "text" else "integers")})
        return f"WITH {first}{order} WITH {second}"

    def returned(self, scope: Scope, columns: int | None) -> tuple[str, bool]:
        form = self.pick(["rows", "distinct", "grouped", "counted"]) if columns is None else "rows"
        number = 0 if form == "counted" else columns or self.draw(st.integers(1, 3))
        items: list[str] = []
        after: Scope = {}
        for at in range(number):
            name = f"c{at}"
            if columns is None and form != "grouped" and self.one_in(3):
                text, bound = self.whole(scope)
            else:
                kind = self.pick((*SCALARS, "texts", "integers"))
                text, bound = self.value(scope, kind, 2), Bound(kind)
            items.append(f"{text} AS {name}")
            after[name] = bound
        if form in ("grouped", "counted"):
            for at in range(self.draw(st.integers(1, 2))):
                text, kind = self.aggregate(scope)
                items.append(f"{text} AS g{at}")
                after[f"g{at}"] = Bound(kind)
            if self.one_in(6):
                items.append(f"collect({self.value(scope, self.pick(['text', 'integer']), 1)}) AS {BAG}")
        text = f"RETURN {'DISTINCT ' if form == 'distinct' else ''}{', '.join(items)}"
        if columns is not None or any(bound.kind not in ("node", *SCALARS) for bound in after.values()):
            return text, False
        if self.one_in(2):
            return text + self.order(after, first=form == "rows") + (self.cut() if self.one_in(2) else ""), True
        return text, False

    def order(self, scope: Scope, first: bool = True) -> str:
        """Order by all that there is, so that only equal rows may change places; perhaps by something else first."""
        keys = [f"{name}.id" if bound.kind == "node" else name for name, bound in scope.items()]
        keys = list(self.draw(st.permutations(keys)))
        if first and self.one_in(4):
            keys.insert(0, self.value(scope, self.pick(SCALARS), 1))
        return " ORDER BY " + ", ".join(f"{key}{' DESC' if self.one_in(3) else ''}" for key in keys)

    def cut(self) -> str:
        text = ""
        if self.one_in(3):
            text += f" SKIP {self.literal(self.draw(st.integers(0, 4)))}"
        if self.one_in(2):
            text += f" LIMIT {self.literal(self.draw(st.integers(0, 6)))}"
        return text

    def whole(self, scope: Scope) -> tuple[str, Bound]:
        """Return a node, a relation, a path or a map, as they stand."""
        names = self.named(scope, "node", "node", "relation", "relations", "path")
        if not names or self.one_in(6):
            one, other = self.value(scope, "text", 1), self.value(scope, "integer", 1)
            return f"{{one: {one}, other: {other}}}", Bound("map")
        name = self.pick(names)
        return name, scope[name]

    def aggregate(self, scope: Scope) -> tuple[str, str]:
        names = self.named(scope, "node", "relation", *SCALARS)
        form = self.pick(["count(*)", "count", "distinct", "min", "max", "sum"])
        match form:
            case "count":
                return f"count({self.pick(names) if names else '1'})", "integer"
            case "distinct":
                kind = self.pick(SCALARS)
                names = self.named(scope, "node")
                return (
                    f"count(DISTINCT {self.pick(names) if names and self.one_in(2) else self.value(scope, kind, 1)})",
                    "integer",
                )
            case "min" | "max":
                kind = self.pick(["text", "integer", "number", "date"])
                return f"{form}({self.value(scope, kind, 1)})", kind
            case "sum":
                kind = self.pick(["integer", "number"])
                return f"sum({self.value(scope, kind, 1)})", kind
        return "count(*)", "integer"
