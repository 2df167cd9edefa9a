"""The embedded store and Neo4j, given the same, hold the same graph and answer every question alike.

Asked of the example documents with the invented ones, of the two seed articles where they are present, and of
random documents. GREFFIER_TEST_GRAPHS=40 asks of more random ones than the usual number.
"""

import importlib.util
import io
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Final

import pytest

from greffier.graph import occurrences
from greffier.graph.changes import Changes
from greffier.graph.exports.ftm import write_ftm
from greffier.graph.exports.jsonlines import write_jsonlines
from greffier.graph.exports.networks import network
from greffier.graph.exports.parquet import write_parquet
from greffier.graph.exports.spreadsheets import write_spreadsheets
from greffier.graph.exports.stix import write_stix
from greffier.graph.involvements import involvements
from greffier.graph.judgements import Verdict
from greffier.graph.model import THINGS, model
from greffier.graph.occurrences import locate
from greffier.graph.store import Row, Store, open_store
from greffier.graph.testimonies import read_extractions
from greffier.ingest.integration import integrate
from greffier.ingest.pipeline import ingest
from greffier.ingest.rulings import Author, judge, split
from greffier.queries.cards import build_card
from greffier.queries.catalogue import Query, load
from greffier.queries.counts import count
from greffier.queries.finds import find
from greffier.queries.heads import Parameter
from greffier.queries.names import find_things
from tests.neo4j_server import wipe
from tests.queries.corpus import extractions
from tests.stores.exact_rows import exact, exact_rows
from tests.stores.wild_reports import wild_testimonies

pytestmark = pytest.mark.neo4j

