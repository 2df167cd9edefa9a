"""What every store must do: keep what it acknowledges, leave nothing of what fails, give back what went in."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.errors import QueryError, StoreError
from greffier.graph.model import model
from greffier.graph.statements import LOOKED_UP
from greffier.graph.store import Hit, Store, open_store
from tests.stores.exact_rows import exact

BATCH = 2500  # more than one statement takes
WRITE_ON_AND_ON = """
import sys
from greffier.graph.changes import Changes, Node
from greffier.graph.store import open_store

store = open_store(sys.argv[1], writable=True)
batch = 0
while True:
    laws = (Node("Law", f"law/{batch}-{i}", None, {"name": str(batch)}) for i in range(2500))
    store.write(Changes(tuple(laws)))
    print(batch, flush=True)
    batch += 1
"""


def law(number: int, **properties: str | None) -> Node:
    return Node("Law", f"law/{number}", None, {"name": f"Law {number}", **properties})


def names(store: Store, family: str = "Law") -> list[object]:
    rows = store.read(f"MATCH (n:{family}) RETURN DISTINCT n.name AS name ORDER BY name")
    return [row["name"] for row in rows]


# What is kept


@pytest.mark.parametrize("acknowledged", [1, 3])
def test_a_killed_writer_loses_nothing_acknowledged_and_leaves_no_half_batch(location: str, acknowledged: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_ON_AND_ON, location], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        said = [process.stdout.readline().strip() for _ in range(acknowledged)]
        process.kill()  # it is busy with the next batch
        said += process.stdout.read().split()
    for writable in (False, True):
        with open_store(location, writable=writable) as store:
            rows = store.read("MATCH (n:Law) RETURN n.name AS batch, count(n) AS laws")
        kept = {int(row["batch"]): row["laws"] for row in rows}
        assert sorted(kept)[: len(said)] == list(range(len(said)))
        assert len(said) <= len(kept) <= len(said) + 1
        assert set(kept.values()) == {BATCH}
    with open_store(location, writable=True) as store:
        store.write(Changes((law(1),)))
        assert {"0", "Law 1"} <= set(names(store))


def test_what_is_written_is_there_when_the_store_is_opened_again(location: str) -> None:
    with open_store(location, writable=True) as store:
        store.write(Changes((law(1),)))
    with open_store(location, writable=True) as store:
        store.write(Changes((law(2),)))
    with open_store(location) as store:
        assert names(store) == ["Law 1", "Law 2"]


def test_an_empty_store_can_be_read(location: str) -> None:
    open_store(location, writable=True).close()
    with open_store(location) as store:
        assert names(store) == []
        assert store.search("law") == []


def test_writing_a_node_again_sets_every_property_and_the_kind(store: Store) -> None:
    store.write(Changes((Node("Organization", "organization/1", "Bank", {"name": "A", "jurisdiction": "FR"}),)))
    store.write(Changes((Node("Organization", "organization/1", "Insurer", {"name": "B"}),)))
    (row,) = store.read("MATCH (n:Organization) RETURN n")
    assert row["n"] == {"labels": ["Organization", "Insurer"], "properties": {"id": "organization/1", "name": "B"}}
    assert store.read("MATCH (n:Bank) RETURN n") == []


def test_what_is_removed_is_gone_with_its_relations(store: Store) -> None:
    one, other = (Node("Organization", f"organization/{i}", "Bank", {"name": str(i)}) for i in (1, 2))
    edge = Edge("PART_OF", "Organization", one.id, "Organization", other.id, {"claims": 1})
    back = Edge("PART_OF", "Organization", other.id, "Organization", one.id, {"claims": 1})
    store.write(Changes((one, other), (edge, back)))
    store.write(Changes((one, other), (edge, back)))
    assert store.read("MATCH ()-[r:PART_OF]->() RETURN count(r) AS c") == [{"c": 2}]
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
    ],
)
def test_a_batch_that_fails_leaves_nothing(location: str, store: Store, failing: Node) -> None:
    store.write(Changes((law(1),)))
    laws = tuple(law(i) for i in range(2, BATCH))
    with pytest.raises(StoreError) as caught:
        store.write(Changes((*laws, failing), removed_nodes=(law(1),)))
    assert "\n" not in str(caught.value)
    assert names(store) == ["Law 1"]
    store.write(Changes((law(3),)))
    store.close()
    with open_store(location) as read_again:
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
def test_reading_writes_nothing(location: str, store: Store, text: str) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(QueryError, match="would write"):
        store.read(text)
    assert names(store) == ["Law 1"]
    store.close()
    with open_store(location) as reading:
        with pytest.raises(QueryError, match="would write"):
            reading.read(text)
        with pytest.raises(StoreError, match="opened for reading only"):
            reading.run(text)
        with pytest.raises(StoreError, match="opened for reading only"):
            reading.write(Changes((law(2),)))
        assert names(reading) == ["Law 1"]


@pytest.mark.parametrize("text", ["MATCH (n RETURN n", "RETURN $missing AS x", "RETURN 1/0 AS x", "RETURN no_such(1)"])
def test_a_query_that_cannot_be_run_is_an_error(store: Store, text: str) -> None:
    for run in (store.read, store.run):
        with pytest.raises(QueryError):
            run(text)


def test_a_statement_that_fails_leaves_nothing(store: Store) -> None:
    store.write(Changes((law(1),)))
    with pytest.raises(QueryError, match="already exists"):
        store.run("UNWIND ['law/2', 'law/1'] AS id CREATE (:Law {id: id})")
    assert names(store) == ["Law 1"]


@pytest.mark.parametrize(
    "use",
    [
        lambda s: s.read("RETURN 1 AS x"),
        lambda s: s.run("RETURN 1 AS x"),
        lambda s: s.write(Changes((law(1),))),
        lambda s: s.search("law"),
    ],
)
def test_a_closed_store_says_so(location: str, use: Callable[[Store], object]) -> None:
    store = open_store(location, writable=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        use(store)


# What comes back


def test_every_type_of_property_comes_back_as_it_went_in(location: str) -> None:
    given_names: list[str] = ["a", "", "é"]
    properties: dict[str, PropertyValue] = {
        "name": 'L\'"été" \\ 😀\n\t\x00',
        "names": given_names,
        "unresolved": [],
        "documents": 2**40,
        "jurisdiction": None,
    }
    incident = Node("Incident", "incident/1", "Fraud", {"date_from": date(1999, 12, 31), "confidence": 0.1 + 0.2})
    with open_store(location, writable=True) as store:
        store.write(Changes((Node("Law", "law/1", None, properties), incident)))
    with open_store(location) as store:
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


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which the examples of one test follow each other."""
    if request.param == "embedded":
        location = str(tmp_path_factory.mktemp("contract") / "graph.kgl")
    else:
        location = request.getfixturevalue("neo4j_uri")
    with open_store(location, writable=True) as opened:
        yield opened


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(), min_size=1, max_size=5), number=st.floats(allow_nan=False, allow_infinity=False))
def test_texts_and_numbers_come_back_as_they_went_in(lasting_store: Store, texts: list[str], number: float) -> None:
    properties: dict[str, PropertyValue] = {"name": texts[0], "mentions": texts, "confidence": number}
    lasting_store.write(Changes((Node("Occurrence", "occurrence/given", None, properties),)))
    (row,) = lasting_store.read(
        "MATCH (o:Occurrence {id: 'occurrence/given'}) "
        "RETURN o.name AS name, o.mentions AS mentions, o.confidence AS number"
    )
    assert exact(row) == exact({"name": texts[0], "mentions": texts, "number": number})
    (row,) = lasting_store.read("RETURN $texts AS texts, $number AS number", {"texts": texts, "number": number})
    assert exact(row) == exact({"texts": texts, "number": number})


