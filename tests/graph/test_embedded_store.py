"""The embedded store: what is acknowledged stays, what fails leaves nothing, and who may open it when."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.embedded_store import EmbeddedStore
from greffier.graph.errors import QueryError, StoreError, StoreLockedError
from greffier.graph.store import Hit, Store, open_store

BATCH = 2500  # more than one statement takes
START = """
import sys
from greffier.graph.changes import Changes, Node
from greffier.graph.store import open_store

def laws(batch):
    return Changes(tuple(Node("Law", f"law/{batch}-{i}", None, {"name": str(batch)}) for i in range(2500)))

def say(*words):
    print(*words, flush=True)
"""
WRITE_ON_AND_ON = """
store = open_store(sys.argv[1], writable=True)
batch = 0
while True:
    store.write(laws(batch))
    say(batch)
    batch += 1
"""
WRITE_TWICE_AND_HOLD = """
if sys.argv[2] == "folded":
    with open_store(sys.argv[1], writable=True) as store:
        store.write(laws(0))
store = open_store(sys.argv[1], writable=True)
store.write(laws(1))
say("holding")
sys.stdin.read()
"""


@contextmanager
def other_process(program: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a program beside this one; it ends when it is through, or has nothing more to read."""
    with subprocess.Popen(
        [sys.executable, "-c", START + program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.stdin:
                with contextlib.suppress(OSError):
                    process.stdin.close()
            if process.poll() is None and program is WRITE_ON_AND_ON:
                process.kill()
            process.wait()


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "graph.kgl")


@pytest.fixture
def store(path: str) -> Iterator[Store]:
    with open_store(path, writable=True) as opened:
        yield opened


def names(store: Store, family: str = "Law") -> list[object]:
    rows = store.read(f"MATCH (n:{family}) RETURN DISTINCT n.name AS name ORDER BY name")
    return [row["name"] for row in rows]


def law(number: int, **properties: str | None) -> Node:
    return Node("Law", f"law/{number}", None, {"name": f"Law {number}", **properties})


# What is kept


@pytest.mark.parametrize("acknowledged", [1, 3, 6])
def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_no_half_batch(path: str, acknowledged: int) -> None:
    with other_process(WRITE_ON_AND_ON, path) as process:
        said = [line_of(process) for _ in range(acknowledged)]
        process.kill()  # it is busy with the next batch
        assert process.stdout
        said += process.stdout.read().split()
    for writable in (False, True):
        with open_store(path, writable=writable) as store:
            rows = store.read("MATCH (n:Law) RETURN n.name AS batch, count(n) AS laws")
        kept = {int(row["batch"]): row["laws"] for row in rows}
        assert sorted(kept)[: len(said)] == list(range(len(said)))
        assert len(said) <= len(kept) <= len(said) + 1
        assert set(kept.values()) == {BATCH}


def test_a_store_that_was_killed_is_written_on(path: str) -> None:
    with other_process(WRITE_ON_AND_ON, path) as process:
        line_of(process)
        process.kill()
    with open_store(path, writable=True) as store:
        store.write(Changes((law(1),)))
    with open_store(path) as store:
        assert {"0", "Law 1"} <= set(names(store))


def test_what_is_written_is_there_when_the_store_is_opened_again(path: str) -> None:
    with open_store(path, writable=True) as store:
        store.write(Changes((law(1),)))
    with open_store(path, writable=True) as store:
        store.write(Changes((law(2),)))
    with open_store(path) as store:
        assert names(store) == ["Law 1", "Law 2"]


def test_an_empty_store_can_be_read(path: str) -> None:
    open_store(path, writable=True).close()
    with open_store(path) as store:
        assert names(store) == []
        assert store.search("law") == []


def test_writing_a_node_again_sets_every_property_and_the_kind(store: Store) -> None:
    store.write(Changes((Node("Organization", "organization/1", "Bank", {"name": "A", "jurisdiction": "FR"}),)))
    store.write(Changes((Node("Organization", "organization/1", "Insurer", {"name": "B"}),)))
    (row,) = store.read("MATCH (n:Organization) RETURN n")
    assert row["n"] == {
        "labels": ["Organization", "Insurer"],
        "properties": {"id": "organization/1", "name": "B"},
    }
    assert store.read("MATCH (n:Bank) RETURN n") == []


def test_what_is_removed_is_gone_with_its_relations(store: Store) -> None:
    one, other = (Node("Organization", f"organization/{i}", "Bank", {"name": str(i)}) for i in (1, 2))
    edge = Edge("PART_OF", "Organization", one.id, "Organization", other.id, {"claims": 1})
    back = Edge("PART_OF", "Organization", other.id, "Organization", one.id, {"claims": 1})
    store.write(Changes((one, other), (edge, back)))
    store.write(Changes(removed_edges=(edge,)))
    assert store.read("MATCH (a)-[:PART_OF]->(b) RETURN a.id AS id") == [{"id": other.id}]
    store.write(Changes(removed_nodes=(other,)))
    assert store.read("MATCH (n) RETURN n.id AS id") == [{"id": one.id}]
    assert store.read("MATCH ()-[r]->() RETURN r") == []


def test_what_is_removed_and_set_in_one_batch_stays(store: Store) -> None:
    store.write(Changes((law(1, jurisdiction="FR"),)))
    store.write(Changes((law(1),), removed_nodes=(law(1),)))
    assert store.read("MATCH (n:Law) RETURN n.id AS id, n.jurisdiction AS j") == [{"id": "law/1", "j": None}]


# What fails


@pytest.mark.parametrize(
    "failing",
    [
        Node("Organization", "organization/1", "Bank", {"no_such": "property"}),
        Node("Organization", "organization/1", "Ship"),
        Node("Organization", "organization/1", "Bank", {"documents": 2**70}),
        Node("Organization", "organization/1", "Bank", {"name": "\ud800"}),
        Node("Organization", "organization/1", "Bank", {"name": b"bytes"}),  # type: ignore[dict-item]
    ],
)
def test_a_batch_that_fails_leaves_nothing(path: str, store: Store, failing: Node) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(StoreError):
        store.write(Changes((law(2), failing), removed_nodes=(law(1),)))
    assert names(store) == ["Law 1"]
    store.write(Changes((law(3),)))
    store.close()
    with open_store(path) as read_again:
        assert names(read_again) == ["Law 1", "Law 3"]
        assert names(read_again, "Organization") == []


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Law {id: 'law/2'})",
        "MATCH (n:Law) SET n.name = 'X'",
        "MATCH (n:Law) DETACH DELETE n",
        "MERGE (n:Law {id: 'law/2'})",
        "UNWIND [1, 2] AS i CREATE (:Law {id: 'law/' + toString(i)})",
        "DROP CONSTRAINT law_id IF EXISTS",
    ],
)
def test_reading_writes_nothing(path: str, store: Store, text: str) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(QueryError):
        store.read(text)
    assert names(store) == ["Law 1"]
    store.close()
    with open_store(path) as reading:
        with pytest.raises(QueryError):
            reading.read(text)
        with pytest.raises(StoreError, match="opened for reading only"):
            reading.run(text)
        with pytest.raises(StoreError, match="opened for reading only"):
            reading.write(Changes((law(2),)))
        assert names(reading) == ["Law 1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n RETURN n", "line 1, col"),
        ("RETURN $missing AS x", r"\$missing"),
        ("RETURN 1/0 AS x", "division by zero"),
        ("MATCH (a), (b) WHERE EXISTS { (a)-[]->()-[]->(b) } RETURN a", "COUNT"),
    ],
)
def test_a_query_that_cannot_be_run_is_an_error(store: Store, text: str, message: str) -> None:
    for run in (store.read, store.run):
        with pytest.raises(QueryError, match=message):
            run(text)


