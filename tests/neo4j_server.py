"""A Neo4j for the tests: the one that NEO4J_URI names, or a managed server of their own, ended after them.

It is started by default, where there is a Java, and its jars are in the user's cache or can be fetched into it;
GREFFIER_TEST_NEO4J=0 turns that off.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unittest import mock

# Greffier is imported by the functions: where it is not installed, conftest.py says so.
if TYPE_CHECKING:
    from greffier.graph.neo4j.server import ManagedServer

SWITCH: Final = "GREFFIER_TEST_NEO4J"
EXTERNAL: Final = "NEO4J_URI"
HEAP: Final = "512m"


class NoServerError(Exception):
    """Say why there is no Neo4j to test with."""


def install_neo4j() -> None:
    """See that a managed server can be started; raise NoServerError where it cannot, or is not to be."""
    from greffier.graph.errors import ServerError
    from greffier.graph.neo4j.server import ManagedServer

    if os.environ.get(SWITCH) == "0":
        raise NoServerError(f"{SWITCH} is 0")
    try:
        ManagedServer().install()
    except ServerError as error:
        raise NoServerError(str(error)) from error


@contextmanager
def neo4j_server(home: Path) -> Iterator[str]:
    """Give the URL of a Neo4j; raise NoServerError where there is none. `home` is where a new one keeps its data."""
    from greffier.graph.neo4j.server import ManagedServer

    external = os.environ.get(EXTERNAL)
    if external:
        yield external
        return
    install_neo4j()
    bolt, http = free_ports(2)
    server = ManagedServer(home, bolt=bolt, http=http, heap=HEAP, auth=False)
    try:
        start_quickly(server)
        yield server.url
    finally:
        server.stop()


def start_quickly(server: ManagedServer) -> None:
    """Start a server that is to run for minutes only: it would spend most of them on compiling itself well."""
    with mock.patch.dict(os.environ, {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"}):
        server.start()


@contextmanager
def managed_server(home: Path) -> Iterator[ManagedServer]:
    """Give a managed server that runs, with a password as for a user; raise NoServerError where there can be none."""
    from greffier.graph.neo4j.server import ManagedServer

    install_neo4j()
    bolt, http = free_ports(2)
    server = ManagedServer(home, bolt=bolt, http=http, heap=HEAP)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def free_ports(count: int) -> list[int]:
    """Return the numbers of ports that no program listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def check_empty(location: str) -> None:
    """Raise NoServerError where a database holds anything: tests remove all that is in it."""
    from greffier.graph.errors import StoreError
    from greffier.graph.store import open_store

    try:
        with open_store(location) as store:
            (row,) = store.read("MATCH (n) RETURN count(n) AS nodes")
    except StoreError as error:
        raise NoServerError(str(error)) from error
    if row["nodes"]:
        raise NoServerError(f"{location} holds {row['nodes']} nodes, which the tests would remove; give an empty one")


def wipe(location: str) -> None:
    """Remove all nodes and relations that a test has left."""
    from greffier.graph.store import open_store

    with open_store(location, writable=True) as store:
        store.run("MATCH (n) DETACH DELETE n")
