"""Ellipses: sums with no word for what they are, or no currency; firms are invented, nothing told here happened."""

import pytest

from greffier.ingest.actions.tellings import rounds
from greffier.ingest.values.bare import with_bare
from greffier.ingest.values.money import find_money
from tests.ingest.readings import read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def told(language: str, text: str) -> list[str]:
    """Return each action as its kind, who acted, on whom, and the sum, below a title that says nothing."""
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions
    return sorted(f"{a.kind}: {_names(a.issuers)} -> {_names(a.targets)}: {a.amount}" for a in found)


def _names(names: frozenset[str]) -> str:
    return " & ".join(sorted(names)) or "nobody"


def values(language: str, text: str) -> list[str]:
    return [f"{m.value} {m.currency}" for m in with_bare(text, language, find_money(text, language))]


FCA = "Financial Conduct Authority"
ACPR = "Autorité de contrôle prudentiel et de résolution"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million for weak controls. "
            "Last month it was the turn of Northwind Insurance, with £5 million.",
            f"Fine: {FCA} -> Northwind Insurance: 5000000 GBP, imposed",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million for weak controls. "
            "Northwind Insurance was handed £5 million in March.",
            f"Fine: {FCA} -> Northwind Insurance: 5000000 GBP, imposed",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank 3 million pounds, Northwind Insurance 2 million "
            "and Maple Leaf Credit Union 7 million.",
            f"Fine: {FCA} -> Maple Leaf Credit Union: 7000000 GBP, imposed",
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £3 million for weak controls. "
            "Northwind Insurance had paid the Prudential Regulation Authority £5 million.",
            "Fine: Prudential Regulation Authority -> Northwind Insurance: 5000000 GBP, imposed",
        ),
        (
            "en",
            "Kestrel Bank is to pay £9 million in fines:\n\n- £5 million to the Financial Conduct Authority;\n"
            "- £4 million to the Prudential Regulation Authority.",
            "Fine: Prudential Regulation Authority -> Kestrel Bank: 4000000 GBP, imposed",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 9 millions d'euros à la Banque Lémane. Le précédent record, 5 millions "
            "d'euros pour la Mutuelle des Érables, date de 2017.",
            f"Fine: {ACPR} -> Mutuelle des Érables: 5000000 EUR, imposed",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "C'était ensuite au tour de la Mutuelle des Érables, avec 2 millions d'euros.",
            f"Fine: {ACPR} -> Mutuelle des Érables: 2000000 EUR, imposed",
        ),
        (
            "fr",
            "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
            "La Mutuelle des Érables, elle, a déboursé 2 millions d'euros.",
            f"Fine: {ACPR} -> Mutuelle des Érables: 2000000 EUR, imposed",
        ),
    ],
)
def test_a_sum_alone_is_what_was_announced_before_it(language: str, text: str, found: str) -> None:
    assert found in told(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Northwind Insurance paid £5 million to its customers."),
        ("en", "Northwind Insurance received £5 million in compensation."),
        ("en", "Northwind Insurance paid £5 million to buy a rival."),
        ("en", "Northwind Insurance was not handed £5 million."),
        ("en", "Northwind Insurance reported a profit of £5 million."),
        ("en", "Northwind Insurance has 5 million customers."),
        ("fr", "Northwind Insurance a versé 5 millions de livres à ses clients."),
        ("fr", "Northwind Insurance a payé 5 millions de livres de dédommagements."),
        ("fr", "Northwind Insurance a versé 5 millions de livres pour racheter un rival."),
        ("fr", "Northwind Insurance affiche un bénéfice de 5 millions de livres."),
    ],
)
def test_what_is_paid_for_other_things_is_no_fine(language: str, text: str) -> None:
    before = {
        "en": "The Financial Conduct Authority fined Kestrel Bank £3 million for weak controls. ",
        "fr": "La Financial Conduct Authority a infligé à Kestrel Bank une amende de 3 millions de livres. ",
    }
    assert not [action for action in told(language, before[language] + text) if "Northwind" in action]


