"""Answers are taken in item by item; what is not in its form is counted and left out."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from greffier.graph.model import model
from greffier.ingest.llm.answers import MOST_ITEMS, AnswerError, answer_schema, parse_answer
from greffier.ingest.llm.drops import Drop, Drops, told
from tests.ingest.llm.papers import FINE_ANSWER, action, counted, dated, entity, incident


def parsed(**groups: Any) -> tuple[Any, Drops]:
    """Return what becomes of an answer with these groups, and what was dropped."""
    drops = Drops()
    return parse_answer(json.dumps(groups), drops), drops


def test_a_good_answer_is_taken_in_whole() -> None:
    answer, drops = parsed(**FINE_ANSWER)
    assert [e.id for e in answer.entities] == ["e1", "e2", "e3"]
    assert answer.actions[0].amount.value == Decimal(2000000)
    assert answer.incidents[0].date.value == "2020-06"
    assert drops == {}


@pytest.mark.parametrize(
    "content",
    [
        '```json\n{"entities": []}\n```',
        '<think>Who is {hit}?</think>\n{"entities": []}',
        '  {"entities": []} I hope that this helps.',
        'Here is the JSON:\n\n```json\n{"entities": []}\n```\n\nHope it helps {you}!',
        'As to {hit}, here:\n```\n {"entities": []}\n```',
        'Here is the JSON: ```json {"entities": []} ``` Hope it helps',
        'Sure! {"entities": [], "actions": []} is what it says.',
        '<think>\n```json\n{"entities": [1]}\n```\n</think>\n```json\n{"entities": []}\n```',
    ],
)
def test_what_stands_around_the_object_is_passed_over(content: str) -> None:
    assert parse_answer(content, Drops()).entities == []


def test_a_fence_within_the_object_is_of_the_object() -> None:
    given = json.dumps({"entities": [entity("e1", "Bank", "```\n{A}\n```")]})
    assert parse_answer(given, Drops()).entities[0].mentions == ["```\n{A}\n```"]


@pytest.mark.parametrize(
    "content",
    [
        "I cannot help with that.",
        '{"entities": [{"id": "e1", "type": "Ba',
        "[]",
        '[{"entities": []}]',
        'Here is {the} JSON: {"entities": []}',
        'One:\n```\n{"entities": \n```\nand another:\n```\n{"entities": []}\n```',
        '{"answer": 42}',
        '{"entities": NaN}',
        '{"entities": ' + "[" * 100_000,
    ],
)
def test_what_is_no_object_of_that_form_is_an_error(content: str) -> None:
    with pytest.raises(AnswerError):
        parse_answer(content, Drops())


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("Northwind", Drop.MALFORMED),
        ({"id": "e1", "type": "Bank"}, Drop.MALFORMED),
        ({"id": 7, "type": "Bank", "mentions": ["A"]}, Drop.MALFORMED),
        (entity("e1\u0000", "Bank", "A"), Drop.CONTROL),
        (entity("e" * 100, "Bank", "A"), Drop.MALFORMED),
    ],
)
def test_a_wrong_item_is_dropped_and_the_others_stay(item: Any, reason: Drop) -> None:
    answer, drops = parsed(entities=[item, entity("e2", "Bank", "Kestrel Bank")])
    assert [e.id for e in answer.entities] == ["e2"]
    assert drops == {reason: 1}


@pytest.mark.parametrize(
    "groups",
    [
        {"entities": ["Northwind", {"id": "e1"}], "incidents": [7]},
        {"entities": "none", "incidents": {}, "actions": 0, "relations": "none"},
        {"entities": [entity("e1\u0000", "Bank", "A")], "actions": []},
    ],
)
def test_an_answer_of_which_nothing_is_in_its_form_is_an_error(groups: dict[str, Any]) -> None:
    drops = Drops()
    with pytest.raises(AnswerError, match="nothing in the answer is in the form that was asked for"):
        parse_answer(json.dumps(groups), drops)
    assert drops == {}


def test_an_answer_that_says_that_there_is_nothing_is_an_answer() -> None:
    answer, drops = parsed(entities=[], incidents=[], actions=[], relations=[])
    assert (answer.entities, answer.actions, drops) == ([], [], {})


def test_a_wrong_part_of_an_item_is_left_out_of_it() -> None:
    answer, drops = parsed(
        entities=[entity("e1", "Bank", "Kestrel Bank", "x" * 301, "Ke\u0007strel")],
        incidents=[incident("i1", "Outage", "it stopped", "e1", date="yesterday", announced=dated("2021", "in 2021"))],
        actions=[
            action("a1", "Fine", "fined", "e1", "e1", amount=counted(-1, "EUR", "1 euro")),
            action("a2", "Fine", "fined", "e1", "e1", amount=counted(1, "EUR", "1 euro", kind="perhaps")),
        ],
    )
    assert answer.entities[0].mentions == ["Kestrel Bank"]
    assert answer.incidents[0].date is None
    assert answer.incidents[0].announced.value == "2021"
    assert [a.amount for a in answer.actions] == [None, None]
    assert drops == {Drop.MALFORMED: 4, Drop.CONTROL: 1}


def test_a_status_that_there_is_not_drops_the_event() -> None:
    answer, drops = parsed(
        entities=[entity("e1", "Bank", "A")], incidents=[incident("i1", "Outage", "it stopped", "e1", status="certain")]
    )
    assert (answer.incidents, drops) == ([], {Drop.MALFORMED: 1})


def test_too_many_items_are_cut_off_and_counted() -> None:
    many = [entity(f"e{n}", "Bank", f"Bank {n}") for n in range(MOST_ITEMS + 5)]
    answer, drops = parsed(entities=many, relations={"subject": "e1"})
    assert len(answer.entities) == MOST_ITEMS
    assert drops == {Drop.TOO_MANY: 5, Drop.MALFORMED: 1}


def test_what_was_not_asked_for_is_ignored() -> None:
    answer, drops = parsed(entities=[entity("e1", "Bank", "A") | {"run": "rm -rf /"}], tools=[{"name": "shell"}])
    assert not hasattr(answer.entities[0], "run")
    assert drops == {}


def test_the_schema_is_closed_and_has_the_kinds_of_the_graph() -> None:
    schema = answer_schema()
    kinds = schema["$defs"]["IncidentAnswer"]["properties"]["type"]["enum"]
    assert kinds == list(model().families["Incident"].kinds)
    assert schema["$defs"]["EntityAnswer"]["properties"]["type"]["enum"][-1] == "Law"
    assert schema["$defs"]["RelationAnswer"]["properties"]["type"]["enum"] == [
        "part_of",
        "regulated_by",
        "notified",
        "acquired",
    ]
    for name, form in {**schema["$defs"], "Answer": schema}.items():
        if "properties" in form:
            assert form["additionalProperties"] is False, name
            assert sorted(form["required"]) == sorted(form["properties"]), name


def test_what_is_dropped_is_told_with_its_words() -> None:
    _, drops = parsed(
        entities=["North\x07wind", entity("e1", "Bank", "A") | {"mentions": ["A", 7]}],
        incidents={"type": "Outage"},
        actions=[action("a1", "Fine", "é" * 200, "e1", "e1", status="certain")],
    )
    drops[Drop.DATE] += 2
    assert list(drops.lines()) == [
        'not in the form that was asked for: "North\\u0007wind"',
        "not in the form that was asked for: 7",
        'not in the form that was asked for: incidents: {"type": "Outage"}',
        'not in the form that was asked for: {"id": "a1", "type": "Fine", "issuer": ["e1"], "target": ["e1"], '
        f'"evidence": "{"é" * 42}',
        "a date that its words do not say (2 ×)",
    ]


def test_drops_are_told_by_reason_the_most_frequent_first() -> None:
    drops = Drops({Drop.DATE: 1, Drop.NOT_IN_DOCUMENT: 3})
    assert told(drops) == "3 × words that do not stand in the document; 1 × a date that its words do not say"
    assert told(Drops()) == ""