@pytest.mark.parametrize("family", ["Document", "Occurrence", "Claim"])
def test_a_long_text_is_a_value_like_any_other(store: Store, family: str) -> None:
    text = "é" * 40_000
    known = {name for name, given in model().families[family].properties.items() if given.type == "text"}
    known -= {"title", *LOOKED_UP}  # they are short, and Neo4j has indexes on them that take 8 kB
    store.write(Changes((Node(family, "long/1", None, dict.fromkeys(known, text)),)))
    (row,) = store.read("MATCH (n {id: 'long/1'}) RETURN n")
    assert row["n"]["properties"] == {"id": "long/1", **dict.fromkeys(known, text)}


def test_nodes_relations_and_paths_come_back_as_the_protocol_says(store: Store) -> None:
    bank = Node("Organization", "organization/1", "Bank", {"name": "Bank"})
    group = Node("Organization", "organization/2", "Company", {"name": "Group"})
    document = Node("Document", "document/1", None, {"title": "Title"})
    edge = Edge("PART_OF", "Organization", bank.id, "Organization", group.id, {"claims": 1, "status": "alleged"})
    store.write(Changes((bank, group, document), (edge,)))
    as_bank = {"labels": ["Organization", "Bank"], "properties": {"id": "organization/1", "name": "Bank"}}
    as_group = {"labels": ["Organization", "Company"], "properties": {"id": "organization/2", "name": "Group"}}
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
    assert list(row) == ["a", "r", "p", "both", "named", "type"]
    assert store.read("MATCH (d:Document) RETURN d") == [
        {"d": {"labels": ["Document"], "properties": {"id": "document/1", "title": "Title"}}}
    ]


