"""The questions of the catalogue in SPARQL: one file each in `sparql/`, with the parameters of the Cypher ones."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from greffier.graph.errors import QueryError
from greffier.graph.rdf.sparql import Iri, Value, View
from greffier.graph.store import Row
from greffier.queries.catalogue import Bound, Query, get_query

FOLDER: Final = Path(__file__).with_name("sparql")


def names() -> list[str]:
    """Return the names of the questions that there are in SPARQL."""
    return sorted(file.stem for file in FOLDER.glob("*.rq"))


def read_text(name: str) -> str:
    """Return the SPARQL of a question; raise QueryError where there is none."""
    if name not in names():
        raise QueryError(f"there is no question {name!r} in SPARQL; there are {', '.join(names())}")
    return (FOLDER / f"{name}.rq").read_text("utf-8")


def answer(view: View, name: str, bound: Bound) -> tuple[list[str], list[Row]]:
    """Return the columns and rows of the answer for values that the question of this name has bound."""
    question: Query = get_query(name)
    values: dict[str, Value | Iri] = {}
    for parameter in question.parameters:
        value = bound.values[parameter.name]
        thing = parameter.type == "thing" and value is not None
        values[parameter.name] = Iri(view.names.node(str(value))[1:-1]) if thing else value
    return view.ask(read_text(name), values)
