"""Completion in shells."""

import pytest
from click.shell_completion import ShellComplete

from greffier.cli.main import cli
from tests.cli.conftest import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"_GREFFIER_COMPLETE={shell}_complete" in result.stdout


def complete(words: list[str], incomplete: str) -> list[str]:
    shell = ShellComplete(cli, {}, "greffier", "_GREFFIER_COMPLETE")
    return [item.value for item in shell.get_completions(words, incomplete)]


@pytest.mark.parametrize(
    ("words", "incomplete", "found"),
    [
        ([], "ex", ["export", "extract"]),
        (["query"], "in", ["incidents"]),
        (["query", "fines", "-p"], "c", ["currency="]),
        (["query", "nothing", "-p"], "", []),
        (["stats", "--format"], "j", ["json", "jsonl"]),
    ],
)
def test_words_are_completed(words: list[str], incomplete: str, found: list[str]) -> None:
    assert complete(words, incomplete) == found