def test_a_statement_that_fails_leaves_nothing(store: Store) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(QueryError, match="already exists"):
        store.run("UNWIND ['law/2', 'law/1'] AS id CREATE (:Law {id: id})")
    assert names(store) == ["Law 1"]


# Who may open it


def test_a_second_writer_is_refused_with_the_process_that_writes(path: str) -> None:
    with other_process(WRITE_TWICE_AND_HOLD, path, "folded") as process:
        assert line_of(process) == "holding"
        with pytest.raises(StoreLockedError) as caught:
            open_store(path, writable=True)
        assert str(caught.value) == (
            f"{path}: process {process.pid} is writing to this store; try again when it has ended"
        )
    open_store(path, writable=True).close()


def test_a_reader_beside_a_writer_sees_the_last_folded_state_and_is_told(path: str) -> None:
    with other_process(WRITE_TWICE_AND_HOLD, path, "folded") as process:
        assert line_of(process) == "holding"
        with open_store(path) as store:
            assert names(store) == ["0"]
            assert store.notices == (
                f"{path}: process {process.pid} is writing to this store; try again when it has ended; "
                "what is shown is the state before",
            )
    with open_store(path) as store:
        assert names(store) == ["0", "1"]
        assert store.notices == ()


def test_what_was_never_folded_cannot_be_read_beside_its_writer(path: str) -> None:
    with other_process(WRITE_TWICE_AND_HOLD, path, "fresh") as process:
        assert line_of(process) == "holding"
        with pytest.raises(StoreLockedError, match=f"process {process.pid} is writing"):
            open_store(path)


