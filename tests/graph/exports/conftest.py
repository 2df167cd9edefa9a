"""A store of the six invented documents, for the tests of the formats."""

from collections.abc import Iterator

import pytest

from greffier.graph.store import Store, open_store
from tests.queries.corpus import build_store


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of the six invented documents."""
    path = tmp_path_factory.mktemp("exports") / "corpus.kgl"
    build_store(path)
    with open_store(str(path)) as store:
        yield store
