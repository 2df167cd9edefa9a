"""Random queries over the graph model, in the Cypher that both stores are to answer alike.

They are written from the model: labels, relation types and properties that there are. What comes out of a query
does not depend on the order in which a store finds things: a list made of matches is put in order before, or is
only counted, and SKIP and LIMIT come after an order in which only equal rows change places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from greffier.graph.model import Property, model
from tests.stores.small_graphs import DATES, INTEGERS, NUMBERS, STATUSES, TEXTS, pool

FAMILIES: Final = tuple(model().families)
ANY: Final = frozenset(FAMILIES)
SCALARS: Final = ("text", "integer", "number", "date", "boolean")
BAG: Final = "bag"  # a column of this name holds a list in no order


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a query with its parameters, and whether the order of its rows is fixed."""

    text: str
    parameters: dict[str, Any]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """Hold what a name stands for: "node", "relation", "relations", "path", or a type of value."""

    kind: str
    of: frozenset[str] = frozenset()  # families of a node, types of a relation


Scope = dict[str, Bound]


def queries() -> st.SearchStrategy[Asked]:
    """Give queries; they shrink to short ones."""
    return st.composite(lambda draw: _Writer(draw).asked())()


@dataclass(slots=True)
class _Writer:
    draw: st.DrawFn
    parameters: dict[str, Any] = field(default_factory=dict)
    names: int = 0
    alternatives: bool | None = None  # whether labels are joined by `|` or by `:`; Neo4j takes one of them in a query

    def asked(self) -> Asked:
        if self.one_in(10):
            columns = self.draw(st.integers(1, 2))
            first, _ = self.query(columns)
            second, _ = self.query(columns)
            return Asked(f"{first} UNION{self.pick([' ALL', ''])} {second}", self.parameters, ordered=False)
        text, ordered = self.query(None)
        return Asked(text, self.parameters, ordered)

    # Drawing

    def pick[T](self, options: Sequence[T]) -> T:
        return self.draw(st.sampled_from(options))

    def one_in(self, many: int) -> bool:
        return self.draw(st.integers(0, many - 1)) == many - 1

    def fresh(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    # Clauses

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
        where = f" WHERE {self.boolean(scope, 2)}" if self.one_in(2) else ""
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
        form = self.pick(["rows", "distinct", "grouped"]) if columns is None else "rows"
        number = columns or self.draw(st.integers(1, 3))
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
        if form == "grouped":
            for at in range(self.draw(st.integers(1, 2))):
                text, kind = self.aggregate(scope)
                items.append(f"{text} AS g{at}")
                after[f"g{at}"] = Bound(kind)
            if self.one_in(6):
                items.append(f"collect({self.value(scope, self.pick(['text', 'integer']), 1)}) AS {BAG}")
            if self.one_in(4):
                del items[:number]  # one group of all rows
                after = {name: bound for name, bound in after.items() if not name.startswith("c")}
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

    # Patterns

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
        if self.one_in(6):
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
            if found and found.name not in _hidden(families):
                given = f" {{{found.name}: {self.literal(self.fitting(found))}}}"
        return f"({name}{labels}{given})".replace("( {", "({"), families

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

    # Expressions

    def named(self, scope: Scope, *kinds: str) -> list[str]:
        return [name for name, bound in scope.items() if bound.kind in kinds]

    def literal(self, value: Any) -> str:
        """Return the value in the text, or as a parameter."""
        if self.one_in(3):
            name = f"p{len(self.parameters)}"
            self.parameters[name] = value
            return f"${name}"
        return _cypher(value)

    def whole(self, scope: Scope) -> tuple[str, Bound]:
        """Return a node, a relation, a path or a map, as they stand."""
        names = self.named(scope, "node", "node", "relation", "relations", "path")
        if not names or self.one_in(6):
            one, other = self.value(scope, "text", 1), self.value(scope, "integer", 1)
            return f"{{one: {one}, other: {other}}}", Bound("map")
        name = self.pick(names)
        return name, scope[name]

    def access(self, scope: Scope, kind: str) -> str | None:
        """Return a property of a node or relation, of this type."""
        ways = []
        for name, bound in scope.items():
            if bound.kind == "node":
                known = [p for family in sorted(bound.of) for p in model().families[family].properties.values()]
                ways += [f"{name}.{p.name}" for p in known if p.type == kind and p.name not in _hidden(bound.of)]
                if kind == "text":
                    ways.append(f"{name}.id")
            elif bound.kind == "relation":
                known = [p for type_ in sorted(bound.of) for p in model().relations[type_].properties.values()]
                ways += [f"{name}.{p.name}" for p in known if p.type == kind]
            elif bound.kind == kind:
                ways += [name] * 6
        return self.pick(ways) if ways else None

    def value(self, scope: Scope, kind: str, depth: int) -> str:
        if kind == "boolean":
            return self.boolean(scope, depth)
        if kind in ("texts", "integers"):
            return self.listing(scope, kind, depth)
        found = self.access(scope, kind)
        if found and not self.one_in(3):
            return found
        if depth <= 0:
            return found or self.constant(kind)
        form = self.pick(["constant", "coalesce", "case", "own", "own", "own"])
        if form == "constant":
            return self.constant(kind)
        if form == "coalesce":
            return f"coalesce({self.value(scope, kind, depth - 1)}, {self.value(scope, kind, depth - 1)})"
        if form == "case":
            return self.case(scope, kind, depth)
        match kind:
            case "text":
                return self.text(scope, depth)
            case "integer":
                return self.integer(scope, depth)
            case "number":
                return self.number(scope, depth)
        return self.value(scope, kind, depth - 1)

    def constant(self, kind: str) -> str:
        if self.one_in(12):
            return "null"
        pools: dict[str, Sequence[Any]] = {
            "text": (*TEXTS, *STATUSES, "EUR", "2020-12"),
            "integer": INTEGERS,
            "number": NUMBERS,
            "date": DATES,
        }
        return self.literal(self.pick(pools[kind]))

    def case(self, scope: Scope, kind: str, depth: int) -> str:
        one, other = self.value(scope, kind, depth - 1), self.value(scope, kind, depth - 1)
        otherwise = f" ELSE {other}" if self.one_in(2) else ""
        if self.one_in(2):
            sort = self.pick(["text", "integer"])
            tested, against = self.value(scope, sort, 0), self.constant(sort)
            return f"CASE {tested} WHEN {against} THEN {one}{otherwise} END"
        return f"CASE WHEN {self.boolean(scope, depth - 1)} THEN {one}{otherwise} END"

    def text(self, scope: Scope, depth: int) -> str:
        one = self.value(scope, "text", depth - 1)
        relations = self.named(scope, "relation")
        ways = [
            lambda: f"toUpper({one})",
            lambda: f"toLower({one})",
            lambda: f"({one} + {self.value(scope, 'text', depth - 1)})",
            lambda: f"left({one}, {self.draw(st.integers(0, 3))})",
            lambda: f"substring({one}, {self.draw(st.integers(0, 3))}, {self.draw(st.integers(0, 3))})",
            lambda: f"trim({one})",
            lambda: f"replace({one}, {_cypher(self.pick(['a', 'e', '-']))}, 'xy')",
            lambda: f"toString({self.value(scope, self.pick(['integer', 'date']), depth - 1)})",
            lambda: f"{self.listing(scope, 'texts', depth - 1)}[{self.draw(st.integers(-1, 2))}]",
            lambda: f"head({self.listing(scope, 'texts', depth - 1)})",
            lambda: f"last({self.listing(scope, 'texts', depth - 1)})",
            lambda: f"type({self.pick(relations)})" if relations else one,
            lambda: f"startNode({self.pick(relations)}).id" if relations else one,
        ]
        return self.pick(ways)()

    def integer(self, scope: Scope, depth: int) -> str:
        def one() -> str:
            return self.value(scope, "integer", depth - 1)

        dated, paths, many = (
            self.access(scope, "date"),
            self.named(scope, "path", "length"),
            self.named(scope, "relations"),
        )
        nodes = self.named(scope, "node")
        ways = [
            lambda: f"({one()} {self.pick('+-*')} {one()})",
            lambda: f"({one()} {self.pick(['/', '%'])} {self.pick(['2', '3', '-2'])})",
            lambda: f"size({self.value(scope, self.pick(['text', 'texts']), depth - 1)})",
            lambda: f"size({self.listing(scope, 'integers', depth - 1)})",
            lambda: f"abs({one()})",
            lambda: f"toInteger({self.value(scope, self.pick(['text', 'number']), depth - 1)})",
            lambda: f"{dated}.{self.pick(['year', 'month', 'day'])}" if dated else one(),
            lambda: f"length({self.pick(paths)})" if paths else one(),
            lambda: f"size({self.pick(many)})" if many else one(),
            lambda: f"0 + {self.counted(scope)}" if nodes else one(),
            lambda: f"0 + {self.counted(scope)}" if nodes else one(),
            lambda: self.comprehended(scope, size=True) if nodes else one(),
            lambda: f"reduce(t = 0, i IN {self.listing(scope, 'integers', depth - 1)} | t + i)",
        ]
        return self.pick(ways)()

    def number(self, scope: Scope, depth: int) -> str:
        one = self.value(scope, "number", depth - 1)
        ways = [
            lambda: f"({one} {self.pick('+-*')} {self.value(scope, self.pick(['number', 'integer']), depth - 1)})",
            lambda: f"({one} / {self.pick(['2', '4.0', '-0.5'])})",
            lambda: f"toFloat({self.value(scope, self.pick(['integer', 'text']), depth - 1)})",
            lambda: f"abs({one})",
            lambda: f"floor({one})",
            lambda: f"ceil({one})",
        ]
        return self.pick(ways)()

    def listing(self, scope: Scope, kind: str, depth: int) -> str:
        item = "text" if kind == "texts" else "integer"
        found = self.access(scope, kind)
        if found and not self.one_in(3):
            return found
        if depth <= 0:
            return found or _cypher([self.pick(TEXTS if kind == "texts" else INTEGERS)])
        paths, nodes = self.named(scope, "path"), self.named(scope, "node")

        def part() -> str:
            return self.listing(scope, kind, depth - 1)

        def items() -> str:
            return "[" + ", ".join(self.value(scope, item, 0) for _ in range(self.draw(st.integers(0, 3)))) + "]"

        def of_path() -> str:
            if paths and kind == "texts":
                path = self.pick(paths)
                return self.pick(
                    [
                        f"[x IN nodes({path}) | x.id]",
                        f"[x IN relationships({path}) | type(x)]",
                        f"[x IN nodes({path}) WHERE x.status IS NOT NULL | x.status]",
                    ]
                )
            return items()

        def of_labels() -> str:
            if nodes and kind == "texts":
                node = self.pick(nodes)
                families = ", ".join(_cypher(f) for f in FAMILIES)
                return f"[x IN labels({node}) WHERE NOT x IN [{families}]]"
            return items()

        ways = [
            items,
            items,
            lambda: self.literal(list(self.draw(st.lists(st.sampled_from(TEXTS if kind == "texts" else INTEGERS))))),
            lambda: f"[x IN {part()} WHERE {self.boolean({'x': Bound(item)}, 1)}]",
            lambda: f"[x IN {part()} | {self.value({'x': Bound(item)}, item, 1)}]",
            # A list that is null is no list with a null in it: the embedded store says it is.
            lambda: f"(coalesce({part()}, []) + coalesce({part()}, []))",
            lambda: f"{part()}[{self.pick(['0..2', '1..', '..1', '-1..', '0..-1'])}]",
            lambda: f"tail({part()})",
            lambda: (
                f"range({self.draw(st.integers(0, 2))}, {self.draw(st.integers(0, 3))})"
                if item == "integer"
                else part()
            ),
            lambda: f"split({self.value(scope, 'text', 0)}, '-')" if item == "text" else part(),
            lambda: f"coalesce({part()}, [])",
            of_path,
            of_labels,
        ]
        return self.pick(ways)()

    def boolean(self, scope: Scope, depth: int) -> str:
        nodes = self.named(scope, "node")
        if depth > 0 and self.one_in(3):
            one, other = self.boolean(scope, depth - 1), self.boolean(scope, depth - 1)
            return self.pick([f"({one} AND {other})", f"({one} OR {other})", f"NOT ({one})", f"({one} XOR {other})"])

        def compared() -> str:
            kind = self.pick(["text", "integer", "number", "date"])
            one, other = self.value(scope, kind, depth - 1), self.value(scope, kind, depth - 1)
            return f"{one} {self.pick(['=', '<>', '<', '<=', '>', '>='])} {other}"

        def among() -> str:
            kind = self.pick(["text", "integer", "date"])
            some = [self.constant(kind) for _ in range(self.draw(st.integers(0, 3)))]
            return f"{self.value(scope, kind, depth - 1)} IN [{', '.join(some)}]"

        def in_list() -> str:
            kind = self.pick(["text", "integer"])
            # In parentheses, as the embedded store takes `IN [x IN …]` for a list of what is in it.
            return f"{self.value(scope, kind, 0)} IN ({self.listing(scope, f'{kind}s', depth - 1)})"

        def of_text() -> str:
            words = self.pick(["STARTS WITH", "ENDS WITH", "CONTAINS"])
            return f"{self.value(scope, 'text', depth - 1)} {words} {self.value(scope, 'text', 0)}"

        def absent() -> str:
            kind = self.pick((*SCALARS[:-1], "texts"))
            names = self.named(scope, "node", "relation")
            tested = self.value(scope, kind, depth - 1) if not names or not self.one_in(4) else self.pick(names)
            return f"{tested} IS {self.pick(['', 'NOT '])}NULL"

        def labelled() -> str:
            if not nodes:
                return compared()
            node = self.pick(nodes)
            family = self.pick(sorted(scope[node].of or ANY))
            return f"{node}:{self.pick([family, *model().families[family].kinds])}"

        def every() -> str:
            word = self.pick(["any", "all", "none", "single"])
            many = self.named(scope, "relations", "path")
            if many and self.one_in(2):
                name = self.pick(many)
                listed = name if scope[name].kind == "relations" else f"relationships({name})"
                return f"{word}(x IN {listed} WHERE x.status IN ['asserted', 'alleged'])"
            kind = self.pick(["text", "integer"])
            condition = self.boolean({"x": Bound(kind)}, 0)
            return f"{word}(x IN {self.listing(scope, f'{kind}s', depth - 1)} WHERE {condition})"

        def exists() -> str:
            if not nodes:
                return compared()
            inside = dict(scope)
            path = self.path(inside, 1, continues=True, named=False)
            return self.pick([f"EXISTS {{ {path} }}", f"NOT EXISTS {{ {path} }}"])

        def counted() -> str:
            if not nodes:
                return compared()
            return f"{self.draw(st.integers(0, 2))} {self.pick(['<', '=', '>'])} {self.counted(scope)}"

        def optional() -> str:
            name = f"p{len(self.parameters)}"
            self.parameters[name] = self.pick([None, True, False])
            return f"(${name} IS NULL OR {compared()})" if self.one_in(2) else f"coalesce(${name}, false)"

        def same() -> str:
            if not nodes:
                return compared()
            return f"{self.pick(nodes)} {self.pick(['=', '<>'])} {self.pick(nodes)}"

        ways = [compared, among, of_text, absent, in_list, labelled, every, exists, counted, optional, same]
        return self.pick(ways)()

    def counted(self, scope: Scope) -> str:
        """Return how many matches a path of one to three relations has from here."""
        inside = dict(scope)
        path = self.path(inside, self.draw(st.integers(1, 3)), continues=True, named=False)
        return f"COUNT {{ {path} }}"

    def comprehended(self, scope: Scope, size: bool) -> str:
        inside = dict(scope)
        start = self.pick(self.named(scope, "node"))
        own: Scope = {}
        step, families = self.step({}, own, scope[start].of or ANY, named=False, bare=True)
        name = self.fresh("m")
        inside[name] = Bound("node", families)
        end = step.rfind("(")
        step = f"{step[: end + 1]}{name}{step[end + 1 :]}"
        where = f" WHERE {self.boolean(inside, 0)}" if self.one_in(3) else ""
        return f"size([({start}){step}{where} | {self.value(inside, 'text', 0)}])"

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


def _hidden(families: frozenset[str]) -> tuple[str, ...]:
    """Return what to leave out: to the embedded store a document has its title for a name, and others the reverse."""
    if families == {"Document"}:
        return ()
    return ("title", "name") if "Document" in families else ("title",)


def _cypher(value: Any) -> str:
    """Return the value as Cypher writes it."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    if isinstance(value, list):
        return f"[{', '.join(map(_cypher, value))}]"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    return str(value)
