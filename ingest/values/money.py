"""Sums of money in French and English text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from greffier.ingest.values.bounds import Bound, find_bound
from greffier.ingest.values.calendars import plain, spelled
from greffier.ingest.values.currencies import (
    AMBIGUOUS,
    CODES,
    COUNTRIES,
    LETTERS,
    ONLY_AFTER,
    ONLY_BEFORE,
    SYMBOLS,
    WORDS,
)
from greffier.ingest.values.numbers import (
    NUMERAL,
    is_rough,
    parse_numeral,
    parse_words,
    scale_pattern,
    scale_value,
    words_pattern,
)
from greffier.ingest.values.periods import find_period

# Below this an ambiguous word names books, weights or rooms; above the other no text means a sum.
_FEWEST: Final = Decimal(1000)
_MOST: Final = Decimal(10) ** 18

_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """A sum of money as a text mentions it.

    `start` and `end` are code points into the text that was searched, `end` exclusive. `value` is in whole
    units of `currency`, an ISO 4217 code; None when the text does not say whose dollars, pounds or crowns
    they are. `symbol` is the sign, code or word as it stands in the text. `per` is "day", "week", "month",
    "year", "record" or None, `bound` "up_to", "at_least", "more_than", "about" or None. A range is one
    mention with its lower end, bound "at_least". `rule` names how the sum was found.
    """

    start: int
    end: int
    value: Decimal
    currency: str | None
    per: str | None
    bound: str | None
    rule: str
    symbol: str


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum while it is read: `number` times `factor`, which another number beside it may share."""

    start: int
    end: int
    number: Decimal
    factor: Decimal
    currency: str | None
    symbol: str
    rule: str
    bound: Bound | None = None

    @property
    def value(self) -> Decimal:
        value = self.number * self.factor
        return Decimal(int(value)) if value == int(value) else value


class _Grammar(NamedTuple):
    sign_first: re.Pattern[str]
    number_first: re.Pattern[str]
    first_of_two: re.Pattern[str]
    second_of_two: re.Pattern[str]
    link: re.Pattern[str]


def find_money(text: str, lang: str) -> tuple[MoneyMention, ...]:
    """Find the sums of money in `text`, sorted by place, none overlapping another. `lang` is "fr" or "en".

    >>> mention = find_money("une amende de 27 millions d'euros", "fr")[0]
    >>> mention.value, mention.currency
    (Decimal('27000000'), 'EUR')
    """
    return tuple(
        MoneyMention(
            found.start,
            found.end,
            found.value,
            found.currency,
            find_period(text, found.start, found.end, lang),
            found.bound or find_bound(text, found.start, found.end, lang),
            found.rule,
            found.symbol,
        )
        for found in _merge_ranges(text, _find_sums(text, lang), lang)
    )


def _any_of(signs: Iterable[str]) -> str:
    ordered = sorted(signs, key=len, reverse=True)
    return "|".join(re.escape(sign).replace(r"\ ", r"\s?") for sign in ordered)


@cache
def _grammar(lang: str) -> _Grammar:
    codes = "|".join(sorted(CODES))
    words = "|".join(sorted(WORDS[lang], key=len, reverse=True))
    scale = scale_pattern(lang)
    # French papers also copy the English forms: $20m, £1.2bn.
    after_sign = rf"(?P<number>{NUMERAL})(?:[\s-]?(?P<scale>{scale}|(?:m|b|bn)\b))?"
    digits = rf"(?P<number>{NUMERAL})(?:[\s-]?(?P<scale>{scale})\.?)?"
    number = rf"(?<![\w/$€£])(?<![0-9][.,])(?:{digits}|(?P<words>{words_pattern(lang)}))"
    leading = _any_of(CODES | (SYMBOLS.keys() - ONLY_AFTER)) + rf"|(?:{'|'.join(LETTERS)})(?=[0-9])"
    # "in 2017 USD 5,000": a code belongs to the number after it, where there is one.
    trailing = rf"(?:{codes})(?!\w)(?!\s?[0-9])|(?:{_any_of(SYMBOLS.keys() - ONLY_BEFORE)})(?!\w)|(?i:{words})(?!\w)"
    names = "|".join(COUNTRIES)
    country = rf"(?:\s?(?P<country>(?:{names})|\((?:{names})\))(?!\w))?"
    link = r"\s?[-‐‑–—]\s?|\s(?:à|to|et|and|ou|or)\s(?:de\s|d'|of\s)?"
    return _Grammar(
        re.compile(spelled(rf"(?<![\w$€£])(?P<currency>{leading})\s?{after_sign}(?!\w)(?![.,]?[0-9]){country}")),
        re.compile(spelled(rf"{number}\s?-?(?:de\s|d'|of\s)?(?P<currency>{trailing}){country}")),
        re.compile(spelled(rf"{number}(?P<link>{link})$")),
        re.compile(spelled(rf"(?:\s?[-‐‑–—]\s?|\s(?:à|to)\s){after_sign}(?![\w%])(?![.,]?[0-9])")),
        re.compile(spelled(link)),
    )


