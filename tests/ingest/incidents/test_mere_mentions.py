"""Mere mentions, and others who were hit likewise: firms are invented, and nothing of what is told happened."""

from __future__ import annotations

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"


def hit(language: str, text: str) -> list[str]:
    """Return each incident as its kind, who was hit, and when."""
    found = read(text, language, PUBLISHED).incidents
    return [f"{i.kind}: {' & '.join(sorted(i.hit)) or 'nobody'}: {i.date}" for i in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kestrel Bank had reported late on transactions with links to gambling, fraud, ransomware and evasion."),
        ("en", "Suppose ransomware has paralysed Kestrel Bank."),
        ("en", "In this type of scheme thieves hack into the systems of a body such as Kestrel Bank."),
        ("en", "According to a survey by Kestrel Bank, four in ten companies have suffered a data breach."),
        (
            "fr",
            "La Banque Lémane taisait des opérations liées à des fraudes et à des rançongiciels.",
        ),
        ("fr", "Dans ce type d'attaque informatique, des pirates visent une maison comme la Banque Lémane."),
        ("fr", "Selon le baromètre de la Banque Lémane, 59 % des dirigeants ont subi une fuite de données."),
    ],
)
def test_crimes_that_are_only_mentioned_hit_nobody(language: str, text: str) -> None:
    title = {"en": "News of the day", "fr": "Nouvelles du jour"}[language]
    assert hit(language, f"{title}\n\n{text}") == []


def test_what_a_payment_was_for_does_not_hide_an_attack() -> None:
    text = "News of the day\n\nPayments stopped as Kestrel Bank was hit by a ransomware attack."
    assert hit("en", text) == ["Ransomware: Kestrel Bank: None"]


LEAD = {
    "en": "Kestrel Bank hit by ransomware\n\nKestrel Bank was hit by ransomware on 2 May 2023. All is back. ",
    "fr": "Banque Lémane : rançongiciel\n\nLa Banque Lémane a été victime d'un rançongiciel le 2 mai 2023. Tout va. ",
}
FIRST = {"en": "Ransomware: Kestrel Bank: 2023-05-02", "fr": "Ransomware: Banque Lémane: 2023-05-02"}


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Northwind Insurance met a similar fate in June 2021.", ["Ransomware: Northwind Insurance: 2021-06"]),
        ("fr", "En juin 2021, Crédit Noroît avait connu pareille mésaventure.", ["Ransomware: Crédit Noroît: 2021-06"]),
        ("fr", "Crédit Noroît a subi un sort comparable.", ["Ransomware: Crédit Noroît: None"]),
        ("en", "Northwind Insurance had been hit in June 2021.", ["Ransomware: Northwind Insurance: 2021-06"]),
        (
            "en",
            "The gang's earlier victims include Northwind Insurance and Maple Leaf Credit Union.",
            ["Ransomware: Northwind Insurance: None", "Ransomware: Maple Leaf Credit Union: None"],
        ),
        ("fr", "Crédit Noroît avait été visé en juin 2021.", ["Ransomware: Crédit Noroît: 2021-06"]),
        ("fr", "Parmi les autres victimes du gang figure Crédit Noroît.", ["Ransomware: Crédit Noroît: None"]),
        ("fr", "Le même gang avait touché Crédit Noroît en juin 2021.", ["Ransomware: Crédit Noroît: 2021-06"]),
        ("en", "Northwind Insurance was hit by a strike.", []),
        ("en", "Victims include 300 customers of Northwind Insurance.", []),
        ("fr", "Parmi les victimes figurent 300 clients de Crédit Noroît.", []),
        # Whom nobody knows is not the one that is known.
        ("en", "The mayor's office met a similar fate in June 2021.", []),
        ("en", "Northwind Insurance has not suffered a similar fate.", []),
    ],
)
def test_others_to_whom_the_like_befell_have_an_incident_of_their_own(
    language: str, text: str, found: list[str]
) -> None:
    assert hit(language, LEAD[language] + text) == [FIRST[language], *found]
