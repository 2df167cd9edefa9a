"""The embedded store and Neo4j, given the same documents, hold the same graph and give the same answers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from greffier.graph.changes import Changes
from greffier.graph.model import THINGS, model
from greffier.graph.networks import network
from greffier.graph.occurrences import locate
from greffier.graph.store import Row, Store, open_store
from greffier.graph.testimonies import read_extractions
from greffier.ingest.integration import integrate
from greffier.ingest.pipeline import ingest
from greffier.queries.cards import build_card
from greffier.queries.catalogue import Query, load
from greffier.queries.counts import count
from greffier.queries.finds import find
from greffier.queries.heads import Parameter
from greffier.queries.names import find_things
from tests.neo4j_server import wipe
from tests.queries.corpus import extractions

pytestmark = pytest.mark.neo4j

TYPED = {
    "boolean": ["true"],
    "date": ["2020-12", "2023", "2024-06-10"],
    "text": ["CA", "fr", "CA-QC"],
    "integer": ["1"],
    "number": ["1000000"],
}
WORDS = [
    "rançongiciel",
    "Desjardins",
    "l'Autorité",
    "data breach",
    "autorité des marchés financiers",
    "RGPD",
    "2016/679",
    "AMENDE",
    "Medibank's",
]
NOWHERE = ["cœur zeppelin", "(", "desjard"]
Stores = tuple[Store, Store]


@pytest.fixture(scope="module")
def stores(neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Iterator[Stores]:
    """The example documents and the invented ones in an embedded store and in Neo4j."""
    wipe(neo4j_uri)
    path = str(tmp_path_factory.mktemp("agree") / "graph.kgl")
    for location in (path, neo4j_uri):
        with open_store(location, writable=True) as store:
            assert ingest(store, [str(project_root / "examples" / "documents")]).new == 16
            store.write(integrate(store, [locate(e) for e in extractions()]))
    with open_store(path) as embedded, open_store(neo4j_uri) as server:
        yield embedded, server


def everything(store: Store) -> dict[str, list[Row]]:
    """Return all nodes by family and all relations by type, each with all that it bears."""
    graph = {}
    for family in model().families:
        graph[family] = store.read(f"MATCH (n:{family}) RETURN n ORDER BY n.id")
    for name in model().relations:
        graph[name] = store.read(f"MATCH (a)-[r:{name}]->(b) RETURN a.id AS a, b.id AS b, r ORDER BY a, b")
    return graph


def ids(store: Store, labels: tuple[str, ...]) -> list[str]:
    """Return the ids of the things that bear one of the labels, those of most documents first."""
    rows = [
        row
        for label in labels or THINGS
        for row in store.read(f"MATCH (n:{label}) RETURN n.id AS id, n.documents AS documents")
    ]
    return [row["id"] for row in sorted(rows, key=lambda row: (-row["documents"], row["id"]))]


def values(store: Store, parameter: Parameter) -> list[str]:
    """Return values to ask with: of things all that there are, else one of each sort."""
    if parameter.type == "thing":
        return ids(store, parameter.of)
    if parameter.type == "text" and parameter.of:
        return list(parameter.of)
    return TYPED[parameter.type]


def askings(store: Store, query: Query) -> Iterator[Mapping[str, str]]:
    """Yield sets of parameters: all things for a required one, and each other one alone with some of these."""
    required = {p.name: values(store, p) for p in query.parameters if p.required}
    if not required:
        bases: list[dict[str, str]] = [{}]
    else:
        ((name, members),) = required.items()
        bases = [{name: member} for member in members]
    yield from bases
    for parameter in query.parameters:
        if not parameter.required:
            yield from (base | {parameter.name: value} for base in bases[:3] for value in values(store, parameter))


def test_nodes_and_relations_are_the_same(stores: Stores) -> None:
    embedded, server = map(everything, stores)
    assert embedded == server
    assert all(embedded[family] for family in model().families)
    assert sum(len(embedded[name]) for name in model().relations) > 500


@pytest.mark.parametrize("name", sorted(load()))
def test_questions_have_the_same_answers(stores: Stores, name: str) -> None:
    embedded, server = stores
    query, answered = load()[name], 0
    for parameters in askings(embedded, query):
        rows = query.run(embedded, parameters)
        assert query.run(server, parameters) == rows, parameters
        answered += bool(rows)
    assert answered


@pytest.mark.parametrize("words", WORDS + NOWHERE)
def test_the_same_is_found(stores: Stores, words: str) -> None:
    embedded, server = ({(hit.family, hit.id) for hit in store.search(words, 1000)} for store in stores)
    assert embedded == server
    assert bool(embedded) == (words in WORDS)
    shown, shown_too = (sorted(find(store, words, 1000), key=lambda row: row["id"]) for store in stores)
    assert shown == shown_too


@pytest.mark.parametrize("name", ["desjardins", "Autorité des marchés financiers", "fine", "amf", "zeppelin"])
def test_names_mean_the_same(stores: Stores, name: str) -> None:
    embedded, server = (find_things(store, name) for store in stores)
    assert embedded == server


def test_cards_are_the_same(stores: Stores) -> None:
    embedded, server = stores
    for name in ids(embedded, ())[:40]:
        (thing,) = find_things(embedded, name)
        assert build_card(embedded, thing) == build_card(server, thing)


def test_what_documents_say_and_the_network_come_back_the_same(stores: Stores) -> None:
    embedded, server = stores
    assert list(read_extractions(embedded)) == list(read_extractions(server))
    assert count(embedded) == count(server)
    one, other = network(embedded), network(server)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_documents_that_are_known_are_not_written_again(
    stores: Stores, neo4j_uri: str, project_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(stores[1])

    def refuse(*_: object) -> None:
        raise AssertionError("nothing was to be written")

    with open_store(neo4j_uri, writable=True) as store:
        monkeypatch.setattr(store, "write", refuse)
        monkeypatch.setattr(store, "run", refuse)
        summary = ingest(store, [str(project_root / "examples" / "documents")])
    assert (summary.new, summary.renewed, summary.known) == (0, 0, 16)
    assert everything(stores[1]) == before


def test_taking_in_the_same_changes_nothing(stores: Stores, neo4j_uri: str) -> None:
    before = everything(stores[1])
    with open_store(neo4j_uri, writable=True) as store:
        again = integrate(store, [locate(e) for e in extractions()])
        assert [node for node in again.nodes if node.family in THINGS] == []
        store.write(again)
        store.write(Changes())
    assert everything(stores[1]) == before
