"""Relations: who belongs to whom, bought whom, informed whom and is supervised by whom; firms are invented."""

from __future__ import annotations

import pytest

from tests.ingest.readings import read

HIT = {"en": "Kestrel Bank was hit by ransomware.", "fr": "La Banque Lémane a été victime d'une cyberattaque."}
NAMES = {
    "Commission nationale de l'informatique et des libertés": "CNIL",
    "Autorité de contrôle prudentiel et de résolution": "ACPR",
    "Information Commissioner's Office": "ICO",
    "Financial Conduct Authority": "FCA",
    "Prudential Regulation Authority": "PRA",
    "Kestrel Bank": "Kestrel",
    "Northwind Group": "Northwind",
    "Banque Lémane": "Lémane",
    "Groupe Mirabeau": "Mirabeau",
}


def relations(language: str, text: str) -> list[str]:
    """Return the relations that a text states; one that tells of no event is not kept."""
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    found = read(f"{title}\n\n{text}\n\n{HIT[language]}", language).relations
    return sorted(f"{NAMES.get(a, a)} {predicate} {NAMES.get(b, b)}" for a, predicate, b in found)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # belongs to
        ("en", "Kestrel Bank is a subsidiary of Northwind Group.", ["Kestrel part_of Northwind"]),
        ("en", "Kestrel Bank, a unit of Northwind Group, is small.", ["Kestrel part_of Northwind"]),
        ("en", "Northwind Group's subsidiary Kestrel Bank is small.", ["Kestrel part_of Northwind"]),
        ("en", "Kestrel Bank, which is owned by Northwind Group, is small.", ["Kestrel part_of Northwind"]),
        ("en", "Kestrel Bank is part of Northwind Group.", ["Kestrel part_of Northwind"]),
        ("fr", "La Banque Lémane, filiale du Groupe Mirabeau, est petite.", ["Lémane part_of Mirabeau"]),
        ("fr", "La Banque Lémane fait partie du Groupe Mirabeau.", ["Lémane part_of Mirabeau"]),
        ("fr", "La Banque Lémane, qui appartient au Groupe Mirabeau, est petite.", ["Lémane part_of Mirabeau"]),
        # bought
        ("en", "Northwind Group bought Kestrel Bank.", ["Northwind acquired Kestrel"]),
        ("en", "Northwind Group's acquisition of Kestrel Bank is complete.", ["Northwind acquired Kestrel"]),
        ("fr", "Le Groupe Mirabeau a racheté la Banque Lémane.", ["Mirabeau acquired Lémane"]),
        ("fr", "La Banque Lémane a été acquise par le Groupe Mirabeau.", ["Mirabeau acquired Lémane"]),
        # informed
        ("en", "Kestrel Bank notified the Information Commissioner's Office.", ["Kestrel notified ICO"]),
        (
            "en",
            "Kestrel Bank has notified the Information Commissioner's Office and the Financial Conduct Authority.",
            ["Kestrel notified FCA", "Kestrel notified ICO"],
        ),
        (
            "en",
            "The Information Commissioner's Office was notified of the attack by Kestrel Bank.",
            ["Kestrel notified ICO"],
        ),
        ("fr", "La Banque Lémane a informé la CNIL de l'attaque.", ["Lémane notified CNIL"]),
        ("fr", "La Banque Lémane a notifié l'attaque à la CNIL.", ["Lémane notified CNIL"]),
        ("fr", "La CNIL a été avisée par la Banque Lémane.", ["Lémane notified CNIL"]),
        # is supervised by
        ("en", "Kestrel Bank is regulated by the Financial Conduct Authority.", ["Kestrel regulated_by FCA"]),
        (
            "en",
            "Kestrel Bank, which is supervised by the Prudential Regulation Authority, is small.",
            ["Kestrel regulated_by PRA"],
        ),
        ("fr", "La Banque Lémane est agréée par l'ACPR.", ["Lémane regulated_by ACPR"]),
        ("fr", "L'ACPR, qui surveille la Banque Lémane, n'a rien dit.", ["Lémane regulated_by ACPR"]),
    ],
)
def test_relations_are_read_from_clear_sentences(language: str, text: str, found: list[str]) -> None:
    assert relations(language, text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Regulators have been notified."),
        ("en", "Kestrel Bank informed its customers and the police."),
        ("en", "Kestrel Bank has not notified the Information Commissioner's Office."),
        ("en", "Northwind Group denied that it had bought Kestrel Bank."),
        ("en", "Northwind Group could buy Kestrel Bank."),
        ("en", "Kestrel Bank and Northwind Group met. The Information Commissioner's Office was not there."),
        ("fr", "Les autorités ont été avisées."),
        ("fr", "La Banque Lémane a prévenu ses clients et la police."),
        ("fr", "La Banque Lémane n'a pas informé la CNIL."),
        ("fr", "La Banque Lémane n'est pas une filiale du Groupe Mirabeau."),
        ("fr", "La Banque Lémane et le Groupe Mirabeau se sont rencontrés. La CNIL n'y était pas."),
    ],
)
def test_what_is_not_said_of_a_named_body_is_no_relation(language: str, text: str) -> None:
    assert relations(language, text) == []


def test_a_relation_is_stated_once_with_the_sentence_that_says_so() -> None:
    text = (
        "News of the day\n\nKestrel Bank, a unit of Northwind Group, was hit by ransomware. "
        "Kestrel Bank is part of Northwind Group.\n"
    )
    claims = [c for c in read(text, "en").extraction.claims if c.predicate == "part_of"]
    assert [c.evidence.text for c in claims] == ["Kestrel Bank, a unit of Northwind Group, was hit by ransomware."]
    assert [c.rule for c in claims] == ["relation.part_of"]


def test_nobody_is_related_to_themselves() -> None:
    assert relations("en", "Kestrel Bank plc, a unit of Kestrel Bank, is small.") == []
