"""Mirrors: a target becomes what the source is, writing only where they differ, and keeps what is of others."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from greffier.graph import mirrors
from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.errors import StoreError
from greffier.graph.mirrors import ORDER, Strangers, Tally, count, find_strangers, mirror
from greffier.graph.model import model
from greffier.graph.occurrences import locate
from greffier.graph.store import Row, Store, open_store
from greffier.ingest.integration import integrate
from tests.neo4j_server import wipe
from tests.queries.corpus import build_store, extractions


def everything(store: Store) -> dict[str, list[Row]]:
    """Return all nodes by family and all relations by type, each with all that it bears."""
    graph = {family: store.read(f"MATCH (n:{family}) RETURN n ORDER BY n.id") for family in model().families}
    for name in model().relations:
        graph[name] = store.read(f"MATCH (a)-[r:{name}]->(b) RETURN a.id AS a, b.id AS b, r ORDER BY a, b")
    return graph


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of either kind: what mirrors do is the same on both."""
    location = str(tmp_path / "target.kgl")
    if request.param == "neo4j":
        location = request.getfixturevalue("neo4j_uri")
        wipe(location)
    with open_store(location, writable=True) as opened:
        yield opened


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Store]:
    """A store of the six invented documents."""
    build_store(tmp_path / "source.kgl")
    with open_store(str(tmp_path / "source.kgl"), writable=True) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mirrors, "PAGE", 3)
    monkeypatch.setattr(mirrors, "IDS", 7)


def test_all_families_have_their_turn() -> None:
    assert sorted(ORDER) == sorted(model().families)


def test_an_empty_target_becomes_the_source(source: Store, target: Store) -> None:
    done: list[int] = []
    total = count(source)
    assert mirror(source, target, done.append) == Tally(made=total)
    assert everything(target) == everything(source)
    assert sum(done) == total == count(target)


def test_doing_it_again_changes_nothing(source: Store, target: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror(source, target)
    before = everything(target)
    monkeypatch.setattr(target, "write", lambda _: pytest.fail("nothing was to be written"))
    assert mirror(source, target) == Tally(same=count(source))
    assert everything(target) == before


def test_what_has_changed_in_the_source_is_changed_and_what_is_gone_is_removed(
    source: Store, target: Store, tmp_path: Path
) -> None:
    mirror(source, target)
    unchanged = count(source)
    bank = Node("Organization", "organization/new", "Bank", {"name": "New", "names": [], "documents": 1})
    part = Edge("PART_OF", "Organization", bank.id, *_first(source, "Organization"), {"claims": 1})
    source.write(Changes(new_nodes=(bank,), new_edges=(part,)))
    source.run("MATCH (d:Document) WITH d ORDER BY d.id LIMIT 1 SET d.title = 'Another title'")
    source.run("MATCH (c:Claim) WITH c ORDER BY c.id LIMIT 1 DETACH DELETE c")
    source.run("MATCH (:Occurrence)-[r:IS]->(:Law) SET r.why = 'for another reason'")
    source.run("MATCH (:Action)-[r:CONCERNS]->(:Incident) DELETE r")
    tally = mirror(source, target)
    assert everything(target) == everything(source)
    assert (tally.made >= 1, tally.changed >= 2, tally.removed >= 1) == (True, True, True)
    assert tally.made + tally.changed < unchanged / 2


def _first(store: Store, family: str) -> tuple[str, str]:
    (row,) = store.read(f"MATCH (n:{family}) RETURN n.id AS id ORDER BY id LIMIT 1")
    return family, row["id"]


def test_a_kind_that_has_changed_is_changed(source: Store, target: Store) -> None:
    for kind in ("Bank", "Insurer"):
        source.write(Changes((Node("Organization", "organization/1", kind, {"name": "A", "names": ["A"]}),)))
        mirror(source, target)
        (row,) = target.read("MATCH (n:Organization {id: 'organization/1'}) RETURN labels(n) AS labels")
        assert row["labels"] == ["Organization", kind]


def test_a_relation_that_is_there_twice_is_made_one(source: Store, target: Store) -> None:
    mirror(source, target)
    (row,) = source.read("MATCH (o:Occurrence)-[:IN]->(d:Document) RETURN o.id AS o, d.id AS d ORDER BY o LIMIT 1")
    target.write(Changes(new_edges=(Edge("IN", "Occurrence", row["o"], "Document", row["d"]),)))
    mirror(source, target)
    assert everything(target) == everything(source)


@pytest.mark.parametrize("failing", [1, 4, 20])
def test_what_was_interrupted_is_completed(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    left = failing
    write = target.write

    def interrupted(changes: Changes) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise StoreError("the server is gone")
        write(changes)

    monkeypatch.setattr(target, "write", interrupted)
    with pytest.raises(StoreError, match="the server is gone"):
        mirror(source, target)
    assert 0 <= count(target) < count(source)
    tally = mirror(source, target)
    assert tally.same > 0 or failing == 1
    assert everything(target) == everything(source)


def test_documents_taken_in_later_come_over(target: Store, tmp_path: Path) -> None:
    every = [locate(extraction) for extraction in extractions()]
    with open_store(str(tmp_path / "source.kgl"), writable=True) as source:
        for part in (every[:2], every[2:]):
            source.write(integrate(source, part))
            mirror(source, target)
            assert everything(target) == everything(source)
            assert find_strangers(source, target) == Strangers()


@pytest.mark.neo4j
def test_what_is_of_others_is_told_and_stays(source: Store, neo4j_uri: str) -> None:
    wipe(neo4j_uri)
    with open_store(neo4j_uri, writable=True) as target:
        mirror(source, target)
        target.run(
            "MATCH (l:Law) WITH l ORDER BY l.id LIMIT 1 "
            "CREATE (l)<-[:NOTED {on: date('2024-01-02')}]-(:Note {text: 'mine'}), "
            "(:Organization {id: 'mine', name: 'Mine'}) SET l:Starred, l.note = 'of mine'"
        )
        assert find_strangers(source, target) == Strangers(nodes=2)
        assert mirror(source, target) == Tally(same=count(source))
        (row,) = target.read("MATCH (:Note)-[r:NOTED]->(l:Law:Starred) RETURN l.note AS note, r.on AS on")
        assert row == {"note": "of mine", "on": date(2024, 1, 2)}
        assert target.read("MATCH (o:Organization {id: 'mine'}) RETURN o.name AS name") == [{"name": "Mine"}]


def test_documents_that_the_source_has_not_are_told(source: Store, target: Store) -> None:
    for number in range(9):
        target.write(Changes((Node("Document", f"document/{number}", None, {"title": f"Title {number}"}),)))
    assert find_strangers(source, target) == Strangers(documents=9, title="Title 0")


def test_only_a_page_is_held(source: Store, target: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def measured(read: Callable[..., list[Row]]) -> Callable[..., list[Row]]:
        def reading(text: str, parameters: object = None) -> list[Row]:
            rows = read(text, parameters)
            sizes.append(len(rows))
            return rows

        return reading

    for store in (source, target):
        monkeypatch.setattr(store, "read", measured(store.read))
    mirror(source, target)
    mirror(source, target)
    assert max(sizes) <= 9  # ids that are held at once, or the relations of a page
