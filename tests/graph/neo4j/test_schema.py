"""Constraints, indexes and their version: made at first use, brought up from an older one, refused if newer."""

from collections.abc import Iterator

import pytest

from greffier.graph.changes import Changes, Node
from greffier.graph.errors import StoreError
from greffier.graph.neo4j.schema import check_version
from greffier.graph.store import Store, open_store
from tests.neo4j_server import wipe

NEWER = "CREATE CONSTRAINT greffier_schema_99 FOR (n:GreffierWriter) REQUIRE n.schema_99 IS UNIQUE"
OLDER = "CREATE CONSTRAINT greffier_schema_0 FOR (n:GreffierWriter) REQUIRE n.schema_0 IS UNIQUE"
ONE = Changes((Node("Law", "law/1", None, {"name": "Act"}),))


@pytest.mark.parametrize("names", [set(), {"law_id"}, {"greffier_schema_0"}, {"greffier_schema_1", "law_id"}])
def test_this_version_and_older_ones_are_taken(names: set[str]) -> None:
    check_version(names, "neo4j://host")


def test_a_newer_version_is_refused() -> None:
    with pytest.raises(StoreError, match=r"^neo4j://host: was written by a newer Greffier \(schema 12, where this one"):
        check_version({"greffier_schema_1", "greffier_schema_12", "law_id"}, "neo4j://host")


@pytest.fixture
def location(neo4j_uri: str) -> Iterator[str]:
    """The URL of a Neo4j with nothing in it; the marks of other versions are removed again."""
    wipe(neo4j_uri)
    yield neo4j_uri
    from neo4j import GraphDatabase

    with GraphDatabase.driver(neo4j_uri) as driver:
        for mark in ("greffier_schema_0", "greffier_schema_99"):
            driver.execute_query(f"DROP CONSTRAINT {mark} IF EXISTS")


def indexes(store: Store) -> set[str]:
    return {row["name"] for row in store.read("SHOW INDEXES YIELD name")}


@pytest.mark.neo4j
def test_what_is_missing_is_made_again_and_the_rest_left(location: str) -> None:
    with open_store(location, writable=True) as store:
        store.write(ONE)
        made = indexes(store)
        assert made >= {"greffier_schema_2", "greffier_writer", "organization_name", "document_published_on", "law_id"}
        store.run("DROP INDEX organization_name")
        store.run("DROP CONSTRAINT greffier_writer")
    with open_store(location, writable=True) as store:
        store.write(ONE)
        assert indexes(store) == made


@pytest.mark.neo4j
def test_an_older_version_is_brought_up(location: str) -> None:
    with open_store(location, writable=True) as store:
        store.write(ONE)
        store.run(OLDER)
        store.run("DROP CONSTRAINT greffier_schema_2")
    with open_store(location, writable=True) as store:
        store.write(ONE)
        marks = {name for name in indexes(store) if name.startswith("greffier_schema")}
        assert marks == {"greffier_schema_2"}


@pytest.mark.neo4j
def test_a_newer_version_is_neither_read_nor_written(location: str) -> None:
    with open_store(location, writable=True) as early:
        early.run("RETURN 1")
        early.run(NEWER)
    for writable in (False, True):
        with pytest.raises(StoreError, match="was written by a newer Greffier"):
            open_store(location, writable=writable)


@pytest.mark.neo4j
def test_no_node_is_there_but_those_of_the_graph(location: str) -> None:
    with open_store(location, writable=True) as store:
        store.write(ONE)
        store.exclusively(lambda: store.write(ONE))
        assert store.read("MATCH (n) RETURN n.id AS id") == [{"id": "law/1"}]


@pytest.mark.neo4j
def test_quotes_can_be_searched_for(location: str) -> None:
    claim = Node("Claim", "claim/1", None, {"quote": "L'Autorité a infligé une amende"})
    with open_store(location, writable=True) as store:
        store.write(Changes((claim,)))
        store.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        rows = store.read(
            "CALL db.index.fulltext.queryNodes('claim_quotes', 'INFLIGE') YIELD node RETURN node.id AS id"
        )
        assert rows == [{"id": "claim/1"}]
