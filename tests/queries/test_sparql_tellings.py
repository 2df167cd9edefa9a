"""What several tellings of one thing answer in SPARQL is what they answer in Cypher, in the same order and columns."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.occurrences import locate
from greffier.graph.rdf.sparql import View
from greffier.graph.records import Bound, Count, Counted, Extraction, Status
from greffier.graph.store import Store
from greffier.queries import sparql_questions
from greffier.queries.catalogue import get_query
from tests.ingest.generated import Report, fresh_store, generate, story, syndicated, take_in
from tests.queries import rereadings, retellings
from tests.queries.retellings import LEAK, PAIRS, one_document, persons

# Beside the documents of `retellings`: a denial, an announcement of another day, and sums that only threaten.
MORE = [
    one_document(
        "sixth",
        "2024-03-01",
        denied=True,
        kind="Outage",
        date="2022",
        persons=[(100, 200, "customers", "at most", "denied")],
        sum=(10_000, "CAD", "exposure"),
    ),
    one_document(
        "seventh",
        "2024-03-02",
        announced="2023-06-01",
        persons=[(12, 20, "records", "exact", "hypothetical")],
        sum=(20_000, "CAD", "exposure"),
    ),
    one_document("eighth", "2024-03-03", announced="2023-06-15", persons=[(40, None, "records", "about", "alleged")]),
]

# What is asked of which documents, and the number of rows.
ASKED: list[tuple[str, str, dict[str, str], int]] = [
    ("retold", "contradictions", {}, 38),
    ("retold", "contradictions", {"institution": "Mutuelle du Lac"}, 38),
    ("retold", "contradictions", {"institution": "Data Office of Arland"}, 5),
    ("retold", "contradictions", {"what": "persons"}, 7),
    ("retold", "contradictions", {"what": "date"}, 8),
    ("retold", "contradictions", {"what": "announced"}, 2),
    ("retold", "contradictions", {"what": "imposed"}, 3),
    ("retold", "contradictions", {"what": "exposure"}, 2),
    ("retold", "contradictions", {"what": "status"}, 8),
    ("retold", "contradictions", {"what": "kind"}, 8),
    ("retold", "contradictions", {"since": "2024"}, 5),
    ("retold", "contradictions", {"until": "2023"}, 33),
    ("retold", "contradictions", {"institution": "Mutuelle du Lac", "what": "kind", "since": "2023"}, 8),
    ("retold", "persons", {}, 6),
    ("retold", "persons", {"unproven": "true"}, 8),
    ("retold", "persons", {"institution": "Mutuelle du Lac"}, 6),
    ("retold", "persons", {"institution": "Data Office of Arland"}, 0),
    ("retold", "persons", {"incident": "incident/leak"}, 6),
    ("retold", "persons", {"minimum": "3000000"}, 2),
    ("retold", "persons", {"minimum": "20", "unproven": "true"}, 7),
    ("retold", "persons", {"since": "2023-05-04"}, 6),
    ("retold", "persons", {"since": "2023-05-05"}, 0),
    ("retold", "persons", {"until": "2023-05"}, 6),
    ("reread", "disagreements", {}, 8),
    ("reread", "disagreements", {"document": "both"}, 8),
    ("reread", "disagreements", {"document": "rules"}, 0),
    ("reread", "disagreements", {"thing": "{Lakeside Bank}"}, 2),
    ("copied", "copies", {}, 5),
    ("copied", "copies", {"thing": "Kestrel Telecom"}, 3),
    ("copied", "copies", {"thing": "{Kestrel Telecom}"}, 3),
    ("copied", "copies", {"since": "2021-01-05"}, 2),
    ("copied", "copies", {"until": "2021-01-04"}, 1),
]


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, tuple[Store, View]]]:
    """Three stores with their views: of one leak told often, of a text read twice, and of copies of two texts."""
    report = story().extraction()
    first = replace(report, document=replace(report.document, published="2021-01-04"))
    other, lone = generate(5, 2)
    copies = (syndicated(first, "the Herald", "2021-01-05"), syndicated(first, "La Gazette", None))
    more = (first, syndicated(other, "the Herald", None), other, lone)
    with fresh_store() as retold, fresh_store() as reread, fresh_store() as copied:
        retellings.fill(retold, [*retellings.DOCUMENTS, *MORE])
        rereadings.fill(reread)
        take_in(copied, [locate(one) for one in (*copies, *more)])
        yield {"retold": (retold, View(retold)), "reread": (reread, View(reread)), "copied": (copied, View(copied))}


def answers(
    store: Store, view: View, name: str, given: Mapping[str, object]
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return the rows in Cypher and in SPARQL, in their order; lists as one text, IRIs as ids."""
    question = get_query(name)
    bound = question.bind(store, given)
    columns, rows = sparql_questions.answer(view, name, bound)
    assert columns == [column.name for column in question.columns]
    expected = [tuple(_one_text(row[column]) for column in columns) for row in question.answer(store, bound)]
    base = view.names.base
    return expected, [tuple(_without(base, row[column]) for column in columns) for row in rows]


def _one_text(value: Any) -> object:
    return "; ".join(value) if isinstance(value, list) else value


def _without(base: str, value: object) -> object:
    return value.removeprefix(base) if isinstance(value, str) else value


@pytest.mark.parametrize(("documents", "name", "asked", "count"), ASKED)
def test_the_answers_are_the_same_in_the_same_order(
    made: dict[str, tuple[Store, View]], documents: str, name: str, asked: dict[str, str], count: int
) -> None:
    store, view = made[documents]
    known = store.read("MATCH (o:Organization)<-[:AFFECTED]-(i:Incident) RETURN i.id AS id, o.name AS name")
    ids = {row["name"]: row["id"] for row in known}
    expected, told = answers(store, view, name, {k: v.format_map(ids) for k, v in asked.items()})
    assert told == expected
    assert len(told) == count


