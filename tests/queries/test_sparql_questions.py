"""The questions of the catalogue in SPARQL answer as those in Cypher do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.errors import QueryError
from greffier.graph.rdf import DEFAULT_BASE
from greffier.graph.rdf.sparql import View
from greffier.graph.store import Store, open_store
from greffier.ingest.pipeline import ingest
from greffier.queries import sparql_questions
from greffier.queries.catalogue import get_query, load

# What the columns of the SPARQL questions are called in the Cypher ones, where it is not the same.
RENAMED = {"institution_name": "institution", "law_name": "law", "home": "jurisdiction"}
HOME = re.compile(r" \([A-Z]{2}(?:-[A-Z0-9]+)?\)$")  # Cypher writes the jurisdiction of an authority behind its name

ASKED: list[tuple[str, dict[str, object]]] = [
    ("actions", {"regulator": "{regulator}"}),
    ("actions", {"regulator": "{regulator}", "kind": "Fine"}),
    ("actions", {"regulator": "{regulator}", "since": "2025"}),
    ("contradictions", {}),
    ("contradictions", {"institution": "{institution}"}),
    ("copies", {}),
    ("copies", {"thing": "{institution}"}),
    ("disagreements", {}),
    ("documents", {}),
    ("documents", {"language": "fr", "since": "2020"}),
    ("documents", {"thing": "{institution}"}),
    ("evidence", {"thing": "{institution}"}),
    ("evidence", {"thing": "{regulator}", "predicate": "issuer"}),
    ("exposures", {}),
    ("exposures", {"institution": "{institution}", "unproven": "true"}),
    ("fines", {}),
    ("fines", {"regulator": "{regulator}", "currency": "eur", "minimum": "1000"}),
    ("fines", {"until": "2022", "unproven": "true"}),
    ("incidents", {"institution": "{institution}"}),
    ("incidents", {"institution": "{group}", "parts": "true", "unproven": "true"}),
    ("laws", {}),
    ("laws", {"institution": "{institution}"}),
    ("notifications", {}),
    ("notifications", {"institution": "{institution}"}),
    ("organizations", {}),
    ("organizations", {"kind": "Regulator", "jurisdiction": "ca"}),
    ("persons", {}),
    ("persons", {"institution": "{institution}", "unproven": "true"}),
    ("timeline", {"institution": "{institution}"}),
    ("timeline", {"institution": "{group}", "parts": "true"}),
    ("timeline", {"institution": "{institution}", "since": "2020", "unproven": "true"}),
    ("unresolved", {}),
]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Iterator[Store]:
    """A store of the example documents."""
    path = str(tmp_path_factory.mktemp("examples") / "examples.kgl")
    with open_store(path, writable=True) as store:
        ingest(store, [str(project_root / "examples/documents")])
        yield store


@pytest.fixture(scope="module")
def example_view(examples: Store) -> View:
    return View(examples)


def comparable(rows: list[dict[str, Any]], columns: list[str]) -> list[tuple[object, ...]]:
    """Return rows as they can be compared: ids without the base, lists of names as sets, in one order."""
    return sorted((tuple(_value(row[column], column) for column in columns) for row in rows), key=repr)


def _value(value: Any, column: str) -> object:
    if column in ("regulators", "targets", "laws", "candidates", "institutions", "parties", "sources", "other"):
        members = value if isinstance(value, list) else (value or "").split("; ")
        return tuple(sorted({HOME.sub("", member) for member in members} - {""}))
    if isinstance(value, str):
        return value.removeprefix(DEFAULT_BASE)
    return float(value) if isinstance(value, int) else value


def test_all_of_the_catalogue_is_there_in_sparql_and_asked_here() -> None:
    assert sparql_questions.names() == sorted(load()) == sorted({name for name, _ in ASKED})


def check(store: Store, view: View, name: str, given: Mapping[str, object], named: Mapping[str, str]) -> int:
    """Compare the answers, and return the number of rows."""
    values = {k: v.format(**named) if isinstance(v, str) else v for k, v in given.items()}
    question = get_query(name)
    bound = question.bind(store, values)
    expected = question.answer(store, bound)
    columns, rows = sparql_questions.answer(view, name, bound)
    told = [{RENAMED.get(column, column): row[column] for column in columns} for row in rows]
    shown = [RENAMED.get(column, column) for column in columns if name != "evidence" or column != "object"]
    assert comparable(told, shown) == comparable(expected, shown)
    return len(rows)


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_the_invented_documents_give_the_same_answers(store: Store, name: str, given: dict[str, object]) -> None:
    named = {"regulator": "regulator/fr-amf", "institution": "Assurance Boréale", "group": "Groupe Boréal"}
    check(store, View(store), name, given, named)


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_the_example_documents_give_the_same_answers(
    examples: Store, example_view: View, name: str, given: dict[str, object]
) -> None:
    named = {"regulator": "CNIL", "institution": "fédération des caisses Desjardins", "group": "Mouvement Desjardins"}
    check(examples, example_view, name, given, named)


def test_what_is_compared_is_not_empty(examples: Store, example_view: View) -> None:
    named = {"regulator": "CNIL", "institution": "fédération des caisses Desjardins", "group": "Mouvement Desjardins"}
    counts = dict.fromkeys(sparql_questions.names(), 0)
    for name, given in ASKED:
        counts[name] = max(counts[name], check(examples, example_view, name, given, named))
    # What the examples do not answer is asked of documents made for it, in test_sparql_tellings.py.
    assert {name for name, count in counts.items() if not count} <= {
        "contradictions",
        "copies",
        "disagreements",
        "unresolved",
    }
    assert counts["fines"] >= 10


PAGE = (Path(__file__).resolve().parents[2] / "docs/rdf.md").read_text("utf-8")
BLOCKS = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", BLOCKS)
def test_the_queries_of_the_page_give_rows(example_view: View, text: str) -> None:
    assert len(BLOCKS) == 3
    assert example_view.ask(text)[1]


def test_a_question_that_is_not_there_is_named() -> None:
    with pytest.raises(QueryError, match="no question 'nothing' in SPARQL; there are actions"):
        sparql_questions.read_text("nothing")
