"""Nothing enters that the document's own words do not bear out."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.records import Amount, AmountKind, Extraction, Status
from greffier.ingest.llm.answers import AnswerError, parse_answer
from greffier.ingest.llm.drops import Drop, Drops
from greffier.ingest.llm.grounding import Ground
from greffier.ingest.llm.parts import Part
from tests.ingest.llm.papers import AMENDE, FINE, FINE_ANSWER, action, counted, dated, entity, incident, read


def grounded(text: str, answer: dict[str, Any]) -> tuple[Extraction, Drops]:
    """Return what holds of an answer about a text, and what was dropped."""
    drops = Drops()
    prepared = read(text)
    ground = Ground(prepared, "llm m", "llm m 1")
    return ground.ground(parse_answer(json.dumps(answer), drops), Part(0, len(prepared.plain)), drops), drops


def changed(**items: Any) -> dict[str, Any]:
    """Return the answer about the fine, with another action in the place of its own where values are given."""
    answer = copy.deepcopy(FINE_ANSWER)
    answer["actions"][0].update(items)
    return answer


def values(extraction: Extraction, predicate: str) -> list[object]:
    """Return what fills one slot in an extraction."""
    return [c.object or c.value for c in extraction.claims if c.predicate == predicate]


def test_a_good_answer_becomes_what_the_rules_would_give() -> None:
    extraction, drops = grounded(FINE, FINE_ANSWER)
    text = extraction.document.text
    assert drops == {}
    assert [(e.id, e.kind, e.known_as) for e in extraction.entities] == [
        ("e1", "Regulator", "regulator/gb-fca"),
        ("e2", "Insurer", None),
        ("e3", "Institution", None),
    ]
    assert [m.text for m in extraction.entities[1].mentions] == ["Northwind Mutual"] * 2
    fine, breach = extraction.actions[0], extraction.incidents[0]
    assert (fine.kind, fine.anchor.text, fine.evidence.text) == ("Fine", "fined", "fined Northwind Mutual £2 million")
    assert (breach.kind, breach.anchor.text) == ("DataBreach", "data breach")
    assert {(c.subject, c.predicate, c.object or c.value, c.evidence.text) for c in extraction.claims} == {
        ("i1", "affected", "e2", "a data breach at the insurer"),
        ("i1", "date", "2020-06", "June 2020"),
        ("a1", "issuer", "e1", "fined Northwind Mutual £2 million"),
        ("a1", "target", "e2", "fined Northwind Mutual £2 million"),
        ("a1", "concerns", "i1", "fined Northwind Mutual £2 million"),
        ("a1", "date", "2021-03-03", "3 March 2021"),
        ("a1", "amount", Amount(Decimal(2000000), "GBP", None, AmountKind.IMPOSED), "£2 million"),
        ("e2", "part_of", "e3", "Northwind Mutual is part of Kestrel Group"),
    }
    assert {c.rule for c in extraction.claims} == {e.rule for e in extraction.entities} == {"llm m"}
    pieces = [m for e in extraction.entities for m in e.mentions]
    pieces += [c.evidence for c in extraction.claims] + [fine.anchor, fine.evidence, breach.anchor, breach.evidence]
    assert all(text[p.start : p.end] == p.text for p in pieces)


def test_an_invented_quote_drops_the_event_and_what_hangs_on_it() -> None:
    answer = copy.deepcopy(FINE_ANSWER)
    answer["incidents"][0]["evidence"] = "hackers stole the data of the insurer"
    extraction, drops = grounded(FINE, answer)
    assert extraction.incidents == ()
    assert values(extraction, "concerns") == []
    assert drops == {Drop.NOT_IN_DOCUMENT: 1, Drop.UNKNOWN_ITEM: 1}


def test_an_invented_organisation_fills_no_role() -> None:
    answer = changed(target=["e2", "e9"])
    answer["entities"].append(entity("e9", "Bank", "Rival Bank plc"))
    extraction, drops = grounded(FINE, answer)
    assert values(extraction, "target") == ["e2"]
    assert drops == {Drop.NOT_IN_DOCUMENT: 1, Drop.UNKNOWN_ITEM: 1}


def test_kinds_and_relations_are_those_of_the_graph() -> None:
    answer = copy.deepcopy(FINE_ANSWER)
    answer["entities"].append(entity("e4", "Person", "Northwind"))
    answer["incidents"].append(incident("i2", "Fire", "a data breach", "e2"))
    answer["actions"].append(action("a2", "DataBreach", "fined", "e1", "e2"))
    answer["relations"].append({"subject": "e2", "type": "affected", "object": "e3", "evidence": "part of"})
    extraction, drops = grounded(FINE, answer)
    assert (len(extraction.entities), len(extraction.incidents), len(extraction.actions)) == (3, 1, 1)
    assert drops == {Drop.UNKNOWN_KIND: 4}


def test_roles_are_filled_by_what_fits_them() -> None:
    answer = changed(law=["e1"], concerns=["e2"], issuer=["a1"])
    answer["relations"].append({"subject": "e2", "type": "part_of", "object": "i1", "evidence": "is part of"})
    answer["relations"].append({"subject": "e2", "type": "part_of", "object": "e2", "evidence": "is part of"})
    extraction, drops = grounded(FINE, answer)
    assert [values(extraction, role) for role in ("law", "concerns", "issuer")] == [[], [], []]
    assert drops == {Drop.UNKNOWN_ITEM: 5}


def test_a_subsidiary_is_a_part() -> None:
    answer = copy.deepcopy(FINE_ANSWER)
    answer["relations"][0]["type"] = "SUBSIDIARY_OF"
    assert values(grounded(FINE, answer)[0], "part_of") == ["e3"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (dated("2021-03-03", "3 March 2021"), "2021-03-03"),
        (dated("2021-03", "on 3 March 2021"), "2021-03-03"),  # the words say more
        (dated("2020-06-15", "June 2020"), "2020-06"),  # and here less
        (dated("2021-03-08", "date: 2021-03-08"), "2021-03-08"),
        (dated("2021-03", "2021-03-08"), "2021-03"),
    ],
)
def test_a_date_is_what_its_words_say(said: dict[str, str], kept: str) -> None:
    extraction, drops = grounded(FINE, changed(date=said))
    assert [c.value for c in extraction.claims_about("a1", "date")] == [kept]
    assert drops == {}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (dated("2021-03-04", "3 March 2021"), Drop.DATE),
        (dated("2021-03-03", "fined Northwind Mutual"), Drop.DATE),
        (dated("2021-03-03", "3 mars 2021"), Drop.NOT_IN_DOCUMENT),
        (dated("March 2021", "3 March 2021"), Drop.DATE),
        (dated("2021-03-0", "2021-03-08"), Drop.NOT_IN_DOCUMENT),
        (dated("", "3 March 2021"), Drop.DATE),
    ],
)
def test_a_date_that_its_words_do_not_say_is_dropped(said: dict[str, str], reason: Drop) -> None:
    extraction, drops = grounded(FINE, changed(date=said))
    assert extraction.claims_about("a1", "date") == ()
    assert drops == {reason: 1}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (counted(3000000, "GBP", "£2 million"), Drop.AMOUNT),
        (counted(2000000, "EUR", "£2 million"), Drop.AMOUNT),
        (counted(2000000, "GBP", "£2 million", per="day"), Drop.AMOUNT),
        (counted(2000000, "GBP", "fined Northwind Mutual"), Drop.AMOUNT),
        (counted(2000000, "GBP", "£2m"), Drop.NOT_IN_DOCUMENT),
    ],
)
def test_a_sum_that_its_words_do_not_say_is_dropped(said: dict[str, Any], reason: Drop) -> None:
    extraction, drops = grounded(FINE, changed(amount=said))
    assert values(extraction, "amount") == []
    assert drops == {reason: 1}


ORDER = {
    "entities": [
        entity("e1", "Regulator", "Autorité des marchés financiers"),
        entity("e2", "Insurer", "Boréal Assurance"),
    ],
    "actions": [action("a1", "Order", "a rendu lundi une ordonnance", "e1", "e2", date=dated("2024-06-10", "lundi"))],
}


@pytest.mark.parametrize(
    ("kind", "currency", "amounts", "reasons"),
    [
        ("exposure", "CAD", [Amount(Decimal(5000), "CAD", "day", AmountKind.EXPOSURE)], {}),
        ("imposed", "CAD", [Amount(Decimal(5000), "CAD", "day", AmountKind.EXPOSURE)], {Drop.AMOUNT_KIND: 1}),
        ("exposure", "EUR", [], {Drop.AMOUNT: 1}),
    ],
)
def test_a_daily_sum_threatens_and_its_dollars_are_dollars(
    kind: str, currency: str, amounts: list[Amount], reasons: dict[Drop, int]
) -> None:
    answer = copy.deepcopy(ORDER)
    answer["actions"][0]["amount"] = counted(5000, currency, "5 000 $ par jour", kind, "day")
    extraction, drops = grounded(AMENDE, answer)
    assert values(extraction, "amount") == amounts
    assert values(extraction, "date") == ["2024-06-10"]
    assert drops == reasons


def test_who_a_name_is_is_told_by_the_gazetteers_and_the_places_of_the_text() -> None:
    extraction, _ = grounded(AMENDE, ORDER)
    assert extraction.entities[0].known_as == "regulator/ca-qc-amf"
    france = AMENDE.replace("à Québec", "à Paris").replace("$", "€")
    assert grounded(france, ORDER)[0].entities[0].known_as == "regulator/fr-amf"
    nowhere = AMENDE.replace(", à Québec,", "").replace("$", "€")
    entity_of_two = grounded(nowhere, ORDER)[0].entities[0]
    assert entity_of_two.known_as is None
    assert entity_of_two.candidates == ("regulator/ca-qc-amf", "regulator/fr-amf")


def test_two_that_are_one_entry_are_one() -> None:
    answer = copy.deepcopy(FINE_ANSWER)
    answer["entities"][0] = entity("e1", "Regulator", "Financial Conduct Authority")
    answer["entities"].append(entity("e4", "Regulator", "FCA"))
    extraction, _ = grounded(FINE, answer)
    assert [m.text for m in extraction.entities[0].mentions] == ["Financial Conduct Authority", "FCA"]
    assert len(extraction.entities) == 3


def test_a_name_within_a_longer_name_is_that_of_the_longer() -> None:
    text = "Breach\n\nFree Mobile and Free were fined. Free said nothing.\n"
    answer = {
        "entities": [entity("e1", "Company", "Free"), entity("e2", "Company", "Free Mobile")],
        "actions": [action("a1", "Fine", "were fined", "e3", "e1")],
    }
    extraction, _ = grounded(text, answer)
    assert [[(m.start, m.text) for m in e.mentions] for e in extraction.entities] == [
        [(8, "Free Mobile")],
        [(24, "Free"), (41, "Free")],
    ]


def test_markup_is_no_name() -> None:
    text = "Breach\n\nThe bank <script>alert(1)</script> was hit by an outage.\n"
    answer = {
        "entities": [entity("e1", "Bank", "<script>alert(1)</script>")],
        "incidents": [incident("i1", "Outage", "was hit by an outage", "e1")],
    }
    extraction, drops = grounded(text, answer)
    assert extraction.entities == ()
    assert drops == {Drop.MARKUP: 1, Drop.UNKNOWN_ITEM: 1}


def test_a_status_is_kept_with_what_hangs_on_it() -> None:
    extraction, _ = grounded(FINE, changed(status="alleged"))
    assert extraction.actions[0].status is Status.ALLEGED
    assert {c.status for c in extraction.claims if c.subject == "a1"} == {Status.ALLEGED}


def test_who_is_only_named_is_not_kept() -> None:
    extraction, drops = grounded(FINE, {"entities": FINE_ANSWER["entities"]})
    assert (extraction.entities, drops) == ((), {})


def test_nobody_fines_an_authority() -> None:
    extraction, drops = grounded(FINE, changed(issuer=["e2"], target=["e1"]))
    assert extraction.actions == ()
    assert drops == {Drop.SWAPPED: 1}
    suit = changed(type="Lawsuit", issuer=["e2"], target=["e1"], amount=None)
    assert values(grounded(FINE, suit)[0], "target") == ["e1"]


def test_a_court_may_order_an_authority_to_do_something() -> None:
    text = "A court\n\nThe Court of Session ordered the FCA to publish its report.\n"
    bodies = [entity("e1", "Institution", "Court of Session"), entity("e2", "Regulator", "FCA")]
    order = action("a1", "Order", "ordered the FCA to publish its report", "e1", "e2")
    extraction, drops = grounded(text, {"entities": bodies, "actions": [order]})
    assert values(extraction, "issuer") == ["e1"]
    assert drops == {}


# Evidence tells of the event, and stands by its parties


FAR = (
    "An insurer in London\n\n"
    "The Financial Conduct Authority (FCA) fined Northwind Mutual £2 million.\n\n"
    "The weather was fair. The harbour slept under the moon all night long. Ships came in at dawn. "
    "Kestrel Bank has its seat by the sea.\n"
)
NAMED = [
    entity("e1", "Regulator", "Financial Conduct Authority", "FCA"),
    entity("e2", "Insurer", "Northwind Mutual"),
    entity("e3", "Bank", "Kestrel Bank"),
]


def of_far(*actions: dict[str, Any], **more: Any) -> tuple[Extraction, Drops]:
    """Return what is kept of actions told of the text above."""
    return grounded(FAR, {"entities": NAMED, "actions": list(actions), **more})


@pytest.mark.parametrize(
    "evidence", ["The weather was fair", "The harbour slept under the moon all night long", "dawn", "harbour"]
)
def test_words_that_tell_of_something_else_are_no_evidence(evidence: str) -> None:
    extraction, drops = of_far(action("a1", "Fine", evidence, "e1", "e2"))
    assert extraction.actions == ()
    assert drops == {Drop.EVIDENCE: 1}


def test_what_is_too_short_to_tell_anything_is_widened_to_its_sentence() -> None:
    extraction, drops = of_far(action("a1", "Fine", "fined", "e1", "e2"))
    told = "The Financial Conduct Authority (FCA) fined Northwind Mutual £2 million."
    assert [(a.anchor.text, a.evidence.text) for a in extraction.actions] == [("fined", told)]
    assert {c.evidence.text for c in extraction.claims} == {told}
    assert drops == {}


def test_an_event_has_a_party_beside_its_evidence() -> None:
    extraction, drops = of_far(action("a1", "Fine", "fined Northwind Mutual £2 million", "e9", "e3"))
    assert extraction.actions == ()
    assert drops == {Drop.PARTIES: 1}


def test_a_party_that_is_named_elsewhere_is_less_sure() -> None:
    fine = action("a1", "Fine", "fined Northwind Mutual £2 million", "e1", "e2")
    extraction, _ = of_far({**fine, "target": ["e2", "e3"]})
    sure = {c.object: c.confidence for c in extraction.claims}
    assert sure == {"e1": 0.8, "e2": 0.8, "e3": 0.6}


def test_a_description_takes_up_a_party() -> None:
    text = "Northwind Mutual in court\n\nNorthwind Mutual is an insurer. It grew. The insurer lost all its files.\n"
    lost = incident("i1", "Other", "The insurer lost all its files", "e1")
    extraction, drops = grounded(text, {"entities": [entity("e1", "Insurer", "Northwind Mutual")], "incidents": [lost]})
    assert [c.object for c in extraction.claims] == ["e1"]
    assert drops == {}


def test_what_the_rules_know_no_word_for_is_less_sure() -> None:
    lost = incident("i1", "Fraud", "Kestrel Bank has its seat by the sea", "e3")
    extraction, _ = of_far(incidents=[lost])
    assert [i.confidence for i in extraction.incidents] == [0.5]
    assert [c.confidence for c in extraction.claims] == [0.5]
    told = grounded(
        FAR.replace("has its seat", "suffered a fraud"),
        {"entities": NAMED, "incidents": [{**lost, "evidence": "Kestrel Bank suffered a fraud by the sea"}]},
    )[0]
    assert [i.confidence for i in told.incidents] == [0.8]


def test_dates_and_sums_that_stand_elsewhere_are_less_sure() -> None:
    text = FAR + "On 3 March 2021 it paid £7 million.\n"
    fine = action(
        "a1", "Fine", "fined Northwind Mutual £2 million", "e1", "e2", date=dated("2021-03-03", "3 March 2021")
    )
    for sum_, sure in ((counted(2000000, "GBP", "£2 million"), 0.9), (counted(7000000, "GBP", "£7 million"), 0.6)):
        extraction, _ = grounded(text, {"entities": NAMED, "actions": [{**fine, "amount": sum_}]})
        found = {c.predicate: c.confidence for c in extraction.claims if c.object is None}
        assert found == {"date": 0.6, "amount": sure}


def relation(subject: str, name: str, other: str, evidence: str) -> dict[str, Any]:
    """Return a relation as a model answers it."""
    return {"subject": subject, "type": name, "object": other, "evidence": evidence}


def test_the_words_of_a_relation_name_both_ends() -> None:
    seat = "Kestrel Bank has its seat by the sea"
    extraction, drops = of_far(relations=[relation("e3", "part_of", "e2", seat)])
    assert extraction.claims == ()
    assert drops == {Drop.ENDS: 1}
    text = "Two banks\n\nKestrel Bank grew. Last year Osprey Bank bought it whole.\n"
    banks = [entity("e1", "Bank", "Kestrel Bank"), entity("e2", "Bank", "Osprey Bank")]
    bought = [relation("e2", "acquired", "e1", "Last year Osprey Bank bought it whole")]
    extraction, drops = grounded(text, {"entities": banks, "relations": bought})
    assert [(c.subject, c.object, c.confidence) for c in extraction.claims] == [("e2", "e1", 0.8)]
    assert drops == {}


def test_of_a_relation_told_both_ways_neither_is_kept() -> None:
    said = "Northwind Mutual is part of Kestrel Group"
    both = [relation("e2", "part_of", "e3", said), relation("e3", "part_of", "e2", "is part of Kestrel Group")]
    extraction, drops = grounded(FINE, {**FINE_ANSWER, "relations": both})
    assert values(extraction, "part_of") == []
    assert drops == {Drop.CONTRADICTION: 2}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["e1", "e2", "Bank", "Fine", "Northwind Mutual", "FCA", "£2 million", "2021-03-03", "fined"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "mentions", "evidence", "date", "value", "quote", "amount", "issuer"]), inner
        )
    ),
    max_leaves=20,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("entities", "incidents", "actions", "relations"), JSON)))
def test_whatever_is_answered_what_is_kept_stands_in_the_document(groups: dict[str, Any]) -> None:
    try:
        extraction, _ = grounded(FINE, {"entities": []} | groups)
    except AnswerError:  # nothing of it is in its form
        return
    text = extraction.document.text
    events = (*extraction.incidents, *extraction.actions)
    pieces = [m for e in extraction.entities for m in e.mentions] + [c.evidence for c in extraction.claims]
    pieces += [piece for e in events for piece in (e.anchor, e.evidence)]
    assert all(piece.text and text[piece.start : piece.end] == piece.text for piece in pieces)
    ids = {e.id for e in extraction.entities} | {e.id for e in events}
    assert all(c.subject in ids and (c.object is None or c.object in ids) for c in extraction.claims)
