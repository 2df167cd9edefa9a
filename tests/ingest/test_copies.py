"""Copies: one text on several sites is one piece of evidence, and is known as such whatever comes when."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph import occurrences
from greffier.graph.copies import ALIKE, KEYS, SKETCH, Text, look_alike, marks_of, resemblance, runs_of, stories
from greffier.graph.store import Store
from greffier.queries.catalogue import load
from tests.ingest.generated import (
    Report,
    contents,
    fresh_store,
    generate,
    imposed,
    story,
    syndicated,
    take_in,
    withdraw,
)

WORDS = "la banque du fleuve a reconnu lundi une fuite de données qui touche une partie de ses clients".split()


def article(chance: random.Random, words: int = 200) -> list[str]:
    return [f"{chance.choice(WORDS)}{chance.randrange(400)}" for _ in range(words)]


def test_runs_know_no_case_accents_and_marks() -> None:
    assert runs_of("La Fuite de données, hier.") == runs_of("la fuite DE DONNEES hier")
    assert runs_of("trop court pour cela") == frozenset()
    assert len(runs_of("one two three four five six")) == 2


def test_texts_without_anything_in_common_do_not_resemble() -> None:
    assert resemblance(runs_of("a b c d e f"), runs_of("g h i j k l")) == 0
    assert resemblance(runs_of("a b c d e f"), runs_of("a b c d e f g")) == pytest.approx(2 / 3)


def test_a_short_text_has_no_keys() -> None:
    assert set(marks_of("one two three four five six").values()) == {None}


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_copies_share_a_key_and_others_do_not(seed: int) -> None:
    chance = random.Random(seed)
    words = article(chance)
    copy = [*words, "for", "the", "daily", "news"]
    stranger = article(chance)
    assert resemblance(runs_of(" ".join(words)), runs_of(" ".join(copy))) >= ALIKE
    first, second, third = (marks_of(" ".join(text)) for text in (words, copy, stranger))
    assert any(first[key] == second[key] for key in KEYS)
    assert not any(first[key] == third[key] for key in KEYS)
    assert look_alike(str(first[SKETCH]), str(second[SKETCH]))
    assert not look_alike(str(first[SKETCH]), str(third[SKETCH]))


def test_the_first_published_is_the_original_and_copies_of_copies_are_copies() -> None:
    words = article(random.Random(7))
    texts = [
        Text.of("document/c", "2021-01-03", " ".join(words[12:])),
        Text.of("document/a", None, " ".join(words)),
        Text.of("document/b", "2021-01-02", " ".join(words[6:])),
        Text.of("document/d", "2020-01-01", " ".join(article(random.Random(8)))),
    ]
    expected = dict.fromkeys(("document/a", "document/b", "document/c"), "document/b")
    assert stories(texts) == stories(texts[::-1]) == expected


def graph_of(testimonies: Sequence[occurrences.Testimony]) -> tuple[list[str], list[str]]:
    with fresh_store() as store:
        take_in(store, testimonies)
        return contents(store)


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(1, 3))
def test_copies_may_come_and_go_in_any_order(seed: int, count: int, batch: int) -> None:
    chance = random.Random(seed)
    extractions = list(generate(seed, count))
    for site in ("the Herald", "the Herald's Sunday paper", "La Gazette"):
        published = chance.choice((None, "2020-11-01", "2021-02-02"))
        extractions.append(syndicated(chance.choice(extractions), site, published))
    testimonies = [occurrences.locate(e) for e in extractions]
    expected = graph_of(testimonies)
    chance.shuffle(testimonies)
    gone = testimonies[: len(testimonies) // 2]
    with fresh_store() as store:
        take_in(store, testimonies, batch)
        assert contents(store) == expected
        withdraw(store, gone)
        assert contents(store) == graph_of(testimonies[len(gone) :])
        take_in(store, gone, batch)
        assert contents(store) == expected


def test_an_undated_incident_in_copies_of_one_text_is_one_and_counts_once() -> None:
    one = story().extraction()
    other = syndicated(one, "the Herald", None)
    with fresh_store() as store:
        take_in(store, [occurrences.locate(one), occurrences.locate(other)], 1)
        assert store.read("MATCH (i:Incident) RETURN i.documents AS documents") == [{"documents": 1}]
        (row,) = store.read("MATCH (:Occurrence)-[r:IS]->(:Incident) RETURN DISTINCT r.why AS why")
        assert row["why"] == "same party, same kind, the same words in copies of one text"
        assert of(
            store, "MATCH (:Incident)-[r:AFFECTED]->(o) RETURN r.claims AS a, r.documents AS b, o.documents AS c"
        ) == [1, 1, 1]
        assert len(store.read("MATCH (d:Document) WHERE d.story IS NOT NULL RETURN d.id AS id")) == 2


def of(store: Store, query: str) -> list[int]:
    (row,) = store.read(query)
    return list(row.values())


def test_two_notices_of_one_form_are_no_copies() -> None:
    with fresh_store() as store:
        for bank, euros in (("Kestrel Bank", "50000"), ("Ostrava Bank", "70000")):
            report = Report(f"Notice to {bank}", "2021-02-03")
            report.quote(f"The office imposed on {bank} a sum of {euros} euros for want of a register of complaints.")
            report.quote("The sum is to be paid to the treasury within one month of the day on which this is served.")
            report.action("Fine", report.entity("Bank", bank), date="2021-02-01", amount=imposed(euros))
            take_in(store, [report.testimony()])
        assert store.read("MATCH (d:Document) WHERE d.story IS NOT NULL RETURN d.id AS id") == []


def test_copies_can_be_listed() -> None:
    first = replace(story().extraction(), document=replace(story().extraction().document, published="2021-01-04"))
    other = syndicated(first, "the Herald", "2021-01-05")
    with fresh_store() as store:
        take_in(store, [occurrences.locate(one) for one in (other, first, *generate(3, 2))])
        rows = load()["copies"].run(store, {"thing": "Kestrel Telecom"})
        assert rows == load()["copies"].run(store, {})
        assert load()["copies"].run(store, {"since": "2021-01-05"}) == rows[1:]
    assert [(row["story"], row["published"], row["sources"]) for row in rows] == [
        (first.document.title, "2021-01-04", [first.document.source]),
        (first.document.title, "2021-01-05", [f"{first.document.name} at the Herald.txt"]),
    ]
