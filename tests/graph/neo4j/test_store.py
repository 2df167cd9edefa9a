"""The store in a Neo4j: who may open it and how it fails; with a server, what is kept and what comes back."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import neo4j
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, IncompleteCommit

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.errors import QueryError, StoreError
from greffier.graph.neo4j import store as neo4j_store
from greffier.graph.neo4j.store import Neo4jStore
from greffier.graph.store import Hit, Store, open_store
from tests.neo4j_server import wipe

BATCH = 2500  # more than one statement takes
LAWS = """
import sys
from greffier.graph.changes import Changes, Node
from greffier.graph.store import open_store

def laws(batch, numbers=range(2500)):
    return Changes(tuple(Node("Law", f"law/{i}", None, {"name": str(batch)}) for i in numbers))
"""
WRITE_ON_AND_ON = """
store = open_store(sys.argv[1], writable=True)
batch = 0
while True:
    store.write(laws(batch, range(batch * 2500, batch * 2500 + 2500)))
    print(batch, flush=True)
    batch += 1
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
def test_a_killed_writer_leaves_no_half_batch_and_loses_nothing_acknowledged(location: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LAWS + WRITE_ON_AND_ON, location], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        said = [process.stdout.readline().strip() for _ in range(2)]
        process.kill()
        said += process.stdout.read().split()
    with open_store(location) as store:
        rows = store.read("MATCH (n:Law) RETURN n.name AS batch, count(n) AS laws")
    kept = {int(row["batch"]): row["laws"] for row in rows}
    assert sorted(kept)[: len(said)] == list(range(len(said)))
    assert set(kept.values()) == {BATCH}


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


@pytest.mark.neo4j
def test_writing_a_node_again_sets_every_property_and_the_kind(store: Store) -> None:
    store.write(Changes((Node("Organization", "organization/1", "Bank", {"name": "A", "jurisdiction": "FR"}),)))
    store.write(Changes((Node("Organization", "organization/1", "Insurer", {"name": "B"}),)))
    (row,) = store.read("MATCH (n:Organization) RETURN n")
    assert row["n"] == {"labels": ["Organization", "Insurer"], "properties": {"id": "organization/1", "name": "B"}}
    assert store.read("MATCH (n:Bank) RETURN n") == []


@pytest.mark.neo4j
def test_what_is_removed_is_gone_with_its_relations(store: Store) -> None:
    one, other = (Node("Organization", f"organization/{i}", "Bank", {"name": str(i)}) for i in (1, 2))
    edge = Edge("PART_OF", "Organization", one.id, "Organization", other.id, {"claims": 1})
    back = Edge("PART_OF", "Organization", other.id, "Organization", one.id, {"claims": 1})
    store.write(Changes((one, other), (edge, back)))
    store.write(Changes((one, other), (edge, back)))
    assert store.read("MATCH ()-[r:PART_OF]->() RETURN count(r) AS c") == [{"c": 2}]
    store.write(Changes(removed_edges=(edge,)))
    assert store.read("MATCH (a)-[:PART_OF]->(b) RETURN a.id AS id") == [{"id": other.id}]
    store.write(Changes(removed_nodes=(other,)))
    assert store.read("MATCH (n) RETURN n.id AS id") == [{"id": one.id}]
    assert store.read("MATCH ()-[r]->() RETURN r") == []


@pytest.mark.neo4j
def test_what_is_removed_and_set_in_one_batch_stays(store: Store) -> None:
    store.write(Changes((law(1, jurisdiction="FR"),)))
    store.write(Changes((law(1),), removed_nodes=(law(1),)))
    assert store.read("MATCH (n:Law) RETURN n.id AS id, n.jurisdiction AS j") == [{"id": "law/1", "j": None}]


