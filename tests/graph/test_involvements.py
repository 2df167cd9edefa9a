"""The network of organisations, and its measures."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from greffier.graph.centralities import centralities, communities, components, modularity
from greffier.graph.involvements import Involvements, involvements
from greffier.graph.records import Status
from greffier.graph.store import Store
from tests.ingest.generated import Report, fresh_store, take_in

NAMES = ("Aster", "Birch", "Cedar", "Delta", "Elder", "Fir")


def reports() -> list[Report]:
    """Two offices: one fined Aster twice and Birch once, the other fined Cedar; Birch is part of Aster.

    Aster and Delta were hit by one incident. What is alleged or denied would bind Elder and Fir.
    """
    one, other, third = Report("One", "2024-01-02"), Report("Two", "2024-05-06"), Report("Three")
    office = one.entity("Regulator", "Office", known_as="regulator/office")
    aster, birch, delta = (
        one.entity("Bank", name, known_as=f"organization/{name.lower()}") for name in NAMES[:2] + NAMES[3:4]
    )
    one.action("Fine", aster, issuer=office, date="2024-01-01")
    one.action("Fine", birch, issuer=office, date="2023-01-01")
    one.claim(birch, "part_of", object=aster)
    one.incident("Outage", aster, delta, date="2023-12-01")
    office = other.entity("Regulator", "Office", known_as="regulator/office")
    second = other.entity("Regulator", "Second", known_as="regulator/second")
    aster, cedar = (other.entity("Bank", name, known_as=f"organization/{name.lower()}") for name in ("Aster", "Cedar"))
    other.action("Fine", aster, issuer=office, date="2024-05-05")
    other.action("Fine", cedar, issuer=second, date="2024-05-04")
    elder, fir = (third.entity("Bank", name, known_as=f"organization/{name.lower()}") for name in NAMES[4:])
    second = third.entity("Regulator", "Second", known_as="regulator/second")
    third.action("Fine", elder, issuer=second, status=Status.ALLEGED)
    third.incident("Fraud", elder, fir, status=Status.DENIED)
    third.claim(fir, "part_of", object=elder, status=Status.HYPOTHETICAL)
    return [one, other, third]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A store of the three reports."""
    with fresh_store() as found:
        take_in(found, [report.testimony() for report in reports()])
        yield found


def edges(graph: Involvements) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    return {
        (a.split("/")[1], b.split("/")[1]): (told["acted"], told["hit"], told["part"], told["weight"])
        for a, b, told in graph.edges(data=True)
    }


def test_links_are_weighted_by_what_is_asserted(store: Store) -> None:
    assert edges(involvements(store)) == {
        ("aster", "delta"): (0, 1, 0, 1),
        ("birch", "aster"): (0, 0, 1, 1),
        ("delta", "aster"): (0, 1, 0, 1),
        ("office", "aster"): (2, 0, 0, 2),
        ("office", "birch"): (1, 0, 0, 1),
        ("second", "cedar"): (1, 0, 0, 1),
    }


def test_only_the_links_that_are_asked_for_are_there(store: Store) -> None:
    graph = involvements(store, ["part"])
    assert edges(graph) == {("birch", "aster"): (0, 0, 1, 1)}
    assert sorted(graph) == ["organization/aster", "organization/birch", "organization/delta"]
    assert graph.nodes["organization/aster"] == {"name": "Aster", "kind": "Bank", "acted": 0, "acted_on": 2, "hits": 1}


def test_what_hangs_together(store: Store) -> None:
    graph = involvements(store)
    connected = ("organization/aster", "organization/birch", "organization/delta", "regulator/office")
    assert components(graph) == [connected, ("organization/cedar", "regulator/second")]
    groups = communities(graph)
    assert sorted(name for group in groups for name in group) == sorted(graph)
    assert 0 < modularity(graph, groups) < 1


def test_measures_are_those_of_the_small_network(store: Store) -> None:
    rows = {row["id"].split("/")[1]: row for row in centralities(involvements(store))}
    office, aster, cedar = rows["office"], rows["aster"], rows["cedar"]
    assert (office["acted"], office["acted_on"], office["neighbours"], office["component"]) == (3, 0, 2, 1)
    assert (aster["acted"], aster["acted_on"], aster["hits"], aster["neighbours"]) == (0, 2, 1, 3)
    # Aster alone lies between Delta and two others: 2 of the 10 pairs of others. It is 1 from three of five.
    assert (aster["betweenness"], aster["harmonic"]) == (0.2, 0.6)
    assert (cedar["betweenness"], cedar["harmonic"], cedar["component"]) == (0.0, 0.2, 2)
    assert sum(row["pagerank"] for row in rows.values()) == pytest.approx(1, abs=1e-5)
    assert max(rows, key=lambda name: rows[name]["pagerank"]) == "aster"


def test_nothing_is_a_network_of_nothing() -> None:
    with fresh_store() as empty:
        graph = involvements(empty)
    assert (list(graph), components(graph), communities(graph), modularity(graph, [])) == ([], [], [], 0.0)
    assert centralities(graph) == []


def test_groups_do_not_hang_on_the_order_of_sets() -> None:
    """Sets of texts have another order in each process; what is told must not."""
    program = (
        "import networkx; from greffier.graph.centralities import communities;"
        "g = networkx.DiGraph(); k = networkx.karate_club_graph();"
        "g.add_nodes_from(f'n{i:02}' for i in k);"
        "g.add_edges_from((f'n{a:02}', f'n{b:02}', {'weight': 1}) for a, b in k.edges());"
        "print(communities(g))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert told[0].count("(") > 1
