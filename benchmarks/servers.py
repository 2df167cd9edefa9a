"""Give a Neo4j to measure: the one that NEO4J_URI names, or one of our own, started here and stopped at the end."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import Driver, GraphDatabase

from greffier.graph.neo4j.jars import fetch_jars
from greffier.graph.neo4j.places import cache_folder
from greffier.graph.neo4j.server import ManagedServer
from tests.neo4j_server import free_ports

ROOT = Path(__file__).resolve().parents[1]
LOCK = Path(__file__).with_name("apoc-5.26.19.lock")  # procedures that other writers need
CLEAR = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


@contextmanager
def neo4j(heap: str = "2g", *, plugins: bool = False) -> Iterator[tuple[str, ManagedServer | None]]:
    """Give the URL of a Neo4j with an empty database, and the server where it is our own, in build/."""
    external = os.environ.get("NEO4J_URI")
    if external:
        yield external, None
        return
    (ROOT / "build").mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="neo4j-", dir=ROOT / "build"))
    bolt, http = free_ports(2)
    settings = {"dbms.security.procedures.unrestricted": "apoc.*", "server.memory.pagecache.size": "1g"}
    server = ManagedServer(home, bolt=bolt, http=http, heap=heap, auth=False, settings=settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # else the server would outlive this program
    try:
        server.install()
        if plugins:
            shutil.copytree(fetch_jars(lock=LOCK, folder=cache_folder() / LOCK.stem), home / "plugins")
        server.start()
        yield server.url, server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def clear(driver: Driver) -> None:
    """Remove all nodes and relations."""
    with driver.session() as session:
        session.run(CLEAR).consume()


def connect(url: str) -> Driver:
    """Return a driver that tells no notices."""
    return GraphDatabase.driver(url, notifications_min_severity="OFF")
