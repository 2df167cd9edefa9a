"""Prefilters lose no match, and name words that every match holds."""

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.prefilters import Prefilter, words_of
from greffier.ingest.texts import fold_characters
from greffier.ingest.triggers import patterns
from greffier.ingest.values.date_patterns import date_patterns

WORDS = [
    *"a une la cyberattaque attaques amende amendes de 50 millions d'euros infligée fined over data breach".split(),
    *"le 14 décembre 2020 lundi dernier last month in May 2021 first half of 2019 trimestre 12/03/2021 FY2020".split(),
    *"ordered to pay settlement enquête ouverte sanction Rançongiciel PANNE outage was hit by hackers".split(),
    "\n",
    "—",
    "œuvre",
    "ﬁne",
    "İ",
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("fined?", {"fine"}),
        ("(?:fuite|vol)s? de données", {" de donnees"}),
        ("fuites?|vols?", {"fuite", "vol"}),
        ("Ran[çc]ongiciel", {"rancongiciel"}),
        (r"(?:a|b)+c{2}\d*attaque", {"attaque"}),
        (r"(?=secret)\w+", None),
        (r"\d+|fine", None),
        ("(?:optional)?", None),
    ],
)
def test_every_match_holds_one_of_the_words(pattern: str, words: set[str] | None) -> None:
    assert words_of(re.compile(pattern, re.I)) == words


def matches(compiled: list[re.Pattern[str]], plain: str) -> list[tuple[int, int, int]]:
    return [(n, *match.span()) for n, pattern in enumerate(compiled) for match in pattern.finditer(plain)]


@cache
def of_dates(language: str) -> tuple[list[re.Pattern[str]], Prefilter]:
    compiled = [pattern.regex for pattern in date_patterns(language)]
    return compiled, Prefilter(compiled)


@cache
def of_triggers(language: str) -> tuple[list[re.Pattern[str]], Prefilter]:
    compiled = [telling.pattern for telling in patterns(language).tellings]
    return compiled, Prefilter(compiled, by_line=True)


@pytest.mark.parametrize("language", ["fr", "en"])
@given(words=st.lists(st.sampled_from(WORDS), max_size=60))
def test_nothing_is_lost_of_dates(language: str, words: list[str]) -> None:
    plain = " ".join(words)
    compiled, prefilter = of_dates(language)
    found = prefilter.finditer(plain, fold_characters(plain))
    assert [(n, *match.span()) for n, match in found] == matches(compiled, plain)


@pytest.mark.parametrize("language", ["fr", "en"])
@given(words=st.lists(st.sampled_from([w for w in WORDS if w != "\n"]), max_size=60))
def test_nothing_is_lost_of_triggers_within_a_line(language: str, words: list[str]) -> None:
    plain = " ".join(words)
    compiled, prefilter = of_triggers(language)
    found = prefilter.finditer(plain, fold_characters(plain))
    assert [(n, *match.span()) for n, match in found] == matches(compiled, plain)


def test_a_match_does_not_span_lines_where_that_is_asked_for() -> None:
    compiled = [re.compile(r"data[^.]{0,20}breach")]
    plain = "data\nbreach. A data breach"
    assert [m.span() for _, m in Prefilter(compiled, by_line=True).finditer(plain, plain)] == [(15, 26)]
    assert [m.span() for _, m in Prefilter(compiled).finditer(plain, plain)] == [(0, 11), (15, 26)]
