"""Wordings: how kinds, sums and parts in an event are said in words."""

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
