"""Which day a text means, counted from a day that is known: the publication, or the date mentioned before."""

import re
from datetime import date, timedelta
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.values.calendars import SEASONS, calendar_date, month_start, plain, spelled, week_start
from greffier.ingest.values.date_expressions import DateExpression, Direction
from greffier.ingest.values.date_phrases import Shift

# A date that is announced a little ahead of its time belongs to the year of publication.
_TOLERANCE: Final = timedelta(days=10)
# How many years after the latest one in a text a weekday may place it.
_YEARS_AFTER: Final = 3
# How long after the quarter or month of which it is a round-up may be written.
_WRITTEN_AFTER: Final = timedelta(days=60)
# Years that come by counting are kept only within what such texts speak of.
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2200

# "LONDON, March 3 (Agency) - …": the place and the day of a report, at the beginning of a line.
_PLACE: Final = re.compile(r"[A-ZÀ-Ý][\w.'’/ -]{2,40}(?:, [A-Z][\w. ]+)?,? (?:le )?")
_REPORTS: Final = re.compile(r"\s*(?:\([^()]{1,25}\)\s*)?[-–—]{1,2}\s")

_DEADLINE: Final = re.compile(spelled(r"\b(?:d'ici|by|until|jusqu'en|horizon|agenda|vision)\s(?:à\s)?$"), re.IGNORECASE)


def plausible(day: date) -> bool:
    """Tell whether dates may be counted from `day` without leaving the years such texts speak of."""
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def first_day(expression: DateExpression, year: int) -> date | None:
    """Return the first day that an expression with a month covers in `year`; None when it does not exist."""
    value = calendar_date(year, expression.month, expression.day or 1)
    return date.fromisoformat(value) if value else None


def year_by_anchor(expression: DateExpression, anchor: date, direction: Direction | None) -> tuple[int | None, bool]:
    """Choose the year of a month, or of a day and month, by the day from which the text looks at it.

    Without `direction` it is the most recent such day up to ten days after `anchor`; a weekday that stands
    with it has the last word. The flag is False when no year near `anchor` fits that weekday. The year is
    None when there is no such day at all.
    """
    starts = [
        start
        for year in range(anchor.year + 8, anchor.year - 9, -1)
        if (start := first_day(expression, year)) is not None
    ]
    if direction == "this":
        return anchor.year, True
    whole_month = expression.day is None
    if direction == "next":
        limit = month_start(anchor, 1) if whole_month else anchor + timedelta(days=1)
        return min((start.year for start in starts if start >= limit), default=None), True
    if direction == "last":
        limit = anchor.replace(day=1) - timedelta(days=1) if whole_month else anchor
        return max((start.year for start in starts if start <= limit), default=None), True
    recent = [start for start in starts if start <= anchor + _TOLERANCE]
    if expression.weekday is not None:
        near = [start for start in recent if start.year >= anchor.year - _YEARS_AFTER]
        ahead = [start for start in starts if start.year in (anchor.year, anchor.year + 1) and start not in near]
        for start in (*near, *reversed(ahead)):
            if start.weekday() == expression.weekday:
                return start.year, True
    return max((start.year for start in recent), default=None), expression.weekday is None


def anchor_from_weekdays(text: str, expressions: tuple[DateExpression, ...]) -> date | None:
    """Infer about when a text without date of publication was written.

    A weekday with day and month fits few years: the first is taken that is not before the latest year in the
    text and at most three after it. Of several such days the latest counts. None when the text gives nothing
    away.
    """
    latest = max(
        (
            expression.last_year or expression.year
            for expression in expressions
            if expression.year is not None
            and not expression.weak
            and not _DEADLINE.search(text[max(0, expression.start - 16) : expression.start])
        ),
        default=None,
    )
    if latest is None:
        return None
    days = []
    for expression in expressions:
        if expression.weekday is None or expression.month is None or expression.year is not None:
            continue
        for year in range(latest, latest + _YEARS_AFTER + 1):
            day = first_day(expression, year)
            if day is not None and day.weekday() == expression.weekday:
                days.append(day)
                break
    return max(days, default=None)


def is_day_of_report(text: str, line: int, start: int, end: int) -> bool:
    """Tell whether the date at `start` to `end` stands behind a place that opens a line, as a report has it."""
    return _PLACE.fullmatch(text, line, start) is not None and _REPORTS.match(text, end) is not None


def day_of_report(text: str, expressions: tuple[DateExpression, ...]) -> str | None:
    """Return the day that a text without date of publication gives itself behind its place; None where it does not."""
    for expression in expressions[:3]:
        if expression.year and expression.month and expression.day:
            line = text.rfind("\n", 0, expression.start) + 1
            if is_day_of_report(text, line, expression.start, expression.end):
                return calendar_date(expression.year, expression.month, expression.day)
    return None


def anchor_from_title(text: str, expressions: tuple[DateExpression, ...]) -> date | None:
    """Return when a text was written at the latest, by the year, quarter or month of which its first line says it is.

    "Enforcement round-up: autumn 2024" dates its days. None where the line names none, or several.
    """
    end = text.find("\n")
    titled = [e for e in expressions if e.end <= end and e.year is not None]
    if len(titled) != 1 or titled[0].last_year is not None or titled[0].shift is not None:
        return None
    first = titled[0]
    season = SEASONS.get(plain(re.split(r"[\s-]", text[first.start : first.end])[0])) if first.season else None
    month = min(season + 2, 12) if season else first.last_month or first.month
    end_of_period = date_bounds(calendar_date(first.year or 0, month) or "")[1]
    return end_of_period + (_WRITTEN_AFTER if month else -_TOLERANCE)


def weekday_near(weekday: int, anchor: date, direction: Direction | None) -> date:
    """Return the most recent such weekday, `anchor` included; "last" and "next" leave `anchor` out."""
    if direction == "next":
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7 or 7)
    back = (anchor.weekday() - weekday) % 7
    return anchor - timedelta(days=(back or 7) if direction == "last" else back)


def weekday_of_month(weekday: int, day: int, anchor: date) -> date | None:
    """Return the most recent day, up to ten days after `anchor`, with such a weekday and day of the month.

    None when there is none in the two months before: « mardi 18 » is not said of a day that is long past.
    """
    for back in range(_TOLERANCE.days + 60):
        found = anchor + _TOLERANCE - timedelta(days=back)
        if found.day == day and found.weekday() == weekday:
            return found
    return None


def shifted(base: date, shift: Shift) -> tuple[str, str | None] | None:
    """Count `shift` from `base`: the EDTF date, with the end of what lasts longer than its unit says.

    A week is given by its month, a quarter by its first and last month, a weekend by its two days. None when
    the result leaves the years that such texts speak of.
    """
    unit, amount, _ = shift
    if unit == "weekend":
        saturday = week_start(base) + timedelta(days=-2 if amount < 0 or base.weekday() < 3 else 5)
        return saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
    if unit == "quarter":
        start = month_start(base, 3 * amount - (base.month - 1) % 3)
        return start.isoformat()[:7], month_start(start, 2).isoformat()[:7]
    if unit == "year":
        return _kept(calendar_date(base.year + amount))
    if unit == "month":
        return _kept(month_start(base, amount).isoformat()[:7])
    if unit == "week":
        return _kept((week_start(base) + timedelta(weeks=amount)).isoformat()[:7])
    return _kept((base + timedelta(days=amount)).isoformat())


def _kept(value: str | None) -> tuple[str, None] | None:
    return (value, None) if value and _FIRST_YEAR <= int(value[:4]) <= _LAST_YEAR else None