def test_a_sum_alone_tells_nothing_where_nothing_was_announced() -> None:
    assert told("en", "Kestrel Bank suffered a data breach in March. Northwind Insurance was handed £5 million.") == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Kestrel was fined 3 million euros and Northwind 2 million.", ["3000000 EUR", "2000000 EUR"]),
        ("en", "It paid €3 million; another 2 million went unpaid.", ["3000000 EUR"]),
        ("en", "It was fined €3 million and has 2 million customers.", ["3000000 EUR"]),
        ("en", "It was fined €3 million. Kestrel paid 2.5 million in March.", ["3000000 EUR", "2500000 EUR"]),
        ("en", "Kestrel paid 2 million in March.", []),
        ("fr", "Lémane écope de 3 millions d'euros et sa filiale de 2 millions.", ["3000000 EUR", "2000000 EUR"]),
        ("fr", "Une amende de 3 millions d'euros et une autre de 1,5 million.", ["3000000 EUR", "1500000 EUR"]),
        ("fr", "Il a payé 3 millions d'euros et perdu 2 millions de clients.", ["3000000 EUR"]),
        ("fr", "Lémane écope de 2 millions.", []),
        (
            "fr",
            "- Lémane (2 mai) : 3 millions d'euros.\n- Noroît (4 mai) : 2 millions.",
            ["3000000 EUR", "2000000 EUR"],
        ),
        ("en", "- Kestrel (2 May): 3 million euros.\n- Northwind: 2 million.", ["3000000 EUR", "2000000 EUR"]),
        ("en", "It paid 3 million euros. Accounts that were hit:\n- Northwind: 2 million.", ["3000000 EUR"]),
        ("fr", "Lémane a payé 3 millions d'euros en 2019 et Noroît 2 millions en mai.", ["3000000 EUR", "2000000 EUR"]),
    ],
)
def test_millions_have_the_currency_of_the_sum_before(language: str, text: str, found: list[str]) -> None:
    assert values(language, text) == found


@pytest.mark.parametrize(
    ("rough", "exact", "same"),
    [
        ("44000000", "44078500", True),
        ("9000000", "8985000", True),
        ("3000000", "3190000", False),
        ("44078500", "44078600", False),
        ("44000000", "44000000", False),
        ("50000000", "44078500", False),
    ],
)
def test_round_numbers_tell_a_sum_that_is_told_exactly(rough: str, exact: str, same: bool) -> None:
    assert rounds(rough, exact) is same


def test_a_fine_in_round_numbers_is_the_fine_told_exactly() -> None:
    text = (
        "Kestrel Bank was fined £44 million on Monday. "
        "The Financial Conduct Authority fined Kestrel Bank £44,078,500 for weak controls."
    )
    assert len(told("en", text)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'ACPR a infligé à la Banque Lémane une amende de 980 000 euros, soit près d'un million de dollars."),
        ("en", "The FCA fined Kestrel Bank £980,000, or about $1.2 million, for weak controls."),
        ("en", "The FCA fined Kestrel Bank £980,000 in a case that includes a £27.3 million loan fraud."),
        ("en", "The FCA fined Kestrel Bank £980,000, plus £60,000 towards the costs."),
    ],
)
def test_a_conversion_a_fraud_or_costs_beside_a_fine_are_none(language: str, text: str) -> None:
    (action,) = [a for a in told(language, text) if a.startswith("Fine")]
    assert "980000" in action


def test_words_of_time_may_stand_before_what_a_firm_bears() -> None:
    text = (
        "L'ACPR a infligé une amende de 3 millions d'euros à la Banque Lémane. "
        "La Mutuelle des Érables a ainsi payé 2 millions d'euros en octobre."
    )
    assert f"Fine: {ACPR} -> Mutuelle des Érables: 2000000 EUR, imposed" in told("fr", text)


def test_what_goes_to_two_authorities_is_what_each_of_them_gets() -> None:
    text = (
        "The FCA and the PRA fined Kestrel Bank £15 million. The bank will pay £9 million to the FCA and £6 million "
        "to the PRA."
    )
    found = told("en", text)
    assert [x.split(": ", 1)[1] for x in found if "15000000" not in x] == [
        f"{FCA} -> Kestrel Bank: 9000000 GBP, imposed",
        "Prudential Regulation Authority -> Kestrel Bank: 6000000 GBP, imposed",
    ]