def test_relations_of_a_path_come_from_its_start_wherever_it_is_looked_for(store: Store) -> None:
    bodies = [Node("Organization", f"organization/{i}", "Bank" if i == 2 else "Company") for i in range(3)]
    edges = [
        Edge("PART_OF", "Organization", f"organization/{i}", "Organization", f"organization/{i + 1}", {"claims": i})
        for i in range(2)
    ]
    store.write(Changes(tuple(bodies), tuple(edges)))
    for pattern, order in {
        "(a)-[hops:PART_OF*2..2]->(b:Bank)": [0, 1],
        "(a:Bank)<-[hops:PART_OF*2..2]-(b)": [1, 0],
        "(a {id: 'organization/0'})-[hops*2..2]-(b)": [0, 1],
        "(a)-[hops:PART_OF *2..2]-(b {id: 'organization/0'})": [1, 0],
        "p = (a)-[hops:PART_OF*2..2]->(b:Bank)": [0, 1],
    }.items():
        rows = store.read(f"MATCH {pattern} RETURN [hop IN hops | hop.claims] AS claims")
        assert rows == [{"claims": order}], pattern


def test_what_is_null_is_no_property_of_a_node(store: Store) -> None:
    store.write(Changes((Node("Document", "document/1"), law(1, jurisdiction=None), Node("Law", "law/2"))))
    rows = store.read("MATCH (n) RETURN n ORDER BY n.id")
    assert [row["n"]["properties"] for row in rows] == [
        {"id": "document/1"},
        {"id": "law/1", "name": "Law 1"},
        {"id": "law/2"},
    ]


def test_maps_and_properties_come_back_in_the_order_of_their_names(store: Store) -> None:
    store.write(Changes((law(1, search="law", jurisdiction="FR"),)))
    (row,) = store.read("MATCH (n:Law) RETURN {z: 1, b: {y: 1, c: 2}, a: 3} AS map, n AS node")
    assert list(row["map"]) == ["a", "b", "z"]
    assert list(row["map"]["b"]) == ["c", "y"]
    assert list(row["node"]["properties"]) == ["id", "jurisdiction", "name", "search"]


def test_rows_of_run_are_rows_of_read(store: Store) -> None:
    store.write(Changes((law(1),)))
    assert store.run("MATCH (n:Law) SET n.name = 'New' RETURN n.name AS name") == [{"name": "New"}]
    assert names(store) == ["New"]


# Full text


def test_full_text_is_found_without_case_and_accents(location: str) -> None:
    with open_store(location, writable=True) as store:
        store.write(
            Changes(
                (
                    Node("Organization", "organization/1", "Federation", {"search": "federation aurore"}),
                    Node("Organization", "organization/2", "Bank", {"search": "banque lemane x.com"}),
                    Node(
                        "Document",
                        "document/1",
                        None,
                        {"search": "la main d'œuvre de la banque lemane a ete punie par l'autorite"},
                    ),
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
        assert isinstance(found[0], Hit)
        store.write(Changes((Node("Organization", "organization/3", "Bank", {"search": "lemane prive"}),)))
        assert "organization/3" in {hit.id for hit in store.search("lémane")}
    with open_store(location) as store:
        for words, ids in {
            "autorité": ["document/1"],
            "l’Autorité": ["document/1"],
            "com": ["organization/2"],
            "Œuvre": ["document/1"],
            "lem": [],
            "zeppelin": [],
            "Aurore zeppelin": ["organization/1"],
            'AND ( "*" ~ /': [],
        }.items():
            assert [hit.id for hit in store.search(words)] == ids, words


def test_what_has_no_text_to_search_is_no_fault(location: str) -> None:
    with open_store(location, writable=True) as store:
        store.write(Changes((law(1),)))
        assert store.search("law") == []
    with open_store(location) as store:
        assert store.search("law") == []


def test_a_text_that_is_changed_or_removed_is_not_found_any_more(store: Store) -> None:
    store.write(Changes((law(1, search="old words"), law(2, search="old stones"))))
    assert {hit.id for hit in store.search("old")} == {"law/1", "law/2"}
    store.write(Changes((law(1, search="new words"),), removed_nodes=(law(2),)))
    assert store.search("old") == []
    assert [(hit.family, hit.id) for hit in store.search("new")] == [("Law", "law/1")]
