"""Dates in French and English text, as precise as the text and its date of publication allow.

The words are found first (greffier.ingest.values.date_expressions). A year that the words leave out is then taken
from the other end of an interval, from a date joined by "and", from the publication, or, when that is
unknown, from a weekday: « lundi 14 décembre » fits only some years.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.values.calendars import calendar_date, spelled, week_start
from greffier.ingest.values.date_anchors import (
    anchor_from_title,
    anchor_from_weekdays,
    day_of_report,
    plausible,
    shifted,
    weekday_near,
    weekday_of_month,
    year_by_anchor,
)
from greffier.ingest.values.date_expressions import DateExpression, Direction, find_expressions
from greffier.ingest.values.date_phrases import Shift
from greffier.ingest.values.date_tenses import is_future

_ABSOLUTE: Final = 0.99
_RELATIVE: Final = 0.9
_INFERRED: Final = 0.8
_CONTRADICTED: Final = 0.6

# How far ahead of the publication an interval without years may end.
_LONGEST_AHEAD: Final = timedelta(days=60)
# How far back a text may place a date by the one before it, in code points.
_REACH: Final = 300
# How many characters of EDTF text a date must have for each unit to be counted from it.
_PRECISION: Final[Mapping[str, int]] = MappingProxyType(
    {"day": 10, "weekend": 10, "week": 10, "month": 7, "quarter": 7, "year": 4}
)

_JOINED: Final = re.compile(
    spelled(r"\s?(?:,|,?\s(?:et|ou|and|or|puis|then)\b)\s?(?:(?:le|du|en|on|in|the|of|de|par|au)\s|l'|d')?"),
    re.IGNORECASE,
)
_TO: Final = re.compile(
    spelled(
        r"\s?[-‐‑–—]\s?|\s(?:et\s)?(?:au|à|jusqu'(?:au|en|à))\s(?:le\s|la\s|l')?"
        r"|,?\s(?:and\s)?(?:to|until|till|through|up\sto)\s(?:the\s)?"
    ),
    re.IGNORECASE,
)
_AND: Final = re.compile(spelled(r"\s(?:et|and)\s(?:le\s|la\s|l'|the\s)?"), re.IGNORECASE)
_BETWEEN: Final = re.compile(spelled(r"\b(?:entre|between)\s(?:le\s|la\s|l'|the\s)?$"), re.IGNORECASE)
_FROM: Final = re.compile(
    spelled(r"\b(?:entre|between|from|since|du|de|depuis|dès)\s(?:le\s|la\s|l'|the\s)?$|\bd'$"), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text mentions it.

    `start` and `end` are code points into the text that was searched, `end` exclusive. `value` is EDTF text;
    for an interval it is the start, and `until` its end, both as precise as they are given. `rule` names how
    the date was found, `confidence` is in [0, 1].
    """

    start: int
    end: int
    value: str
    rule: str
    confidence: float
    until: str | None


def find_dates(text: str, lang: str, published: str | None) -> tuple[DateMention, ...]:
    """Find the dates in `text`, sorted by place, none overlapping another.

    `lang` is "fr" or "en"; `published` is the date of publication as EDTF, None when unknown. What cannot be
    placed in the calendar is left out: without `published` that is every relative date, and a day or month
    without year unless the text itself gives away the year.

    >>> find_dates("The breach was found on Monday.", "en", "2017-04-12")[0].value
    '2017-04-10'

    Raises ValueFormatError when `published` is no partial date.
    """
    return _Resolver(text, lang, published).resolve_all()