def _find_sums(text: str, lang: str) -> list[_Sum]:
    grammar = _grammar(lang)
    found: list[_Sum] = []
    for match in grammar.sign_first.finditer(text):
        found.extend(_read(match, "money.sign-first", lang))
    for match in grammar.number_first.finditer(text):
        for last in _read(match, "money.number-first", lang):
            found.extend((*_first_of_two(text, last, lang), last))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[_Sum] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _read(match: re.Match[str], rule: str, lang: str) -> tuple[_Sum, ...]:
    """Read a sum; none when the words make no number, or the currency's name means something else here."""
    read = _number(match, lang)
    symbol, country = match["currency"], match["country"]
    if read is None or not 0 <= read[0] * read[1] < _MOST:
        return ()
    if (plain(symbol) in AMBIGUOUS or symbol in LETTERS) and read[0] * read[1] < _FEWEST:
        return ()
    currency, end = _currency(symbol, lang), match.end()
    if country is not None and currency is None:
        currency, symbol = _countries()[plain(country.strip("()"))], f"{symbol} {country}"
    elif country is not None:
        # "£5m US regulators"
        end = match.start("country")
        end -= len(match.string[:end]) - len(match.string[:end].rstrip())
    bound: Bound | None = "about" if is_rough(match.groupdict().get("words")) else None
    return (_Sum(match.start(), end, *read, currency, symbol, rule, bound),)


def _number(match: re.Match[str], lang: str) -> tuple[Decimal, Decimal] | None:
    """Return a number and its scale, which a number beside it may share: « cinq à dix millions »."""
    words = match.groupdict().get("words")
    if words is None:
        number = parse_numeral(match["number"], lang, match["scale"] is not None)
        return number, scale_value(match["scale"], lang)
    value = parse_words(words, lang)
    if value is None:
        return None
    scale = next((Decimal(10**power) for power in (9, 6, 3) if value and value % 10**power == 0), _ONE)
    return value / scale, scale


@cache
def _currency_words(lang: str) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    return tuple((re.compile(spelled(words), re.IGNORECASE), code) for words, code in WORDS[lang].items())


@cache
def _currency_signs() -> Mapping[str, str | None]:
    signs = {sign.replace(" ", ""): code for sign, code in SYMBOLS.items()}
    return MappingProxyType({**signs, **LETTERS, **{code: code for code in CODES}})


@cache
def _countries() -> Mapping[str, str]:
    return MappingProxyType({plain(name): code for name, code in COUNTRIES.items()})


def _currency(symbol: str, lang: str) -> str | None:
    sign = re.sub(r"\s", "", symbol)
    if sign in _currency_signs():
        return _currency_signs()[sign]
    return next((code for words, code in _currency_words(lang) if words.fullmatch(symbol)), None)


def _first_of_two(text: str, last: _Sum, lang: str) -> tuple[_Sum, ...]:
    """Read the number that shares the currency of the sum after it: « 27 et 15 millions d'euros »."""
    match = _grammar(lang).first_of_two.search(text, max(0, last.start - 64), last.start)
    read = None if match is None else _number(match, lang)
    if match is None or read is None:
        return ()
    number, factor = read
    if factor == 1:
        if re.fullmatch(r"(?:19|20)[0-9]{2}", match["number"] or ""):
            return ()
        factor = last.factor if number < _FEWEST else _ONE
    if not 0 < number * factor < _MOST:
        return ()
    end = match.start("link")
    return (_Sum(match.start(), end, number, factor, last.currency, last.symbol, "money.shared"),)


_BETWEEN: Final = re.compile(r"\b(?:entre|between)\s(?:de\s)?$", re.IGNORECASE)


def _merge_ranges(text: str, sums: list[_Sum], lang: str) -> list[_Sum]:
    """Make one sum, with the lower value, of the two ends of a range."""
    merged: list[_Sum] = []
    for position, one in enumerate(sums):
        if merged and one.start < merged[-1].end:
            continue
        following = sums[position + 1] if position + 1 < len(sums) else None
        if following is not None and _is_range(text, one, following, lang):
            shares = one.factor == 1 and one.rule == "money.sign-first" and one.number < following.number < _FEWEST
            merged.append(
                replace(
                    one,
                    end=following.end,
                    factor=following.factor if shares else one.factor,
                    currency=one.currency or following.currency,
                    rule="money.range",
                    bound="at_least",
                )
            )
        elif one.rule == "money.sign-first":
            merged.append(_with_second(text, one, lang, len(text) if following is None else following.start))
        else:
            merged.append(one)
    return merged


def _is_range(text: str, first: _Sum, last: _Sum, lang: str) -> bool:
    between = text[first.end : last.start]
    if not _grammar(lang).link.fullmatch(between):
        return False
    if None not in (first.currency, last.currency) and first.currency != last.currency:
        return False
    word = between.split()[:1]
    if word in (["et"], ["and"]) and not _BETWEEN.search(text, max(0, first.start - 12), first.start):
        return False
    return word not in (["ou"], ["or"]) and first.value < last.value


def _with_second(text: str, first: _Sum, lang: str, limit: int) -> _Sum:
    """Read the upper end that has no sign of its own: "EUR 2,000-5,000", "$5-7 million"."""
    match = _grammar(lang).second_of_two.match(text, first.end)
    read = None if match is None or match.end() > limit else _number(match, lang)
    if match is None or read is None:
        return first
    number, factor = read
    if factor == 1 and (first.factor != 1 or number < _FEWEST):
        return first
    lower = factor if first.factor == 1 and first.number < number < _FEWEST else first.factor
    if first.number * lower >= number * factor:
        return first
    return replace(first, end=match.end(), factor=lower, rule="money.range", bound="at_least")
