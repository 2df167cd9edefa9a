"""A store of the invented documents of corpus.py, for tests that only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from greffier.graph.store import Store, open_store
from tests.queries.corpus import build_store


@pytest.fixture(scope="session")
def corpus_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of six documents, as a path."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.kgl"
    build_store(path)
    return path


@pytest.fixture
def store(corpus_path: Path) -> Iterator[Store]:
    """The same store, open for reading."""
    with open_store(str(corpus_path)) as opened:
        yield opened


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    """A store without a single node."""
    path = str(tmp_path / "empty.kgl")
    with open_store(path, writable=True):
        pass
    with open_store(path) as opened:
        yield opened
