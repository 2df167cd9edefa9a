"""What two readers do not tell alike is listed, and what they agree on is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.model import model
from greffier.graph.store import Store, open_store
from greffier.ingest.llm.grounding import ROLES
from greffier.queries.catalogue import load
from tests.queries.rereadings import fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one document that both have read, and one that the rules alone have read."""
    path = str(tmp_path / "graph.kgl")
    with open_store(path, writable=True) as opened:
        fill(opened)
    with open_store(path) as opened:
        yield opened


def ask(store: Store, **parameters: object) -> list[tuple[Any, ...]]:
    """Return what is listed, without the names of events, which tell of dates and sums."""
    rows = load()["disagreements"].run(store, parameters)
    return [(r["told"], r["by"], r["value"], r["other"], r["quote"]) for r in rows]


FINED = "fined Harbour Bank on 3 May"


def test_all_that_only_one_of_two_tells_is_listed(store: Store) -> None:
    assert ask(store) == [
        ("date", "m", "2022-04", ["2022-05-03"], FINED),
        ("date", "rules", "2022-05-03", ["2022-04"], FINED),
        ("target", "rules", "Harbour Bank", ["Lakeside Bank"], FINED),
        ("target", "m", "Lakeside Bank", ["Harbour Bank"], FINED),
        ("kind", "rules", "Outage", ["Cyberattack"], "an outage at Lakeside Bank in April"),
        ("status", "rules", "asserted", ["alleged"], "an outage at Lakeside Bank in April"),
        ("kind", "rules", "Bank", ["Company"], "Lakeside Bank"),
        ("event", "m", "Lawsuit", [], "Harbour Bank sued the watchdog"),
    ]


def test_they_are_narrowed_down(store: Store) -> None:
    rows = load()["disagreements"].run(store)
    lawsuit = next(row["subject_id"] for row in rows if row["value"] == "Lawsuit")
    assert [row[2] for row in ask(store, thing=lawsuit)] == ["Lawsuit"]
    assert len(ask(store, document="both")) == 8
    assert ask(store, document="rules") == []


def test_where_one_reader_only_has_read_nothing_is_listed(store: Store) -> None:
    titles = {(row["document"], row["published"]) for row in load()["disagreements"].run(store)}
    assert titles == {("A fine", "2022-05-20")}


def test_what_a_model_is_not_asked_for_is_not_missed() -> None:
    asked = {*ROLES, "date", "announced", "amount"} | {
        name for name, predicate in model().predicates.items() if predicate.subject == "Organization"
    }
    text = load()["disagreements"].text
    assert [name for name in model().predicates if name not in asked and f"'{name}'" not in text] == []
    assert not [name for name in asked if f"'{name}'" in text]
