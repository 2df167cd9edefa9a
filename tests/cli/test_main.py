"""The program as a whole: help, errors, exit codes."""

import click
import pytest

from greffier.cli.main import cli
from tests.cli.conftest import Run


def all_commands() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = [("greffier", cli)]
    for path, command in found:
        if isinstance(command, click.Group):
            found += [(f"{path} {name}", member) for name, member in sorted(command.commands.items())]
    return found


COMMANDS = all_commands()


def test_these_are_the_commands() -> None:
    assert [path for path, _ in COMMANDS] == [
        "greffier",
        "greffier check-rdf",
        "greffier completion",
        "greffier cypher",
        "greffier export",
        "greffier extract",
        "greffier forget",
        "greffier import",
        "greffier ingest",
        "greffier judgements",
        "greffier merge",
        "greffier neo4j",
        "greffier network",
        "greffier push",
        "greffier query",
        "greffier review",
        "greffier search",
        "greffier show",
        "greffier sparql",
        "greffier split",
        "greffier stats",
        "greffier why",
        "greffier export annotations",
        "greffier export csv",
        "greffier export ftm",
        "greffier export gexf",
        "greffier export graphml",
        "greffier export jsonl",
        "greffier export parquet",
        "greffier export rdf",
        "greffier export stix",
        "greffier judgements export",
        "greffier judgements import",
        "greffier judgements list",
        "greffier judgements undo",
        "greffier neo4j browser",
        "greffier neo4j install",
        "greffier neo4j start",
        "greffier neo4j status",
        "greffier neo4j stop",
        "greffier network centrality",
        "greffier network communities",
        "greffier network components",
        "greffier network figure",
    ]


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_has_a_summary_an_example_and_help_for_every_option(path: str, command: click.Command) -> None:
    summary, *rest = (command.help or "").splitlines()
    assert summary.endswith((".", ":"))
    assert any(f"  {path}" in line for line in rest if path != "greffier") or "  greffier " in (command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts
            assert parameter.help.endswith("."), parameter.opts


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_tells_its_help(run: Run, path: str, command: click.Command) -> None:
    for option in ("--help", "-h"):
        result = run(*path.split()[1:], option)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: {path} ")
        assert "greffier" in result.stdout.split("Example", 1)[1]


def test_every_command_that_uses_the_store_takes_it_after_its_name() -> None:
    without = (
        "greffier check-rdf",
        "greffier completion",
        "greffier export",
        "greffier extract",
        "greffier judgements",
        "greffier network",
    )
    for path, command in COMMANDS:
        takes_it = path not in without and not path.startswith("greffier neo4j")
        assert any("--store" in p.opts for p in command.params) == takes_it, path


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "greffier")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nothing",), "No such command 'nothing'"),
        (("ingest",), "Missing argument 'PATH...'"),
        (("extract", "a.txt"), "say where to write with --output"),
        (("stats", "--format", "xml"), "'xml' is not one of 'table', 'tsv', 'json', 'jsonl', 'csv'"),
        (("stats", "--shop", "x"), "No such option"),
        (("completion", "tcsh"), "'tcsh' is not one of 'bash', 'zsh', 'fish'"),
        (("search", "x", "--limit", "0"), "0 is not in the range x>=1"),
        (("search", " "), "give a word to search for"),
        (("query", "fines", "-p", "since"), "'since' is not KEY=VALUE"),
        (("query", "fines", "-p", "=x"), "'=x' is not KEY=VALUE"),
        (("query", "fines", "-p", "since=1", "-p", "since=2"), "'since' is given twice"),
        (("query", "-p", "since=1"), "name the query"),
        (("query", "--describe"), "name the query"),
        (("cypher", ""), "the query is empty"),
        (("sparql", " "), "the query is empty"),
        (("sparql", "ASK {}", "-p", "x=1"), "-p is a parameter of a question by its name; there are actions"),
        (("sparql", "fines", "-p", "since"), "'since' is not KEY=VALUE"),
        (("export", "rdf", "-o", "-", "-p", "since=1"), "name it with --query"),
        (("export", "rdf", "-o", "-", "--format", "n3"), "'n3' is not one of"),
        (("stats", "--store", ""), "give a file, or the URL of a Neo4j"),
        (("cypher", "RETURN 1", "-p", "x"), "'x' is not KEY=VALUE"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, words: tuple[str, ...], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words",
    [
        ("stats",),
        ("query", "fines"),
        ("show", "CNIL"),
        ("search", "CNIL"),
        ("cypher", "RETURN 1 AS x"),
        ("export", "annotations", "-o", "-"),
        ("export", "rdf", "-o", "-"),
    ],
)
def test_a_store_that_is_not_there_is_one_line_and_exit_code_1(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--store", "none.kgl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "greffier: none.kgl: there is no store here; make one with `greffier ingest --store none.kgl PATH…`\n"
    )


def test_a_file_that_is_no_store_is_one_line_and_exit_code_1(run: Run) -> None:
    from pathlib import Path

    Path("notes.txt").write_text("nothing of the kind", "utf-8")
    result = run("stats", "--store", "notes.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("greffier: notes.txt: is not a store of Greffier; give another file")
    assert result.stderr.count("\n") == 1


def test_more_is_told_of_an_error_if_asked_for(run: Run) -> None:
    result = run("--verbose", "stats")
    assert result.exit_code == 1
    assert result.stderr.startswith("Traceback (most recent call last):")
    assert result.stderr.splitlines()[-1].startswith("greffier: greffier.kgl: there is no store here; ")


def test_the_store_comes_from_the_option_else_the_environment(
    run: Run, corpus_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("stats", "--store", corpus_path).exit_code == 0
    assert run("--store", corpus_path, "stats").exit_code == 0
    assert run("--store", "none.kgl", "stats", "--store", corpus_path).exit_code == 0
    monkeypatch.setenv("GREFFIER_STORE", str(corpus_path))
    assert run("stats").exit_code == 0
    assert "none.kgl" in run("stats", "--store", "none.kgl").stderr
    assert "none.kgl" in run("--store", "none.kgl", "stats").stderr
    monkeypatch.setenv("GREFFIER_STORE", "")
    assert "greffier.kgl" in run("stats").stderr
