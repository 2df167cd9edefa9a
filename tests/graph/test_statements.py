"""The Cypher that writes: its words come from the model, its values go in as parameters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.errors import StoreError
from greffier.graph.model import model
from greffier.graph.statements import ROWS_PER_STATEMENT, constraints, set_edges, set_nodes, statements

RELABEL_FRAUD = "REMOVE n:Cyberattack, n:DataBreach, n:Ransomware, n:Outage, n:ControlFailure, n:Other SET n:Fraud"


def test_changes_are_carried_out_in_a_fixed_order() -> None:
    changes = Changes(
        nodes=(
            Node("Incident", "incident/1", "Fraud", {"name": "Fraud"}),
            Node("Claim", "claim/1", None, {"start": 3}),
        ),
        edges=(Edge("CONCERNS", "Action", "action/1", "Incident", "incident/1", {"claims": 2}),),
        removed_nodes=(Node("Document", "document/1"),),
        removed_edges=(Edge("IS", "Occurrence", "occurrence/1", "Incident", "incident/2"),),
    )
    assert [text for text, _ in statements(changes)] == [
        "UNWIND $rows AS row MATCH (a:Occurrence {id: row.a})-[r:IS]->(b:Incident {id: row.b}) DELETE r",
        "UNWIND $rows AS row MATCH (n:Document {id: row.id}) DETACH DELETE n",
        "UNWIND $rows AS row MERGE (n:Claim {id: row.id}) SET n += row.properties",
        f"UNWIND $rows AS row MERGE (n:Incident {{id: row.id}}) {RELABEL_FRAUD} SET n += row.properties",
        "UNWIND $rows AS row MATCH (a:Action {id: row.a}) MATCH (b:Incident {id: row.b}) "
        "MERGE (a)-[r:CONCERNS]->(b) SET r += row.properties",
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
    assert node == {
        "id": "law/1",
        "properties": {
            "name": "Act",
            "names": None,
            "search": None,
            "jurisdiction": None,
            "gazetteer": None,
            "unresolved": None,
            "documents": None,
        },
    }
    assert edge == {
        "a": "action/1",
        "b": "law/1",
        "properties": {
            "claims": 1,
            "documents": None,
            "confidence": None,
            "status": "asserted",
            "first": date(2021, 2, 3),
            "last": None,
        },
    }


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
    assert [[r["id"] for r in rows] for _, rows in statements(Changes(nodes=nodes))] == [
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
            Changes(edges=(Edge("IS", "Occurrence", "occurrence/1", "Law", "law/2", {"at": "noon"}),)),
            "IS: the graph model has no property 'at' there",
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
        "UNWIND $rows AS row MATCH (n:Organization {id: row.id}) DETACH DELETE n",
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
