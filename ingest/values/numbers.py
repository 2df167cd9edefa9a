"""Numbers as French and English texts write them: in digits, in words, with scales such as "million"."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from math import prod
from types import MappingProxyType
from typing import Final

# Thousands are set apart by a space of any width, a comma, a point or the Swiss apostrophe; 5,00,000 is
# Indian. \x27 is the apostrophe: see greffier.ingest.values.calendars.spelled.
NUMERAL: Final = (
    r"(?:[0-9]{1,3}(?:[ \u00a0\u2009\u202f\x27’][0-9]{3}){1,6}(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,8},[0-9]{3}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9])(?:\.[0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){1,6}(?![0-9])(?:,[0-9]{1,2}(?![0-9]))?"
    r"|[0-9]+(?:[.,][0-9]+)?)"
)


def _values(words_of: Mapping[int, str]) -> Mapping[str, Decimal]:
    return MappingProxyType({word: Decimal(value) for value, words in words_of.items() for word in words.split()})


# Letters of one case only stand as they are: "M" beside digits is a million in French, "m" in English.
_SCALES: Final[Mapping[str, Mapping[str, Decimal]]] = MappingProxyType(
    {
        "fr": _values(
            {
                10**3: "mille millier milliers k",
                10**6: "million millions mio mln M",
                10**9: "milliard milliards md mds mrd mrds mia bn G",
                10**12: "billion billions",
            }
        ),
        "en": _values(
            {
                10**2: "hundred",
                10**3: "thousand k",
                10**5: "lakh lakhs",
                10**6: "million millions mio mil mln mn mm m",
                10**7: "crore crores cr",
                10**9: "billion billions bln bn b",
                10**12: "trillion trn tn",
            }
        ),
    }
)
_ONE_CASE: Final = frozenset("MmG")

_UNITS: Final[Mapping[str, Mapping[str, Decimal]]] = MappingProxyType(
    {
        "fr": _values(
            {
                **{
                    1: "un une",
                    2: "deux",
                    3: "trois",
                    4: "quatre",
                    5: "cinq",
                    6: "six",
                    7: "sept",
                    8: "huit",
                },
                **{9: "neuf", 10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze"},
                **{16: "seize", 20: "vingt vingts", 30: "trente", 40: "quarante", 50: "cinquante"},
                **{60: "soixante", 70: "septante", 80: "huitante octante", 90: "nonante", 100: "cent cents"},
            }
        ),
        "en": _values(
            {
                **{
                    1: "a an one",
                    2: "two",
                    3: "three",
                    4: "four",
                    5: "five",
                    6: "six",
                    7: "seven",
                    8: "eight",
                },
                **{9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen"},
                **{15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen"},
                **{20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy"},
                **{80: "eighty", 90: "ninety", 100: "hundred"},
            }
        ),
    }
)
_LARGE: Final[Mapping[str, Mapping[str, Decimal]]] = MappingProxyType(
    {
        "fr": _values({10**3: "mille", 10**6: "million millions", 10**9: "milliard milliards"}),
        "en": _values({10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}),
    }
)
# What says no number when nothing stands before it: « des millions de clients ».
_UNCOUNTED: Final = frozenset(_LARGE["fr"].keys() | _LARGE["en"].keys() | {"hundred", "vingts", "cents"}) - {"mille"}

# « une dizaine de millions »
_ROUGH_FR: Final = _values(
    {
        **{10: "dizaine", 12: "douzaine", 15: "quinzaine", 20: "vingtaine", 30: "trentaine"},
        **{40: "quarantaine", 50: "cinquantaine", 60: "soixantaine", 100: "centaine"},
    }
)
_FRACTIONS: Final[Mapping[str, Mapping[str, Decimal]]] = MappingProxyType(
    {
        "fr": MappingProxyType({"un demi": Decimal("0.5")}),
        "en": MappingProxyType({"half a": Decimal("0.5"), "a quarter of a": Decimal("0.25")}),
    }
)


@cache
def scale_pattern(lang: str) -> str:
    """Build the pattern of the words and letters that multiply a number written in digits."""
    words = "|".join(sorted(_SCALES[lang].keys() - _ONE_CASE, key=len, reverse=True))
    letters = "M|m" if lang == "en" else "M|G|m(?=[€£])"
    glued = r"[MkK](?=(?:EUR|USD|CAD|CHF|GBP)(?!\w))"
    return rf"(?:(?:(?i:lakhs?\scrores?|{words})|{letters})(?!\w)|{glued})"


def scale_value(words: str | None, lang: str) -> Decimal:
    """Return what a scale multiplies by; 1 for None, or for words that are no scale."""
    table = _SCALES[lang]
    return prod(
        (
            table.get(word) or table.get(word.lower()) or table.get(word.upper(), Decimal(1))
            for word in (words or "").split()
        ),
        start=Decimal(1),
    )


def parse_numeral(text: str, lang: str, scaled: bool) -> Decimal:
    """Read digits that NUMERAL matched.

    One comma or point before exactly three digits sets thousands apart, unless a scale follows (`scaled`) and
    it is the decimal mark of the language: 1,234 is above a thousand in both languages, "1.234 billion" is
    not.
    """
    bare = re.sub(r"[ \u00a0\u2009\u202f\x27’]", "", text)
    marks = re.findall(r"[.,]", bare)
    decimal = ""
    if len(marks) == 1:
        whole, _, rest = re.split(r"([.,])", bare)
        thousands = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
        if not thousands or (scaled and marks[0] == ("," if lang == "fr" else ".")):
            decimal = marks[0]
    elif marks and marks[0] != marks[-1]:
        decimal = marks[-1]
    return Decimal("".join("." if sign == decimal else sign for sign in bare if sign.isdecimal() or sign == decimal))


@cache
def words_pattern(lang: str) -> str:
    """Build the pattern of a number written in words, as « quatre-vingt-dix-sept millions »."""
    words = sorted((_UNITS[lang].keys() | _LARGE[lang].keys()) - {"a", "an"}, key=len, reverse=True)
    word = rf"(?:{'|'.join(words)})\b"
    fractions = "|".join(phrase.replace(" ", r"\s") for phrase in _FRACTIONS[lang])
    if lang == "fr":
        rough = rf"une\s(?:{'|'.join(_ROUGH_FR)})\s(?:de\b|d')(?:\s{word})?"
        linked = rf"(?:[\s-](?:et[\s-](?=une?\b|onze\b))?{word}){{0,11}}"
        return rf"(?i:\b(?:{rough}|(?:(?:{fractions})[\s-])?{word}{linked}(?:\set\sdemi)?))"
    linked = rf"(?:(?:[\s-]|(?<=hundred)\sand\s|(?<=thousand)\sand\s){word}){{0,11}}"
    article = r"an?\s(?=hundred|thousand|million|billion|trillion)"
    half = rf"(?:\sand\sa\shalf(?:\s(?:{'|'.join(_LARGE['en'])})\b)?)?"
    return rf"(?i:\b(?:(?:{fractions})\s|{article})?{word}{linked}{half})"


def is_rough(words: str | None) -> bool:
    """Tell whether a number in words is only about right: « une centaine de »."""
    return words is not None and any(word in _ROUGH_FR for word in words.casefold().split())


def parse_words(text: str, lang: str) -> Decimal | None:
    """Read a number in words; None when the words make no number.

    >>> parse_words("quarante-deux millions", "fr")
    Decimal('42000000')
    """
    rest = " ".join(text.casefold().split())
    factor = Decimal(1)
    for phrase, fraction in _FRACTIONS[lang].items():
        if rest.startswith((phrase + " ", phrase + "-")):
            factor, rest = fraction, rest[len(phrase) + 1 :]
    rest, half, scale = rest.partition(" et demi" if lang == "fr" else " and a half")
    words = re.split(r"[\s-]+", rest)
    if len(words) > 2 and words[1] in _ROUGH_FR:
        factor, words = _ROUGH_FR[words[1]], words[3:]
        if not words:
            return factor
    elif factor == 1 and words[0] in _UNCOUNTED:
        return None
    value, large = _sum_words(words, lang)
    if value is None:
        return None
    if half:
        value += (large or Decimal(1)) / 2
    return factor * value * _LARGE[lang].get(scale.strip(), Decimal(1))


def _sum_words(words: list[str], lang: str) -> tuple[Decimal | None, Decimal]:
    """Return the value of words, None when they are in no order, and the last large number among them."""
    total, group, last = Decimal(0), Decimal(0), Decimal(0)
    for word in words:
        large, unit = _LARGE[lang].get(word), _UNITS[lang].get(word)
        if large is not None:
            if last and large > last:
                return None, last
            total, group, last = total + (group or 1) * large, Decimal(0), large
        elif unit == 100:
            group = (group or 1) * unit
        elif unit == 20 and lang == "fr" and group % 100 == 4:
            group += 76  # quatre-vingts
        elif unit is not None:
            group += unit
        elif word not in {"et", "and"}:
            return None, last
    return total + group, last
