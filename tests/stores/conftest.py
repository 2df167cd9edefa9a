"""The stores that one contract is to hold for, and pairs of them with the same in both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from greffier.graph.store import Store, open_store
from tests.neo4j_server import wipe


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store is: a file that is not there yet, and a Neo4j with nothing in it."""
    if request.param == "embedded":
        return str(tmp_path / "graph.kgl")
    uri: str = request.getfixturevalue("neo4j_uri")
    wipe(uri)
    return uri


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """The same, open for writing."""
    with open_store(location, writable=True) as opened:
        yield opened
