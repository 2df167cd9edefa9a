"""SPARQL as typed, in a file, or by the name of a question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SUMS = "SELECT ?name ?sum { ?a greffier:imposed ?sum ; greffier:addressedTo [ rdfs:label ?name ] }"


def test_prefixes_are_known_and_rows_have_the_columns_that_are_selected(run: Run, corpus_path: Path) -> None:
    result = run("sparql", SUMS, "--store", corpus_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "name\tsum\nBanque du Fleuve\t1500000\n", "")
    result = run("sparql", SUMS, "--store", corpus_path, "-f", "json")
    assert json.loads(result.stdout) == [{"name": "Banque du Fleuve", "sum": 1500000}]
    assert run("sparql", SUMS, "--store", corpus_path, "-f", "csv").stdout == "name,sum\nBanque du Fleuve,1500000\n"


def test_the_query_is_read_from_a_file_or_standard_input(run: Run, corpus_path: Path) -> None:
    Path("sums.rq").write_text(SUMS, "utf-8")
    expected = run("sparql", SUMS, "--store", corpus_path).stdout
    assert run("sparql", "sums.rq", "--store", corpus_path).stdout == expected
    assert run("sparql", "-", "--store", corpus_path, stdin=SUMS).stdout == expected
    missing = run("sparql", "none.rq", "--store", corpus_path)
    assert (missing.exit_code, missing.stderr) == (1, "greffier: none.rq: No such file or directory\n")


def test_a_question_of_the_catalogue_is_asked_by_its_name(run: Run, corpus_path: Path) -> None:
    result = run("sparql", "fines", "-p", "institution=banque du fleuve", "--store", corpus_path, "-f", "json")
    (row,) = json.loads(result.stdout)
    assert (row["date"], row["kind"], row["imposed"], row["imposed_currency"]) == ("2025-01-17", "Fine", 1500000, "EUR")
    assert run("sparql", "fines", "-p", "since=2030", "--store", corpus_path).stderr == "No rows.\n"


def test_a_parameter_may_have_the_name_of_a_column(run: Run, corpus_path: Path) -> None:
    result = run("sparql", "disagreements", "-p", "document=2025-02-fleuve", "--store", corpus_path, "-f", "json")
    rows = [(row["told"], row["by"], row["value"], row["document"]) for row in json.loads(result.stdout)]
    title = "Banque du Fleuve answers rumours"
    assert rows == [("event", "rules", "Outage", title), ("event", "rules", "Fraud", title)]
    result = run("sparql", "disagreements", "-p", "document=2024-06-order", "--store", corpus_path)
    assert (result.exit_code, result.stderr) == (0, "No rows.\n")


def test_ask_and_construct_are_rows_too(run: Run, corpus_path: Path) -> None:
    assert run("sparql", "ASK { ?x a greffier:Fine }", "--store", corpus_path).stdout == "answer\ntrue\n"
    text = "CONSTRUCT { ?x a greffier:Found } WHERE { ?x a greffier:Insurer }"
    result = run("sparql", text, "--store", corpus_path, "-f", "csv")
    assert result.stdout == (
        "subject,predicate,object\nhttps://greffier.example/organization/assurance-boreale,"
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type,https://greffier.example/vocabulary#Found\n"
    )


def test_a_graph_can_be_asked_alone(run: Run, corpus_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { GRAPH <https://greffier.example/graph/merged> { ?x a greffier:Claim } }"
    assert run("sparql", text, "--store", corpus_path).stdout == "n\n0\n"
    assert run("sparql", "ASK { ?x a greffier:Claim }", "--store", corpus_path).stdout == "answer\ntrue\n"


def test_the_base_is_that_of_the_export(run: Run, corpus_path: Path) -> None:
    text = "SELECT ?x { ?x a greffier:Insurer }"
    result = run("sparql", text, "--base", "https://data.example/", "--store", corpus_path)
    assert result.stdout == "x\nhttps://data.example/organization/assurance-boreale\n"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT {",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT ?x { ?x a none:Such }",
        "x",
    ],
)
def test_what_is_no_query_is_one_line(run: Run, corpus_path: Path, text: str) -> None:
    result = run("sparql", text, "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("greffier: the SPARQL cannot be run: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 400
