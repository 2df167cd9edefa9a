"""Values of parameters: from the text that a user types to what a query compares with."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.graph.errors import ValueFormatError

Value = str | int | float | bool | date | None

PARAMETER_TYPES: Final = ("text", "date", "integer", "number", "boolean", "thing")
COLUMN_TYPES: Final = ("text", "texts", "date", "integer", "number", "boolean")
_TRUE: Final = frozenset({"true", "yes", "1", "on"})
_FALSE: Final = frozenset({"false", "no", "0", "off"})


def parse_value(text: str, kind: str, of: tuple[str, ...] = ()) -> Value:
    """Return what a text means as a value of a type of parameter; a thing stays a text.

    A partial date means its first day, or its last one where `of` is `("last",)`. Where `of` gives
    texts to choose from, the one meant is returned as it is written there, whatever the case.

    >>> parse_value("2020-02", "date", ("last",))
    datetime.date(2020, 2, 29)

    Raises ValueFormatError where the text is not in the form of the type.
    """
    if kind == "date":
        return date_bounds(text.strip())[1 if of == ("last",) else 0]
    if kind == "text" and of:
        return _chosen(text, of)
    return _PARSERS[kind](text)


def check_value(value: object, kind: str) -> Value:
    """Return a value given by code rather than typed; raise ValueFormatError where its type is another."""
    if isinstance(value, bool) or kind == "boolean":
        right = isinstance(value, bool) and kind == "boolean"
    else:
        right = isinstance(value, _CLASSES[kind])
    if not right or not isinstance(value, (str, int, float, date)):
        raise ValueFormatError(f"{value!r} is no {kind}")
    return value


def _chosen(text: str, of: tuple[str, ...]) -> str:
    for choice in of:
        if choice.casefold() == text.strip().casefold():
            return choice
    raise ValueFormatError(f"{text!r} is none of {', '.join(of)}")


def _text(text: str) -> str:
    if not text.strip():
        raise ValueFormatError("the text is empty")
    return text


def _integer(text: str) -> int:
    try:
        return int(_bare(text))
    except ValueError as error:
        raise ValueFormatError(f"{text!r} is no whole number") from error


def _number(text: str) -> float:
    try:
        value = float(_bare(text))
    except ValueError as error:
        raise ValueFormatError(f"{text!r} is no number; write it like 1000000 or 1000000.50") from error
    if not math.isfinite(value):
        raise ValueFormatError(f"{text!r} is no number; write it like 1000000 or 1000000.50")
    return value


def _bare(text: str) -> str:
    """Return a number without the spaces (plain, no-break, narrow) that set off its thousands."""
    return "".join(text.split()).replace("\u202f", "").replace("\u00a0", "")


def _boolean(text: str) -> bool:
    word = text.strip().casefold()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueFormatError(f"{text!r} is neither true nor false")


_PARSERS: Final[dict[str, Callable[[str], Value]]] = {
    "text": _text,
    "thing": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}
_CLASSES: Final[dict[str, type | tuple[type, ...]]] = {
    "text": str,
    "thing": str,
    "integer": int,
    "number": (int, float),
    "date": date,
}
