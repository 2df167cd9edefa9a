"""Numbers of persons and things in French and English sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.values.counts import UNITS, CountMention, find_counts

FRENCH = [
    ("4,2 millions de membres", "4,2 millions de membres", 4_200_000, None, "members"),
    ("près de 23 millions d'abonnés", "23 millions d'abonnés", 23_000_000, "about", "customers"),
    ("plus de 33 millions d’assurés", "33 millions d’assurés", 33_000_000, "more_than", "policyholders"),
    ("43 millions de personnes", "43 millions de personnes", 43_000_000, None, "persons"),
    ("jusqu'à 245 000 clients", "245 000 clients", 245_000, "up_to", "customers"),
    ("727\u202f113 personnes", "727\u202f113 personnes", 727_113, None, "persons"),
    ("environ 60 000 patients", "60 000 patients", 60_000, "about", "patients"),
    ("vingt-quatre millions de contrats", "vingt-quatre millions de contrats", 24_000_000, None, "contracts"),
    ("5 000 anciens clients", "5 000 anciens clients", 5_000, None, "customers"),
    ("1,2 million de ses sociétaires", "1,2 million de ses sociétaires", 1_200_000, None, "members"),
    ("au moins 300 comptes", "300 comptes", 300, "at_least", "accounts"),
    ("2,8 millions d'enregistrements", "2,8 millions d'enregistrements", 2_800_000, None, "records"),
    ("40 millions de numéros de cartes", "40 millions de numéros de cartes", 40_000_000, None, "cards"),
    ("2019 clients", "2019 clients", 2019, None, "customers"),
    ("sept personnes", "sept personnes", 7, None, "persons"),
    ("une centaine de clients", "une centaine de clients", 100, "about", "customers"),
    ("une centaine d'assurés", "une centaine d'assurés", 100, "about", "policyholders"),
    ("43 millions de demandeurs d'emploi", "43 millions de demandeurs d'emploi", 43_000_000, None, "persons"),
    ("5 000 polices", "5 000 polices", 5_000, None, "contracts"),
    ("524 867 dossiers", "524 867 dossiers", 524_867, None, "records"),
]

ENGLISH = [
    ("up to 245,000 customers", "245,000 customers", 245_000, "up_to", "customers"),
    ("36,820,828 people", "36,820,828 people", 36_820_828, None, "persons"),
    ("143 million US consumers", "143 million US consumers", 143_000_000, None, "persons"),
    ("over 360,000 of its customers", "360,000 of its customers", 360_000, "more_than", "customers"),
    ("2.9 million individual members", "2.9 million individual members", 2_900_000, None, "members"),
    ("about 25,000 affected policyholders", "25,000 affected policyholders", 25_000, "about", "policyholders"),
    ("217,657 credit card accounts", "217,657 credit card accounts", 217_657, None, "accounts"),
    ("12m accounts", "12m accounts", 12_000_000, None, "accounts"),
    ("200k users", "200k users", 200_000, None, "customers"),
    ("two million customers", "two million customers", 2_000_000, None, "customers"),
    ("a million people", "a million people", 1_000_000, None, "persons"),
    ("at least 500 files", "500 files", 500, "at_least", "records"),
    ("100 million customer records", "100 million customer records", 100_000_000, None, "records"),
    ("825,000 New Yorkers", "825,000 New Yorkers", 825_000, None, "persons"),
    ("3 and 5 customers", "5 customers", 5, None, "customers"),
    ("5,000 insurance policies", "5,000 insurance policies", 5_000, None, "contracts"),
    ("245,000 Wonga customers", "245,000 Wonga customers", 245_000, None, "customers"),
]

NO_COUNTS = [
    ("27 millions de sites", "fr"),
    ("des millions de clients", "fr"),
    ("un client", "fr"),
    ("12 % des clients", "fr"),
    ("10 000 $ de clients", "fr"),
    ("En 2019 clients et salariés", "fr"),
    ("27 million sites", "en"),
    ("millions of customers", "en"),
    ("hundreds of customers", "en"),
    ("one customer", "en"),
    ("12% of customers", "en"),
    ("In 2016 Wonga customers were told", "en"),
    ("$100 million customers", "en"),
    ("50 000 personnes par mois", "fr"),
    ("170,000 customers a month", "en"),
    ("deux dossiers", "fr"),
    ("three policies", "en"),
    ("1 200 employés", "fr"),
    ("1,200 employees", "en"),
    ("one in four customers", "en"),
    ("un Français sur dix clients", "fr"),
    ("aucune donnée de client", "fr"),
    ("no customer data was taken", "en"),
    ("27 millions d'euros", "fr"),
    ("le 12 mai 2020", "fr"),
    ("3,000 branches", "en"),
]

RANGES = [
    ("entre 2 et 3 millions de personnes", "fr", 2_000_000, 3_000_000, "persons"),
    ("2 à 3 millions d'assurés", "fr", 2_000_000, 3_000_000, "policyholders"),
    ("between 5 and 7 million people", "en", 5_000_000, 7_000_000, "persons"),
    ("between 100 and 200 customers", "en", 100, 200, "customers"),
    ("5-7 million records", "en", 5_000_000, 7_000_000, "records"),
]

NOBODY = [
    ("aucun client n'a été touché", "fr", "customers"),
    ("aucune personne n'est concernée", "fr", "persons"),
    ("No customers were affected", "en", "customers"),
    ("none of our members has lost money", "en", "members"),
]


@pytest.mark.parametrize(("text", "words", "value", "bound", "unit"), FRENCH)
def test_french_counts(text: str, words: str, value: int, bound: str | None, unit: str) -> None:
    start = text.index(words)
    assert find_counts(text, "fr") == (CountMention(start, start + len(words), value, None, bound, unit),)


@pytest.mark.parametrize(("text", "words", "value", "bound", "unit"), ENGLISH)
def test_english_counts(text: str, words: str, value: int, bound: str | None, unit: str) -> None:
    start = text.index(words)
    assert find_counts(text, "en") == (CountMention(start, start + len(words), value, None, bound, unit),)


@pytest.mark.parametrize(("text", "lang"), NO_COUNTS)
def test_numbers_that_count_nobody(text: str, lang: str) -> None:
    assert find_counts(text, lang) == ()


@pytest.mark.parametrize(("text", "lang", "least", "most", "unit"), RANGES)
def test_a_range_is_one_count_with_both_ends(text: str, lang: str, least: int, most: int, unit: str) -> None:
    (mention,) = find_counts(text, lang)
    assert (mention.value, mention.most, mention.bound, mention.unit) == (least, most, None, unit)


@pytest.mark.parametrize(("text", "lang", "unit"), NOBODY)
def test_nobody_is_counted_as_none(text: str, lang: str, unit: str) -> None:
    (mention,) = find_counts(text, lang)
    assert (mention.value, mention.unit) == (0, unit)


PIECES = (
    "5|10 000|1,5|2.000|99999999999999|million|millions|k|de|d'|of its|clients|people|personnes|et|and|to"
    "|-|entre|between|un|cent|mille|two|hundred|$|%|in|2019|US|.|,|\n|🦊|une dizaine de|accounts|comptes"
    "|or more|and a half"
)
SOUP = st.builds(str.join, st.just(" "), st.lists(st.sampled_from(PIECES.split("|")), max_size=14))


@given(st.text(max_size=200) | SOUP, st.sampled_from(["fr", "en"]))
def test_any_text_gives_well_formed_counts(text: str, lang: str) -> None:
    position = 0
    for mention in find_counts(text, lang):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end
        assert 0 <= mention.value < (mention.most or 10**12)
        assert mention.unit in UNITS


@given(st.integers(2, 10**9), st.sampled_from(["", "🦊\u00a0(", "l'e\u0301te\u0301 : "]))
def test_a_count_that_is_written_out_is_read_back(value: int, before: str) -> None:
    for lang, words in (
        ("en", f"{value:,} customers"),
        ("fr", f"{value:,} clients".replace(",", " ")),
        ("fr", f"{value:,} clients".replace(",", "\u202f")),
    ):
        (mention,) = find_counts(before + words, lang)
        assert (mention.start, mention.end, mention.value) == (len(before), len(before) + len(words), value)
