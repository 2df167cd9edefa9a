"""Full text from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_finds_come_with_a_snippet(run: Run, corpus_path: Path) -> None:
    result = run("search", "cards", "failed", "--store", corpus_path, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(row["kind"], row["name"], row["snippet"]) for row in json.loads(result.stdout)] == [
        (
            "Document",
            "Banque du Fleuve answers rumours",
            "… answers rumours date: 2025-02-02 Banque du Fleuve denies that its cards failed. "
            "A former manager is said to have diverted 900,000 euros in 2024.",
        )
    ]


def test_case_and_accents_do_not_matter(run: Run, corpus_path: Path) -> None:
    one, other = (run("search", word, "--store", corpus_path).stdout for word in ("boréal", "BOREAL"))
    assert one == other != ""


def test_finds_are_limited(run: Run, corpus_path: Path) -> None:
    assert len(run("search", "boreale", "-n", "1", "--store", corpus_path).stdout.splitlines()) == 2


def test_nothing_found_is_said(run: Run, corpus_path: Path) -> None:
    result = run("search", "xyzzy", "--store", corpus_path)
    assert (result.exit_code, result.stderr) == (0, "Nothing has the words 'xyzzy'.\n")
