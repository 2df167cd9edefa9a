"""Anaphors: whom descriptions and pronouns take up."""

from __future__ import annotations

import pytest

from greffier.ingest.coreference.entities import find_entities
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import find_names
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document

TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def taken_up(language: str, text: str) -> dict[str, str]:
    """Return the descriptions and pronouns of a text, each with the first name of the body that it takes up."""
    made = Text(make_document(f"{TITLES[language]}\n\n{text}", language))
    (named,) = find_names([made.plain], language)
    cast = find_entities(made, find_mentions(made, named))
    return {made.plain[a.start : a.end]: cast.entities[a.entity].mentions[0].text for a in cast.anaphors}


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # wires tell an authority by its task, and name it in the sentence after
        (
            "en",
            "OSLO - Kestrel Bank was fined by the country's financial regulator on Monday. Finanstilsynet said so.",
            {"the country's financial regulator": "Finanstilsynet"},
        ),
        (
            "en",
            "DUBLIN - Kestrel Bank was fined by the country's banking supervisor. The Central Bank of Ireland said so.",
            {"the country's banking supervisor": "Central Bank of Ireland"},
        ),
        # of several authorities, the one whose task is told
        (
            "en",
            "In Britain, the ICO and the FCA spoke. "
            "Then the data protection watchdog fined it, not the financial regulator.",
            {"the data protection watchdog": "ICO", "the financial regulator": "FCA"},
        ),
        (
            "fr",
            "En France, la CNIL et l'ACPR ont parlé. "
            "Puis le régulateur bancaire a agi, et le gendarme des données aussi.",
            {"le régulateur bancaire": "ACPR", "le gendarme des données": "CNIL"},
        ),
        # a central bank is no banking supervisor
        ("en", "In Luxembourg, the CSSF spoke. The central bank said nothing.", {}),
        # of several that are named only later, nobody tells which
        ("en", "The regulator spoke. Then the ICO and the FCA did, in Britain.", {}),
    ],
)
def test_a_description_of_an_authority_tells_its_task_and_place(
    language: str, text: str, found: dict[str, str]
) -> None:
    assert taken_up(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # what stands before a name says what is named
        ("en", "Kestrel Bank plc was hit. Then the lender Northwind Bank plc was.", {}),
        ("fr", "La mutuelle Kestrel Assurances a été touchée, puis l'assureur Noroît Assurances.", {}),
        # what stands after it, between commas, too
        ("en", "Kestrel Bank plc was hit. The record is that of Northwind Bank plc, the lender, which paid.", {}),
        # it takes up the body spoken of, and not the one with whom it deals
        (
            "en",
            "Kestrel Insurance plc was hit. Kestrel Insurance plc had a treaty with Northwind Insurance plc. "
            "The insurer says so.",
            {"The insurer": "Kestrel Insurance plc"},
        ),
    ],
)
def test_a_description_of_a_firm_takes_up_the_one_spoken_of(language: str, text: str, found: dict[str, str]) -> None:
    assert taken_up(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a pronoun takes up the subject of the sentence before, be it a description
        (
            "en",
            "Kestrel Bank plc was hit. The lender has two million customers. It was fined on Monday.",
            {"The lender": "Kestrel Bank plc", "It": "Kestrel Bank plc"},
        ),
        # what is said of bodies alone is said of the only firm of the sentence before
        (
            "en",
            "Investigators looked into the controls of Kestrel Bank plc. It was fined on Monday.",
            {"It": "Kestrel Bank plc"},
        ),
        ("en", "Hackers got into the network of Kestrel Bank plc. It was slow on Monday.", {}),
        ("en", "Hackers had been for weeks in Kestrel Bank plc and Northwind Bank plc. It was fined.", {}),
        # an authority is not what was fined
        ("en", "The Financial Conduct Authority spoke. It was fined on Monday.", {}),
        (
            "fr",
            "La Banque Lémane a vendu Noroît Assurances, et cette dernière a fermé.",
            {"cette dernière": "Noroît Assurances"},
        ),
    ],
)
def test_a_pronoun_takes_up_the_one_body_that_can_be_meant(language: str, text: str, found: dict[str, str]) -> None:
    assert taken_up(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Irish arm of Aviva was fined on Monday. Aviva Ireland said so.",
            {"The Irish arm": "Aviva Ireland"},
        ),
        ("en", "Aviva's Irish unit was fined. Aviva Ireland said so.", {"Irish unit": "Aviva Ireland"}),
        (
            "fr",
            "La filiale luxembourgeoise de Generali a été sanctionnée. Generali Luxembourg le dit.",
            {"La filiale luxembourgeoise": "Generali Luxembourg"},
        ),
        # of two members nobody tells which, and of none there is none
        ("en", "The foreign arm of Aviva was fined. Aviva Ireland and Aviva Canada said nothing.", {}),
        ("en", "The foreign arm of Aviva was fined. Kestrel Bank plc said nothing.", {}),
    ],
)
def test_the_arm_of_a_group_is_the_one_member_that_is_named(language: str, text: str, found: dict[str, str]) -> None:
    assert taken_up(language, text) == found