class _Resolver:
    """Places the expressions of one text in the calendar, from left to right."""

    def __init__(self, text: str, lang: str, published: str | None) -> None:
        self.text = text
        self.lang = lang
        self.expressions = find_expressions(text, lang)
        self.mentions: list[DateMention] = []
        self.published: tuple[date, int] | None = None
        published = published or day_of_report(text, self.expressions)
        anchor = anchor_from_weekdays(text, self.expressions) if published is None else date_bounds(published)[1]
        self.anchor_rule, self.anchor_confidence = "date.year-from-weekday", _INFERRED
        if published is None and anchor is None:
            anchor = anchor_from_title(text, self.expressions)
            self.anchor_rule = "date.year-from-title"
        self.anchor = anchor if anchor is not None and plausible(anchor) else None
        if published is not None:
            self.anchor_rule, self.anchor_confidence = "date.year-from-publication", _RELATIVE
            if self.anchor is not None:
                self.published = self.anchor, len(published)

    def resolve_all(self) -> tuple[DateMention, ...]:
        index = 0
        while index < len(self.expressions):
            mention = self._interval(index)
            if mention is not None:
                index += 2
            else:
                mention = self._single(index)
                index += 1
            if mention is not None:
                self.mentions.append(mention)
        return tuple(self.mentions)

    def _single(self, index: int) -> DateMention | None:
        expression = self.expressions[index]
        if expression.weak and not self._follows_year(index):
            return None
        if _lacks_year(expression) and expression.direction is None:
            year = self._year_of_next(index) or self._year_of_last(index)
            if year is not None:
                return _mention(expression, year, "date.year-from-neighbour", _RELATIVE)
        return self._place(expression)

    def _place(self, expression: DateExpression) -> DateMention | None:
        """Place an expression by its own words, the publication and the date before."""
        if expression.year is not None:
            return _mention(expression, expression.year, expression.rule, _ABSOLUTE)
        if expression.weekday is not None and expression.month is None:
            return self._weekday(expression, expression.weekday)
        if expression.shift is not None:
            base = self._base(expression.start, expression.shift)
            if base is None:
                return None
            if expression.month is not None:
                year = base.year + expression.shift.amount
                return _mention(expression, year, "date.relative", _RELATIVE)
            moved = shifted(base, expression.shift)
            return _relative(expression, *moved) if moved else None
        if expression.month is None or self.anchor is None:
            return None
        direction = self._direction(expression)
        found, fits = year_by_anchor(expression, self.anchor, direction)
        if found is None:
            return None
        return _mention(expression, found, self.anchor_rule, self.anchor_confidence if fits else _CONTRADICTED)

    def _direction(self, expression: DateExpression) -> Direction | None:
        if expression.direction is None and is_future(self.text, expression.start, expression.end, self.lang):
            return "next"
        return expression.direction

    def _weekday(self, expression: DateExpression, weekday: int) -> DateMention | None:
        shift = expression.shift or Shift("day", 0)
        # The very day is needed to count from, whatever is counted.
        base = self._base(expression.start, Shift("day", shift.amount, shift.origin))
        if base is None:
            return None
        if expression.day is not None:
            found = weekday_of_month(weekday, expression.day, base)
            return _relative(expression, found.isoformat(), None) if found else None
        if shift.unit == "week":
            day = week_start(base) + timedelta(weeks=shift.amount, days=weekday)
            return _relative(expression, day.isoformat(), None)
        if shift.origin == "previous" and not shift.amount and base.weekday() == weekday:
            return _relative(expression, base.isoformat(), None)
        direction = "next" if shift.origin == "previous" else self._direction(expression)
        if shift.amount:
            direction = "next" if shift.amount > 0 else "last"
        return _relative(expression, weekday_near(weekday, base, direction).isoformat(), None)

    def _base(self, start: int, shift: Shift) -> date | None:
        """Return the day to count from, None when there is none that is precise enough."""
        if shift.origin == "previous":
            last = self.mentions[-1] if self.mentions else None
            if last is not None and start - last.end <= _REACH and len(last.value) >= _PRECISION[shift.unit]:
                return date_bounds(last.value)[0]
            # "a year earlier" may look back from the publication; "the next day" may not.
            if shift.amount >= 0 or shift.unit == "day":
                return None
        if self.published is None or self.published[1] < _PRECISION[shift.unit]:
            return None
        return self.published[0]

    def _year_of_next(self, index: int) -> int | None:
        """Return the year that a later date of the same list gives: « le 12 mars et le 3 mai 2020 »."""
        if index + 1 >= len(self.expressions):
            return None
        this, following = self.expressions[index], self.expressions[index + 1]
        if following.month is None or not _JOINED.fullmatch(self.text, this.end, following.start):
            return None
        year = following.year
        if year is None and _lacks_year(following) and following.direction is None:
            year = self._year_of_next(index + 1)
        return None if year is None else year - (_month_day(this) > _month_day(following))

    def _year_of_last(self, index: int) -> int | None:
        """Return the year that the date before gives: "on 3 May 2020 and 14 June"."""
        if index == 0 or not self.mentions:
            return None
        before, this, mention = self.expressions[index - 1], self.expressions[index], self.mentions[-1]
        if before.month is None or mention.end != before.end or mention.rule == self.anchor_rule:
            return None
        if before.shift is not None or not _JOINED.fullmatch(self.text, before.end, this.start):
            return None
        return int(mention.value[:4]) + (_month_day(this) < _month_day(before))

    def _follows_year(self, index: int) -> bool:
        """Tell whether a number continues a list of years: "in 2011 and 2012"."""
        if index == 0 or not self.mentions:
            return False
        before, mention = self.expressions[index - 1], self.mentions[-1]
        year_alone = len(mention.value) == 4 and mention.end == before.end and before.year is not None
        return year_alone and bool(_JOINED.fullmatch(self.text, before.end, self.expressions[index].start))

    def _interval(self, index: int) -> DateMention | None:
        """Join two expressions into an interval, when the words between and before them say so."""
        if index + 1 >= len(self.expressions):
            return None
        start, end = self.expressions[index], self.expressions[index + 1]
        before = self.text[max(0, start.start - 16) : start.start]
        if _AND.fullmatch(self.text, start.end, end.start):
            if not _BETWEEN.search(before):
                return None
        elif not _TO.fullmatch(self.text, start.end, end.start):
            return None
        if start.weak and not _FROM.search(before):
            return None
        first, last = self._ends(start, end)
        if first is None or last is None:
            return None
        if _is_weekday(start) and _is_weekday(end):  # « dans la nuit de vendredi à samedi »: those days in a row
            days = ((end.weekday or 0) - (start.weekday or 0)) % 7
            first = replace(first, value=(date_bounds(last.value)[0] - timedelta(days=days)).isoformat())
        until = last.until or last.value
        if date_bounds(first.value)[0] > date_bounds(until)[1] or first.value == until:
            return None
        return DateMention(
            first.start, last.end, first.value, "date.interval", min(first.confidence, last.confidence), until
        )

    def _ends(self, start: DateExpression, end: DateExpression) -> tuple[DateMention | None, DateMention | None]:
        if _lacks_year(start) and end.month is not None and end.shift is not None:
            start = replace(start, shift=end.shift)  # "from Aug. 8 to Dec. 12 last year"
        elif _lacks_year(start) and end.year is not None and end.month is not None:
            start = replace(start, year=end.year - (_month_day(start) > _month_day(end)))
        elif _lacks_year(end) and start.year is not None and start.month is not None:
            end = replace(end, year=start.year + (_month_day(end) < _month_day(start)))
        elif _lacks_year(start) and _lacks_year(end):
            first = self._place(start)
            if first is None or self.anchor is None:
                return None, None
            year = int(first.value[:4])
            last = _mention(end, year + (_month_day(end) < _month_day(start)), first.rule, first.confidence)
            if last is None or date_bounds(last.value)[0] <= self.anchor + _LONGEST_AHEAD:
                return first, last
            if start.direction or end.direction or self._direction(start) or self._direction(end):
                return first, last
            first = _mention(start, year - 1, first.rule, first.confidence)
            return first, _mention(end, int(last.value[:4]) - 1, last.rule, last.confidence)
        return self._place(start), self._place(end)


def _lacks_year(expression: DateExpression) -> bool:
    return expression.month is not None and expression.year is None and expression.shift is None


def _is_weekday(expression: DateExpression) -> bool:
    return expression.weekday is not None and expression.month is None and expression.shift is None


def _month_day(expression: DateExpression) -> tuple[int, int]:
    return expression.month or 0, expression.day or 0


def _relative(expression: DateExpression, value: str, until: str | None) -> DateMention:
    rule = "date.weekday" if expression.weekday is not None else expression.rule
    return DateMention(expression.start, expression.end, value, rule, _RELATIVE, until)


def _mention(expression: DateExpression, year: int, rule: str, confidence: float) -> DateMention | None:
    """Write an expression of a known year; None when the calendar has no such day."""
    month = None if expression.season else expression.month
    value = calendar_date(year, month, expression.day)
    until = None
    if expression.last_day is not None:
        until = calendar_date(year, month, expression.last_day)
        if until is None:
            return None
    elif expression.last_month is not None:
        until = calendar_date(year, expression.last_month)
    elif expression.last_year is not None:
        until = calendar_date(expression.last_year)
    return DateMention(expression.start, expression.end, value, rule, confidence, until) if value else None
