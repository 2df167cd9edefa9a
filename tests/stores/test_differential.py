"""Random queries have the same answers from both stores, down to the types of the values.

What the stores are known to answer differently is in docs/stores.md, and is not asked here (see asked_queries.py).
GREFFIER_TEST_QUERIES=5000 asks for more queries of each graph than the usual number.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from greffier.graph.errors import QueryError
from greffier.graph.store import Store, open_store
from tests.neo4j_server import wipe
from tests.stores.asked_queries import BAG, Asked, queries
from tests.stores.exact_rows import Exact, exact_rows
from tests.stores.small_graphs import small_graph

pytestmark = pytest.mark.neo4j

GRAPHS = range(3)
QUERIES = int(os.environ.get("GREFFIER_TEST_QUERIES", "80"))
Stores = tuple[Store, Store]


@pytest.fixture(scope="module", params=GRAPHS)
def stores(
    request: pytest.FixtureRequest, neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stores]:
    """A small random graph in an embedded store and in Neo4j."""
    wipe(neo4j_uri)
    path = str(tmp_path_factory.mktemp("differential") / "graph.kgl")
    for location in (path, neo4j_uri):
        with open_store(location, writable=True) as store:
            store.write(small_graph(request.param))
    with open_store(path) as embedded, open_store(neo4j_uri) as server:
        yield embedded, server


def answer(store: Store, asked: Asked) -> list[Exact] | str:
    """Return the rows, in the order that the query gives them, if it gives one; or that there are none."""
    try:
        rows = exact_rows(store.read(asked.text, asked.parameters), BAG)
    except QueryError as error:
        return f"{store.location}: {error}"
    return rows if asked.ordered else sorted(rows)


@settings(max_examples=QUERIES, suppress_health_check=list(HealthCheck), print_blob=True)
@given(asked=queries())
def test_random_queries_have_the_same_answers(stores: Stores, asked: Asked) -> None:
    embedded, server = (answer(store, asked) for store in stores)
    if isinstance(embedded, str) and isinstance(server, str):
        return  # no query that can be run
    assert embedded == server
