"""How the tests run commands: in this process (`run`), or as a program of its own (`start`, `program`)."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from greffier.cli.main import cli
from greffier.graph.records import Document, Extraction
from greffier.ingest.extraction import READER
from tests.queries.corpus import TEXTS, build_store, extractions

Run = Callable[..., Result]
PROGRAM = (sys.executable, "-m", "greffier.cli")


@pytest.fixture(scope="session")
def corpus_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the six invented documents, as a path."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.kgl"
    build_store(path)
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with the six invented documents as text files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in an empty folder, and return what came of it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("GREFFIER_STORE", raising=False)

    def run_command(*words: object, stdin: str | bytes | None = None, columns: int = 80) -> Result:
        runner = CliRunner(env={"COLUMNS": str(columns)})
        return runner.invoke(cli, [str(word) for word in words], input=stdin)

    return run_command


@pytest.fixture
def known_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the invented documents read as their annotations say, and any other text as saying nothing."""
    known = {e.document.text: e for e in extractions()}

    def extract(documents: Iterable[Document]) -> Iterator[Extraction]:
        for document in documents:
            found = known.get(document.text)
            if found:
                yield Extraction(document, READER, found.entities, found.incidents, found.actions, found.claims)
            else:
                yield Extraction(document, READER)

    monkeypatch.setattr("greffier.ingest.pipeline.extract", extract)
    monkeypatch.setattr("greffier.ingest.extraction.extract", extract)


def program_environment() -> dict[str, str]:
    """Return the environment for a program: this one's, without a store and with streams that are not "
    "UTF-8."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GREFFIER_")}
    return kept | {"PYTHONIOENCODING": "latin-1"}


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the program itself, in a folder of its own, and return what came of it."""

    def run_program(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*PROGRAM, *(str(word) for word in words)],
            cwd=tmp_path,
            env=program_environment(),
            input=stdin,
            capture_output=True,
            check=False,
        )

    return run_program
