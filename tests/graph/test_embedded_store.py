"""The embedded store: what is its own, and who may open it when. What all stores must do: tests/stores."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from greffier.graph.changes import Changes, Node
from greffier.graph.embedded_store import EmbeddedStore
from greffier.graph.errors import QueryError, StoreError, StoreLockedError
from greffier.graph.store import Store, open_store

START = """
import sys
from greffier.graph.changes import Changes, Node
from greffier.graph.store import open_store

def laws(batch):
    return Changes(tuple(Node("Law", f"law/{batch}-{i}", None, {"name": str(batch)}) for i in range(2500)))

def say(*words):
    print(*words, flush=True)
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


# What fails


def test_a_value_that_the_engine_has_no_type_for_leaves_nothing(store: Store) -> None:
    store.write(Changes((law(1),)))
    failing = Node("Organization", "organization/1", "Bank", {"name": b"bytes"})  # type: ignore[dict-item]
    with pytest.raises(StoreError, match="nothing of this batch was written"):
        store.write(Changes((law(2), failing), removed_nodes=(law(1),)))
    assert names(store) == ["Law 1"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("MATCH (n RETURN n", "line 1, col"),
        ("RETURN $missing AS x", r"\$missing"),
        ("RETURN 1/0 AS x", "division by zero"),
        ("MATCH (a), (b) WHERE EXISTS { (a)-[]->()-[]->(b) } RETURN a", "COUNT"),
        ("MATCH (n:Law) WHERE n.name IN [x IN n.names] RETURN n", r"write IN \(\[x IN …\]\)$"),
        ("MATCH (n:Law) WHERE n.name IN [x IN n.names WHERE x > 'a'] RETURN n", r"write IN \(\[x IN …\]\)$"),
        ("MATCH (n:Law) WHERE (COUNT { (n)--() } > 0 OR n.name = 'x') RETURN n", r"write \(0 \+ COUNT \{ … \} …\)$"),
    ],
)
def test_a_query_that_cannot_be_run_is_an_error(store: Store, text: str, message: str) -> None:
    for run in (store.read, store.run):
        with pytest.raises(QueryError, match=message):
            run(text)


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


def test_the_store_at_a_path_is_the_embedded_one(store: Store, path: str) -> None:
    assert isinstance(store, EmbeddedStore)
    assert store.location == path


def test_the_engine_gives_every_node_a_title_and_a_type_of_its_own(store: Store) -> None:
    """What docs/stores.md tells of these names: they are no properties of the model, or of another family."""
    store.write(Changes((law(1), Node("Document", "document/1", None, {"title": "Title"}))))
    rows = store.read("MATCH (n) RETURN n.name AS name, n.title AS title, n.type AS type ORDER BY n.id")
    assert rows == [
        {"name": "Title", "title": "Title", "type": "Document"},
        {"name": "Law 1", "title": "Law 1", "type": "Law"},
    ]
