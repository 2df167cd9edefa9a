"""What documents say differently of one event, and how many persons one document after the other says it touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.annotations import from_annotation, to_annotation
from greffier.graph.records import Bound, Count, Counted
from greffier.graph.store import Store, open_store
from greffier.graph.testimonies import read_extractions
from greffier.queries.cards import build_card
from greffier.queries.catalogue import load
from greffier.queries.names import get_thing
from tests.neo4j_server import wipe
from tests.queries.retellings import DOCUMENTS, FINE, LEAK, PAIRS, fill, one_document


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of five documents that tell of one leak and one fine, each in its own way."""
    with open_store(str(tmp_path / "disagreeing.kgl"), writable=True) as opened:
        fill(opened, DOCUMENTS)
        yield opened


def ask(store: Store, name: str, columns: str, **parameters: object) -> list[tuple[Any, ...]]:
    return [tuple(row[c] for c in columns.split()) for row in load()[name].run(store, parameters)]


def test_successive_numbers_stand_in_the_order_of_publication(store: Store) -> None:
    columns = "published persons persons_kind persons_bound status document source kind institutions"
    told = ("DataBreach", ["Mutuelle du Lac"])
    assert ask(store, "persons", columns) == [
        ("2023-06-01", 2_900_000, "persons", "exact", "asserted", "first", "press/first.txt", *told),
        ("2023-07-01", 2_714_000, "persons", "about", "asserted", "second", "press/second.txt", *told),
        ("2024-01-10", 9_700_000, "persons", "about", "asserted", "third", "press/third.txt", *told),
        ("2024-02-10", 3_000_000, "persons", "at least", "asserted", "fourth", "press/fourth.txt", *told),
        (None, 12, "records", "exact", "asserted", "fifth", "press/fifth.txt", *told),
    ]
    assert ask(store, "persons", "persons", minimum=3_000_000) == [(9_700_000,), (3_000_000,)]
    assert ask(store, "persons", "persons", institution="Data Office of Arland") == []
    assert ask(store, "persons", "persons", since="2024") == []


def test_the_incident_has_the_number_of_persons_that_was_published_last(store: Store) -> None:
    (row,) = store.read("MATCH (i:Incident) RETURN i.persons AS n, i.persons_kind AS kind, i.persons_bound AS bound")
    assert row == {"n": 3_000_000, "kind": "persons", "bound": "at least"}
    card = build_card(store, get_thing(store, "Mutuelle du Lac", ("Organization",)))
    (incident,) = [fact.id for fact in card.facts if fact.heading == "Incidents"]
    card = build_card(store, get_thing(store, str(incident), ("Incident",)))
    assert ("Persons affected", "at least 3,000,000 persons") in card.details
    assert [f.text for f in card.facts if f.heading == "Persons affected"][:2] == [
        "2,900,000 persons",
        "about 2,714,000 persons",
    ]


def test_what_is_said_differently_stands_side_by_side(store: Store) -> None:
    assert ask(store, "contradictions", "what value document published", what="persons") == [
        ("persons", "2900000 persons", "first", "2023-06-01"),
        ("persons", "about 2714000 persons", "second", "2023-07-01"),
        ("persons", "about 9700000 persons", "third", "2024-01-10"),
        ("persons", "at least 3000000 persons", "fourth", "2024-02-10"),
    ]


def test_sums_of_one_currency_differ_beyond_two_in_a_hundred(store: Store) -> None:
    assert ask(store, "contradictions", "value document quote", what="imposed") == [
        ("183000000 EUR, imposed", "first", FINE),
        ("183390000 EUR, imposed", "third", FINE),
        ("20000000 EUR, imposed", "fourth", FINE),
    ]
    assert ask(store, "contradictions", "what parties", institution="Data Office of Arland", what="persons") == []
    assert len(ask(store, "contradictions", "what", institution="Data Office of Arland")) == 3


def test_dates_of_another_precision_agree(store: Store) -> None:
    assert ask(store, "contradictions", "value", what="date") == []


@pytest.mark.parametrize(("one", "other", "differ"), PAIRS)
def test_what_agrees_and_what_does_not(
    tmp_path: Path, one: dict[str, Any], other: dict[str, Any], differ: bool
) -> None:
    with open_store(str(tmp_path / "two.kgl"), writable=True) as opened:
        first, second = one_document("one", "2023-06-01", **one), one_document("other", "2023-07-01", **other)
        fill(opened, [first, second])
        rows = ask(opened, "contradictions", "what document")
    what = next((key for key in ("persons", "announced", "kind") if key in one), "status")
    assert set(rows) == ({(what, "one"), (what, "other")} if differ else set())


@pytest.mark.neo4j
def test_both_stores_tell_the_same_disagreements(store: Store, neo4j_uri: str) -> None:
    wipe(neo4j_uri)
    with open_store(neo4j_uri, writable=True) as server:
        fill(server, DOCUMENTS)
        for name in ("persons", "contradictions"):
            assert load()[name].run(server) == load()[name].run(store)
            assert load()[name].run(store)


def test_numbers_of_persons_come_back_from_the_store_and_from_their_annotation(store: Store) -> None:
    (found,) = [e for e, _ in read_extractions(store) if e.document.name == "second"]
    (claim,) = found.claims_about("i1", "persons")
    assert claim.value == Count(2_714_000, None, Counted.PERSONS, Bound.ABOUT)
    assert claim.evidence.text == LEAK
    annotation = to_annotation(found)
    assert [{k: v for k, v in p.items() if k != "evidence"} for p in annotation["incidents"][0]["persons"]] == [
        {"number": 2_714_000, "most": None, "counted": "persons", "bound": "about", "status": "asserted"}
    ]
    (again,) = from_annotation(annotation, found.document, "tests 1").claims_about("i1", "persons")
    assert (again.value, again.evidence) == (claim.value, claim.evidence)
