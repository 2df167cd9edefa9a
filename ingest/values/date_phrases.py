"""Expressions that place a day, a week, a month or a year by another one: "yesterday", « le mois dernier
»."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from greffier.ingest.values.calendars import plain

Unit = Literal["day", "weekend", "week", "month", "quarter", "year"]
Origin = Literal["published", "previous"]


class Shift(NamedTuple):
    """So many units before (negative) or after the publication, or the date mentioned before."""

    unit: Unit
    amount: int
    origin: Origin = "published"


NUMBERS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                **{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7},
                **{"huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20},
            }
        ),
        "en": MappingProxyType(
            {
                **{
                    "a": 1,
                    "an": 1,
                    "one": 1,
                    "two": 2,
                    "three": 3,
                    "four": 4,
                    "five": 5,
                    "six": 6,
                    "seven": 7,
                },
                **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20},
                **{"a couple of": 2},
            }
        ),
    }
)

UNITS: Final[Mapping[str, Mapping[str, Unit]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                **{"jours": "day", "jour": "day", "semaines": "week", "semaine": "week", "mois": "month"},
                **{"ans": "year", "an": "year", "années": "year", "année": "year"},
            }
        ),
        "en": MappingProxyType(
            {
                **{"days": "day", "day": "day", "weeks": "week", "week": "week", "months": "month"},
                **{"month": "month", "years": "year", "year": "year"},
            }
        ),
    }
)

PHRASES: Final[Mapping[str, Mapping[str, Shift]]] = MappingProxyType(
    {
        "fr": MappingProxyType(
            {
                "aujourd'hui": Shift("day", 0),
                "ce jour": Shift("day", 0),
                "ce matin": Shift("day", 0),
                "ce soir": Shift("day", 0),
                "cet après-midi": Shift("day", 0),
                "cette nuit": Shift("day", 0),
                "hier": Shift("day", -1),
                "hier matin": Shift("day", -1),
                "hier soir": Shift("day", -1),
                "la nuit dernière": Shift("day", -1),
                "avant-hier": Shift("day", -2),
                "demain": Shift("day", 1),
                "après-demain": Shift("day", 2),
                "cette semaine": Shift("week", 0),
                "en début de semaine": Shift("week", 0),
                "la semaine dernière": Shift("week", -1),
                "la semaine passée": Shift("week", -1),
                "la semaine prochaine": Shift("week", 1),
                "ce week-end": Shift("weekend", 0),
                "ce weekend": Shift("weekend", 0),
                "le week-end dernier": Shift("weekend", -1),
                "le weekend dernier": Shift("weekend", -1),
                "la fin de semaine dernière": Shift("weekend", -1),
                "ce mois-ci": Shift("month", 0),
                "le mois dernier": Shift("month", -1),
                "le mois passé": Shift("month", -1),
                "le mois prochain": Shift("month", 1),
                "ce trimestre": Shift("quarter", 0),
                "le trimestre dernier": Shift("quarter", -1),
                "le trimestre prochain": Shift("quarter", 1),
                "cette année": Shift("year", 0),
                "l'an dernier": Shift("year", -1),
                "l'an passé": Shift("year", -1),
                "l'année dernière": Shift("year", -1),
                "l'année passée": Shift("year", -1),
                "l'an prochain": Shift("year", 1),
                "l'année prochaine": Shift("year", 1),
                "le lendemain": Shift("day", 1, "previous"),
                "le surlendemain": Shift("day", 2, "previous"),
                "la veille": Shift("day", -1, "previous"),
                "l'avant-veille": Shift("day", -2, "previous"),
                "le même jour": Shift("day", 0, "previous"),
                "le jour même": Shift("day", 0, "previous"),
                "ce jour-là": Shift("day", 0, "previous"),
                "le mois suivant": Shift("month", 1, "previous"),
                "le mois précédent": Shift("month", -1, "previous"),
                "le même mois": Shift("month", 0, "previous"),
                "l'année suivante": Shift("year", 1, "previous"),
                "l'année précédente": Shift("year", -1, "previous"),
                "la même année": Shift("year", 0, "previous"),
                "cette année-là": Shift("year", 0, "previous"),
            }
        ),
        "en": MappingProxyType(
            {
                "today": Shift("day", 0),
                "this morning": Shift("day", 0),
                "this afternoon": Shift("day", 0),
                "this evening": Shift("day", 0),
                "tonight": Shift("day", 0),
                "yesterday": Shift("day", -1),
                "last night": Shift("day", -1),
                "the day before yesterday": Shift("day", -2),
                "tomorrow": Shift("day", 1),
                "the day after tomorrow": Shift("day", 2),
                "this week": Shift("week", 0),
                "last week": Shift("week", -1),
                "the week before last": Shift("week", -2),
                "next week": Shift("week", 1),
                "this weekend": Shift("weekend", 0),
                "over the weekend": Shift("weekend", 0),
                "at the weekend": Shift("weekend", 0),
                "last weekend": Shift("weekend", -1),
                "this month": Shift("month", 0),
                "last month": Shift("month", -1),
                "the month before last": Shift("month", -2),
                "next month": Shift("month", 1),
                "this quarter": Shift("quarter", 0),
                "last quarter": Shift("quarter", -1),
                "next quarter": Shift("quarter", 1),
                "this year": Shift("year", 0),
                "last year": Shift("year", -1),
                "the year before last": Shift("year", -2),
                "next year": Shift("year", 1),
                "the next day": Shift("day", 1, "previous"),
                "the following day": Shift("day", 1, "previous"),
                "the previous day": Shift("day", -1, "previous"),
                "the same day": Shift("day", 0, "previous"),
                "that day": Shift("day", 0, "previous"),
                "the following month": Shift("month", 1, "previous"),
                "the previous month": Shift("month", -1, "previous"),
                "the same month": Shift("month", 0, "previous"),
                "that month": Shift("month", 0, "previous"),
                "the following year": Shift("year", 1, "previous"),
                "the previous year": Shift("year", -1, "previous"),
                "the same year": Shift("year", 0, "previous"),
                "that year": Shift("year", 0, "previous"),
            }
        ),
    }
)

# What makes a duration or a distance of the phrase: "over the last year", "the next day's", « la veille du
# procès », « à ce jour ».
NOT_BEFORE: Final[Mapping[str, str]] = MappingProxyType(
    {"fr": r"(?:\bà|\bjusqu['’]à|\bd['’]ici à|\ble|\bdepuis)\s$", "en": r"\bthe\s(?:very\s)?$|\bday's\s$"}
)
NOT_AFTER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fr": r"\s(?:de|du|des|d['’]\w+)\b",
        "en": r"['’]s\s(?:world|society|economy|environment|market|digital|technology|standards)",
    }
)

# Which phrases also say of which year a month or a day is: « en août de l'année dernière », "in June last
# year".
YEAR_PHRASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        lang: "(?:" + "|".join(phrase for phrase, shift in phrases.items() if shift.unit == "year") + ")"
        for lang, phrases in PHRASES.items()
    }
)


@cache
def _plain_phrases(lang: str) -> Mapping[str, Shift]:
    return MappingProxyType({plain(phrase): shift for phrase, shift in PHRASES[lang].items()})


def shift_of(phrase: str, lang: str) -> Shift | None:
    """Return what a phrase says, whatever its case, accents, apostrophes and spaces; None for any other."""
    return _plain_phrases(lang).get(plain(" ".join(phrase.replace("’", "'").split())))


def number_of(word: str, lang: str) -> int | None:
    """Return the value of digits or of a small number in words."""
    key = " ".join(word.split())
    return int(key) if key.isdecimal() else NUMBERS[lang].get(plain(key))


def unit_of(word: str, lang: str) -> Unit | None:
    """Return the unit of time that a word names."""
    key = plain(word)
    return next((unit for name, unit in UNITS[lang].items() if plain(name) == key), None)
