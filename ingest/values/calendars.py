"""The words of the calendar in French and English, and arithmetic with partial dates."""

import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

MONTHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fr": (
            *("janvier", "février", "mars", "avril", "mai", "juin"),
            *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        ),
        "en": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
    }
)

# Abbreviations stand only beside a day or a year. French "sept" is the number seven: it needs its point.
SHORT_MONTHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fr": (
            *("janv.", "janv", "jan.", "févr.", "févr", "fév.", "avr.", "avr", "juil.", "juil"),
            *("sept.", "oct.", "oct", "nov.", "nov", "déc.", "déc"),
        ),
        "en": (
            *("Jan.", "Jan", "Feb.", "Feb", "Mar.", "Mar", "Apr.", "Apr", "Jun.", "Jun", "Jul.", "Jul"),
            *("Aug.", "Aug", "Sept.", "Sept", "Sep.", "Sep", "Oct.", "Oct", "Nov.", "Nov", "Dec.", "Dec"),
        ),
    }
)

WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    }
)

# Days with a name of their own, as (month, day).
FEASTS: Final[Mapping[str, Mapping[str, tuple[int, int]]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                **{"la veille de Noël": (12, 24), "le réveillon de Noël": (12, 24), "le jour de Noël": (12, 25)},
                **{"la Saint-Sylvestre": (12, 31), "le jour de l'An": (1, 1), "le Nouvel An": (1, 1)},
            }
        ),
        "en": MappingProxyType(
            {
                **{"Christmas Eve": (12, 24), "Christmas Day": (12, 25), "Boxing Day": (12, 26)},
                **{"New Year's Eve": (12, 31), "New Year's Day": (1, 1)},
            }
        ),
    }
)

# The month in which each season begins, in the northern hemisphere.
SEASONS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "printemps": 3,
        "ete": 6,
        "automne": 9,
        "hiver": 12,
        "spring": 3,
        "summer": 6,
        "autumn": 9,
        "fall": 9,
        "winter": 12,
    }
)

_ACCENTS: Final = str.maketrans(
    {
        "é": "(?:é|e\u0301?)",
        "è": "(?:è|e\u0300?)",
        "ê": "(?:ê|e\u0302?)",
        "û": "(?:û|u\u0302?)",
        "à": "(?:à|a\u0300?)",
        "ç": "(?:ç|c\u0327?)",
        "'": "['’]",
    }
)


def spelled(pattern: str) -> str:
    """Return a pattern that also takes its accents when missing or combining, and both apostrophes.

    Within a character class write no accented letter, and the apostrophe as \\x27: what is put in their
    place is more than one character.
    """
    return pattern.translate(_ACCENTS)


def plain(word: str) -> str:
    """Return a word in lower case, without accents and without a final point: the form to look it up by."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).removesuffix(".")


@cache
def _numbers_of(words: tuple[str, ...]) -> Mapping[str, int]:
    return MappingProxyType({plain(word): number for number, word in enumerate(words, 1)})


def month_number(word: str, lang: str) -> int | None:
    """Return the number, 1 to 12, of a month written in full or in short; None when it is no month."""
    key = plain(word)
    months = _numbers_of(MONTHS[lang])
    if key in months:
        return months[key]
    if len(key) < 3 or all(plain(short) != key for short in SHORT_MONTHS[lang]):
        return None
    return next((number for name, number in months.items() if name.startswith(key)), None)


def weekday_number(word: str, lang: str) -> int | None:
    """Return the number of a weekday, Monday as 0, written in full or by its first three letters."""
    key = plain(word)
    return next(
        (number for number, name in enumerate(WEEKDAYS[lang]) if plain(name) == key or plain(name)[:3] == key),
        None,
    )


def feast_day(name: str, lang: str) -> tuple[int, int]:
    """Return the month and the day of a day that has a name of its own, as FEASTS gives it."""
    key = plain(" ".join(name.replace("’", "'").split()))
    return next(day for known, day in FEASTS[lang].items() if plain(known) == key)


def calendar_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Write year, month and day as EDTF, as far as they are known; None when the calendar has no such day."""
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def month_start(day: date, months: int) -> date:
    """Return the first day of the month that lies `months` after the month of `day`.

    Raises ValueError when that month is outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def week_start(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())