# With a server: what fails


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "failing",
    [
        Node("Organization", "organization/1", "Bank", {"no_such": "property"}),
        Node("Organization", "organization/1", "Ship"),
        Node("Organization", "organization/1", "Bank", {"documents": 2**70}),
        Node("Organization", "organization/1", "Bank", {"name": "\ud800"}),
        Node("Organization", "organization/1", "Bank", {"name": {"a": "map"}}),  # type: ignore[dict-item]
        Node("Organization", "organization/1", "Bank", {"names": ["a", 1]}),  # type: ignore[list-item]
    ],
)
def test_a_batch_that_fails_leaves_nothing(location: str, store: Store, failing: Node) -> None:
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
        "CREATE (n:Law {id: 'law/2'})",
        "MATCH (n:Law) SET n.name = 'X'",
        "MATCH (n:Law) DETACH DELETE n",
        "MERGE (n:Law {id: 'law/2'})",
        "MATCH (n:Nothing) DELETE n",
        "UNWIND [1, 2] AS i CREATE (:Law {id: 'law/' + toString(i)})",
        "DROP CONSTRAINT law_id IF EXISTS",
        "CREATE INDEX own FOR (n:Law) ON (n.name)",
        "CALL db.createLabel('Own')",
    ],
)
def test_reading_writes_nothing(location: str, store: Store, text: str) -> None:
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
def test_a_statement_that_fails_leaves_nothing(store: Store) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(QueryError, match="already exists"):
        store.run("UNWIND ['law/2', 'law/1'] AS id CREATE (:Law {id: id})")
    assert names(store) == ["Law 1"]


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_an_error(location: str) -> None:
    with pytest.raises(StoreError, match="/nowhere: the server has no such database"):
        open_store(f"{location}/nowhere")


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "use",
    [
        lambda s: s.read("RETURN 1 AS x"),
        lambda s: s.run("RETURN 1 AS x"),
        lambda s: s.write(Changes((law(1),))),
        lambda s: s.search("law"),
    ],
)
def test_a_closed_store_says_so(location: str, use: Callable[[Store], object]) -> None:
    store = open_store(location, writable=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        use(store)


# With a server: what comes back


@pytest.mark.neo4j
def test_every_type_of_property_comes_back_as_it_went_in(store: Store) -> None:
    given_names: list[str] = ["a", "", "é"]
    law_ = Node(
        "Law",
        "law/1",
        None,
        {
            "name": 'L\'"été" \\ 😀\n\t\x00',
            "names": given_names,
            "unresolved": [],
            "documents": 2**40,
            "jurisdiction": None,
        },
    )
    incident = Node("Incident", "incident/1", "Fraud", {"date_from": date(1999, 12, 31), "confidence": 0.1 + 0.2})
    store.write(Changes((law_, incident)))
    (row,) = store.read(
        "MATCH (l:Law), (i:Incident) RETURN l.name AS name, l.names AS names, l.unresolved AS unresolved, "
        "l.documents AS documents, l.jurisdiction AS jurisdiction, i.date_from AS day, "
        "i.confidence AS confidence, i.date_to AS unset"
    )
    assert row == {
        "name": 'L\'"été" \\ 😀\n\t\x00',
        "names": ["a", "", "é"],
        "unresolved": [],
        "documents": 2**40,
        "jurisdiction": None,
        "day": date(1999, 12, 31),
        "confidence": 0.30000000000000004,
        "unset": None,
    }
    assert {type(value) for value in row.values()} == {str, list, int, date, float, type(None)}


@pytest.mark.neo4j
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(texts=st.lists(st.text(), min_size=1, max_size=5), number=st.floats(allow_nan=False, allow_infinity=False))
def test_texts_and_numbers_come_back_as_they_went_in(store: Store, texts: list[str], number: float) -> None:
    properties: dict[str, PropertyValue] = {"name": texts[0], "mentions": texts, "confidence": number}
    store.write(Changes((Node("Occurrence", "occurrence/1", None, properties),)))
    (row,) = store.read("MATCH (o:Occurrence) RETURN o.name AS name, o.mentions AS mentions, o.confidence AS number")
    assert row == {"name": texts[0], "mentions": texts, "number": number}
    assert store.read("RETURN $texts AS texts, $number AS number", {"texts": texts, "number": number}) == [
        {"texts": texts, "number": number}
    ]


@pytest.mark.neo4j
def test_nodes_relations_and_paths_come_back_as_the_protocol_says(store: Store) -> None:
    bank = Node("Organization", "organization/1", "Bank", {"name": "Bank"})
    group = Node("Organization", "organization/2", "Company", {"name": "Group"})
    edge = Edge("PART_OF", "Organization", bank.id, "Organization", group.id, {"claims": 1, "status": "alleged"})
    store.write(Changes((bank, group), (edge,)))
    as_bank = {"labels": ["Organization", "Bank"], "properties": {"id": "organization/1", "name": "Bank"}}
    as_group = {"labels": ["Organization", "Company"], "properties": {"id": "organization/2", "name": "Group"}}
    as_edge = {"type": "PART_OF", "properties": {"claims": 1, "status": "alleged"}}
    (row,) = store.read(
        "MATCH p = (a:Bank)-[r]->(b) RETURN a, r, p, [a, b] AS both, {one: a, count: 1} AS named, type(r) AS type"
    )
    assert row == {
        "a": as_bank,
        "r": as_edge,
        "p": {"nodes": [as_bank, as_group], "relations": [as_edge]},
        "both": [as_bank, as_group],
        "named": {"one": as_bank, "count": 1},
        "type": "PART_OF",
    }
    assert list(row) == ["a", "r", "p", "both", "named", "type"]


@pytest.mark.neo4j
def test_rows_of_run_are_rows_of_read(store: Store) -> None:
    store.write(Changes((law(1),)))
    assert store.run("MATCH (n:Law) SET n.name = 'New' RETURN n.name AS name") == [{"name": "New"}]
    assert names(store) == ["New"]


# With a server: full text


@pytest.mark.neo4j
def test_full_text_is_found_without_case_accents_and_elisions(store: Store) -> None:
    store.write(
        Changes(
            (
                Node("Organization", "organization/1", "Federation", {"search": "federation aurore"}),
                Node("Organization", "organization/2", "Bank", {"search": "banque lemane x.com"}),
                Node("Document", "document/1", None, {"search": "la banque lemane a ete punie par l'autorite"}),
            )
        )
    )
    found = store.search("LÉMANE")
    assert {(hit.family, hit.id) for hit in found} == {("Organization", "organization/2"), ("Document", "document/1")}
    assert found == sorted(found, key=lambda hit: -hit.score)
    assert store.search("lémane", limit=1) == found[:1]
    assert isinstance(found[0], Hit)
    for words, ids in {
        "autorité": ["document/1"],
        "l’Autorité": ["document/1"],
        "com": ["organization/2"],
        "lem": [],
        "zeppelin": [],
        "Aurore zeppelin": ["organization/1"],
        'AND ( "*" ~ /': [],
    }.items():
        assert [hit.id for hit in store.search(words)] == ids, words


@pytest.mark.neo4j
def test_where_nothing_was_ever_written_nothing_is_found(location: str) -> None:
    with open_store(location, writable=True) as store:
        for family in ("document", "law", "organization"):
            store.run(f"DROP INDEX {family}_search IF EXISTS")
    with open_store(location) as store:
        assert store.search("law") == []


@pytest.mark.neo4j
def test_a_text_that_is_changed_or_removed_is_not_found_any_more(store: Store) -> None:
    store.write(Changes((law(1, search="old words"), law(2, search="old stones"))))
    assert {hit.id for hit in store.search("old")} == {"law/1", "law/2"}
    store.write(Changes((law(1, search="new words"),), removed_nodes=(law(2),)))
    assert store.search("old") == []
    assert [(hit.family, hit.id) for hit in store.search("new")] == [("Law", "law/1")]
