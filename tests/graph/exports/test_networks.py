"""The network of things, and the forms in which it goes to other tools."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import networkx
import pytest

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.exports.networks import Network, network, write_gexf, write_graphml
from greffier.graph.store import Store, open_store

ORDER = "action/assurance-boreale-order-2024-06-10"
Write = Callable[[Network, BinaryIO], None]


def written(write: Write, graph: Network) -> bytes:
    stream = io.BytesIO()
    write(graph, stream)
    return stream.getvalue()


def read_graphml(content: bytes) -> Any:
    return networkx.read_graphml(io.BytesIO(content), force_multigraph=True)


def read_gexf(content: bytes) -> Any:
    return networkx.read_gexf(io.BytesIO(content))


def test_things_are_nodes_with_flat_attributes(corpus: Store) -> None:
    graph = network(corpus)
    families = [told["family"] for _, told in graph.nodes(data=True)]
    assert list(dict.fromkeys(families)) == ["Organization", "Law", "Incident", "Action"]
    assert graph.nodes["regulator/fr-amf"] == {
        "family": "Organization",
        "kind": "Regulator",
        "name": "Autorité des marchés financiers",
        "names": "Autorité des marchés financiers",
        "jurisdiction": "FR",
        "gazetteer": "regulator/fr-amf",
        "documents": 1,
    }
    assert graph.nodes["law/ca-qc-assureurs"]["family"] == "Law"
    assert "kind" not in graph.nodes["law/ca-qc-assureurs"]
    for _, told in graph.nodes(data=True):
        assert {type(value) for value in told.values()} <= {str, int, float}
        assert "search" not in told


def test_asserted_relations_are_edges(corpus: Store) -> None:
    graph = network(corpus)
    (order,) = [name for name in graph if name.startswith(ORDER)]
    assert graph.edges["regulator/ca-qc-amf", order, "ISSUED"] == {
        "id": f"regulator/ca-qc-amf ISSUED {order}",
        "relation": "ISSUED",
        "claims": 2,
        "documents": 2,
        "confidence": 0.9,
        "status": "asserted",
        "first": "2024-06-11",
        "last": "2024-06-12",
    }
    assert graph.has_edge("organization/assurance-boreale", "organization/groupe-boreal", "PART_OF")
    assert {told["status"] for _, _, told in graph.edges(data=True)} == {"asserted"}
    stored = corpus.read("MATCH (:Incident)-[r:AFFECTED]->(:Organization) RETURN r.status AS status ORDER BY status")
    assert [row["status"] for row in stored] == ["alleged", "asserted", "denied"]
    assert sum(key == "AFFECTED" for _, _, key in graph.edges(keys=True)) == 1


def test_two_things_may_have_several_relations(tmp_path: Path) -> None:
    one, other = (
        Node("Organization", f"organization/{i}", "Bank", {"name": str(i), "names": ["a", "b"]}) for i in "12"
    )
    edges = tuple(
        Edge(kind, "Organization", one.id, "Organization", other.id, {"claims": 1, "status": "asserted"})
        for kind in ("PART_OF", "NOTIFIED")
    )
    with open_store(str(tmp_path / "x.kgl"), writable=True) as store:
        store.write(Changes((one, other), edges))
        graph = network(store)
    assert graph.nodes[one.id]["names"] == "a; b"
    assert [(a, b, key) for a, b, key in graph.edges(keys=True)] == [
        (one.id, other.id, "NOTIFIED"),
        (one.id, other.id, "PART_OF"),
    ]
    for read, write in ((read_graphml, write_graphml), (read_gexf, write_gexf)):
        again = read(written(write, graph))
        assert sorted(told["relation"] for _, _, told in again.edges(data=True)) == ["NOTIFIED", "PART_OF"]


def test_an_empty_store_is_an_empty_network(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "x.kgl"), writable=True) as store:
        graph = network(store)
    assert (len(graph), graph.size()) == (0, 0)
    assert len(read_graphml(written(write_graphml, graph))) == 0
    assert len(read_gexf(written(write_gexf, graph))) == 0


def test_graphml_is_read_back_as_it_was(corpus: Store) -> None:
    graph = network(corpus)
    again = read_graphml(written(write_graphml, graph))
    assert again.is_directed()
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert sorted((a, b, told["id"]) for a, b, told in again.edges(data=True)) == sorted(
        (a, b, told["id"]) for a, b, told in graph.edges(data=True)
    )
    by_id = {told["id"]: told for _, _, told in graph.edges(data=True)}
    assert all(by_id[told["id"]] == told for _, _, told in again.edges(data=True))


def test_gexf_is_read_back_as_it_was_with_labels(corpus: Store) -> None:
    graph = network(corpus)
    again = read_gexf(written(write_gexf, graph))
    assert again.is_directed()
    for name, told in graph.nodes(data=True):
        assert again.nodes[name] == {**told, "label": told["name"]}
    edges = {told["id"]: (a, b, told) for a, b, told in again.edges(data=True)}
    assert len(edges) == graph.size()
    for a, b, told in graph.edges(data=True):
        start, end, found = edges[told["id"]]
        assert (start, end, found["label"]) == (a, b, told["relation"])
        assert {k: found[k] for k in told} == told


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_the_same_graph_gives_the_same_bytes_and_no_date(
    corpus: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(write, network(corpus))
    monkeypatch.setattr("time.strftime", lambda *_: "1999-12-31")
    assert written(write, network(corpus)) == before
    assert b"1999-12-31" not in before
    assert networkx.__version__.encode() not in before
    assert before.startswith(b"<?xml") or before.startswith(b"<gexf")


@pytest.mark.parametrize(("read", "write"), [(read_graphml, write_graphml), (read_gexf, write_gexf)])
def test_what_xml_cannot_hold_is_left_out(tmp_path: Path, read: Callable[[bytes], Any], write: Write) -> None:
    name = 'a\x00b\x1b & <c> "d" é 😀 \ufffe'
    with open_store(str(tmp_path / "x.kgl"), writable=True) as store:
        store.write(Changes((Node("Law", "law/1", None, {"name": name}),)))
        graph = network(store)
    assert graph.nodes["law/1"]["name"] == name
    assert read(written(write, graph)).nodes["law/1"]["name"] == 'a b  & <c> "d" é 😀  '
    assert graph.nodes["law/1"]["name"] == name
