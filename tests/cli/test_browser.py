"""`greffier neo4j browser` where no server is needed."""

from pathlib import Path

import pytest

from greffier.cli.neo4j import _own_language
from tests.cli.conftest import Run


def test_a_server_that_does_not_run_is_told(run: Run, tmp_path: Path) -> None:
    result = run("neo4j", "browser", "--home", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "greffier: Neo4j does not run; start it with `greffier neo4j start`\n"


def test_files_for_another_server_need_none(run: Run, tmp_path: Path) -> None:
    result = run("neo4j", "browser", "--export", tmp_path / "out", "--language", "fr")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (f"27 files written; how to load them is in {tmp_path / 'out' / 'comment-charger.txt'}.\n")
    guide = (tmp_path / "out" / "guide.html").read_text("utf-8")
    assert guide.startswith('<!doctype html>\n<html lang="fr">')
    assert (tmp_path / "out" / "favourites" / "Questions de Greffier" / "fines.cypher").is_file()


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_CA.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
        ({"LC_ALL": "en_GB", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "fr_FR", "LANG": "en_GB"}, "fr"),
    ],
)
def test_the_language_is_that_of_the_environment(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _own_language() == language
