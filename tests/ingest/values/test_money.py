"""Sums of money in French and English sentences."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.values.money import MoneyMention, find_money

type Found = list[tuple[str, int | str, str | None]]


def found(text: str, lang: str) -> list[tuple[str, Decimal, str | None]]:
    """Return the words, the value and the currency of each sum."""
    return [(text[one.start : one.end], one.value, one.currency) for one in find_money(text, lang)]


FRENCH: list[tuple[str, Found]] = [
    ("une amende de 27 millions d'euros", [("27 millions d'euros", 27_000_000, "EUR")]),
    ("une amende de 27 millions d’euros", [("27 millions d’euros", 27_000_000, "EUR")]),
    ("vingt-sept millions d'euros", [("vingt-sept millions d'euros", 27_000_000, "EUR")]),
    ("quinze millions d'euros", [("quinze millions d'euros", 15_000_000, "EUR")]),
    ("quarante-deux millions d'euros", [("quarante-deux millions d'euros", 42_000_000, "EUR")]),
    ("quatre-vingt-dix-sept mille euros", [("quatre-vingt-dix-sept mille euros", 97_000, "EUR")]),
    ("quatre-vingts millions d'euros", [("quatre-vingts millions d'euros", 80_000_000, "EUR")]),
    ("soixante et onze mille euros", [("soixante et onze mille euros", 71_000, "EUR")]),
    ("deux cent mille euros", [("deux cent mille euros", 200_000, "EUR")]),
    ("cinq cents euros", [("cinq cents euros", 500, "EUR")]),
    ("un million d'euros", [("un million d'euros", 1_000_000, "EUR")]),
    ("un million deux cent mille euros", [("un million deux cent mille euros", 1_200_000, "EUR")]),
    ("deux millions et demi d'euros", [("deux millions et demi d'euros", 2_500_000, "EUR")]),
    ("une dizaine de millions d'euros", [("une dizaine de millions d'euros", 10_000_000, "EUR")]),
    ("un demi-million de dollars", [("un demi-million de dollars", 500_000, None)]),
    ("10 000 $", [("10 000 $", 10_000, None)]),
    ("10\u00a0000\u00a0$", [("10\u00a0000\u00a0$", 10_000, None)]),
    ("10\u202f000\u202f€", [("10\u202f000\u202f€", 10_000, "EUR")]),
    ("10 000 $ CA", [("10 000 $ CA", 10_000, "CAD")]),
    ("10 000 $ US", [("10 000 $ US", 10_000, "USD")]),
    ("10 000 $US", [("10 000 $US", 10_000, "USD")]),
    ("$10,000", [("$10,000", 10_000, None)]),
    ("$20m", [("$20m", 20_000_000, None)]),
    ("£20m", [("£20m", 20_000_000, "GBP")]),
    ("1,9 milliard de dollars", [("1,9 milliard de dollars", 1_900_000_000, None)]),
    ("1,9 milliard de dollars américains", [("1,9 milliard de dollars américains", 1_900_000_000, "USD")]),
    ("746 M€", [("746 M€", 746_000_000, "EUR")]),
    ("746M€", [("746M€", 746_000_000, "EUR")]),
    ("746 MEUR", [("746 MEUR", 746_000_000, "EUR")]),
    ("2,5 M$", [("2,5 M$", 2_500_000, None)]),
    ("2,5 M$ CA", [("2,5 M$ CA", 2_500_000, "CAD")]),
    ("1,2 G$", [("1,2 G$", 1_200_000_000, None)]),
    ("500 k€", [("500 k€", 500_000, "EUR")]),
    ("500 K€", [("500 K€", 500_000, "EUR")]),
    ("40 Mio. EUR", [("40 Mio. EUR", 40_000_000, "EUR")]),
    ("CHF 40 Mio", [("CHF 40 Mio", 40_000_000, "CHF")]),
    ("4,5 Md€", [("4,5 Md€", 4_500_000_000, "EUR")]),
    ("4,5 Mds d'euros", [("4,5 Mds d'euros", 4_500_000_000, "EUR")]),
    ("3 Mds€", [("3 Mds€", 3_000_000_000, "EUR")]),
    ("EUR 500,000", [("EUR 500,000", 500_000, "EUR")]),
    ("500 000 €", [("500 000 €", 500_000, "EUR")]),
    ("500.000 €", [("500.000 €", 500_000, "EUR")]),
    ("500.000,50 €", [("500.000,50 €", "500000.50", "EUR")]),
    ("1 234,56 €", [("1 234,56 €", "1234.56", "EUR")]),
    ("1'250'000 francs", [("1'250'000 francs", 1_250_000, None)]),
    ("1’250’000 francs suisses", [("1’250’000 francs suisses", 1_250_000, "CHF")]),
    ("Fr. 1'250'000.–", [("Fr. 1'250'000", 1_250_000, "CHF")]),
    ("250 000 USD", [("250 000 USD", 250_000, "USD")]),
    ("30 millions de dollars canadiens", [("30 millions de dollars canadiens", 30_000_000, "CAD")]),
    ("10 M$ américains", [("10 M$ américains", 10_000_000, "USD")]),
    ("10 M$ americains", [("10 M$ americains", 10_000_000, "USD")]),
    ("5 millions de dollars australiens", [("5 millions de dollars australiens", 5_000_000, "AUD")]),
    ("2,31 millions de livres sterling", [("2,31 millions de livres sterling", 2_310_000, "GBP")]),
    ("20 millions de livres", [("20 millions de livres", 20_000_000, None)]),
    ("15 millions de couronnes suédoises", [("15 millions de couronnes suédoises", 15_000_000, "SEK")]),
    ("15 millions de couronnes", [("15 millions de couronnes", 15_000_000, None)]),
    ("10 milliards de francs CFA", [("10 milliards de francs CFA", 10_000_000_000, "XOF")]),
    ("50 000 000 FCFA", [("50 000 000 FCFA", 50_000_000, "XOF")]),
    ("3 millions de dirhams", [("3 millions de dirhams", 3_000_000, "MAD")]),
    ("5 millions de roupies", [("5 millions de roupies", 5_000_000, "INR")]),
    ("555 millions de nairas", [("555 millions de nairas", 555_000_000, "NGN")]),
    ("5 millions de rands", [("5 millions de rands", 5_000_000, "ZAR")]),
    ("800 milliards de yens", [("800 milliards de yens", 800_000_000_000, "JPY")]),
    ("8 milliards de yuans", [("8 milliards de yuans", 8_000_000_000, "CNY")]),
    ("l'euro à 1,08 $", [("1,08 $", "1.08", None)]),
    (
        "des amendes de 27 et 15 millions d'euros",
        [("27", 27_000_000, "EUR"), ("15 millions d'euros", 15_000_000, "EUR")],
    ),
    (
        "de vingt-sept millions et de quinze millions d'euros",
        [("vingt-sept millions", 27_000_000, "EUR"), ("quinze millions d'euros", 15_000_000, "EUR")],
    ),
    ("2 millions d'euros (2,6 M$)", [("2 millions d'euros", 2_000_000, "EUR"), ("2,6 M$", 2_600_000, None)]),
    ("en 2019, 15 millions d'euros", [("15 millions d'euros", 15_000_000, "EUR")]),
    ("en 2019 et 15 millions d'euros", [("15 millions d'euros", 15_000_000, "EUR")]),
]

ENGLISH: list[tuple[str, Found]] = [
    ("fined $10,000", [("$10,000", 10_000, None)]),
    ("fined $10,000.", [("$10,000", 10_000, None)]),
    ("fined $10,000.50", [("$10,000.50", "10000.5", None)]),
    ("$1.9 billion", [("$1.9 billion", 1_900_000_000, None)]),
    ("$1.9\u00a0billion", [("$1.9\u00a0billion", 1_900_000_000, None)]),
    ("a $1.9-billion settlement", [("$1.9-billion", 1_900_000_000, None)]),
    ("£20m.", [("£20m", 20_000_000, "GBP")]),
    ("£183.9m", [("£183.9m", 183_900_000, "GBP")]),
    ("€746m", [("€746m", 746_000_000, "EUR")]),
    ("€746M", [("€746M", 746_000_000, "EUR")]),
    ("€1.2bn", [("€1.2bn", 1_200_000_000, "EUR")]),
    ("$5B", [("$5B", 5_000_000_000, None)]),
    ("$340 million", [("$340 million", 340_000_000, None)]),
    ("$500k", [("$500k", 500_000, None)]),
    ("$250,000", [("$250,000", 250_000, None)]),
    ("USD 250,000", [("USD 250,000", 250_000, "USD")]),
    ("USD250,000", [("USD250,000", 250_000, "USD")]),
    ("250,000 USD", [("250,000 USD", 250_000, "USD")]),
    ("EUR 500,000", [("EUR 500,000", 500_000, "EUR")]),
    ("EUR 40 million", [("EUR 40 million", 40_000_000, "EUR")]),
    ("US$4 million", [("US$4 million", 4_000_000, "USD")]),
    ("US $4 million", [("US $4 million", 4_000_000, "USD")]),
    ("C$1.2bn", [("C$1.2bn", 1_200_000_000, "CAD")]),
    ("CA$5,000", [("CA$5,000", 5_000, "CAD")]),
    ("CAD $5,000", [("CAD $5,000", 5_000, "CAD")]),
    ("A$10 million", [("A$10 million", 10_000_000, "AUD")]),
    ("AU$10 million", [("AU$10 million", 10_000_000, "AUD")]),
    ("NZ$10 million", [("NZ$10 million", 10_000_000, "NZD")]),
    ("HK$5m", [("HK$5m", 5_000_000, "HKD")]),
    ("S$5m", [("S$5m", 5_000_000, "SGD")]),
    ("R$5m", [("R$5m", 5_000_000, "BRL")]),
    ("R500,000", [("R500,000", 500_000, "ZAR")]),
    ("N555.8m", [("N555.8m", 555_800_000, "NGN")]),
    ("Cdn$80 million", [("Cdn$80 million", 80_000_000, "CAD")]),
    ("$80 million CDN", [("$80 million CDN", 80_000_000, "CAD")]),
    ("two and a half million dollars", [("two and a half million dollars", 2_500_000, None)]),
    ("R5m", [("R5m", 5_000_000, "ZAR")]),
    ("¥120 million", [("¥120 million", 120_000_000, "JPY")]),
    ("RMB 3 million", [("RMB 3 million", 3_000_000, "CNY")]),
    ("CHF 2.5 million", [("CHF 2.5 million", 2_500_000, "CHF")]),
    ("CHF 1'250'000", [("CHF 1'250'000", 1_250_000, "CHF")]),
    ("Rs 5 crore", [("Rs 5 crore", 50_000_000, "INR")]),
    ("Rs. 5,00,000", [("Rs. 5,00,000", 500_000, "INR")]),
    ("₹2 lakh", [("₹2 lakh", 200_000, "INR")]),
    ("₹1.5 lakh crore", [("₹1.5 lakh crore", 1_500_000_000_000, "INR")]),
    ("₦555.8 million", [("₦555.8 million", 555_800_000, "NGN")]),
    ("KSh 5 million", [("KSh 5 million", 5_000_000, "KES")]),
    ("2 million euros", [("2 million euros", 2_000_000, "EUR")]),
    ("two million euros", [("two million euros", 2_000_000, "EUR")]),
    ("a million dollars", [("a million dollars", 1_000_000, None)]),
    ("half a million pounds", [("half a million pounds", 500_000, None)]),
    ("one hundred and fifty thousand dollars", [("one hundred and fifty thousand dollars", 150_000, None)]),
    ("twenty-seven million dollars", [("twenty-seven million dollars", 27_000_000, None)]),
    ("5-million-euro fine", [("5-million-euro", 5_000_000, "EUR")]),
    ("a 20,000-euro fine", [("20,000-euro", 20_000, "EUR")]),
    ("5 million Swiss francs", [("5 million Swiss francs", 5_000_000, "CHF")]),
    ("5 million Canadian dollars", [("5 million Canadian dollars", 5_000_000, "CAD")]),
    ("5 million U.S. dollars", [("5 million U.S. dollars", 5_000_000, "USD")]),
    ("5 million Hong Kong dollars", [("5 million Hong Kong dollars", 5_000_000, "HKD")]),
    ("5 million pounds sterling", [("5 million pounds sterling", 5_000_000, "GBP")]),
    ("5 million Swedish kronor", [("5 million Swedish kronor", 5_000_000, "SEK")]),
    ("10 billion naira", [("10 billion naira", 10_000_000_000, "NGN")]),
    ("10 million South African rand", [("10 million South African rand", 10_000_000, "ZAR")]),
    ("3 billion yen", [("3 billion yen", 3_000_000_000, "JPY")]),
    ("3 million dirhams", [("3 million dirhams", 3_000_000, "MAD")]),
    ("3 million UAE dirhams", [("3 million UAE dirhams", 3_000_000, "AED")]),
    ("5 trillion won", [("5 trillion won", 5_000_000_000_000, "KRW")]),
    ("$5 million (Canadian)", [("$5 million (Canadian)", 5_000_000, "CAD")]),
    ("£5m US regulators", [("£5m", 5_000_000, "GBP")]),
    ("$100 billion in wire transfers", [("$100 billion", 100_000_000_000, None)]),
    (
        "2 million euros ($2.6 million)",
        [("2 million euros", 2_000_000, "EUR"), ("$2.6 million", 2_600_000, None)],
    ),
    ("In 2017 $5 million", [("$5 million", 5_000_000, None)]),
    ("In 2017 USD 250,000", [("USD 250,000", 250_000, "USD")]),
    ("up 9 cents at $1.24", [("$1.24", "1.24", None)]),
    ("$1,500 million", [("$1,500 million", 1_500_000_000, None)]),
    ("€1.250.000", [("€1.250.000", 1_250_000, "EUR")]),
    ("$10.000", [("$10.000", 10_000, None)]),
]

RANGES = [
    ("entre 5 et 7 millions d'euros", "fr", "5 et 7 millions d'euros", 5_000_000),
    ("de 5 à 7 millions d'euros", "fr", "5 à 7 millions d'euros", 5_000_000),
    ("de cinq à dix millions d'euros", "fr", "cinq à dix millions d'euros", 5_000_000),
    ("2 000 à 5 000 €", "fr", "2 000 à 5 000 €", 2_000),
    ("2 000-5 000 €", "fr", "2 000-5 000 €", 2_000),
    ("entre 2 000 € et 5 000 €", "fr", "2 000 € et 5 000 €", 2_000),
    ("entre 500 000 et 1 million d'euros", "fr", "500 000 et 1 million d'euros", 500_000),
    ("EUR 2,000-5,000", "en", "EUR 2,000-5,000", 2_000),
    ("between £5m and £7m", "en", "£5m and £7m", 5_000_000),
    ("£5m to £7m", "en", "£5m to £7m", 5_000_000),
    ("£5m-£7m", "en", "£5m-£7m", 5_000_000),
    ("$5-7 million", "en", "$5-7 million", 5_000_000),
    ("$5-$7 million", "en", "$5-$7 million", 5_000_000),
    ("between 5 and 7 million euros", "en", "5 and 7 million euros", 5_000_000),
    ("from $500,000 to $1 million", "en", "$500,000 to $1 million", 500_000),
]

PERIODS = [
    ("10 000 $ par jour", "fr", "day"),
    ("10 000 $ par jour de retard", "fr", "day"),
    ("10 000 $ par jour de manquement", "fr", "day"),
    ("10 000 $ d'amende par jour", "fr", "day"),
    ("10 000 $ pour chaque jour de retard", "fr", "day"),
    ("10 000 euros/jour", "fr", "day"),
    ("une astreinte journalière de 10 000 euros", "fr", "day"),
    ("une astreinte quotidienne pouvant atteindre 10 000 euros", "fr", "day"),
    ("une astreinte par jour de retard de 10 000 euros", "fr", "day"),
    ("500 euros par semaine", "fr", "week"),
    ("500 euros par mois", "fr", "month"),
    ("500 euros par an", "fr", "year"),
    ("150 euros par dossier", "fr", "record"),
    ("10 000 $", "fr", None),
    ("10 000 $ à payer dans les 30 jours", "fr", None),
    ("$10,000 a day", "en", "day"),
    ("$10,000 per day", "en", "day"),
    ("$10,000 per day of violation", "en", "day"),
    ("$10,000 for each day of delay", "en", "day"),
    ("a €5,000 penalty for each day", "en", "day"),
    ("$10,000/day", "en", "day"),
    ("$10,000-a-day", "en", "day"),
    ("$10,000 daily", "en", "day"),
    ("a daily penalty of $10,000", "en", "day"),
    ("daily fines of up to $10,000", "en", "day"),
    ("$10,000 a week", "en", "week"),
    ("$10,000 a month", "en", "month"),
    ("$10 million a year", "en", "year"),
    ("$10 million annually", "en", "year"),
    ("$150 per record", "en", "record"),
    ("$150 per stolen record", "en", "record"),
    ("$10 million a year earlier", "en", None),
    ("$10 million a week ago", "en", None),
    ("It met each day. It paid $10 million", "en", None),
    ("$10 million", "en", None),
]

BOUNDS = [
    ("jusqu'à 20 millions d'euros", "fr", "up_to"),
    ("un maximum de 20 millions d'euros", "fr", "up_to"),
    ("au plus 20 millions d'euros", "fr", "up_to"),
    ("20 millions d'euros au maximum", "fr", "up_to"),
    ("pas plus de 20 millions d'euros", "fr", "up_to"),
    ("au moins 20 millions d'euros", "fr", "at_least"),
    ("un minimum de 20 millions d'euros", "fr", "at_least"),
    ("20 millions d'euros ou plus", "fr", "at_least"),
    ("plus de 20 millions d'euros", "fr", "more_than"),
    ("supérieur à 20 millions d'euros", "fr", "more_than"),
    ("environ 20 millions d'euros", "fr", "about"),
    ("près de 20 millions d'euros", "fr", "about"),
    ("quelque 20 millions d'euros", "fr", "about"),
    ("une amende de 20 millions d'euros", "fr", None),
    ("up to £20m", "en", "up_to"),
    ("a maximum of £20m", "en", "up_to"),
    ("a maximum fine of £20m", "en", "up_to"),
    ("no more than £20m", "en", "up_to"),
    ("as much as £20m", "en", "up_to"),
    ("at least £20m", "en", "at_least"),
    ("£20m or more", "en", "at_least"),
    ("£20m-plus", "en", "at_least"),
    ("more than £20m", "en", "more_than"),
    ("over £20m", "en", "more_than"),
    ("in excess of £20m", "en", "more_than"),
    ("about £20m", "en", "about"),
    ("nearly £20m", "en", "about"),
    ("some £20m", "en", "about"),
    ("a fine of £20m", "en", None),
    ("took over. It paid £20m", "en", None),
]

NO_MONEY = [
    ("27 millions de sites, 43 millions de personnes", "fr"),
    ("une hausse de 12 %, 3 points", "fr"),
    ("des millions d'euros, plusieurs millions de dollars", "fr"),
    ("3 livres et 2 couronnes dentaires", "fr"),
    ("l'article 83, 2019 clients, 24/7", "fr"),
    ("le 14 décembre 2020 à 10 h 30", "fr"),
    ("vingt-sept contrats", "fr"),
    ("27 million sites, 43 million people", "en"),
    ("a 12% rise, 3 points", "en"),
    ("millions of dollars, hundreds of thousands of pounds", "en"),
    ("200 pounds of paper; it won 3 of 5", "en"),
    ("N95 masks, R2 and RM 2; the $HOME variable; in $AAPL", "en"),
    ("version 2.0, section 5, 24/7, COVID-19", "en"),
    ("December 14, 2020 at 10:30", "en"),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_sums(text: str, expected: Found) -> None:
    assert found(text, "fr") == [(words, Decimal(value), currency) for words, value, currency in expected]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_sums(text: str, expected: Found) -> None:
    assert found(text, "en") == [(words, Decimal(value), currency) for words, value, currency in expected]


@pytest.mark.parametrize(("text", "lang", "words", "value"), RANGES)
def test_a_range_is_one_sum_with_its_lower_end(text: str, lang: str, words: str, value: int) -> None:
    (mention,) = find_money(text, lang)
    assert text[mention.start : mention.end] == words
    assert (mention.value, mention.bound, mention.rule) == (Decimal(value), "at_least", "money.range")


@pytest.mark.parametrize(("text", "lang", "period"), PERIODS)
def test_what_a_sum_is_due_for(text: str, lang: str, period: str | None) -> None:
    (mention,) = find_money(text, lang)
    assert mention.per == period


@pytest.mark.parametrize(("text", "lang", "bound"), BOUNDS)
def test_how_a_sum_is_limited(text: str, lang: str, bound: str | None) -> None:
    (mention,) = find_money(text, lang)
    assert mention.bound == bound


@pytest.mark.parametrize(("text", "lang"), NO_MONEY)
def test_numbers_that_are_no_money(text: str, lang: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "symbol"),
    [
        ("10 000 $", "fr", "$"),
        ("10 000 dollars", "fr", "dollars"),
        ("2,5 M$ CA", "fr", "$ CA"),
        ("£20m", "en", "£"),
        ("20 million Swiss francs", "en", "Swiss francs"),
        ("US$5", "en", "US$"),
    ],
)
def test_the_symbol_is_kept_as_it_stands(text: str, lang: str, symbol: str) -> None:
    (mention,) = find_money(text, lang)
    assert mention.symbol == symbol


LANGS = st.sampled_from(["fr", "en"])
PIECES = (
    "5|10 000|1,5|2.000|999999999999999999999|0|$|€|£|US$|EUR|million|m|millions|M|k|bn|de|d'|euros"
    "|dollars|à|to|-|et|and|entre|between|un|deux|cent|mille|two|hundred|thousand|une dizaine de|half a"
    "|et demi|and a half|CA|(US)|(US|américains|americains|canadiens|N|R|Rs|Fr.|CAD|sterling|par jour"
    "|a day|/|.|,|\n|🦊|'|crore|livres|won|%"
)
SOUP = st.builds(
    str.join, st.sampled_from([" ", "", "\u00a0"]), st.lists(st.sampled_from(PIECES.split("|")), max_size=14)
)


def check_mentions(text: str, mentions: tuple[MoneyMention, ...]) -> None:
    position = 0
    for mention in mentions:
        assert position <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        position = mention.end
        assert mention.value >= 0
        assert mention.bound in {None, "up_to", "at_least", "more_than", "about"}
        assert mention.per in {None, "day", "week", "month", "year", "record"}
        assert mention.currency is None or len(mention.currency) == 3


@given(st.text(max_size=200), LANGS)
def test_any_text_gives_well_formed_sums(text: str, lang: str) -> None:
    check_mentions(text, find_money(text, lang))


@given(SOUP, LANGS)
def test_any_soup_of_numbers_gives_well_formed_sums(text: str, lang: str) -> None:
    check_mentions(text, find_money(text, lang))


@given(st.integers(1000, 10**12), st.sampled_from(["", "🦊\u00a0(", "l'e\u0301te\u0301 : "]))
def test_a_whole_sum_that_is_written_out_is_read_back(value: int, before: str) -> None:
    english, grouped = f"€{value:,}", f"{value:,}"
    forms = [
        ("en", english),
        ("fr", english),
        ("fr", grouped.replace(",", " ") + " €"),
        ("fr", grouped.replace(",", "\u202f") + "\u00a0€"),
        ("fr", grouped.replace(",", ".") + " euros"),
        ("fr", grouped.replace(",", "'") + " EUR"),
        ("en", f"EUR {grouped}"),
        ("en", f"{value} euros"),
    ]
    for lang, words in forms:
        (mention,) = find_money(before + words + ".", lang)
        assert (mention.start, mention.end) == (len(before), len(before) + len(words))
        assert (mention.value, mention.currency) == (Decimal(value), "EUR")


@given(st.decimals(Decimal("0.1"), Decimal("999.9"), places=1))
def test_millions_with_decimals_are_read_back(value: Decimal) -> None:
    french = f"{value} million d'euros".replace(".", ",")
    assert found(french, "fr") == [(french, value * 1_000_000, "EUR")]
    assert found(f"€{value}m", "en") == [(f"€{value}m", value * 1_000_000, "EUR")]
