"""The commands on a Neo4j in place of a file."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.neo4j_server import wipe


@pytest.mark.parametrize("words", [("stats",), ("--verbose", "query", "unresolved"), ("ingest", ".")])
def test_a_store_that_does_not_answer_is_one_line(run: Run, words: tuple[str, ...]) -> None:
    result = run("--store", "bolt://127.0.0.1:1", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("greffier: bolt://127.0.0.1:1: no Neo4j answers there")


@pytest.mark.parametrize("words", [("stats",), ("stats", "--verbose")])
def test_a_password_on_the_command_line_is_refused_and_not_repeated(run: Run, words: tuple[str, ...]) -> None:
    result = run("--store", "neo4j://ann:secret@127.0.0.1", *words)
    assert result.exit_code == 1
    assert "set GREFFIER_NEO4J_USER and GREFFIER_NEO4J_PASSWORD" in result.stderr
    assert "secret" not in result.output


def test_a_password_of_the_environment_is_never_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_NEO4J_PASSWORD", "secret")
    result = run("--verbose", "--store", "neo4j://127.0.0.1:1", "stats")
    assert result.exit_code == 1
    assert "secret" not in result.output


@pytest.mark.neo4j
def test_documents_go_in_and_answers_come_out(run: Run, texts: Path, known_texts: None, neo4j_uri: str) -> None:
    wipe(neo4j_uri)
    said = [run("ingest", texts, "--store", store).stderr for store in (neo4j_uri, "own.kgl")]
    assert said[0] == said[1].replace("own.kgl", neo4j_uri)
    for words in (
        ("stats",),
        ("query", "timeline", "-p", "institution=Assurance Boréale"),
        ("search", "ordonnance", "--format", "json"),
        ("show", "regulator/fr-amf"),
        ("cypher", "MATCH (n:Law) RETURN n"),
        ("export", "gexf", "-o", "-"),
        ("export", "rdf", "-o", "-"),
    ):
        found, expected = run(*words, "--store", neo4j_uri), run(*words, "--store", "own.kgl")
        assert (found.exit_code, found.stderr) == (0, expected.stderr), words
        if words[0] != "search":  # the order of finds is each store's own
            assert found.stdout == expected.stdout, words
    refused = run("cypher", "MATCH (n) DETACH DELETE n", "--store", neo4j_uri)
    assert refused.exit_code == 1
    assert refused.stderr == "greffier: the query would write to the graph, which was not asked for\n"
    assert run("cypher", "--write", "MATCH (n:Law) DETACH DELETE n", "--store", neo4j_uri).exit_code == 0
    assert run("cypher", "MATCH (n:Law) RETURN n", "--store", neo4j_uri).stdout == ""