def test_two_may_read_at_once(path: str) -> None:
    with open_store(path, writable=True) as store:
        store.write(Changes((law(1),)))
    with open_store(path) as one, open_store(path) as other:
        assert names(one) == names(other) == ["Law 1"]
        assert (one.notices, other.notices) == ((), ())


@pytest.mark.parametrize("writable", [False, True])
@pytest.mark.parametrize("content", [b"", b"no store\n" * 50, bytes(range(256)) * 8])
def test_a_file_that_is_no_store_is_an_error_and_stays_as_it_is(tmp_path: Path, content: bytes, writable: bool) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"letter\.txt: is not a store of Greffier; give another file"):
        open_store(str(file), writable=writable)
    assert file.read_bytes() == content


@pytest.mark.parametrize("writable", [False, True])
def test_a_folder_is_no_store(tmp_path: Path, writable: bool) -> None:
    with pytest.raises(StoreError, match="is not a store of Greffier"):
        open_store(str(tmp_path), writable=writable)


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "graph.kgl"
    with pytest.raises(StoreError, match="is not there; make it first"):
        open_store(str(file), writable=True)
    assert not file.parent.exists()


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="make one with `greffier ingest --store"):
        open_store(str(tmp_path / "graph.kgl"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("location", ["http://host/graph", "sqlite:///graph.db"])
def test_other_stores_are_not_known(location: str) -> None:
    with pytest.raises(StoreError, match="are not known; give the path of a file") as caught:
        open_store(location)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "use",
    [
        lambda s: s.read("RETURN 1 AS x"),
        lambda s: s.run("RETURN 1 AS x"),
        lambda s: s.write(Changes((law(1),))),
        lambda s: s.search("law"),
    ],
)
def test_a_closed_store_says_so(path: str, use: Callable[[Store], object]) -> None:
    store = open_store(path, writable=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match=r"graph\.kgl: the store is closed"):
        use(store)


# What comes back


def test_every_type_of_property_comes_back_as_it_went_in(path: str) -> None:
    law_ = Node(
        "Law",
        "law/1",
        None,
        {
            "name": 'L\'"été" \\ 😀\n\t\x00',
            "names": ["a", "", "é"],
            "unresolved": [],
            "documents": 2**40,
            "jurisdiction": None,
        },
    )
    incident = Node("Incident", "incident/1", "Fraud", {"date_from": date(1999, 12, 31), "confidence": 0.1 + 0.2})
    with open_store(path, writable=True) as store:
        store.write(Changes((law_, incident)))
    with open_store(path) as store:
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


@given(st.lists(st.text(), min_size=1, max_size=5), st.floats(allow_nan=False, allow_infinity=False))
def test_texts_and_numbers_come_back_as_they_went_in(session_store: Store, texts: list[str], number: float) -> None:
    properties: dict[str, PropertyValue] = {"name": texts[0], "mentions": texts, "confidence": number}
    session_store.write(Changes((Node("Occurrence", "occurrence/1", None, properties),)))
    (row,) = session_store.read(
        "MATCH (o:Occurrence {id: 'occurrence/1'}) RETURN o.name AS name, o.mentions AS mentions, o.confidence AS c"
    )
    assert (row["name"], row["mentions"], row["c"]) == (texts[0], texts, number)
    assert session_store.read("RETURN $texts AS texts, $number AS number", {"texts": texts, "number": number}) == [
        {"texts": texts, "number": number}
    ]


@pytest.fixture(scope="module")
def session_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("store") / "graph.kgl"), writable=True) as opened:
        yield opened


