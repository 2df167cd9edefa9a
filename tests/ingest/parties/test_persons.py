"""Persons who are punished: the firm named beside them is no party to it; all names are invented."""

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def punished(language: str, text: str) -> list[str]:
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions
    return sorted(f"{a.kind}: {' & '.join(sorted(a.targets))}" for a in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A court in Munich fined a former Kestrel Bank manager 90,000 euros."),
        ("en", "A Dublin man was ordered to pay Kestrel Bank €25,000 by the Circuit Court."),
        (
            "en",
            "A former employee of Kestrel Bank was sentenced to two years in prison and ordered to pay £100,000 by "
            "Southwark Crown Court.",
        ),
        ("en", "Two men were fined 200 euros outside a branch of Kestrel Bank."),
        ("en", "The FCA fined Jonathan Harper, who ran the Leeds office of Kestrel Bank, £60,000."),
        ("en", "The FCA has banned the former chairman of Kestrel Bank from the industry."),
        ("en", "Kestrel Bank lost money in May. Mr Doyle was banned from the industry by the FCA and fined £20,000."),
        ("en", "The FCA decided to prohibit him and to impose a fine of £78,000. Kestrel Bank has closed."),
        ("en", "Margaret Ellis, founder of Kestrel Bank, was ordered to pay £2 million by the FCA."),
        ("fr", "L'AMF a prononcé un blâme contre l'ancien dirigeant de la Banque Lémane."),
        (
            "fr",
            "Le tribunal a condamné l'ancienne directrice de l'agence de la Banque Lémane à 9 000 euros d'amende.",
        ),
        (
            "fr",
            "Un ancien salarié de la Banque Lémane a été condamné à 10 000 euros d'amende par le tribunal "
            "correctionnel de Niort.",
        ),
        ("fr", "Le gérant du cabinet devra verser 50 000 euros à la Banque Lémane."),
        ("fr", "Deux clients de la Banque Lémane ont été condamnés à une amende de 3 000 euros."),
    ],
)
def test_a_punishment_of_a_person_is_none_of_the_firm_beside(language: str, text: str) -> None:
    assert punished(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The FCA fined Kestrel Bank £3 million after a former manager was sentenced.", ["Fine: Kestrel Bank"]),
        ("en", "A former manager left and Kestrel Bank was fined £3 million by the FCA.", ["Fine: Kestrel Bank"]),
        (
            "fr",
            "Un client s'est plaint et la Banque Lémane a été condamnée par l'ACPR à une amende de 3 millions d'euros.",
            ["Fine: Banque Lémane"],
        ),
        ("en", "The FCA ordered Kestrel Bank to repay £2 million to the former managers.", ["Order: Kestrel Bank"]),
        (
            "en",
            "The FCA fined Kestrel Bank £3 million, its chief executive, Jonathan Harper, said.",
            ["Fine: Kestrel Bank"],
        ),
        (
            "en",
            "The FCA fined Kestrel Bank £3 million and its chief executive, Jonathan Harper, £60,000.",
            ["Fine: Kestrel Bank"],
        ),
        (
            "en",
            "Attorney General Margaret Ellis fined Kestrel Bank $3 million over a data breach.",
            ["Fine: Kestrel Bank"],
        ),
        (
            "fr",
            "L'AMF a infligé à la Banque Lémane une amende de 3 millions d'euros et lui a ordonné de rembourser ses "
            "clients.",
            ["Fine: Banque Lémane", "Order: Banque Lémane"],
        ),
    ],
)
def test_a_person_beside_does_not_hide_the_fine_of_a_firm(language: str, text: str, found: list[str]) -> None:
    assert punished(language, text) == found


def test_an_arrest_by_the_police_is_told() -> None:
    text = "Kestrel Bank was hit by ransomware. The Metropolitan Police arrested two men over the attack."
    (action,) = read(f"News of the day\n\n{text}", "en", PUBLISHED).actions
    assert (action.kind, action.issuers, action.targets) == ("Other", frozenset({"Metropolitan Police"}), frozenset())