WILD: Final = int(os.environ.get("GREFFIER_TEST_GRAPHS", "1"))
SEEDS: Final = Path("evaluation", "seeds")
DOCUMENTS: Final = 16  # of each random graph
BATCH: Final = 5
MIXED: Final = 4  # askings of each question with several parameters at once
THINGS_ASKED: Final = 25  # the most that are asked for one after the other, where one has to be
THINGS_CHOSEN: Final = 6  # and where one may be
TYPED: Final = {
    "boolean": ["true"],
    "date": ["2020-12", "2023", "2024-06-10"],
    "text": ["CA", "fr", "CA-QC", "EUR"],
    "integer": ["1"],
    "number": ["1000000", "0"],
}
# The examples do not contradict each other, and none is a copy of another.
UNANSWERED: Final = {("examples", "contradictions"), ("examples", "copies")}
WORDS: Final = [
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
NOWHERE: Final = ["cœur zeppelin", "(", "desjard"]
NAMES: Final = ["desjardins", "Autorité des marchés financiers", "fine", "amf", "zeppelin", "x", "τράπεζα", "boreale"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold two stores with the same in both, and what that is."""

    embedded: Store
    server: Store
    holds: str

    def __iter__(self) -> Iterator[Store]:
        return iter((self.embedded, self.server))


def files(holds: str, project_root: Path) -> list[Path]:
    """Return the files that a pair is to hold, as a pattern."""
    folders = {"examples": project_root / "examples" / "documents", "seeds": project_root.parent / "shared" / SEEDS}
    return [folders[holds] / "*.txt"] if holds in folders else []


def made(holds: str) -> Sequence[occurrences.Testimony]:
    """Return what a pair is to hold beside the files."""
    if holds == "examples":
        return [locate(extraction) for extraction in extractions()]
    return wild_testimonies(int(holds.removeprefix("wild-")), DOCUMENTS) if holds.startswith("wild") else ()


def fill(store: Store, holds: str, project_root: Path) -> None:
    """Take in what a pair is to hold."""
    for pattern in files(holds, project_root):
        if not pattern.parent.is_dir():
            pytest.skip(f"the seed articles are not here: {SEEDS}")
        assert ingest(store, [str(pattern)]).new == {"examples": 16, "seeds": 2}[holds]
    for members in batched(made(holds), BATCH):
        store.write(integrate(store, members))
    if holds.startswith("wild"):
        decide(store)


def decide(store: Store) -> None:
    """Merge, split and keep apart some of what is there, as a person would."""
    author = Author("Ada", "2026-01-01T00:00:00Z", "for the tests")
    names = [row["id"] for row in store.read("MATCH (n:Organization) RETURN n.id AS id ORDER BY id")]
    judge(store, Verdict.SAME, "Organization", names[0], names[1], author)
    actions = [row["id"] for row in store.read("MATCH (a:Action) RETURN a.id AS id ORDER BY id")]
    judge(store, Verdict.SAME, "Action", actions[0], actions[-1], author)
    judge(store, Verdict.UNSURE, "Action", actions[1], actions[2], author)
    (told,) = store.read(
        "MATCH (n:Organization)<-[:IS]-(o:Occurrence) WITH n, collect(o.id) AS told WHERE size(told) > 2 "
        "RETURN n.id AS id, told ORDER BY id LIMIT 1"
    )
    split(store, "Organization", told["id"], sorted(told["told"])[:1], author)


@pytest.fixture(scope="module", params=["examples", "seeds", *(f"wild-{number}" for number in range(WILD))])
def stores(
    request: pytest.FixtureRequest, neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory, project_root: Path
) -> Iterator[Pair]:
    """The same in an embedded store and, written there from the start, in Neo4j."""
    wipe(neo4j_uri)
    path = str(tmp_path_factory.mktemp("conformance") / "graph.kgl")
    for location in (path, neo4j_uri):
        with open_store(location, writable=True) as store:
            fill(store, request.param, project_root)
    with ExitStack() as stack:
        embedded, server = (stack.enter_context(open_store(location)) for location in (path, neo4j_uri))
        yield Pair(embedded, server, request.param)


def everything(store: Store) -> dict[str, list[Row]]:
    """Return all nodes by family and all relations by type, each with all that it bears."""
    graph = {}
    for family in model().families:
        graph[family] = store.read(f"MATCH (n:{family}) RETURN n ORDER BY n.id")
    for name in model().relations:
        graph[name] = store.read(f"MATCH (a)-[r:{name}]->(b) RETURN a.id AS a, b.id AS b, r ORDER BY a, b")
    return graph


def ids(store: Store, labels: tuple[str, ...] = ()) -> list[str]:
    """Return the ids of the things that bear one of the labels, those of most documents first."""
    rows = [
        row
        for label in labels or THINGS
        for row in store.read(f"MATCH (n:{label}) RETURN n.id AS id, n.documents AS documents")
    ]
    return [row["id"] for row in sorted(rows, key=lambda row: (-row["documents"], row["id"]))]


def values(store: Store, parameter: Parameter) -> list[str]:
    """Return values to ask with: of things those of most documents, else one of each sort."""
    if parameter.type == "thing":
        return ids(store, parameter.of)[: THINGS_ASKED if parameter.required else THINGS_CHOSEN]
    if parameter.type == "text" and parameter.of:
        return list(parameter.of)
    return TYPED[parameter.type]


def askings(store: Store, query: Query, few: bool) -> Iterator[Mapping[str, str]]:
    """Yield sets of parameters: each thing for a required one, each other one alone, and some at random together.

    The server plans each set of those that are given anew, for up to a second: a few are those that are required.
    """
    known = {parameter.name: values(store, parameter) for parameter in query.parameters}
    required = [parameter.name for parameter in query.parameters if parameter.required]
    optional = [parameter.name for parameter in query.parameters if not parameter.required]
    bases: list[dict[str, str]] = [{}]
    for name in required:
        bases = [{name: member} for member in known[name]]
    yield from bases
    if few:
        return
    for name in optional:
        yield from (base | {name: value} for base in bases[:3] for value in known[name])
    chance = random.Random(query.name)
    for _ in range(MIXED if len(optional) > 1 and bases else 0):
        some = [name for name in chance.sample(optional, chance.randint(2, len(optional))) if known[name]]
        yield chance.choice(bases) | {name: chance.choice(known[name]) for name in some}


def test_nodes_and_relations_are_the_same(stores: Pair) -> None:
    embedded, server = map(everything, stores)
    assert exact(embedded) == exact(server)
    empty = {name for name, found in embedded.items() if not found}
    told_of_in_random_documents_only = {"Judgement", "NOTIFIED", "ACQUIRED", "PART_OF", "REGULATED_BY"}
    assert empty <= (set() if stores.holds.startswith("wild") else told_of_in_random_documents_only)


@pytest.mark.parametrize("name", sorted(load()))
def test_questions_have_the_same_answers(stores: Pair, name: str) -> None:
    query, answered = load()[name], 0
    for parameters in askings(stores.embedded, query, few=stores.holds == "seeds"):
        rows = query.run(stores.embedded, parameters)
        assert exact_rows(query.run(stores.server, parameters)) == exact_rows(rows), parameters
        answered += bool(rows)
    assert answered or stores.holds == "seeds" or (stores.holds, name) in UNANSWERED


def test_the_same_is_found(stores: Pair) -> None:
    for words in WORDS + NOWHERE + ["Recit", "τράπεζα", "œuvre", "😀", "東京海上"]:
        embedded, server = ({(hit.family, hit.id) for hit in store.search(words, 1000)} for store in stores)
        assert embedded == server, words
        if stores.holds == "examples":
            assert bool(embedded) == (words in WORDS), words
        shown, shown_too = (sorted(find(store, words, 1000), key=lambda row: row["id"]) for store in stores)
        assert shown == shown_too


def test_names_mean_the_same(stores: Pair) -> None:
    for name in NAMES:
        embedded, server = (find_things(store, name) for store in stores)
        assert embedded == server


def test_cards_are_the_same(stores: Pair) -> None:
    for name in ids(stores.embedded)[:40]:
        (thing,) = find_things(stores.embedded, name)
        assert build_card(stores.embedded, thing) == build_card(stores.server, thing)


def test_what_documents_say_and_the_network_come_back_the_same(stores: Pair) -> None:
    embedded, server = stores
    assert list(read_extractions(embedded)) == list(read_extractions(server))
    assert count(embedded) == count(server)
    one, other = network(embedded), network(server)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_exports_are_the_same_to_the_last_byte(stores: Pair, tmp_path: Path) -> None:
    assert exported(stores.embedded, tmp_path / "embedded") == exported(stores.server, tmp_path / "server")
    one, other = map(involvements, stores)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def exported(store: Store, folder: Path) -> dict[str, bytes]:
    """Return what a store exports as, by the names of the files."""
    folder.mkdir()
    write_spreadsheets(store, folder)
    write_parquet(store, folder)
    lines, bundle = io.BytesIO(), io.BytesIO()
    write_jsonlines(store, lines)
    write_stix(store, bundle)
    found = {"jsonl": lines.getvalue(), "stix": bundle.getvalue()}
    if importlib.util.find_spec("followthemoney"):
        entities = io.BytesIO()
        write_ftm(store, entities)
        found["ftm"] = entities.getvalue()
    return found | {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_known_is_not_written_again(
    stores: Pair, neo4j_uri: str, project_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(stores.server)

    def refuse(*_: object) -> None:
        raise AssertionError("nothing was to be written")

    with open_store(neo4j_uri, writable=True) as store:
        with monkeypatch.context() as patch:
            patch.setattr(store, "write", refuse)
            patch.setattr(store, "run", refuse)
            for paths in files(stores.holds, project_root):
                summary = ingest(store, [str(paths)])
                assert (summary.new, summary.renewed) == (0, 0)
                assert summary.known > 0
        again = integrate(store, made(stores.holds))
        assert [node for node in (*again.nodes, *again.new_nodes) if node.family in THINGS] == []
        store.write(again)
        store.write(Changes())
    assert exact(everything(stores.server)) == exact(before)