def test_nodes_relations_and_paths_come_back_as_the_protocol_says(store: Store) -> None:
    bank = Node("Organization", "organization/1", "Bank", {"name": "Bank"})
    group = Node("Organization", "organization/2", "Company", {"name": "Group"})
    document = Node("Document", "document/1", None, {"title": "Title"})
    edge = Edge("PART_OF", "Organization", bank.id, "Organization", group.id, {"claims": 1, "status": "alleged"})
    store.write(Changes((bank, group, document), (edge,)))
    as_bank = {"labels": ["Organization", "Bank"], "properties": {"id": "organization/1", "name": "Bank"}}
    as_group = {
        "labels": ["Organization", "Company"],
        "properties": {"id": "organization/2", "name": "Group"},
    }
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
    # `title` is the name of what has one for the engine, and a property of documents for the model.
    assert store.read("MATCH (d:Document) RETURN d") == [
        {"d": {"labels": ["Document"], "properties": {"id": "document/1", "title": "Title"}}}
    ]


def test_rows_of_run_are_rows_of_read(store: Store) -> None:
    store.write(Changes((law(1),)))
    assert store.run("MATCH (n:Law) SET n.name = 'New' RETURN n.name AS name") == [{"name": "New"}]
    assert names(store) == ["New"]


# Full text


def test_full_text_is_found_without_case_and_accents(path: str) -> None:
    with open_store(path, writable=True) as store:
        store.write(
            Changes(
                (
                    Node("Organization", "organization/1", "Federation", {"search": "federation aurore"}),
                    Node("Organization", "organization/2", "Bank", {"search": "banque lemane"}),
                    Node("Document", "document/1", None, {"search": "la banque lemane a ete punie"}),
                )
            )
        )
        found = store.search("LÉMANE")
        assert {(hit.family, hit.id) for hit in found} == {
            ("Organization", "organization/2"),
            ("Document", "document/1"),
        }
        assert found == sorted(found, key=lambda hit: -hit.score)
        assert store.search("lémane", limit=1) == found[:1]
        store.write(Changes((Node("Organization", "organization/3", "Bank", {"search": "lemane prive"}),)))
        assert "organization/3" in {hit.id for hit in store.search("lémane")}
    with open_store(path) as store:
        assert {hit.id for hit in store.search("Aurore")} == {"organization/1"}
        assert store.search("zeppelin") == []


def test_what_has_no_text_to_search_is_no_fault(path: str) -> None:
    with open_store(path, writable=True) as store:
        store.write(Changes((law(1),)))
        assert store.search("law") == []
    with open_store(path) as store:
        assert store.search("law") == []


def test_a_text_that_is_changed_or_removed_is_not_found_any_more(store: Store) -> None:
    store.write(Changes((law(1, search="old words"), law(2, search="old stones"))))
    assert {hit.id for hit in store.search("old")} == {"law/1", "law/2"}
    store.write(Changes((law(1, search="new words"),), removed_nodes=(law(2),)))
    assert store.search("old") == []
    assert [(hit.family, hit.id) for hit in store.search("new")] == [("Law", "law/1")]
    assert isinstance(store.search("new")[0], Hit)


def test_the_store_at_a_path_is_the_embedded_one(store: Store, path: str) -> None:
    assert isinstance(store, EmbeddedStore)
    assert store.location == path
