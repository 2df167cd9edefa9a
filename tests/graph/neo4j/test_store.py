"""The store in a Neo4j: who may open it and how it fails; with a server, what is kept and what comes back."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, IncompleteCommit

from greffier.graph.changes import Changes, Node
from greffier.graph.errors import QueryError, StoreError
from greffier.graph.neo4j import store as neo4j_store
from greffier.graph.neo4j.store import Neo4jStore
from greffier.graph.store import Store, open_store
from tests.neo4j_server import wipe

BATCH = 2500  # more than one statement takes
LAWS = """
import sys
from greffier.graph.changes import Changes, Node
from greffier.graph.store import open_store

def laws(batch, numbers=range(2500)):
    return Changes(tuple(Node("Law", f"law/{i}", None, {"name": str(batch)}) for i in numbers))
"""
WRITE_THE_SAME = """
order = int(sys.argv[2])
with open_store(sys.argv[1], writable=True) as store:
    for batch in range(3):
        store.write(laws(f"{order} {batch}", range(2500)[::order]))
"""


def law(number: int, **properties: str | None) -> Node:
    return Node("Law", f"law/{number}", None, {"name": f"Law {number}", **properties})


def names(store: Store, family: str = "Law") -> list[object]:
    rows = store.read(f"MATCH (n:{family}) RETURN DISTINCT n.name AS name ORDER BY name")
    return [row["name"] for row in rows]


# Without a server


@pytest.fixture
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port where something listens that never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        yield listening.getsockname()[1]


@pytest.mark.parametrize("writable", [False, True])
@pytest.mark.parametrize("scheme", ["neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc", "BOLT"])
def test_where_nothing_listens_there_is_no_store(no_credentials: None, scheme: str, writable: bool) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and nothing listens
        location = f"{scheme}://127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(StoreError, match="no Neo4j answers there; start it") as caught:
            open_store(location, writable=writable)
    assert str(caught.value).lower().startswith(f"{location.lower()}: ")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_where_no_answer_comes_there_is_no_store(
    no_credentials: None, monkeypatch: pytest.MonkeyPatch, silent_port: int, scheme: str
) -> None:
    monkeypatch.setattr(neo4j_store, "SECONDS_TO_CONNECT", 0.1)
    with pytest.raises(StoreError, match="no Neo4j answers there"):
        open_store(f"{scheme}://127.0.0.1:{silent_port}")


def test_a_url_with_a_password_is_refused() -> None:
    with pytest.raises(StoreError, match="leave them out") as caught:
        open_store("neo4j://ann:secret@localhost")
    assert "secret" not in str(caught.value)


def test_the_driver_is_loaded_only_when_a_store_is_opened() -> None:
    program = "import sys; import greffier.graph.neo4j.store; sys.exit('neo4j' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


class Server:
    """Stand in for the driver: every query fails with the error, or is answered by an agent."""

    def __init__(self, error: Exception | None = None, agent: str = "Neo4j/5.26.0") -> None:
        self.error, self.agent = error, agent
        self.settings: dict[str, Any] = {}
        self.closed = False

    def session(self, **_: object) -> "Server":
        return self

    def run(self, *_: object) -> "Server":
        if self.error:
            raise self.error
        return self

    consume = execute_read = execute_write = run

    @property
    def server(self) -> "Server":
        return self

    def close(self) -> None:
        self.closed = True

    def __iter__(self) -> Iterator[dict[str, str]]:
        return iter(())

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch, no_credentials: None) -> Callable[[Server], Server]:
    """Have a stand-in connected to instead of a server."""

    def connect(server: Server) -> Server:
        def driver(_url: str, **settings: object) -> Server:
            server.settings = settings
            return server

        monkeypatch.setattr(neo4j.GraphDatabase, "driver", driver)
        return server

    return connect


class Refusal(AuthError):
    """Stand in for what a server says to a wrong password."""

    code = "Neo.ClientError.Security.Unauthorized"


def test_a_server_that_asks_for_a_password_is_told_so(answering: Callable[[Server], Server]) -> None:
    server = answering(Server(Refusal("no entry")))
    with pytest.raises(StoreError, match="asks for a user and a password; set GREFFIER_NEO4J_USER and GREFFIER_NEO4J_"):
        open_store("neo4j://host")
    assert server.settings["auth"] is None
    assert server.closed


def test_a_password_that_is_not_taken_is_not_repeated(
    answering: Callable[[Server], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = answering(Server(Refusal("no entry")))
    monkeypatch.setenv("GREFFIER_NEO4J_USER", "ann")
    monkeypatch.setenv("GREFFIER_NEO4J_PASSWORD", "secret")
    with pytest.raises(StoreError, match="does not take the user 'ann' with this password") as caught:
        open_store("neo4j://host")
    assert server.settings["auth"] == ("ann", "secret")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (AuthError("no"), "asks for a user and a password"),
        (ConfigurationError("no such scheme"), "is no URL of a Neo4j: no such scheme"),
        (IncompleteCommit("lost"), "may be in the store or not"),
        (DriverError("first line\nsecond line"), "^neo4j://host: first line$"),
    ],
)
def test_errors_of_the_driver_are_one_line(
    answering: Callable[[Server], Server], error: Exception, message: str
) -> None:
    answering(Server(error))
    with pytest.raises(StoreError, match=message) as caught:
        open_store("neo4j://host")
    assert "\n" not in str(caught.value)


def test_a_server_that_is_too_old_is_refused(answering: Callable[[Server], Server]) -> None:
    server = answering(Server(agent="Neo4j/4.4.30"))
    with pytest.raises(StoreError, match=r"neo4j://host: is a Neo4j/4\.4\.30; Greffier needs Neo4j 5 or later"):
        open_store("neo4j://host")
    assert server.closed


@pytest.mark.parametrize("agent", ["Neo4j/5.1.0", "Neo4j/2025.06.0", "Another/1.0"])
def test_newer_servers_are_taken(answering: Callable[[Server], Server], agent: str) -> None:
    server = answering(Server(agent=agent))
    with open_store("neo4j://host:7687/research") as store:
        assert store.location == "neo4j://host:7687/research"
        assert store.notices == ()
        assert isinstance(store, Neo4jStore)
    assert server.closed


# With a server: what is kept


@pytest.fixture
def location(neo4j_uri: str) -> str:
    """The URL of a Neo4j with nothing in it."""
    wipe(neo4j_uri)
    return neo4j_uri


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location, writable=True) as opened:
        yield opened


@pytest.mark.neo4j
def test_constraints_and_indexes_are_there_once_something_is_written(location: str) -> None:
    with open_store(location, writable=True) as store:
        for kind, name in (("CONSTRAINT", "law_id"), ("INDEX", "law_search")):
            store.run(f"DROP {kind} {name} IF EXISTS")
    for _ in range(2):
        with open_store(location, writable=True) as store:
            store.write(Changes((law(1),)))
            constraints = {row["name"] for row in store.read("SHOW CONSTRAINTS YIELD name")}
            indexes = store.read("SHOW FULLTEXT INDEXES YIELD name, options, state ORDER BY name")
        assert constraints >= {"law_id", "organization_id", "document_id", "claim_id", "occurrence_id"}
        assert {row["name"] for row in indexes} == {
            *("claim_quotes", "document_search", "law_search", "organization_search"),
        }
        assert {row["options"]["indexConfig"]["fulltext.analyzer"] for row in indexes} == {"standard-folding"}
        assert {row["state"] for row in indexes} == {"ONLINE"}


@pytest.mark.neo4j
def test_two_may_write_the_same_at_once(location: str) -> None:
    with contextlib.ExitStack() as stack:
        for order in (1, -1):
            command = [sys.executable, "-c", LAWS + WRITE_THE_SAME, location, str(order)]
            stack.enter_context(subprocess.Popen(command))
    with open_store(location) as store:
        assert store.read("MATCH (n:Law) RETURN count(n) AS laws") == [{"laws": BATCH}]
        (name,) = names(store)  # each batch is whole, so that the last one is all that is left
        assert name in ("1 2", "-1 2")


@pytest.mark.neo4j
def test_what_one_writes_another_reads(location: str, store: Store) -> None:
    with open_store(location) as reading:
        assert names(reading) == []
        store.write(Changes((law(1),)))
        assert names(reading) == names(store) == ["Law 1"]


# With a server: what fails


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "failing",
    [
        Node("Organization", "organization/1", "Bank", {"name": {"a": "map"}}),  # type: ignore[dict-item]
        Node("Organization", "organization/1", "Bank", {"names": ["a", 1]}),  # type: ignore[list-item]
    ],
)
def test_a_value_that_the_server_has_no_type_for_leaves_nothing(location: str, store: Store, failing: Node) -> None:
    store.write(Changes((law(1),)))
    laws = tuple(law(i) for i in range(2, BATCH))
    with pytest.raises(StoreError) as caught:
        store.write(Changes((*laws, failing), removed_nodes=(law(1),)))
    assert "\n" not in str(caught.value)
    assert names(store) == ["Law 1"]
    store.write(Changes((law(3),)))
    store.close()
    with open_store(location) as read_again:
        assert names(read_again) == ["Law 1", "Law 3"]
        assert names(read_again, "Organization") == []


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Nothing) DELETE n",
        "CREATE INDEX own FOR (n:Law) ON (n.name)",
        "CALL db.createLabel('Own')",
    ],
)
def test_reading_writes_nothing_that_only_a_server_can(location: str, store: Store, text: str) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(QueryError, match="the query would write to the graph"):
        store.read(text)
    assert names(store) == ["Law 1"]
    with open_store(location) as reading:
        with pytest.raises(QueryError, match="the query would write to the graph"):
            reading.read(text)
        with pytest.raises(StoreError, match="opened for reading only"):
            reading.run(text)
        with pytest.raises(StoreError, match="opened for reading only"):
            reading.write(Changes((law(2),)))
        assert names(reading) == ["Law 1"]


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n RETURN n", r"^Invalid input 'RETURN'.*\(line 1, column 10"),
        ("RETURN $missing AS x", "missing"),
        ("RETURN 1/0 AS x", "/ by zero"),
        ("RETURN date('2020-13-01') AS x", "2020|Month|date|Date"),
        ("RETURN no_such(1)", "Unknown function 'no_such'"),
    ],
)
def test_a_query_that_cannot_be_run_is_one_line(store: Store, text: str, message: str) -> None:
    for run in (store.read, store.run):
        with pytest.raises(QueryError, match=message) as caught:
            run(text)
        assert "\n" not in str(caught.value)


@pytest.mark.neo4j
@pytest.mark.parametrize("value", [2**70, "\ud800", object()])
def test_a_parameter_that_the_server_has_no_type_for_is_an_error(store: Store, value: object) -> None:
    with pytest.raises(QueryError):
        store.read("RETURN $value AS value", {"value": value})


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_an_error(location: str) -> None:
    with pytest.raises(StoreError, match="/nowhere: the server has no such database"):
        open_store(f"{location}/nowhere")


# With a server: full text


@pytest.mark.neo4j
def test_where_nothing_was_ever_written_nothing_is_found(location: str) -> None:
    with open_store(location, writable=True) as store:
        for family in ("document", "law", "organization"):
            store.run(f"DROP INDEX {family}_search IF EXISTS")
    with open_store(location) as store:
        assert store.search("law") == []
