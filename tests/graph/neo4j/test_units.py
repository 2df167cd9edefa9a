"""Units of reading and writing: no other writer comes between, whole or not at all, done again where that is safe."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from neo4j.exceptions import IncompleteCommit, ServiceUnavailable, TransientError

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.errors import QueryError, StoreError
from greffier.graph.neo4j.store import Neo4jStore
from greffier.graph.store import Store, open_store
from tests.neo4j_server import wipe

pytestmark = pytest.mark.neo4j


@pytest.fixture
def location(neo4j_uri: str) -> str:
    """The URL of a Neo4j with nothing in it."""
    wipe(neo4j_uri)
    return neo4j_uri


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    with open_store(location, writable=True) as opened:
        yield opened


def law(number: int, name: str = "Act") -> Node:
    return Node("Law", f"law/{number}", None, {"name": name})


def laws(store: Store) -> list[str]:
    return [row["id"] for row in store.read("MATCH (n:Law) RETURN n.id AS id ORDER BY id")]


def add_one(store: Store) -> int:
    """Write a law whose number is how many there are, as who resolves against what is stored does."""
    number = len(laws(store))
    store.write(Changes(new_nodes=(law(number),)))
    return number


def test_units_of_several_writers_come_one_after_the_other(location: str) -> None:
    numbers: list[int] = []

    def write() -> None:
        with open_store(location, writable=True) as own:
            for _ in range(5):
                numbers.append(own.exclusively(lambda: add_one(own)))

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(numbers) == list(range(20))


def test_a_unit_reads_what_it_has_written_and_others_only_when_it_has_ended(store: Store, location: str) -> None:
    def work() -> list[str]:
        store.write(Changes((law(1),)))
        store.run("MATCH (n:Law) SET n.name = 'New'")
        with open_store(location) as other:
            assert laws(other) == []
        return laws(store)

    assert store.exclusively(work) == ["law/1"]
    assert store.read("MATCH (n:Law) RETURN n.name AS name") == [{"name": "New"}]


def test_a_unit_within_a_unit_is_part_of_it(store: Store) -> None:
    def work() -> None:
        store.exclusively(lambda: store.write(Changes((law(1),))))
        raise LookupError

    with pytest.raises(LookupError):
        store.exclusively(work)
    assert laws(store) == []


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (lambda s: s.write(Changes((Node("Law", "law/2", "Ship"),))), StoreError),
        (lambda s: s.write(Changes(new_nodes=(law(1),))), StoreError),
        (lambda s: s.read("MATCH (n RETURN n"), QueryError),
        (lambda s: s.read("CREATE (n:Law {id: 'law/3'})"), QueryError),
        (lambda s: int("none"), ValueError),
    ],
)
def test_a_unit_that_fails_leaves_nothing(
    store: Store, fault: Callable[[Store], object], expected: type[Exception]
) -> None:
    def work() -> None:
        store.write(Changes((law(1),)))
        fault(store)

    with pytest.raises(expected) as caught:
        store.exclusively(work)
    assert type(caught.value) is expected
    assert laws(store) == []
    assert store.exclusively(lambda: add_one(store)) == 0  # the lock is free again


def test_a_unit_is_done_again_from_its_reads_where_the_server_says_so(store: Store) -> None:
    read: list[int] = []

    def work() -> None:
        read.append(add_one(store))
        if len(read) == 1:
            raise TransientError("another leader")

    store.exclusively(work)
    assert read == [0, 0]
    assert laws(store) == ["law/0"]


def lose_commits(monkeypatch: pytest.MonkeyPatch, store: Store, *, kept: bool, times: int) -> None:
    """Have the connection be lost as transactions end, whether the server has kept them or not."""
    assert isinstance(store, Neo4jStore)
    open_session = store._session
    left = times

    def session(access: str) -> Any:
        opened = open_session(access)
        execute_write = opened.execute_write

        def losing(work: Any) -> Any:
            nonlocal left
            if not left:
                return execute_write(work)
            left -= 1
            if kept:
                execute_write(work)
            raise IncompleteCommit("lost")

        monkeypatch.setattr(opened, "execute_write", losing)
        return opened

    monkeypatch.setattr(store, "_session", session)


@pytest.mark.parametrize("kept", [False, True])
def test_a_unit_whose_end_is_not_known_is_done_again(store: Store, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    store.write(Changes())
    lose_commits(monkeypatch, store, kept=kept, times=1)

    def work() -> None:
        if "law/1" not in laws(store):
            store.write(Changes(new_nodes=(law(1),)))

    store.exclusively(work)
    assert laws(store) == ["law/1"]


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_set_is_set_again_where_the_end_is_not_known(
    store: Store, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    edge = Edge("IS", "Occurrence", "occurrence/1", "Law", "law/1", {"by": "name"})
    changes = Changes((law(1), Node("Occurrence", "occurrence/1")), (edge,))
    store.write(Changes())
    lose_commits(monkeypatch, store, kept=kept, times=2)
    store.write(changes)
    assert store.read("MATCH (:Occurrence)-[r:IS]->(l) RETURN l.id AS id") == [{"id": "law/1"}]


def test_what_is_made_without_looking_is_never_made_twice(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(Changes((law(1), Node("Occurrence", "occurrence/1"))))
    lose_commits(monkeypatch, store, kept=True, times=1)
    edge = Edge("IS", "Occurrence", "occurrence/1", "Law", "law/1", {"by": "name"})
    with pytest.raises(StoreError, match="it may be in the store or not"):
        store.write(Changes(new_edges=(edge,)))
    assert len(store.read("MATCH (:Occurrence)-[r:IS]->(l) RETURN l.id AS id")) == 1


def test_where_the_end_stays_unknown_it_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(Changes())
    lose_commits(monkeypatch, store, kept=False, times=9)
    with pytest.raises(StoreError, match="it may be in the store or not"):
        store.exclusively(lambda: None)


def test_where_no_server_answers_after_a_lost_end_that_is_what_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(Changes())
    assert isinstance(store, Neo4jStore)
    errors: Iterator[Exception] = iter((IncompleteCommit("lost"), ServiceUnavailable("gone")))

    def session(access: str) -> Any:
        raise next(errors)

    monkeypatch.setattr(store, "_session", session)
    with pytest.raises(StoreError, match="it may be in the store or not"):
        store.exclusively(lambda: None)


def test_a_store_opened_for_reading_has_no_units(location: str) -> None:
    with open_store(location) as reading, pytest.raises(StoreError, match="opened for reading only"):
        reading.exclusively(lambda: None)
