"""Counts from the command line."""

from pathlib import Path

from tests.cli.conftest import Run


def test_counts_are_a_table(run: Run, corpus_path: Path) -> None:
    lines = run("stats", "--store", corpus_path, "--format", "table").stdout.splitlines()
    assert lines[0].split() == ["group", "name", "count"]
    assert ["all", "Document", "6"] in [line.split() for line in lines]
    assert ["Action", "Fine", "1"] in [line.split() for line in lines]


def test_an_empty_store_has_counts_of_nothing(run: Run) -> None:
    run("ingest", "missing")
    assert run("stats").stdout.splitlines()[1] == "all\tDocument\t0"
