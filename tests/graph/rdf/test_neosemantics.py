"""neosemantics, Neo4j's plugin for RDF, reads our Turtle whole, and what it makes of it can be asked as our own graph.

The plugin is fetched, by its hash, into the user's cache, as the jars of Neo4j are.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import rdflib
from neo4j import Driver, GraphDatabase

from greffier.graph.errors import ServerError
from greffier.graph.neo4j.jars import fetch_jars
from greffier.graph.neo4j.places import cache_folder
from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.rdf import export
from greffier.graph.rdf.terms import VOCABULARY
from greffier.graph.store import Row, Store
from greffier.ingest.pipeline import ingest
from tests.graph.rdf.hostile import HOSTILE, hostile_report
from tests.ingest.generated import fresh_store, take_in
from tests.neo4j_server import HEAP, free_ports, start_quickly

pytestmark = [pytest.mark.neo4j, pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")]
LOCK = Path(__file__).with_name("neosemantics-5.1.0.0.lock")
BASE = "https://greffier.example/"
LISTS = ["names", "unresolved"]  # what a thing has several of


@pytest.fixture(scope="module")
def driver(neo4j_installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """A server of its own, with the plugin."""
    home = tmp_path_factory.mktemp("neosemantics") / "neo4j"
    try:
        jars = fetch_jars(lock=LOCK, folder=cache_folder() / LOCK.stem)
    except ServerError as error:
        pytest.skip(f"there is no neosemantics to test with: {error}")
    shutil.copytree(jars, home / "plugins")
    bolt, http = free_ports(2)
    settings = {"dbms.security.procedures.unrestricted": "n10s.*"}
    server = ManagedServer(home, bolt=bolt, http=http, heap=HEAP, auth=False, settings=settings)
    try:
        start_quickly(server)
        with GraphDatabase.driver(server.url) as driver:
            yield driver
    finally:
        server.stop()


@pytest.fixture(scope="module")
def store(project_root: Path) -> Iterator[Store]:
    """A store of the examples and of hostile words."""
    with fresh_store() as opened:
        ingest(opened, [str(project_root / "examples/documents")])
        take_in(opened, [hostile_report().testimony()])
        yield opened


@pytest.fixture(scope="module")
def turtle(store: Store) -> str:
    stream = BytesIO()
    export(store, stream, "turtle")
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def loaded(driver: Driver, turtle: str) -> int:
    """How many triples the plugin has taken in, set up as docs/rdf.md says."""
    driver.execute_query("CREATE CONSTRAINT n10s_unique_uri FOR (r:Resource) REQUIRE r.uri IS UNIQUE")
    driver.execute_query(
        "CALL n10s.graphconfig.init({handleVocabUris: 'IGNORE', handleMultival: 'ARRAY', multivalPropList: $lists})",
        lists=[VOCABULARY + name for name in LISTS],
    )
    (row,) = driver.execute_query("CALL n10s.rdf.import.inline($text, 'Turtle')", text=turtle).records
    assert row["terminationStatus"] == "OK", row["extraInfo"]
    return int(row["triplesLoaded"])


def test_every_triple_is_loaded(loaded: int, turtle: str) -> None:
    assert loaded == len(rdflib.Graph().parse(data=turtle, format="turtle")) > 7000


@pytest.mark.usefixtures("loaded")
def test_who_had_to_pay_what_is_the_same_there(driver: Driver, store: Store) -> None:
    ours = store.read(
        "MATCH (a:Action)-[r:ADDRESSED_TO]->(b:Organization) WHERE a.status = 'asserted' AND r.status = 'asserted' "
        "RETURN a.id AS action, b.id AS party, b.names AS names, a.imposed AS imposed, a.exposure AS exposure"
    )
    theirs, _, _ = driver.execute_query(
        "MATCH (a:Action)-[:addressedTo]->(b:Organization) RETURN a.uri AS action, b.uri AS party, b.names AS names, "
        "a.imposed AS imposed, a.exposure AS exposure"
    )
    assert len(ours) > 20
    assert {_row(row.data()) for row in theirs} == {_row({**row, **_iris(row)}) for row in ours}


@pytest.mark.usefixtures("loaded")
def test_hostile_words_are_what_they_were(driver: Driver) -> None:
    rows, _, _ = driver.execute_query("MATCH (n:Bank) UNWIND n.names AS name RETURN name")
    assert set(HOSTILE) <= {row["name"] for row in rows}


def _iris(row: Row) -> dict[str, str]:
    return {key: BASE + row[key] for key in ("action", "party")}


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["action"], row["party"], frozenset(row["names"]), row["imposed"], row["exposure"])
