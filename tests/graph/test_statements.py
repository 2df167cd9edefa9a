"""The Cypher that writes: its words come from the model, its values go in as parameters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.errors import StoreError
from greffier.graph.model import model
from greffier.graph.statements import ROWS_PER_STATEMENT, constraints, set_edges, set_nodes, statements

RELABEL_BANK = "REMOVE n:Insurer, n:Federation, n:Institution, n:Company, n:Regulator, n:Court, n:Police SET n:Bank"
LAW_MADE = (
    "name: row[1], names: row[2], search: row[3], jurisdiction: row[4], gazetteer: row[5], unresolved: row[6], "
    "documents: row[7]"
)
LAW_SET = (
    "n.name = row[1], n.names = row[2], n.search = row[3], n.jurisdiction = row[4], n.gazetteer = row[5], "
    "n.unresolved = row[6], n.documents = row[7]"
)


def test_changes_are_carried_out_in_a_fixed_order() -> None:
    changes = Changes(
        nodes=(Node("Organization", "organization/1", "Bank", {"name": "Bank"}), Node("Law", "law/1")),
        edges=(
            Edge("IS", "Occurrence", "occurrence/1", "Law", "law/1", {"by": "name"}),
            Edge("IN", "Occurrence", "occurrence/1", "Document", "document/1"),
        ),
        new_nodes=(Node("Organization", "organization/2", "Bank"), Node("Law", "law/2")),
        new_edges=(
            Edge("IS", "Occurrence", "occurrence/2", "Law", "law/1"),
            Edge("IN", "Occurrence", "occurrence/2", "Document", "document/2"),
        ),
        removed_nodes=(Node("Document", "document/1"),),
        removed_edges=(Edge("IS", "Occurrence", "occurrence/1", "Incident", "incident/2"),),
    )
    assert [text for text, _ in statements(changes)] == [
        "UNWIND $rows AS row MATCH (a:Occurrence {id: row[0]})-[r:IS]->(b:Incident {id: row[1]}) DELETE r",
        "UNWIND $rows AS row MATCH (n:Document {id: row[0]}) DETACH DELETE n",
        f"UNWIND $rows AS row CREATE (n:Law {{id: row[0], {LAW_MADE}}})",
        f"UNWIND $rows AS row CREATE (n:Organization:Bank {{id: row[0], {LAW_MADE}}})",
        f"UNWIND $rows AS row MERGE (n:Law {{id: row[0]}}) SET {LAW_SET}",
        f"UNWIND $rows AS row MERGE (n:Organization {{id: row[0]}}) {RELABEL_BANK} SET {LAW_SET}",
        "UNWIND $rows AS row MATCH (a:Occurrence {id: row[0]}) MATCH (b:Document {id: row[1]}) CREATE (a)-[:IN]->(b)",
        "UNWIND $rows AS row MATCH (a:Occurrence {id: row[0]}) MATCH (b:Law {id: row[1]}) "
        "CREATE (a)-[:IS {score: row[2], why: row[3], by: row[4], at: row[5]}]->(b)",
        "UNWIND $rows AS row MATCH (a:Occurrence {id: row[0]}) MATCH (b:Document {id: row[1]}) MERGE (a)-[r:IN]->(b)",
        "UNWIND $rows AS row MATCH (a:Occurrence {id: row[0]}) MATCH (b:Law {id: row[1]}) "
        "MERGE (a)-[r:IS]->(b) SET r.score = row[2], r.why = row[3], r.by = row[4], r.at = row[5]",
    ]


def test_what_is_not_given_is_set_to_null() -> None:
    changes = Changes(
        nodes=(Node("Law", "law/1", None, {"name": "Act"}),),
        edges=(
            Edge(
                "UNDER",
                "Action",
                "action/1",
                "Law",
                "law/1",
                {"claims": 1, "first": date(2021, 2, 3), "status": "asserted"},
            ),
        ),
    )
    (_, (node,)), (_, (edge,)) = statements(changes)
    assert node == ["law/1", "Act", None, None, None, None, None, None]
    assert edge == ["action/1", "law/1", 1, None, None, "asserted", date(2021, 2, 3), None]
    made = Changes(new_nodes=changes.nodes, new_edges=changes.edges)
    assert [rows for _, rows in statements(made)] == [[node], [edge]]


def test_many_rows_are_divided() -> None:
    nodes = tuple(Node("Law", f"law/{i}") for i in range(2 * ROWS_PER_STATEMENT + 1))
    found = list(statements(Changes(nodes=nodes)))
    assert [len(rows) for _, rows in found] == [ROWS_PER_STATEMENT, ROWS_PER_STATEMENT, 1]
    assert len({text for text, _ in found}) == 1


def test_nodes_are_grouped_by_their_kind() -> None:
    nodes = (
        Node("Organization", "organization/1", "Bank"),
        Node("Organization", "organization/2", "Insurer"),
        Node("Organization", "organization/3", "Bank"),
    )
    assert [[row[0] for row in rows] for _, rows in statements(Changes(nodes=nodes))] == [
        ["organization/1", "organization/3"],
        ["organization/2"],
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (Changes(nodes=(Node("Ship", "ship/1"),)), "no family 'Ship'"),
        (Changes(nodes=(Node("Law", "law/1", "Bank"),)), "no kind 'Bank' of Law"),
        (
            Changes(nodes=(Node("Law", "law/1", None, {"colour": "red"}),)),
            "law/1: the graph model has no property 'colour' there",
        ),
        (Changes(removed_nodes=(Node("Ship", "ship/1"),)), "no family 'Ship'"),
        (Changes(edges=(Edge("SANK", "Law", "law/1", "Law", "law/2"),)), "no relation 'SANK'"),
        (Changes(edges=(Edge("IS", "Ship", "ship/1", "Law", "law/2"),)), "no family 'Ship'"),
        (
            Changes(edges=(Edge("IS", "Occurrence", "occurrence/1", "Law", "law/2", {"on": "noon"}),)),
            "IS: the graph model has no property 'on' there",
        ),
        (Changes(removed_edges=(Edge("SANK", "Law", "law/1", "Law", "law/2"),)), "no relation 'SANK'"),
    ],
)
def test_what_the_model_does_not_know_is_not_written(changes: Changes, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        list(statements(changes))


@given(st.text(min_size=8), st.text(min_size=8))
def test_values_are_never_part_of_a_statement(id_: str, name: str) -> None:
    changes = Changes(
        nodes=(Node("Organization", id_, "Bank", {"name": name}),),
        edges=(Edge("PART_OF", "Organization", id_, "Organization", id_, {"status": name}),),
        removed_nodes=(Node("Organization", id_),),
    )
    assert [text for text, _ in statements(changes)] == [
        "UNWIND $rows AS row MATCH (n:Organization {id: row[0]}) DETACH DELETE n",
        set_nodes("Organization", "Bank"),
        set_edges("PART_OF", "Organization", "Organization"),
    ]


def test_ids_are_unique_in_every_family() -> None:
    assert list(constraints())[:2] == [
        "CREATE CONSTRAINT action_id IF NOT EXISTS FOR (n:Action) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    ]
    assert len(list(constraints())) == len(model().families)


def test_no_changes_are_no_statements() -> None:
    assert not Changes()
    assert list(statements(Changes())) == []
