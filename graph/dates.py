"""Partial dates as EDTF text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

The length of the text is the precision of the date; two dates that say the same thing with different
precision are compatible. https://www.loc.gov/standards/datetime/ (level 0, calendar dates).
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from greffier.graph.errors import ValueFormatError

YEAR, MONTH, DAY = 4, 7, 10  # the lengths of dates, by their precision
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse_date(text: str) -> str:
    """Return `text` when it is a partial date that exists in the calendar.

    >>> parse_date("2020-12")
    '2020-12'

    Raises ValueFormatError for any other text, `2021-02-29` and text with spaces around included.
    """
    date_bounds(text)
    return text


@lru_cache(maxsize=65536)
def date_bounds(value: str) -> tuple[date, date]:
    """Return the first and the last day that `value` covers, both inclusive.

    >>> date_bounds("2020-02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))

    Raises ValueFormatError when `value` is no partial date.
    """
    match = _FORM.fullmatch(value)
    if match is None:
        raise ValueFormatError(f"{value!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year or 0, month, 1), date(year or 0, month, monthrange(year or 0, month)[1])
        return date(year or 0, month, day), date(year or 0, month, day)
    except ValueError as error:
        raise ValueFormatError(f"{value!r} is not a day, month or year of the calendar: correct it") from error


def compatible(a: str, b: str) -> bool:
    """Tell whether one date contains the other, or both are the same.

    Raises ValueFormatError when either is no partial date.
    """
    parse_date(a)
    parse_date(b)
    return a.startswith(b) or b.startswith(a)


def more_precise(a: str, b: str) -> str:
    """Return the date that says more: a day before a month, a month before a year; `a` when they say as much.

    Raises ValueFormatError when either is no partial date.
    """
    parse_date(a)
    parse_date(b)
    return b if len(b) > len(a) else a
