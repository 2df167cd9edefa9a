"""The offline import: its files, and that what it loads is what an online push writes."""

from datetime import date
from pathlib import Path

import pytest

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.errors import ServerError, StoreError
from greffier.graph.mirrors import Tally, count, mirror
from greffier.graph.neo4j.imports import load_offline, write_import
from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.store import Store, open_store
from tests.neo4j_server import free_ports, wipe
from tests.queries.corpus import build_store

AWKWARD = (
    Node("Law", "law/1", None, {"name": 'L\'"été" \\ 😀\n\r\n\t,;', "names": ["", "a,b", 'c"d'], "unresolved": []}),
    Node("Law", "law/2", None, {"name": "", "names": [""], "unresolved": ["\x1f", "a"], "documents": 2**40}),
    Node("Law", "law/3", None, {"names": ["\x1e"], "unresolved": None}),
    Node("Incident", "incident/1", "Fraud", {"date_from": date(1999, 12, 31), "confidence": 0.1 + 0.2}),
    Node("Incident", "incident/2", "Other", {"confidence": 1e22}),
)
EDGE = Edge("IS", "Occurrence", "occurrence/1", "Law", "law/1", {"score": 0.5, "why": '"', "by": None})


@pytest.fixture
def source(tmp_path: Path) -> str:
    """The path of a store of the six invented documents, and of nodes that are hard to write into a file."""
    path = tmp_path / "source.kgl"
    build_store(path)
    with open_store(str(path), writable=True) as store:
        store.write(Changes((*AWKWARD, Node("Occurrence", "occurrence/1")), (EDGE,)))
    return str(path)


def everything(store: Store) -> tuple[list[str], list[str]]:
    nodes = store.read("MATCH (n) RETURN n ORDER BY n.id")
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.id AS a, r, b.id AS b")
    return [str(row) for row in nodes], sorted(str(row) for row in edges)


def test_the_files_say_all_but_what_they_cannot(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.kgl"), writable=True) as store:
        store.write(Changes((*AWKWARD[:3], Node("Occurrence", "occurrence/1")), (EDGE,)))
        done: list[int] = []
        found = write_import(store, tmp_path, done.append)
    assert (found.nodes, found.edges, sum(done)) == (4, 1, 5)
    assert [node.id for node in found.left] == ["law/2", "law/3"]
    lines = (tmp_path / "nodes-law.csv").read_text("utf-8").split("\n")
    assert lines[0] == (
        "id:ID(Law),name:string,names:string[],search:string,jurisdiction:string,gazetteer:string,"
        "unresolved:string[],documents:long"
    )
    assert lines[-2] == '"law/3",,,,,,,'
    assert (tmp_path / "relationships-is-occurrence-law.csv").read_text("utf-8") == (
        ':START_ID(Occurrence),:END_ID(Law),score:double,why:string,by:string,at:string\n"occurrence/1","law/1",0.5,"""",,\n'
    )
    assert f"--nodes=Law={tmp_path / 'nodes-law.csv'}" in found.arguments
    assert "CREATE CONSTRAINT law_id" in (tmp_path / "afterwards.cypher").read_text("utf-8")


@pytest.fixture
def server(neo4j_uri: str, tmp_path: Path) -> ManagedServer:
    """A managed server of its own that was never started; `neo4j_uri` says whether there is one to test with."""
    try:
        ManagedServer().install()
    except ServerError as error:
        pytest.skip(f"there is no Neo4j to install: {error}")
    bolt, http = free_ports(2)
    return ManagedServer(tmp_path / "neo4j", bolt=bolt, http=http, heap="512m")


@pytest.mark.neo4j
def test_what_is_loaded_offline_is_what_is_pushed(
    source: str, server: ManagedServer, neo4j_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(server.home.parent))  # whose password is then known
    wipe(neo4j_uri)
    try:
        with open_store(source) as graph, open_store(neo4j_uri, writable=True) as pushed:
            mirror(graph, pushed)
            found = load_offline(graph, server)
            assert not server.status().running
            assert found.nodes + found.edges == count(graph)
            server.start()
            with open_store(server.url, writable=True) as loaded:
                for one, other in zip(everything(loaded), everything(pushed), strict=True):
                    assert [line for line in one if line not in other] == []
                    assert len(one) == len(other)
                assert {row["name"] for row in loaded.read("SHOW INDEXES YIELD name")} >= {"law_id", "law_search"}
                assert mirror(graph, loaded) == Tally(same=count(graph))
            with pytest.raises(StoreError, match="is not empty, and --offline is for a first load"):
                load_offline(graph, server)
            assert server.status().running
    finally:
        server.stop()