@pytest.mark.parametrize("name", ["contradictions", "copies", "disagreements", "persons"])
def test_every_parameter_is_asked_with_rows_to_answer(name: str) -> None:
    used = {parameter for _, asked_of, given, count in ASKED if asked_of == name and count for parameter in given}
    assert used == {parameter.name for parameter in get_query(name).parameters}


@pytest.mark.parametrize(("one", "other", "differ"), PAIRS)
def test_what_agrees_is_the_same(one: dict[str, Any], other: dict[str, Any], differ: bool) -> None:
    with fresh_store() as store:
        retellings.fill(store, [one_document("one", "2023-06-01", **one), one_document("other", "2023-07-01", **other)])
        expected, told = answers(store, View(store), "contradictions", {})
    assert told == expected
    assert bool(told) == differ


PERSONS = st.tuples(
    st.sampled_from((0, 94, 95, 99, 100, 101, 102, 105, 500)),
    st.sampled_from((None, 600)),
    st.sampled_from([counted.value for counted in Counted]),
    st.sampled_from([bound.value for bound in Bound]),
    st.sampled_from([status.value for status in Status]),
)
SUMS = st.tuples(
    st.sampled_from((98, 99, 101, 103)), st.sampled_from(("EUR", "CHF")), st.sampled_from(("imposed", "exposure"))
)
TELLINGS = st.fixed_dictionaries(
    {
        "published": st.sampled_from((None, "2023-06-01", "2023-07-01")),
        "date": st.sampled_from(("2022", "2023", "2023-05", "2023-05-04", "2023-05-05")),
        "announced": st.sampled_from((None, "2023-06", "2023-06-01", "2023-06-02")),
        "kind": st.sampled_from(("DataBreach", "Ransomware", "Outage", "Other")),
        "denied": st.booleans(),
        "persons": st.lists(PERSONS, max_size=2),
        "sum": st.none() | SUMS,
    }
)


@settings(max_examples=60)
@given(st.lists(TELLINGS, min_size=2, max_size=4))
def test_whatever_documents_tell_the_answers_are_the_same(tellings: list[dict[str, Any]]) -> None:
    documents = [one_document(f"telling {number}", **telling) for number, telling in enumerate(tellings)]
    with fresh_store() as store:
        retellings.fill(store, documents)
        view = View(store)
        for name in ("contradictions", "persons"):
            for asked in ({}, {"since": "2023-05-05"}, {"until": "2023-05-04"}):
                expected, told = answers(store, view, name, asked)
                # What has one value with another status comes in no order of its own.
                assert sorted(told, key=repr) == sorted(expected, key=repr)


RULES = (
    "rule",
    "llm m",
    "rule + llm m",
    "rule as Fraud + llm m as Outage",
    "rule told asserted + llm m told denied",
    "rule as Fraud told denied + llm m as Outage told asserted",
)


def read_twice(chance: random.Random, extraction: Extraction) -> Extraction:
    """Return the same as though a model had read it beside the rules, each telling some of it."""
    return replace(
        extraction,
        reader="rules 1 + llm m 1",
        incidents=tuple(replace(event, rule=chance.choice(RULES)) for event in extraction.incidents),
        actions=tuple(replace(event, rule=chance.choice(RULES)) for event in extraction.actions),
        entities=tuple(replace(entity, rule=chance.choice(RULES[:4])) for entity in extraction.entities),
        claims=tuple(replace(claim, rule=chance.choice(RULES[:3])) for claim in extraction.claims),
    )


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_whatever_is_read_twice_or_copied_the_answers_are_the_same(seed: int) -> None:
    chance = random.Random(seed)
    read = [read_twice(chance, one) if chance.random() < 0.7 else one for one in generate(seed, 12)]
    copies = [syndicated(one, "the Herald", chance.choice((None, "2020-11-01"))) for one in chance.sample(read, 4)]
    with fresh_store() as store:
        take_in(store, map(locate, (*read, *copies)))
        view = View(store)
        for name in ("contradictions", "copies", "disagreements"):
            expected, told = answers(store, view, name, {})
            assert sorted(told, key=repr) == sorted(expected, key=repr)


def test_the_first_words_that_state_a_value_are_quoted() -> None:
    report = Report("twice", "2023-06-01")
    insurer = report.entity("Insurer", "Mutuelle du Lac")
    incident = report.incident("DataBreach", insurer)
    for words in ("some hundred clients", "a hundred clients in all"):
        count = Count(100, None, Counted.CUSTOMERS, Bound.EXACT)
        report.claim(incident, "persons", value=count, evidence=report.quote(words))
    with fresh_store() as store:
        retellings.fill(store, [report.testimony(), one_document("other", "2023-07-01", persons=persons(500))])
        expected, told = answers(store, View(store), "contradictions", {"what": "persons"})
    assert told == expected
    assert [row[9] for row in told] == ["some hundred clients", LEAK]


def test_copies_do_not_contradict_each_other() -> None:
    one = story().extraction()
    other = syndicated(one, "the Herald", None)
    denied = replace(other, incidents=tuple(replace(event, status=Status.DENIED) for event in other.incidents))
    with fresh_store() as store:
        take_in(store, [locate(one), locate(denied)])
        assert store.read("MATCH (i:Incident) RETURN i.documents AS documents") == [{"documents": 1}]
        assert answers(store, View(store), "contradictions", {}) == ([], [])


def test_the_first_of_copies_is_found_whatever_the_base(made: dict[str, tuple[Store, View]]) -> None:
    store, _ = made["copied"]
    expected, told = answers(store, View(store, "https://data.example/document/"), "copies", {})
    assert told == expected
    assert len(told) == 5
