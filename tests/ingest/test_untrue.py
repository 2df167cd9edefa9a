"""What is planned, proposed, counted or converted is not told as done; all firms are invented."""

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def told(language: str, text: str) -> list[str]:
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED)
    incidents = [f"{i.kind}: {' & '.join(sorted(i.hit))}" for i in found.incidents]
    actions = [f"{a.kind}: {' & '.join(sorted(a.targets))}, {a.amount}" for a in found.actions]
    return sorted(incidents + actions)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FCA warned insurers that it will fine firms which treat customers badly. Kestrel Bank was there."),
        ("fr", "Le rapporteur a proposé une amende de 3 millions d'euros à l'encontre de la Banque Lémane."),
        ("fr", "La commission des sanctions de l'ACPR a mis hors de cause la Banque Lémane."),
        ("en", "Kestrel Bank published a report on cyberattacks. It says 40% of firms were attacked."),
        ("fr", "La Banque Lémane a publié un baromètre des cyberattaques."),
    ],
)
def test_what_did_not_happen_to_a_firm_is_not_told(language: str, text: str) -> None:
    assert told(language, text) == []


def test_what_another_earns_beside_a_fine_is_no_fine() -> None:
    text = "The FCA fined Kestrel Bank £3 million, and Heron Insurance earned 4 million."
    assert told("en", text) == ["Fine: Kestrel Bank, 3000000 GBP, imposed"]


def test_a_suit_against_an_authority_is_none_of_that_authority() -> None:
    assert told("en", "Kestrel Bank was fined £2 million by the PRA. Heron Insurance sued the FCA.") == [
        "Fine: Kestrel Bank, 2000000 GBP, imposed"
    ]


def test_a_sum_in_brackets_after_soit_is_the_same_sum() -> None:
    text = "La BaFin a infligé à la Banque Lémane une amende de 1,2 million d'euros (soit 1,3 million de dollars)."
    assert told("fr", text) == ["Fine: Banque Lémane, 1200000 EUR, imposed"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Kestrel Bank helped Heron Insurance after the ransomware attack.", ["Ransomware: Heron Insurance"]),
        (
            "fr",
            "La Banque Lémane a accompagné Assurances Ventoux après l'attaque par rançongiciel.",
            ["Ransomware: Assurances Ventoux"],
        ),
    ],
)
def test_who_helps_is_not_who_was_hit(language: str, text: str, found: list[str]) -> None:
    assert told(language, text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FCA fined Kestrel Bank £3.5 million, less a 30% discount to £2.45 million."),
        ("en", "The FCA fined Kestrel Bank £2.45 million, reduced from £3.5 million for settling early."),
        ("fr", "L'ACPR a infligé à la Banque Lémane une amende de 3 millions d'euros, ramenée à 2 millions d'euros."),
    ],
)
def test_a_discount_makes_no_second_fine(language: str, text: str) -> None:
    assert len([a for a in told(language, text) if "Fine" in str(a)]) == 1
