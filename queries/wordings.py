"""Wordings: how kinds, sums, numbers and parts in an event are said in words."""

from __future__ import annotations

import re
from decimal import Decimal

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def kind_in_words(kind: str) -> str:
    """Return the name of a kind as words.

    >>> kind_in_words("DataBreach")
    'data breach'
    """
    return _HUMP.sub(" ", kind).lower()


def sum_in_words(value: float | Decimal, currency: str | None, per: str | None = None) -> str:
    """Return a sum with thousands separators, its currency and its period.

    >>> sum_in_words(10000.0, "CAD", "day")
    '10,000 CAD per day'
    """
    number = Decimal(str(value))
    whole = number == number.to_integral_value()
    told = [
        f"{number:,.0f}" if whole else f"{number.normalize():,f}",
        currency or "",
        f"per {per}" if per else "",
    ]
    return " ".join(part for part in told if part)


def count_in_words(number: int, most: int | None, counted: str, bound: str) -> str:
    """Return a number of persons or things with thousands separators, and how it is meant.

    >>> count_in_words(2700000, None, "members", "about")
    'about 2,700,000 members'
    """
    limit = "" if bound == "exact" else f"{bound} "
    if most is not None:
        return f"{limit}{number:,} to {most:,} {counted}"
    return f"{limit}{number:,} {counted}" if number else f"no {counted}"
