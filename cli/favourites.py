"""The questions of the catalogue as favourites of Neo4j Browser: the values of an example, then the text."""

from __future__ import annotations

import re
import shlex
import textwrap
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from greffier.graph.neo4j.browser import Favourite
    from greffier.queries.catalogue import Query
    from greffier.queries.heads import Parameter
    from greffier.queries.values import Value

ASKED: Final = "ask"  # the name of the map of values; no query has a variable of this name
_PARAMETER: Final = re.compile(r"\$(\w+)")
_SUBQUERY: Final = re.compile(r"\bCALL \{")  # sees no variable that is not named before it
# The ids, in the graph of the example documents, of the things that the examples of the catalogue name: the
# Browser cannot look for a name.
EXAMPLE_IDS: Final = {
    "CNIL": "regulator/fr-cnil",
    "Desjardins": "organization/mouvement-desjardins",
    "Fédération des caisses Desjardins": "organization/federation-des-caisses-desjardins-du-quebec",
    "Promutuel Assurance": "organization/promutuel-assurance",
    "RGPD": "law/eu-gdpr",
}


def questions() -> tuple[Favourite, ...]:
    """Return the questions of the catalogue as favourites; raise KnowledgeError as `catalogue.load` does."""
    from greffier.queries.catalogue import load

    return tuple(map(favourite, load().values()))


def favourite(query: Query) -> Favourite:
    """Return a question as a favourite that runs as it is, with the values of its example.

    It is one statement, as the Browser shows no rows of several: what is asked is a map in its first lines, which a
    subquery takes over (so Neo4j 5.23 or later is needed). Null in the map asks for no choice.
    """
    from greffier.graph.neo4j.browser import Favourite

    title = f"{query.name}: {query.summary}"
    if not query.parameters:
        return Favourite(query.name, title, query.text)
    given = example_values(query)
    asked = [
        f"  // {_meaning(parameter)}\n  {parameter.name}: {_literal(_value(parameter, given))}"
        for parameter in query.parameters
    ]
    text = _PARAMETER.sub(rf"{ASKED}.\1", query.text)
    inner = textwrap.indent(_SUBQUERY.sub(f"CALL ({ASKED}) {{", text), "  ")
    columns = ", ".join(column.name for column in query.columns)
    head = "WITH {\n" + ",\n".join(asked) + f"\n}} AS {ASKED}\n"
    return Favourite(query.name, title, f"{head}CALL ({ASKED}) {{\n{inner}}}\nRETURN {columns}\n")


def example_values(query: Query) -> dict[str, str]:
    """Return the values of the parameters, as they are typed, of the example of a question."""
    words = shlex.split(query.example)
    pairs = (word.partition("=") for flag, word in pairwise(words) if flag == "-p")
    return {name: value for name, _, value in pairs}


def _meaning(parameter: Parameter) -> str:
    """Return, for a comment, what a parameter means and which values it takes."""
    forms = {
        "thing": "Its id.",
        "date": "As date('2020-12-14').",
        "text": f"One of {', '.join(parameter.of)}." if parameter.of else "",
    }
    return f"{parameter.summary.replace(', by name or id', '')} {forms.get(parameter.type, '')}".rstrip()


def _value(parameter: Parameter, given: dict[str, str]) -> Value:
    from greffier.queries.values import parse_value

    text = given.get(parameter.name, parameter.default)
    if text is None:
        return None
    return EXAMPLE_IDS[text] if parameter.type == "thing" else parse_value(text, parameter.type, parameter.of)


def _literal(value: Value) -> str:
    """Return a value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return repr(value)
