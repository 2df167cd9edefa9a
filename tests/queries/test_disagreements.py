"""What two readers do not tell alike is listed, and what they agree on is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.occurrences import locate
from greffier.graph.records import Claim, Document, Entity, Event, Extraction, Quote
from greffier.graph.store import Store, open_store
from greffier.ingest.documents import parse_document
from greffier.ingest.integration import integrate
from greffier.ingest.llm.joining import READERS, join
from greffier.queries.catalogue import load

TEXT = (
    "A fine\n\ndate: 2022-05-20\n\nThe watchdog fined Harbour Bank on 3 May after an outage at Lakeside Bank in April. "
    "Harbour Bank sued the watchdog.\n"
)
COLUMNS = "told subject by value other quote"


def quote(document: Document, words: str) -> Quote:
    """Return where these words stand first in a document."""
    start = document.text.index(words)
    return document.quote(start, start + len(words))


def reading(document: Document, rule: str, day: str, kind: str, target: str, *, lawsuit: bool) -> Extraction:
    """Return what a reader tells of the fine: its day, the kind of the incident, and who was fined."""
    names = {"e1": ("Regulator", "watchdog"), "e2": ("Bank", "Harbour Bank"), "e3": ("Bank", "Lakeside Bank")}
    entities = tuple(
        Entity(local, of, name, (quote(document, name),), rule, 0.9) for local, (of, name) in names.items()
    )
    told = quote(document, "fined Harbour Bank on 3 May")
    down = quote(document, "an outage at Lakeside Bank in April")
    sued = quote(document, "Harbour Bank sued the watchdog")
    actions = [Event("a1", "Fine", told, told, rule, 0.8)]
    claims = [
        Claim("i1", "affected", down, rule, 0.8, object="e3"),
        Claim("a1", "issuer", told, rule, 0.8, object="e1"),
        Claim("a1", "target", told, rule, 0.8, object=target),
        Claim("a1", "date", told, rule, 0.9, value=day),
    ]
    if lawsuit:
        actions.append(Event("a2", "Lawsuit", sued, sued, rule, 0.8))
        claims.append(Claim("a2", "target", sued, rule, 0.8, object="e1"))
    incident = Event("i1", kind, down, down, rule, 0.8)
    return Extraction(document, rule, entities, (incident,), tuple(actions), tuple(claims))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one document that both have read, and one that the rules alone have read."""
    document = parse_document(TEXT, "both", "both.txt")
    rules = reading(document, "rule", "2022-05-03", "Outage", "e2", lawsuit=False)
    model = reading(document, "llm m", "2022-04", "Cyberattack", "e3", lawsuit=True)
    joined = join(rules, model, READERS, "rules 1 + llm m 1")
    other = parse_document(TEXT.replace("2022-05-20", "2022-05-21"), "rules", "rules.txt")
    alone = replace(reading(other, "rule", "2022-05-03", "Outage", "e2", lawsuit=True), reader="rules 1")
    path = str(tmp_path / "graph.kgl")
    with open_store(path, writable=True) as opened:
        opened.write(integrate(opened, [locate(joined), locate(alone)]))
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
        ("event", "m", "Lawsuit", [], "Harbour Bank sued the watchdog"),
    ]


def test_they_are_narrowed_down(store: Store) -> None:
    rows = load()["disagreements"].run(store)
    lawsuit = next(row["subject_id"] for row in rows if row["value"] == "Lawsuit")
    assert [row[2] for row in ask(store, thing=lawsuit)] == ["Lawsuit"]
    assert len(ask(store, document="both")) == 6
    assert ask(store, document="rules") == []


def test_where_one_reader_only_has_read_nothing_is_listed(store: Store) -> None:
    titles = {(row["document"], row["published"]) for row in load()["disagreements"].run(store)}
    assert titles == {("A fine", "2022-05-20")}
