"""What documents say comes back from a store as it went in."""

from pathlib import Path

from greffier.graph.occurrences import locate
from greffier.graph.store import open_store
from greffier.graph.testimonies import read_extractions, read_nodes
from tests.queries.corpus import build_store, extractions


def test_extractions_come_back_as_they_went_in(tmp_path: Path) -> None:
    build_store(tmp_path / "x.kgl")
    given = sorted(extractions(), key=lambda e: e.document.id)
    with open_store(str(tmp_path / "x.kgl")) as store:
        found = [extraction for extraction, _ in read_extractions(store)]
    assert [e.document for e in found] == [e.document for e in given]
    for one, other in zip(found, given, strict=True):
        assert (one.reader, one.entities, one.incidents, one.actions) == (
            other.reader,
            other.entities,
            other.incidents,
            other.actions,
        )
        assert one.claims == other.claims
        assert locate(one).occurrences == locate(other).occurrences


def test_every_item_has_its_thing(tmp_path: Path) -> None:
    build_store(tmp_path / "x.kgl")
    with open_store(str(tmp_path / "x.kgl")) as store:
        for extraction, nodes in read_extractions(store):
            events = (*extraction.incidents, *extraction.actions)
            assert sorted(nodes) == sorted([*(e.id for e in extraction.entities), *(e.id for e in events)])
            assert read_nodes(store, extraction.document.id) == nodes
            assert all(nodes[e.id] == e.known_as for e in extraction.entities if e.known_as)


def test_an_empty_store_says_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "x.kgl")
    with open_store(path, writable=True):
        pass
    with open_store(path) as store:
        assert list(read_extractions(store)) == []
        assert read_nodes(store, "document/none") == {}
