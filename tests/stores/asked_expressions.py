"""Random expressions of each type that the graph model knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from hypothesis import strategies as st

from greffier.graph.model import model
from tests.stores.asked_patterns import ANY, FAMILIES, Bound, Patterns, Scope, cypher
from tests.stores.small_graphs import DATES, INTEGERS, NUMBERS, STATUSES, TEXTS

SCALARS: Final = ("text", "integer", "number", "date", "boolean")


class Expressions(Patterns):
    """Draw expressions of what is in a scope, nested at most so deep."""

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
            lambda: f"replace({one}, {cypher(self.pick(['a', 'e', '-']))}, 'xy')",
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
            lambda: f"0 + {self.counted(scope)}" if nodes and self.comparing_counts else one(),
            lambda: f"0 + {self.counted(scope)}" if nodes and self.comparing_counts else one(),
            lambda: self.comprehended(scope) if nodes else one(),
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
            return found or cypher([self.pick(TEXTS if kind == "texts" else INTEGERS)])
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
                families = ", ".join(cypher(f) for f in FAMILIES)
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
            if not nodes or not self.comparing_counts:
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

    def comprehended(self, scope: Scope) -> str:
        inside = dict(scope)
        start = self.pick(self.named(scope, "node"))
        own: Scope = {}
        step, families = self.step({}, own, scope[start].of or ANY, named=False, bare=True)
        name = self.fresh("m")
        inside[name] = Bound("node", families)
        end = step.index("(", step.index("]"))
        step = f"{step[: end + 1]}{name}{step[end + 1 :]}"
        where = f" WHERE {self.boolean(inside, 0)}" if self.one_in(3) else ""
        return f"size([({start}){step}{where} | {self.value(inside, 'text', 0)}])"
