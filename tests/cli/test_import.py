"""The store as JSON lines, and back."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_what_is_exported_is_imported_as_it_was(run: Run, corpus_path: Path) -> None:
    result = run("export", "jsonl", "-o", "graph.jsonl", "--store", corpus_path)
    assert (result.exit_code, result.stdout) == (0, "")
    told = [json.loads(line) for line in Path("graph.jsonl").read_text("utf-8").splitlines()]
    ends = told[-1]["end"]
    assert result.stderr == f"{ends['nodes']} nodes and {ends['relations']} relations written.\n"
    result = run("import", "graph.jsonl", "--store", "copy.kgl")
    claims = sum(line.get("node") == "Claim" for line in told)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"6 new documents with {claims} claims taken in.\n"
    again = run("export", "jsonl", "-o", "-", "--store", "copy.kgl")
    assert again.stdout_bytes == Path("graph.jsonl").read_bytes()
    result = run("import", "graph.jsonl", "--store", "copy.kgl")
    assert result.stderr == "0 new documents with 0 claims taken in, 6 known already.\n"


def test_it_is_read_from_standard_input(run: Run, corpus_path: Path) -> None:
    content = run("export", "jsonl", "-o", "-", "--store", corpus_path).stdout_bytes
    result = run("import", "-", "--store", "copy.kgl", stdin=content)
    assert (result.exit_code, result.stderr.split(" with ")[0]) == (0, "6 new documents")


def test_a_broken_file_is_named_with_its_line_and_what_was_taken_in(run: Run, corpus_path: Path) -> None:
    content = run("export", "jsonl", "-o", "-", "--store", corpus_path).stdout_bytes
    Path("graph.jsonl").write_bytes(content[: len(content) // 2])
    result = run("import", "graph.jsonl", "--store", "copy.kgl")
    line = content[: len(content) // 2].count(b"\n") + 1
    assert result.exit_code == 1
    assert result.stderr.startswith(f"greffier: graph.jsonl:{line}: is no JSON")
    assert result.stderr.endswith("; 0 new documents with 0 claims taken in before that\n")


def test_without_texts_it_is_not_imported_again(run: Run, corpus_path: Path) -> None:
    run("export", "jsonl", "--without-text", "-o", "graph.jsonl", "--store", corpus_path)
    assert "A former manager is said to have diverted" not in Path("graph.jsonl").read_text("utf-8")
    result = run("import", "graph.jsonl", "--store", "copy.kgl")
    assert result.exit_code == 1
    assert "export it again without --without-text" in result.stderr


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    result = run("import", "nowhere.jsonl")
    assert result.exit_code == 2
    assert "there is no file nowhere.jsonl to import" in result.stderr


def test_quads_bring_back_the_same_graph(run: Run, corpus_path: Path) -> None:
    assert run("export", "rdf", "--with-text", "-o", "graph.nq", "--store", corpus_path).exit_code == 0
    result = run("import", "graph.nq", "--store", "copy.kgl")
    assert (result.exit_code, result.stderr.split(" with ")[0]) == (0, "6 new documents")
    again = run("export", "jsonl", "-o", "-", "--store", "copy.kgl")
    assert again.stdout_bytes == run("export", "jsonl", "-o", "-", "--store", corpus_path).stdout_bytes


def test_quads_without_texts_are_refused(run: Run, corpus_path: Path) -> None:
    run("export", "rdf", "-o", "graph.nq", "--store", corpus_path)
    result = run("import", "graph.nq", "--store", "copy.kgl")
    assert result.exit_code == 1
    assert "--with-text" in result.stderr
