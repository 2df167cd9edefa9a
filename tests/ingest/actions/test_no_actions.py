"""Words of actions that tell of none: costs, ceilings, what was given up or is not decided, who is appointed."""

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}
FCA, ACPR = "Financial Conduct Authority", "Autorité de contrôle prudentiel et de résolution"


def told(language: str, text: str) -> list[str]:
    """Return each action as its kind, who acted, on whom, and the sum, below a title that says nothing."""
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions
    return sorted(f"{a.kind}: {_names(a.issuers)} -> {_names(a.targets)}: {a.amount}" for a in found)


def _names(names: frozenset[str]) -> str:
    return " & ".join(sorted(names)) or "nobody"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kestrel Bank was ordered to pay £20,000 towards the FCA's costs."),
        ("en", "Kestrel Bank must pay £20,000 to cover the costs of the FCA."),
        ("fr", "La Banque Lémane a été condamnée à verser 20 000 euros au titre des frais de justice, dit l'ACPR."),
        ("en", "The FCA raised the ceiling on penalties to £3 million, says Kestrel Bank."),
        ("fr", "Le plafond des amendes de l'ACPR passe à 3 millions d'euros, note la Banque Lémane."),
        ("fr", "L'ACPR a renoncé à une amende : la Banque Lémane a remboursé 3 millions d'euros à ses clients."),
        ("en", "The FCA waived a fine after Kestrel Bank had paid its customers £3 million."),
        ("fr", "L'ACPR doit dire bientôt si elle ouvre une enquête sur la Banque Lémane."),
        ("en", "The FCA will decide whether to open an investigation into Kestrel Bank."),
    ],
)
def test_words_of_an_action_that_was_none(language: str, text: str) -> None:
    assert told(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The FCA fined Kestrel Bank £3 million and ordered it to pay £20,000 towards the costs of the case.",
            f"Fine: {FCA} -> Kestrel Bank: 3000000 GBP, imposed",
        ),
        ("en", "The FCA found that Kestrel Bank was late and fined it £3 million.", f"Fine: {FCA} -> Kestrel Bank"),
        (
            "fr",
            "L'ACPR a relevé le plafond des amendes et infligé 3 millions d'euros d'amende à la Banque Lémane.",
            f"Fine: {ACPR} -> Banque Lémane",
        ),
    ],
)
def test_what_stands_beside_does_not_hide_a_fine(language: str, text: str, found: str) -> None:
    assert any(action.startswith(found) for action in told(language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FCA closed Kestrel Bank and named Northwind Partners as liquidator."),
        ("en", "The FCA closed Kestrel Bank. Northwind Partners was appointed administrator of Kestrel Bank."),
        ("fr", "L'ACPR a mis la Banque Lémane en demeure et désigné le cabinet Noroît comme administrateur."),
    ],
)
def test_nothing_is_imposed_on_who_is_appointed(language: str, text: str) -> None:
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions
    targets = {name for action in found for name in action.targets}
    assert targets <= {"Kestrel Bank", "Banque Lémane"}


def test_a_sum_told_again_in_another_currency_is_no_other_fine() -> None:
    text = "The ACPR fined Kestrel Bank 500,000 euros, roughly five million dirhams, for weak controls."
    assert told("en", text) == [f"Fine: {ACPR} -> Kestrel Bank: 500000 EUR, imposed"]


def test_a_court_that_orders_a_fine_to_be_paid_has_told_of_it_once() -> None:
    text = "The High Court in London ordered Kestrel Bank to pay a £3 million penalty."
    (action,) = read(f"News of the day\n\n{text}", "en", PUBLISHED).actions
    assert (action.kind, action.targets, action.amount) == ("Fine", frozenset({"Kestrel Bank"}), "3000000 GBP, imposed")
