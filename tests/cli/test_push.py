"""`greffier push`: a file's graph into a Neo4j, again and again; what it refuses, and with which code."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from greffier.graph import mirrors
from greffier.graph.changes import Changes, Node
from greffier.graph.errors import StoreError
from greffier.graph.store import Store, open_store
from tests.cli.conftest import Run
from tests.neo4j_server import wipe


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("push",), "give the URL of a Neo4j (neo4j://host:7687), or --offline"),
        (("push", "--to", "folder", "bolt://host"), "--to is for --offline"),
        (("push", "--offline", "bolt://host"), "--offline loads the managed server anew"),
        (("push", "--offline", "--replace"), "--offline loads the managed server anew"),
        (("push", "other.kgl"), "'other.kgl' is no URL of a Neo4j; write neo4j://host:7687"),
        (("push", "bolt://host", "--store", "bolt://host"), "bolt://host is the store itself"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(run: Run, words: tuple[str, ...], message: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_server_that_does_not_answer_is_an_error(run: Run, corpus_path: Path) -> None:
    result = run("push", "--store", corpus_path, "bolt://127.0.0.1:1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("greffier: bolt://127.0.0.1:1: no Neo4j answers there")


@pytest.mark.parametrize("url", ["http://127.0.0.1:7474", "neo4j://ann:secret@127.0.0.1"])
def test_a_url_that_names_no_store_is_an_error(run: Run, corpus_path: Path, url: str) -> None:
    result = run("push", "--store", corpus_path, url)
    assert result.exit_code == 1
    assert "secret" not in result.output


def test_a_file_that_is_not_there_is_an_error(run: Run) -> None:
    result = run("push", "--store", "none.kgl", "bolt://127.0.0.1:1")
    assert result.exit_code == 1
    assert "none.kgl: there is no store here" in result.stderr


@pytest.fixture
def empty(neo4j_uri: str) -> str:
    """The URL of a Neo4j with nothing in it."""
    wipe(neo4j_uri)
    return neo4j_uri


@pytest.fixture
def server(empty: str) -> Iterator[Store]:
    with open_store(empty, writable=True) as opened:
        yield opened


def count(store: Store) -> int:
    (row,) = store.read("MATCH (n) RETURN count(n) AS n")
    return int(row["n"])


@pytest.mark.neo4j
def test_a_graph_is_pushed_and_pushed_again(run: Run, corpus_path: Path, empty: str) -> None:
    with open_store(str(corpus_path)) as source:
        total, nodes = mirrors.count(source), count(source)
    first = run("push", "--store", corpus_path, empty)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr == f"{empty}: {total} made; 0 nodes and relations were the same already.\n"
    again = run("push", "--store", corpus_path, empty)
    assert again.exit_code == 0
    assert again.stderr == f"{empty}: nothing to do; {total} nodes and relations were the same already.\n"
    assert run("push", "--quiet", "--store", corpus_path, empty).output == ""
    with open_store(empty) as server:
        assert count(server) == nodes
    for words in (("stats",), ("query", "timeline", "-p", "institution=Assurance Boréale")):
        assert run(*words, "--store", empty).stdout == run(*words, "--store", corpus_path).stdout


@pytest.mark.neo4j
def test_nodes_of_others_are_not_written_beside_unless_asked_for(run: Run, corpus_path: Path, server: Store) -> None:
    server.run("CREATE (:Note {text: 'mine'})")
    refused = run("push", "--store", corpus_path, server.location)
    assert refused.exit_code == 1
    assert "holds nodes that are not of Greffier (1); name a database for it alone (URL/database), or give --into-" in (
        refused.stderr
    )
    assert count(server) == 1
    assert run("push", "--store", corpus_path, "--into-existing", server.location).exit_code == 0
    assert run("push", "--store", corpus_path, "--into-existing", server.location).exit_code == 0
    assert server.read("MATCH (n:Note) RETURN n.text AS text") == [{"text": "mine"}]


@pytest.mark.neo4j
def test_documents_of_another_file_are_not_removed_unless_asked_for(run: Run, corpus_path: Path, server: Store) -> None:
    server.write(Changes((Node("Document", "document/other", None, {"title": "Other"}),)))
    refused = run("push", "--store", corpus_path, server.location)
    assert refused.exit_code == 1
    assert f"holds documents that {corpus_path} does not (1), such as 'Other'" in refused.stderr
    assert count(server) == 1
    done = run("push", "--store", corpus_path, "--replace", server.location)
    assert done.exit_code == 0
    assert ", 1 removed; " in done.stderr
    assert server.read("MATCH (d:Document {id: 'document/other'}) RETURN d") == []


@pytest.mark.neo4j
def test_after_an_interruption_to_push_again_completes_it(
    run: Run, corpus_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreError("the server is gone")

    with monkeypatch.context() as patched:
        patched.setattr(mirrors, "_compare_edges", broken)
        failed = run("push", "--store", corpus_path, empty)
    assert failed.exit_code == 1
    assert failed.stderr == "greffier: the server is gone; what was pushed stays, push again to go on from there\n"
    assert run("push", "--store", corpus_path, empty).exit_code == 0
    with open_store(str(corpus_path)) as source, open_store(empty) as server:
        assert mirrors.count(server) == mirrors.count(source)


@pytest.mark.neo4j
def test_an_empty_file_is_pushed_to_an_empty_database(run: Run, empty: str, tmp_path: Path) -> None:
    open_store(str(tmp_path / "empty.kgl"), writable=True).close()
    result = run("push", "--store", tmp_path / "empty.kgl", empty)
    assert (result.exit_code, result.stderr) == (
        0,
        f"{empty}: nothing to do; 0 nodes and relations were the same already.\n",
    )
