"""Shared names: which shorter names are those of a longer one, and which those of its group."""

from __future__ import annotations

import pytest

from greffier.ingest.coreference.entities import find_entities
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import find_names
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document


def names(language: str, text: str) -> list[list[str]]:
    """Return the names of each body of a text, its first line the title."""
    made = Text(make_document(text, language))
    (named,) = find_names([made.plain], language)
    return [[m.text for m in e.mentions] for e in find_entities(made, find_mentions(made, named)).entities]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a group's name is short for the member that alone is spoken of, once the member was named in full
        (
            "en",
            "Aviva fined\n\nThe watchdog fined Aviva Ireland on Monday. Controls at Aviva were weak for years.",
            [["Aviva", "Aviva Ireland", "Aviva"]],
        ),
        (
            "fr",
            "Une amende pour Generali\n\nLa sanction vise Generali Luxembourg. Generali a fait appel hier.",
            [["Generali", "Generali Luxembourg", "Generali"]],
        ),
        # a heading in between names nobody anew
        (
            "fr",
            "Une fuite\n\nLe cas Generali\nLa fuite touche Generali Luxembourg. Une plainte vise Generali.",
            [["Generali", "Generali Luxembourg", "Generali"]],
        ),
        # an item of a list names its firm in full
        (
            "en",
            "Three fines\n\n• Aviva Ireland: €2,000,000\n• Kestrel Bank: €1,000,000\n\nLawyers for Aviva will appeal.",
            [["Aviva Ireland", "Aviva"], ["Kestrel Bank"]],
        ),
        # what stands in brackets after a name is short for it
        (
            "en",
            "A fine\n\nIt fined Aviva Ireland (Aviva) on Monday. Then Aviva appealed.",
            [["Aviva Ireland", "Aviva", "Aviva"]],
        ),
        # a name without the words that tell what a body is
        (
            "en",
            "A breach\n\nKestrel Harbour Savings Bank was hit. Staff of Kestrel Harbour Bank had clicked on a link.",
            [["Kestrel Harbour Savings Bank", "Kestrel Harbour Bank"]],
        ),
    ],
)
def test_a_short_name_is_that_of_the_body_named_in_full_before(
    language: str, text: str, found: list[list[str]]
) -> None:
    assert names(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # named first by itself, it is a body of its own
        (
            "en",
            "A fine\n\nA fine for Aviva made news on Monday. It concerns Aviva Ireland.",
            [["Aviva"], ["Aviva Ireland"]],
        ),
        # both in one sentence
        (
            "en",
            "A fine\n\nThe fine is for Aviva Ireland. Aviva said that Aviva Ireland will pay it.",
            [["Aviva Ireland", "Aviva Ireland"], ["Aviva"]],
        ),
        # it is spoken of as a group, an owner, a share
        (
            "en",
            "A fine\n\nThe fine is for Aviva Ireland. Its parent company Aviva regrets what happened.",
            [["Aviva Ireland"], ["Aviva"]],
        ),
        (
            "fr",
            "Une amende\n\nL'amende vise Generali Luxembourg. Le groupe italien Generali regrette les faits.",
            [["Generali Luxembourg"], ["Generali"]],
        ),
        (
            "en",
            "A fine\n\nThe fine is for Aviva Ireland. Shares in Aviva fell in London.",
            [["Aviva Ireland"], ["Aviva"]],
        ),
        # it speaks of what it owns
        (
            "fr",
            "Une amende\n\nL'amende vise Generali Luxembourg. Hier, Generali a pris la défense de sa filiale.",
            [["Generali Luxembourg"], ["Generali"]],
        ),
        # the longer name is said to be that of a member
        (
            "en",
            "A fine\n\nThe fine is for Aviva Ireland, a unit of the British insurer. Lawyers for Aviva will appeal.",
            [["Aviva Ireland"], ["Aviva"]],
        ),
        # two longer names
        (
            "en",
            "Two fines\n\nAviva Ireland was fined. So was Aviva Canada. Lawyers for Aviva will appeal.",
            [["Aviva Ireland"], ["Aviva Canada"], ["Aviva"]],
        ),
        # a name with its legal form is a full one
        (
            "en",
            "A loss\n\nKestrel Harbour Life Insurance was hit. Kestrel Harbour AG filed for insolvency.",
            [["Kestrel Harbour Life Insurance"], ["Kestrel Harbour AG"]],
        ),
    ],
)
def test_a_group_is_no_member_of_its(language: str, text: str, found: list[list[str]]) -> None:
    assert names(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # initials in brackets are those of the name before them, whoever else goes by them
        (
            "en",
            "A fine\n\nThe National Bank of Kenya (NBK) was fined on Monday. The fine surprised NBK.",
            [["National Bank of Kenya", "NBK", "NBK"]],
        ),
        # an acronym before the name that it is of, after "or", with the sign that joins two names
        (
            "en",
            "A fine\n\nThe FCA (Financial Conduct Authority) acted in Britain. The FCA said so.",
            [["FCA", "Financial Conduct Authority", "FCA"]],
        ),
        (
            "en",
            "A fine\n\nThe Bureau of Maritime Insurance, or BMI, acted. The BMI said so.",
            [["Bureau of Maritime Insurance", "BMI", "BMI"]],
        ),
        (
            "en",
            "A fine\n\nHarrow & Finch Bank was fined on Monday. The bank's lawyers spoke for H&F Bank.",
            [["Harrow & Finch Bank"], ["H&F Bank"]],
        ),
        # of several longer names that a short one begins, the one named first
        (
            "en",
            "A breach\n\nNorthwind Bank & Trust was hit. So was Northwind Bank Holding Trust. Northwind Bank is open.",
            [["Northwind Bank & Trust", "Northwind Bank"], ["Northwind Bank Holding Trust"]],
        ),
        # what a firm sells under its name with a sign is not the firm
        ("en", "A fine\n\nThe Aviva+ programme grows.", []),
    ],
)
def test_short_names_are_of_whom_they_stand_beside(language: str, text: str, found: list[list[str]]) -> None:
    assert names(language, text) == found
