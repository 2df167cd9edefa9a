"""The reference pages are made from the code, and up to date."""

from pathlib import Path

import pytest

from greffier.cli.reference import pages


@pytest.mark.parametrize("name", ["cli.md", "graph-model.md", "queries.md"])
def test_the_page_is_up_to_date(project_root: Path, name: str) -> None:
    message = "run `python -m greffier.cli.reference`"
    assert (project_root / "docs" / name).read_text("utf-8") == pages()[name], message


def test_the_pages_are_these() -> None:
    assert sorted(pages()) == ["cli.md", "graph-model.md", "queries.md"]


def test_the_width_of_the_terminal_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    before = pages()
    monkeypatch.setenv("COLUMNS", "40")
    assert pages() == before
