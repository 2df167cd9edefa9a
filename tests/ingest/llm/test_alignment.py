"""Quoted words are found where they stand, whatever becomes of typography, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.llm.alignment import Aligner, level
from tests.ingest.llm.papers import AMENDE, FINE, read


def found(text: str, words: str) -> str | None:
    """Return the words of the document that quoted ones are."""
    prepared = read(text)
    place = Aligner(prepared).find(words)
    return None if place is None else prepared.quote(*place).text


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("L'Autorité des marchés financiers", "L’Autorité des marchés financiers"),
        ("vise « Boréal Assurance »", "vise «\u00a0Boréal Assurance\u00a0»"),
        ('vise "Boréal Assurance"', "vise «\u00a0Boréal Assurance\u00a0»"),
        ("5 000 $ par jour", "5\u202f000\u00a0$ par jour"),
        ("a  rendu\nlundi une ordonnance", "a rendu lundi une ordonnance"),
        ("L’Autorite\u0301 des marche\u0301s financiers", "L’Autorité des marchés financiers"),
        ('"a rendu lundi une ordonnance."', "a rendu lundi une ordonnance"),
        ("une ordonnance…", "une ordonnance"),
    ],
)
def test_typography_is_levelled(words: str, stands: str) -> None:
    assert found(AMENDE, words) == stands


@pytest.mark.parametrize(
    "words",
    [
        "l'autorité des marchés financiers",  # another case
        "L'Autorite des marches financiers",  # letters without their accents are other letters
        "a rendu une ordonnance",  # a word left out
        "ordon",  # a part of a word
        "AMF",
        "",
        " … ",
        "2024-06-12",
    ],
)
def test_other_words_are_not_found(words: str) -> None:
    assert found(AMENDE, words) is None


def test_accents_that_are_characters_of_their_own_are_found_as_the_document_has_them() -> None:
    apart = FINE.replace("Kestrel", "Kestre\u0301l")
    assert found(apart, "Kestrél Group") == "Kestre\u0301l Group"


def test_the_place_asked_for_is_preferred() -> None:
    text = read("Title\n\nA fine was set. Later a fine was paid.\n")
    aligner = Aligner(text)
    second = text.plain.rindex("a fine")
    assert aligner.find("a fine", second - 6, len(text.plain)) == (second, second + 6)
    assert aligner.find("fine") == (text.plain.index("fine"), text.plain.index("fine") + 4)


LETTERS = st.text(st.sampled_from("aé'’ \u00a0\n-–«»“”….xyz1e\u0301"), min_size=1, max_size=60)


@given(LETTERS, LETTERS)
def test_what_is_found_stands_in_the_document_and_says_the_same(body: str, words: str) -> None:
    text = read(f"Title\n\nx {body} x")
    for start, end in Aligner(text).find_all(words):
        quote = text.quote(start, end)
        assert text.document.text[quote.start : quote.end] == quote.text
        assert level(quote.text).strip(" \"'.") == level(words).strip(" \"'.")


@given(st.lists(st.sampled_from("l’assureur d'État « Zéphyr » – 5\u00a0000 euros… déclare".split(" ")), min_size=1))
def test_any_words_of_a_document_are_found_again(words: list[str]) -> None:
    quoted = " ".join(words)
    bare = quoted.replace("’", "'").replace("–", "-").replace("…", "...").replace("\u00a0", " ")
    if any(c.isalnum() for c in quoted):
        assert found(f"Title\n\nAvant {quoted} après.", bare) is not None
