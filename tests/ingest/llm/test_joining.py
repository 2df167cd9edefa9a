"""What two readings tell alike is told once; what only one tells stays its own."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.records import Amount, Entity, Event, Extraction, Status
from greffier.ingest.llm.answers import parse_answer
from greffier.ingest.llm.drops import Drops
from greffier.ingest.llm.grounding import Ground
from greffier.ingest.llm.joining import PARTS, READERS, Agreement, join
from greffier.ingest.llm.parts import Part
from tests.ingest.llm.papers import FINE, FINE_ANSWER, action, counted, dated, incident, read


def reading(answer: dict[str, Any], rule: str = "rule", text: str = FINE) -> Extraction:
    """Return what holds of an answer, as if a reader of this name had read it."""
    prepared = read(text)
    drops = Drops()
    found = Ground(prepared, rule, rule).ground(
        parse_answer(json.dumps(answer), drops), Part(0, len(prepared.plain)), drops
    )
    assert drops == {}
    return found


def changed(**items: Any) -> dict[str, Any]:
    """Return the answer about the fine with other values in its action."""
    answer = copy.deepcopy(FINE_ANSWER)
    answer["actions"][0].update(items)
    return answer


def both(one: dict[str, Any], other: dict[str, Any], agreement: Agreement = READERS) -> Extraction:
    """Return two answers about the fine, joined."""
    return join(reading(one, "rule"), reading(other, "llm m"), agreement, "rules + llm m")


def claims(extraction: Extraction, predicate: str) -> list[tuple[object, str, float]]:
    """Return what fills a slot, with the rule that says so and how sure it is."""
    return [
        (
            str(c.value.value) if isinstance(c.value, Amount) else c.object or c.value,
            c.rule,
            c.confidence,
        )
        for c in extraction.claims
        if c.predicate == predicate
    ]


def items(extraction: Extraction) -> list[Entity | Event]:
    """Return all that an extraction tells of, entities first."""
    return [*extraction.entities, *extraction.incidents, *extraction.actions]


def test_two_readers_that_agree_are_surer_than_one() -> None:
    joined = both(FINE_ANSWER, FINE_ANSWER)
    assert joined.reader == "rules + llm m"
    assert [(e.id, e.rule) for e in items(joined)] == [
        (local, "rule + llm m") for local in ("e1", "e2", "e3", "i1", "a1")
    ]
    assert (joined.actions[0].confidence, len(joined.claims)) == (0.96, 8)
    assert claims(joined, "target") == [("e2", "rule + llm m", 0.96)]
    assert claims(joined, "date") == [("2020-06", "rule + llm m", 0.99), ("2021-03-03", "rule + llm m", 0.99)]


def test_parts_that_agree_are_one_reading() -> None:
    one = reading(FINE_ANSWER)
    assert join(one, one, PARTS, "rule") == one


def test_a_slot_that_is_filled_in_two_ways_is_two_claims() -> None:
    joined = both(changed(date=dated("2020-06", "June 2020")), FINE_ANSWER)
    assert len(joined.actions) == 1
    assert [c for c in claims(joined, "date") if c[0] != "2020-06" or c[1] == "rule"] == [
        ("2020-06", "rule", 0.9),
        ("2021-03-03", "llm m", 0.9),
    ]


def test_an_event_that_one_reader_tells_stays_its_own() -> None:
    more = copy.deepcopy(FINE_ANSWER)
    more["incidents"].append(incident("i2", "Outage", "on 3 March 2021", "e3"))
    joined = both(FINE_ANSWER, more)
    assert [(i.id, i.kind, i.rule) for i in joined.incidents] == [
        ("i1", "Outage", "llm m"),
        ("i2", "DataBreach", "rule + llm m"),
    ]
    assert claims(joined, "affected") == [("e2", "rule + llm m", 0.96), ("e3", "llm m", 0.8)]
    assert claims(joined, "concerns") == [("i2", "rule + llm m", 0.96)]


def test_one_event_of_two_kinds_is_one_whose_rule_tells_both() -> None:
    attack = copy.deepcopy(FINE_ANSWER)
    attack["incidents"][0]["type"] = "Cyberattack"
    (found,) = both(FINE_ANSWER, attack).incidents
    assert (found.kind, found.rule) == ("DataBreach", "rule as DataBreach + llm m as Cyberattack")
    attack["incidents"][0]["type"] = "Other"
    assert both(attack, FINE_ANSWER).incidents[0].kind == "DataBreach"


def test_one_body_of_two_kinds_is_no_surer_and_its_rule_tells_both() -> None:
    company = copy.deepcopy(FINE_ANSWER)
    company["entities"][1]["type"] = "Company"
    found = both(FINE_ANSWER, company).entities[1]
    alone = reading(FINE_ANSWER).entities[1]
    assert (found.kind, found.rule) == ("Insurer", "rule as Insurer + llm m as Company")
    assert found.confidence == alone.confidence == 0.98


def test_where_readers_differ_in_the_kind_what_a_gazetteer_knows_holds() -> None:
    bank = copy.deepcopy(FINE_ANSWER)
    bank["entities"][0] = {"id": "e1", "type": "Bank", "mentions": ["FCA"]}
    found = both(bank, FINE_ANSWER).entities[0]
    assert (found.kind, found.known_as) == ("Regulator", "regulator/gb-fca")
    assert found.rule == "rule as Bank + llm m as Regulator"


def test_one_event_of_two_statuses_is_one_whose_rule_tells_both() -> None:
    joined = both(FINE_ANSWER, changed(status="alleged"))
    (fine,) = joined.actions
    assert (fine.status, fine.rule) == (Status.ASSERTED, "rule told asserted + llm m told alleged")
    assert fine.confidence == 0.8
    assert claims(joined, "target") == [("e2", "rule + llm m", 0.8)]
    assert {c.status for c in joined.claims_about("a1", "target")} == {Status.ASSERTED}
    other = both(changed(status="alleged", type="Penalty"), FINE_ANSWER).actions[0]
    assert other.rule == "rule as Penalty told alleged + llm m as Fine told asserted"
    assert (other.kind, other.status) == ("Penalty", Status.ALLEGED)


@pytest.mark.parametrize(
    ("items", "count"),
    [
        ({"type": "Penalty"}, 1),  # related, in the same words
        ({"type": "Investigation"}, 2),
        ({"target": ["e3"]}, 1),  # the same sum
        ({"target": ["e3"], "amount": None, "evidence": "is part of"}, 2),
        ({"evidence": "after a data breach"}, 1),  # told elsewhere, of the same parties
        ({"evidence": "after a data breach", "amount": None, "date": dated("2020-06", "June 2020")}, 2),
    ],
)
def test_what_makes_two_tellings_one_event(items: dict[str, Any], count: int) -> None:
    assert len(both(changed(**items), FINE_ANSWER).actions) == count


def test_other_sums_are_other_fines() -> None:
    text = FINE + "It was fined £5 million too.\n"
    one = {**FINE_ANSWER, "incidents": [], "relations": []}
    one["actions"] = [{**FINE_ANSWER["actions"][0], "concerns": []}]
    other = copy.deepcopy(one)
    other["actions"][0].update(amount=counted(5000000, "GBP", "£5 million"), date=None)
    joined = join(reading(one, text=text), reading(other, text=text), PARTS, "rule")
    assert [c[0] for c in claims(joined, "amount")] == ["2000000", "5000000"]
    assert len(joined.actions) == 2


def test_one_body_under_two_names_is_one_where_a_name_is_shared() -> None:
    one, other = copy.deepcopy(FINE_ANSWER), copy.deepcopy(FINE_ANSWER)
    one["entities"][0]["mentions"] = ["FCA"]
    other["entities"][0]["mentions"] = ["Financial Conduct Authority"]
    joined = both(one, other)
    assert [[m.text for m in e.mentions] for e in joined.entities[:1]] == [["Financial Conduct Authority", "FCA"]]
    assert len(joined.entities) == 3


def test_a_reading_that_says_nothing_changes_but_the_name() -> None:
    nothing = reading({"entities": []}, "llm m")
    one = reading(FINE_ANSWER)
    assert join(one, nothing, READERS, "both") == replace(one, reader="both")
    assert join(nothing, one, READERS, "both") == replace(one, reader="both")


KINDS = st.sampled_from(["Fine", "Penalty", "Order", "Other"])
EVIDENCE = st.sampled_from(["fined Northwind Mutual", "£2 million", "a data breach", "is part of Kestrel Group"])
ACTIONS = st.lists(
    st.builds(lambda kind, words, target: (kind, words, target), KINDS, EVIDENCE, st.sampled_from(["e2", "e3"])),
    max_size=3,
)


@given(ACTIONS, ACTIONS)
def test_no_event_and_no_claim_is_lost_or_told_twice(
    one: list[tuple[str, str, str]], other: list[tuple[str, str, str]]
) -> None:
    def of(told: list[tuple[str, str, str]], rule: str) -> Extraction:
        actions = [action(f"a{n}", kind, words, "e1", target) for n, (kind, words, target) in enumerate(told)]
        return reading({"entities": FINE_ANSWER["entities"], "actions": actions}, rule)

    first, second = of(one, "rule"), of(other, "llm m")
    joined = join(first, second, READERS, "both")
    assert max(len(one), len(other)) <= len(joined.actions) <= len(one) + len(other)
    assert [a.id for a in joined.actions] == [f"a{n}" for n in range(1, len(joined.actions) + 1)]
    told = [(c.subject, c.predicate, c.object, c.status) for c in joined.claims]
    assert len(told) == len(set(told))
    entities = {e.id: e.name for e in joined.entities}
    for source in (first, second):
        names = {e.id: e.name for e in source.entities}
        assert {(c.predicate, names[c.object or ""]) for c in source.claims} <= {
            (c.predicate, entities[c.object or ""]) for c in joined.claims
        }
