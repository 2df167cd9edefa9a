"""Nothing is told more firmly than the document tells it, whatever a model says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.projection import FIRMNESS
from greffier.graph.records import Amount, AmountKind, Status
from greffier.ingest.llm.drops import Drop, Drops
from greffier.ingest.llm.statuses import status_of_passage, weaker
from tests.ingest.llm.papers import action, counted, entity, incident, read
from tests.ingest.llm.test_grounding import grounded, values

PARTIES = [entity("e1", "Regulator", "ICO"), entity("e2", "Insurer", "Northwind Mutual")]


def told(text: str, *, incidents: list[dict[str, Any]] | None = None, **fine: Any) -> tuple[list[Status], Drops]:
    """Return how the incident or the action is kept that a model tells as a fact of a text, and what was dropped."""
    actions = [action("a1", issuer="e1", target="e2", **fine)] if fine else []
    answer = {"entities": PARTIES, "incidents": incidents or [], "actions": actions}
    extraction, drops = grounded(f"Northwind Mutual and the ICO\n\n{text}\n", answer)
    found = [e.status for e in (*extraction.incidents, *extraction.actions)]
    assert {c.status for c in extraction.claims} <= set(found)
    return found, drops


@pytest.mark.parametrize(
    ("text", "kind", "evidence", "status"),
    [
        ("Northwind Mutual denied that customer data had been lost.", "DataBreach", None, Status.DENIED),
        (
            "Northwind Mutual denied that customer data had been lost.",
            "DataBreach",
            "customer data had been lost",
            Status.DENIED,
        ),
        ("Northwind Mutual denied that anyone had got at its files.", "Cyberattack", None, Status.DENIED),
        ("Northwind Mutual said there was no evidence of a data breach.", "DataBreach", None, Status.DENIED),
        ("Northwind Mutual fears a data breach.", "DataBreach", "fears a data breach", Status.HYPOTHETICAL),
        ("Thieves could empty the accounts at Northwind Mutual.", "Fraud", None, Status.HYPOTHETICAL),
        ("Northwind Mutual disputes that its controls failed.", "ControlFailure", None, Status.DENIED),
        ("Northwind Mutual could breach its own limits.", "ControlFailure", None, Status.HYPOTHETICAL),
        ("Northwind Mutual did not report suspicious trades.", "ControlFailure", None, Status.ASSERTED),
        ("There were rumours of a data breach at Northwind Mutual.", "DataBreach", None, Status.HYPOTHETICAL),
        ("Northwind Mutual was cleared of fraud.", "Fraud", None, Status.DENIED),
        ("Northwind Mutual suffered a data breach in May.", "DataBreach", None, Status.ASSERTED),
        ("Northwind Mutual suffered a data breach; it denied any loss.", "DataBreach", None, Status.ASSERTED),
        (
            "Files of Northwind Mutual were taken, not a trace was left.",
            "Fraud",
            "Northwind Mutual were taken",
            Status.ASSERTED,
        ),
    ],
)
def test_a_denial_or_a_fear_is_no_fact(text: str, kind: str, evidence: str | None, status: Status) -> None:
    found, drops = told(text, incidents=[incident("i1", kind, evidence or text, "e2")])
    assert found == [status]
    assert drops == ({Drop.STATUS: 1} if status is not Status.ASSERTED else {})


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ICO fined Northwind Mutual £2 million.", Status.ASSERTED),
        ("The ICO said Northwind Mutual could also be fined £1 million.", Status.HYPOTHETICAL),
        ("The ICO announced that it intended to fine Northwind Mutual £183.39 million.", Status.HYPOTHETICAL),
        ("The ICO announced that it intends to fine Northwind Mutual £183.39 million.", Status.HYPOTHETICAL),
        ("Northwind Mutual faces a fine of £5 million, the ICO said.", Status.HYPOTHETICAL),
        ("Northwind Mutual may have to pay the ICO £5 million.", Status.HYPOTHETICAL),
        ("The ICO is considering a fine of £5 million for Northwind Mutual.", Status.HYPOTHETICAL),
        ("The ICO decided against fining Northwind Mutual £4 million.", Status.DENIED),
        ("The ICO has yet to fine Northwind Mutual.", Status.DENIED),
        ("Northwind Mutual avoided a fine of £3 million, the ICO said.", Status.DENIED),
    ],
)
def test_a_fine_that_only_threatens_was_not_imposed(text: str, status: Status) -> None:
    found, drops = told(text, kind="Fine", evidence=text)
    assert found == [status]
    assert drops == ({Drop.STATUS: 1} if status is not Status.ASSERTED else {})


@pytest.mark.parametrize(
    ("text", "evidence", "status"),
    [
        (
            "The ICO said Northwind Mutual could also be fined up to £1 million a month.",
            "could also be fined up to £1 million a month",
            Status.HYPOTHETICAL,
        ),
        (
            "The ICO named Northwind Mutual, and up to £1 million a month.",
            "up to £1 million a month",
            Status.HYPOTHETICAL,
        ),
        (
            "The ICO fined Northwind Mutual, which risks £1 million a month from now on.",
            "fined Northwind Mutual, which risks £1 million a month",
            Status.ASSERTED,
        ),
    ],
)
def test_a_sum_that_only_threatens_is_an_exposure(text: str, evidence: str, status: Status) -> None:
    amount = counted(1000000, "GBP", "£1 million a month", per="month")
    answer = {"entities": PARTIES, "actions": [action("a1", "Fine", evidence, "e1", "e2", amount=amount)]}
    extraction, drops = grounded(f"Northwind Mutual and the ICO\n\n{text}\n", answer)
    assert values(extraction, "amount") == [Amount(Decimal(1000000), "GBP", "month", AmountKind.EXPOSURE)]
    assert [a.status for a in extraction.actions] == [status]
    assert drops[Drop.AMOUNT_KIND] == 1


@pytest.mark.parametrize(
    ("words", "kind", "status"),
    [
        ("La Mutuelle du Nord dément que des fichiers aient circulé.", "DataBreach", Status.DENIED),
        ("La CNIL a renoncé à infliger une amende à la Mutuelle du Nord.", "Fine", Status.DENIED),
        ("La CNIL envisage une amende de 5 millions d'euros contre la Mutuelle du Nord.", "Fine", Status.HYPOTHETICAL),
        ("La CNIL propose une amende de 7 millions d'euros contre la Mutuelle du Nord.", "Fine", Status.HYPOTHETICAL),
        ("La Mutuelle du Nord aurait été victime d'une cyberattaque.", "Cyberattack", Status.ALLEGED),
        ("La CNIL a infligé une amende de 2 millions d'euros à la Mutuelle du Nord.", "Fine", Status.ASSERTED),
    ],
)
def test_in_french_too(words: str, kind: str, status: Status) -> None:
    entities = [entity("e1", "Regulator", "CNIL"), entity("e2", "Insurer", "Mutuelle du Nord")]
    events = (
        {"actions": [action("a1", kind, words, "e1", "e2")]}
        if kind == "Fine"
        else {"incidents": [incident("i1", kind, words, "e2")]}
    )
    text = f"La Mutuelle du Nord et la CNIL\n\ndate: 2024-06-11\n\n{words}\n"
    extraction, drops = grounded(text, {"entities": entities, **events})
    assert [e.status for e in (*extraction.incidents, *extraction.actions)] == [status]
    assert drops == ({Drop.STATUS: 1} if status is not Status.ASSERTED else {})


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Northwind acquired Kestrel in May.", ["acquired"]),
        ("Northwind denied that it had acquired Kestrel.", []),
        ("Northwind could buy Kestrel.", []),
        ("Northwind plans to buy Kestrel.", []),
    ],
)
def test_a_relation_that_is_denied_or_planned_is_none(words: str, kept: list[str]) -> None:
    entities = [entity("e1", "Company", "Northwind"), entity("e2", "Company", "Kestrel")]
    relation = {"subject": "e1", "type": "acquired", "object": "e2", "evidence": words}
    extraction, drops = grounded(f"A deal\n\n{words}\n", {"entities": entities, "relations": [relation]})
    assert [c.predicate for c in extraction.claims] == kept
    assert drops == ({} if kept else {Drop.UNCERTAIN: 1})


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_of_two_statuses_the_less_firm_holds(one: Status, other: Status) -> None:
    assert FIRMNESS[weaker(one, other)] == min(FIRMNESS[one], FIRMNESS[other])


@given(st.sampled_from(["", "was ", "had been "]), st.integers(0, 3))
def test_what_follows_a_denial_is_denied_however_far(auxiliary: str, words: int) -> None:
    text = read(f"A day\n\nKestrel denied that the money {auxiliary}{'very ' * words}gone.\n")
    assert status_of_passage(text, 7, len(text.plain) - 1) is Status.DENIED
