"""What a text says about dates, before it is known which year or which day that is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from greffier.ingest.prefilters import Prefilter
from greffier.ingest.texts import fold_characters
from greffier.ingest.values.calendars import MONTHS, SEASONS, feast_day, month_number, plain, weekday_number
from greffier.ingest.values.date_patterns import DatePattern, date_patterns
from greffier.ingest.values.date_phrases import NOT_AFTER, NOT_BEFORE, Shift, number_of, shift_of, unit_of
from greffier.ingest.values.date_traps import find_traps

Direction = Literal["last", "this", "next"]

_DIRECTIONS: Final[Mapping[str, Direction]] = MappingProxyType(
    {
        **{"dernier": "last", "derniere": "last", "passe": "last", "passee": "last", "last": "last"},
        **{"past": "last", "prochain": "next", "prochaine": "next", "next": "next", "coming": "next"},
        **{"this": "this", "ce": "this", "cet": "this"},
    }
)
_ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **{"premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "1re": 1, "first": 1, "1st": 1, "1": 1},
        **{"deuxieme": 2, "second": 2, "seconde": 2, "2e": 2, "2eme": 2, "2nd": 2, "2nde": 2, "2": 2},
        **{"troisieme": 3, "3e": 3, "3eme": 3, "third": 3, "3rd": 3, "3": 3},
        **{"quatrieme": 4, "4e": 4, "4eme": 4, "fourth": 4, "4th": 4, "4": 4},
    }
)
# "the last quarter of 2020" is the fourth, the last half the second.
_LAST: Final = frozenset({"dernier", "derniere", "last", "final"})
# Words that are more often something else than a month when no word of time comes before them.
_AMBIGUOUS_MONTHS: Final = frozenset({"March", "May"})
# "and June Smith" is a person, "in June Smith & Co said" is not.
_FIRST_NAMES: Final = frozenset({"April", "May", "June"})
_OF_PERSONS: Final = frozenset({"and", "by", "for", "from", "of", "to", "about", "before", "after"})


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One expression of time, as far as its words alone say it.

    `start` and `end` are code points into the text, `end` exclusive. `weekday` counts from Monday as 0.
    `last_year`, `last_month` and `last_day` are the end of an expression of several days, months or years.
    `shift` places it by the publication or by the date before; together with a month it gives the year only.
    `weak` marks a number that is a year only beside another date.
    """

    start: int
    end: int
    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    season: bool = False
    direction: Direction | None = None
    shift: Shift | None = None
    weak: bool = False


def find_expressions(text: str, lang: str) -> tuple[DateExpression, ...]:
    """Find the expressions of time in `text`, sorted, none overlapping another; the longest wins."""
    folded = fold_characters(text)
    traps = find_traps(text, folded, lang)
    found: list[DateExpression] = []
    patterns = date_patterns(lang)
    for number, match in _prefilter(lang).finditer(text, folded):
        expression = _read(match, patterns[number], text, lang)
        if expression is not None and not any(
            start < expression.end and expression.start < end for start, end in traps
        ):
            found.append(expression)
    found.sort(key=lambda expression: (expression.start, -expression.end, expression.weak))
    kept: list[DateExpression] = []
    for expression in found:
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return tuple(kept)


@cache
def _prefilter(lang: str) -> Prefilter:
    return Prefilter([pattern.regex for pattern in date_patterns(lang)])


def _read(match: re.Match[str], pattern: DatePattern, text: str, lang: str) -> DateExpression | None:
    groups: dict[str, str] = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span("x") if "x" in groups else match.span()
    rule = pattern.rule
    if rule == "date.phrase":
        return _read_phrase(groups["phrase"], start, end, text, lang)
    if "unit" in groups:
        return _read_distance(groups, start, end, rule, lang)
    if "a" in groups:
        return _read_numeric(groups, start, end, lang)
    if not _may_be(rule, match, groups, text, lang):
        return None

    year = int(groups["y"]) if "y" in groups else None
    month = _month(groups["m"], lang) if "m" in groups else None
    day = _day(groups["d"]) if "d" in groups else None
    if "feast" in groups:
        month, day = feast_day(groups["feast"], lang)
    last_year = int(groups["y2"]) if "y2" in groups else None
    last_month = last_day = None
    if last_year is not None and last_year < 100 and year is not None:
        last_year += year // 100 * 100
    if last_year is not None and year is not None:
        longest = 150 if len(groups["y2"]) == 4 else 10
        if not year < last_year <= year + longest:
            return None
    if "d2" in groups:
        last_day = _day(groups["d2"])
        if day is None or last_day <= day:
            return None
    if "q" in groups:
        if plain(groups["q"]) in _LAST and year is None and "rel" not in groups:
            return None
        quarter = _ordinal(groups["q"], 4)
        month, last_month = quarter * 3 - 2, quarter * 3
    if "h" in groups:
        half = _ordinal(groups["h"], 2)
        if half > 2:
            return None
        month, last_month = half * 6 - 5, half * 6
    if "season" in groups and year is None:
        month = SEASONS[plain(groups["season"])]
    shift = shift_of(groups["rel"], lang) if "rel" in groups else None
    direction: Direction | None = _DIRECTIONS.get(plain(groups.get("dir", "")))
    if "this" in groups:
        direction = "this"
    if plain(groups.get("dir", "")) in {"suivant", "following"}:
        shift = Shift("day", 1, "previous")
    elif plain(groups.get("dir", "")) in {"precedent", "previous"}:
        shift = Shift("day", -1, "previous")
    elif plain(groups.get("dir", "")) == "that" or "dir2" in groups:
        shift = Shift("day", 0, "previous")
    return DateExpression(
        start,
        end,
        _public_rule(rule),
        year=year,
        month=month,
        day=day,
        weekday=weekday_number(groups["wd"], lang) if "wd" in groups else None,
        last_year=last_year,
        last_month=last_month,
        last_day=last_day,
        season="season" in groups,
        direction=direction,
        shift=shift,
        weak=rule == "date.weak-year",
    )


