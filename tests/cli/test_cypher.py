"""Cypher as typed."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_rows_come_in_the_columns_that_are_returned(run: Run, corpus_path: Path) -> None:
    text = "MATCH (x:Insurer)<-[:AFFECTED]-(i) RETURN x.name AS name, i.date_from AS since, labels(i) AS labels"
    result = run("cypher", text, "--store", corpus_path)
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "name\tsince\tlabels\nAssurance Boréale\t2024-02-01\tIncident; DataBreach\n",
        "",
    )


def test_nodes_and_relations_come_as_json(run: Run, corpus_path: Path) -> None:
    text = "MATCH (x:Insurer)-[r:PART_OF]->(y) RETURN r AS r, y AS y"
    result = run("cypher", text, "--store", corpus_path, "-f", "jsonl")
    assert '"type": "PART_OF"' in result.stdout
    assert '"labels": ["Organization", "Federation"]' in result.stdout
    assert '"first": "2024-03-05"' in result.stdout


@pytest.mark.parametrize(
    ("value", "shown"),
    [("3", "3"), ('"3"', "3"), ("trois", "trois"), ("[1, 2]", "[1, 2]"), ("true", "true"), ("a=b", "a=b")],
)
def test_parameters_are_json_or_else_text(run: Run, corpus_path: Path, value: str, shown: str) -> None:
    result = run("cypher", "RETURN $x AS x", "-p", f"x={value}", "--store", corpus_path)
    assert result.stdout == f"x\n{shown}\n"


def test_the_query_is_read_from_standard_input(run: Run, corpus_path: Path) -> None:
    assert run("cypher", "-", "--store", corpus_path, stdin="RETURN 'é' AS x").stdout == "x\né\n"


def test_input_that_is_not_utf8_is_one_line(run: Run, corpus_path: Path) -> None:
    result = run("cypher", "-", "--store", corpus_path, stdin="RETURN 'é' AS x".encode("cp1252"))
    assert (result.exit_code, result.stderr) == (
        1,
        "greffier: standard input is not UTF-8 (at position 8); convert it first\n",
    )


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Law {id: 'law/x'})",
        "MATCH (n:Document) DETACH DELETE n",
        "MATCH (n:Document) SET n.title = 'x' RETURN n.title AS t",
        "MERGE (:Law {id: 'law/x'})",
    ],
)
def test_writing_is_refused_unless_it_is_asked_for(run: Run, corpus_path: Path, tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.kgl"
    shutil.copy(corpus_path, own)
    result = run("cypher", text, "--store", own)
    assert (result.exit_code, result.stderr) == (
        1,
        "greffier: the query would write to the graph, which was not asked for\n",
    )
    assert own.read_bytes() == corpus_path.read_bytes()


def test_writing_is_done_when_it_is_asked_for(run: Run, corpus_path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.kgl"
    shutil.copy(corpus_path, own)
    assert run("cypher", "MATCH (l:Law) SET l.name = 'Renamed'", "--write", "--store", own).exit_code == 0
    assert run("cypher", "MATCH (l:Law) RETURN l.name AS name", "--store", own).stdout == "name\nRenamed\n"


def test_a_fault_in_the_query_is_one_line(run: Run, corpus_path: Path) -> None:
    result = run("cypher", "MTCH (n)\nRETURN n", "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("greffier: Cypher syntax error at line 1, col 1")
    assert result.stderr.count("\n") == 1


def test_what_the_store_gets_wrong_is_refused_with_the_remedy(run: Run, corpus_path: Path) -> None:
    text = "MATCH (a) WHERE EXISTS { (a)-[:PART_OF]->()-[:PART_OF]->() } RETURN a.id AS id"
    result = run("cypher", text, "--store", corpus_path)
    assert result.exit_code == 1
    assert "write COUNT { … } > 0 instead" in result.stderr


def test_no_rows_are_said_to_be_none(run: Run, corpus_path: Path) -> None:
    result = run("cypher", "MATCH (n:Law {id: 'x'}) RETURN n", "--store", corpus_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No rows.\n")


def test_a_table_shows_every_column_that_is_asked_for(run: Run, corpus_path: Path) -> None:
    result = run("cypher", "RETURN 'x' AS law_id, 1 AS n", "--store", corpus_path, "-f", "table")
    assert result.stdout.split() == ["law_id", "n", "─" * 9, "x", "1"]
