"""Victims: who a sentence says was hit, in both languages.

Firms are invented but for networks; no sentence tells of anything that happened. All is published on Monday 15 "
"May 2023.
"""

from __future__ import annotations

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"


def hit(language: str, text: str) -> list[str]:
    """Return who was hit in each incident."""
    return [" & ".join(sorted(i.hit)) or "nobody" for i in read(text, language, PUBLISHED).incidents]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # A description before a name is no other body.
        (
            "fr",
            "Banque Lémane piratée\n\nLa Banque Lémane a été piratée lundi. La banque s'excuse. "
            "Le pays avait été secoué en 2018 par le piratage de la banque Crédit Noroît.",
            ["Banque Lémane", "Crédit Noroît"],
        ),
        # Money is taken from whose accounts it left, and data got out at the supplier, too.
        (
            "fr",
            "Banque Lémane entendue\n\nLa Banque Lémane a été entendue sur les virements qui ont vidé les comptes "
            "de Crédit Noroît.",
            ["Crédit Noroît"],
        ),
        (
            "en",
            "News of the day\n\nData of clients of Northwind Insurance was stolen in a breach at its supplier "
            "Kestrel Bank.",
            ["Kestrel Bank & Northwind Insurance"],
        ),
        (
            "en",
            "News of the day\n\nData of clients of Northwind Insurance was stolen, said its rival Kestrel Bank.",
            ["Northwind Insurance"],
        ),
        # Who was called in was not hit.
        (
            "en",
            "Kestrel Bank goes dark\n\nKestrel Bank suffered an outage on Monday. "
            "IBM was called in during the outage to mend it.",
            ["Kestrel Bank"],
        ),
        (
            "fr",
            "Banque Lémane à l'arrêt\n\nLa Banque Lémane a subi une panne informatique lundi. "
            "IBM a été appelée au chevet des systèmes pendant la panne informatique.",
            ["Banque Lémane"],
        ),
        # Nor was the network over which the money went.
        (
            "en",
            "Kestrel Bank robbed\n\nKestrel Bank lost $2 million in a cyberattack over the SWIFT network on Friday.",
            ["Kestrel Bank"],
        ),
        # A relative clause is about whom it follows.
        (
            "fr",
            "Deux affaires\n\nLa chute de Banque Lémane a suivi celle de Crédit Noroît, où un gérant avait "
            "détourné des fonds.",
            ["Crédit Noroît"],
        ),
        # An authority may be hit, too.
        (
            "en",
            "Kestrel Bank hacked\n\nKestrel Bank was hacked on Monday. All is back. Nothing was lost. "
            "The Financial Conduct Authority was also hacked.",
            ["Kestrel Bank", "Financial Conduct Authority"],
        ),
    ],
)
def test_the_grammar_of_a_sentence_says_who_was_hit(language: str, text: str, found: list[str]) -> None:
    assert hit(language, text) == found


# Whom nobody knows


@pytest.mark.parametrize(
    ("language", "other"),
    [
        ("en", "Another regional bank was hit by ransomware in December 2021."),
        ("fr", "Une autre mutuelle régionale avait subi un rançongiciel en décembre 2021."),
    ],
)
def test_a_victim_that_is_not_known_is_not_the_one_that_is(language: str, other: str) -> None:
    first = {
        "en": "Kestrel Bank hacked\n\nKestrel Bank was hacked on 2 May 2023. All is back. Nothing was lost. ",
        "fr": "Banque Lémane piratée\n\nLa Banque Lémane a été piratée le 2 mai 2023. Tout est revenu. Rien "
        "n'est perdu. ",
    }[language]
    assert [(i.kind, i.date) for i in read(first + other, language, PUBLISHED).incidents] == [
        ("Cyberattack", "2023-05-02")
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Kestrel Bank hacked\n\nKestrel Bank was hacked on 2 May 2023. All is back. Nothing was lost. "
            "The hospital in Arlon was hit by ransomware in December 2021.",
            ["Kestrel Bank", "hospital in Arlon"],
        ),
        (
            "fr",
            "Banque Lémane piratée\n\nLa Banque Lémane a été piratée le 2 mai 2023. Tout est revenu. "
            "La ville d'Arlon avait été paralysée par un rançongiciel en décembre 2021.",
            ["Banque Lémane", "ville d'Arlon"],
        ),
    ],
)
def test_a_public_body_told_by_its_place_was_hit_itself(language: str, text: str, found: list[str]) -> None:
    assert hit(language, text) == found


def test_a_description_of_the_one_that_is_known_takes_it_up() -> None:
    text = (
        "Kestrel Bank hacked\n\nKestrel Bank was hacked on 2 May 2023. All is back. Nothing was lost. The "
        "bank was hit by ransomware."
    )
    assert [i.kind for i in read(text, "en", PUBLISHED).incidents] == ["Ransomware"]


# Frauds that name nobody


def test_a_fraud_that_names_nobody_is_of_the_one_that_the_text_is_about() -> None:
    text = (
        "Kestrel Bank in the hands of an administrator\n\nKestrel Bank was closed on 2 May 2023. "
        "Its branches are shut. Millions had been embezzled over ten years."
    )
    assert hit("en", text) == ["Kestrel Bank"]


def test_a_fraud_beside_another_name_is_not_of_the_one_that_the_text_is_about() -> None:
    text = (
        "Kestrel Bank in the hands of an administrator\n\nKestrel Bank was closed on 2 May 2023. "
        "Its branches are shut. At Northwind Insurance, too, millions had been embezzled over ten years."
    )
    assert "Kestrel Bank" not in hit("en", text)