# What the patterns of one kind are called outside: "date.day-after" and "date.day-folded" are days.
_PUBLIC_RULES: Final = tuple(
    f"date.{kind}" for kind in ("quarter", "half", "season", "numeric", "iso", "years", "year", "month", "days", "day")
)


def _public_rule(name: str) -> str:
    if name == "date.weak-year":
        return "date.year"
    return next((rule for rule in _PUBLIC_RULES if name == rule or name.startswith(rule + "-")), name)


def _may_be(rule: str, match: re.Match[str], groups: dict[str, str], text: str, lang: str) -> bool:
    """Tell whether the words around allow the reading that a pattern proposes."""
    after = text[match.end() : match.end() + 24]
    if rule == "date.month-alone":
        word = groups["m"]
        if lang == "fr":
            before = text[max(0, match.start() - 12) : match.start()].casefold()
            return word.islower() or len(groups["x"]) > len(word) or before.split()[-1:] == ["en"]
        if word in _AMBIGUOUS_MONTHS and groups.get("pre", "").strip().lower() in {"and", "to"}:
            return any(name in text[max(0, match.start() - 24) : match.start()] for name in MONTHS["en"])
        if word in _FIRST_NAMES and re.match(r"[^\S\n][A-Z]", after) and groups.get("pre", "").strip() in _OF_PERSONS:
            return False
        if "pre" in groups or "dir" in groups or len(groups["x"]) > len(word):
            return True
        return word not in _AMBIGUOUS_MONTHS and not re.match(r"['’]s\b|[^\S\n][A-Z]", after)
    if rule == "date.weekday" and lang == "fr":
        # « le lundi » is every Monday; « le lundi suivant » is one.
        return "le" not in groups or "dir" in groups or "dir2" in groups
    return True


def _read_phrase(phrase: str, start: int, end: int, text: str, lang: str) -> DateExpression | None:
    shift = shift_of(phrase, lang)
    if shift is None or re.search(NOT_BEFORE[lang], text[max(0, start - 12) : start], re.IGNORECASE):
        return None
    # "USA TODAY", "Insurance Today": a name, not a day.
    if lang == "en" and phrase[0].isupper() and re.search(r"\b[A-Z]\w*\s$", text[max(0, start - 24) : start]):
        return None
    if (shift.origin == "previous" or lang == "en") and re.match(NOT_AFTER[lang], text[end : end + 30], re.IGNORECASE):
        return None
    return DateExpression(start, end, "date.relative", shift=shift)


def _read_distance(groups: dict[str, str], start: int, end: int, rule: str, lang: str) -> DateExpression | None:
    number, unit = number_of(groups["n"], lang), unit_of(groups["unit"], lang)
    if number is None or unit is None:
        return None
    if rule == "date.ago":
        return DateExpression(start, end, rule, shift=Shift(unit, -number))
    later = plain(groups["away"]).split()[-1] in {"tard", "later"}
    return DateExpression(start, end, "date.relative", shift=Shift(unit, number if later else -number, "previous"))


def _read_numeric(groups: dict[str, str], start: int, end: int, lang: str) -> DateExpression | None:
    """Read 14/12/2020: the day comes first in French; in English both readings must come to the same."""
    first, second = int(groups["a"]), int(groups["b"])
    year = int(groups["y"]) if "y" in groups else 2000 + int(groups["yy"])
    if second <= 12 and (lang == "fr" or first > 12 or first == second):
        day, month = first, second
    elif first <= 12 < second:
        day, month = second, first
    else:
        return None
    return DateExpression(start, end, "date.numeric", year=year, month=month, day=day)


def _month(word: str, lang: str) -> int | None:
    return int(word) if word.isdecimal() else month_number(word, lang)


def _day(word: str) -> int:
    digits = re.match("[0-9]+", word)
    return int(digits.group()) if digits else 1


def _ordinal(word: str, last: int) -> int:
    key = plain(word)
    return last if key in _LAST else _ORDINALS[key]
