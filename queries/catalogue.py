"""The catalogue: the questions that can be asked by name, one file each in `cypher/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from greffier.graph.errors import KnowledgeError, QueryError, ValueFormatError
from greffier.graph.store import Row, Store
from greffier.queries.checks import check_text
from greffier.queries.heads import Column, Parameter, parse_head
from greffier.queries.names import Thing, get_thing
from greffier.queries.values import Value, check_value, parse_value

FOLDER: Final = Path(__file__).with_name("cypher")


@dataclass(frozen=True, slots=True)
class Bound:
    """Hold the values that a query is run with, and the things that were found for names."""

    values: dict[str, Value]
    things: dict[str, Thing]


@dataclass(frozen=True, slots=True)
class Query:
    """Hold a question: what it asks for and answers, and the Cypher that answers it."""

    name: str
    summary: str
    example: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, store: Store, parameters: Mapping[str, object] | None = None) -> Bound:
        """Return the values to run with, from texts as they are typed or from values of the right type.

        Raise QueryError where a parameter is unknown, missing or not in its form, or where a name
        fits nothing in the store or several things.
        """
        given = dict(parameters or {})
        known = {p.name: p for p in self.parameters}
        for name in given:
            if name not in known:
                raise QueryError(f"{self.name}: there is no parameter {name!r}; {self._known()}")
        values: dict[str, Value] = {}
        things: dict[str, Thing] = {}
        for parameter in self.parameters:
            raw = given.get(parameter.name, parameter.default)
            if raw is None:
                if parameter.required:
                    raise QueryError(f"{self.name}: the parameter {parameter.name!r} is missing; {self._known()}")
                values[parameter.name] = None
                continue
            try:
                value = (
                    parse_value(raw, parameter.type, parameter.of)
                    if isinstance(raw, str)
                    else check_value(raw, parameter.type)
                )
            except ValueFormatError as error:
                raise QueryError(f"{self.name}: the parameter {parameter.name!r}: {error}") from error
            if parameter.type == "thing":
                things[parameter.name] = get_thing(store, str(value), parameter.of)
                value = things[parameter.name].id
            values[parameter.name] = value
        return Bound(values, things)

    def run(self, store: Store, parameters: Mapping[str, object] | None = None) -> list[Row]:
        """Return the rows of the answer, in a fixed order; raise QueryError as `bind` does."""
        return self.answer(store, self.bind(store, parameters))

    def answer(self, store: Store, bound: Bound) -> list[Row]:
        """Return the rows of the answer for values that are bound already."""
        rows = store.read(self.text, bound.values)
        return [{column.name: row[column.name] for column in self.columns} for row in rows]

    def _known(self) -> str:
        if not self.parameters:
            return "it takes none"
        named = (f"{p.name} ({p.form}{', required' if p.required else ''})" for p in self.parameters)
        return f"it takes {', '.join(named)}"


@cache
def load() -> dict[str, Query]:
    """Return all questions by name; raise KnowledgeError where a file is not well-formed."""
    return {query.name: query for query in map(read_query, sorted(FOLDER.glob("*.cypher")))}


def get_query(name: str) -> Query:
    """Return a question by its name; raise QueryError, with names that are near, where there is none."""
    queries = load()
    if name not in queries:
        raise QueryError(f"there is no query {name!r}; there are {', '.join(queries)}")
    return queries[name]


def read_query(file: Path) -> Query:
    """Return the question in a file; raise KnowledgeError, with file and line, where it is malformed."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{file.name}:1: is not UTF-8: {error.reason} at byte {error.start}") from error
    head = parse_head(text, file)
    check_text(text, head, file)
    lines = text.splitlines()
    while lines and lines[0].startswith("//"):
        lines.pop(0)
    body = "\n".join(lines).strip() + "\n"
    return Query(head.name, head.summary, head.example, head.parameters, head.columns, body)
