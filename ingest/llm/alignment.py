"""Alignment: where the words that a model quotes stand in a document.

Words are looked for as they are first. Where they do not stand so, they are compared in a form in which
only typography is levelled, never letters, case or order: runs of spaces, line ends and non-breaking
spaces are one space; apostrophes, quotation marks and dashes are of one sort each, « » without the spaces
inside them; an ellipsis is three dots; letters with accents are composed. Quotation marks and dots that a
model has put around its quote are taken off. Words begin and end where words of the document do.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from greffier.ingest.texts import TYPOGRAPHY, Text

_LEVELLED: Final = {"«": '"', "»": '"', "‹": "'", "›": "'"}
_NOTHING: Final = frozenset("\u00ad\u200c\u200d\u2060")
_AROUND: Final = " \"'.…"


class Aligner:
    """Find quoted words in one text; offsets are into `Text.plain`."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._level, self._starts, self._ends = _levelled(text.plain)

    def find(self, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Return the first place of the words between two offsets; where it is not there, the first anywhere."""
        return next(self.find_all(words, start, end), None) or next(self.find_all(words), None)

    def find_all(self, words: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield every place of the words between two offsets, in order, none over another."""
        levelled = level(words)
        for wanted in dict.fromkeys((levelled.strip(" "), levelled.strip(_AROUND))):
            found = False
            if any(c.isalnum() for c in wanted):
                for place in self._places(wanted, start, len(self._text.plain) if end is None else end):
                    found = True
                    yield place
            if found:
                return

    def _places(self, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        last = bisect_right(self._ends, end)
        at = self._level.find(wanted, bisect_left(self._starts, start), last)
        while at >= 0:
            stop = at + len(wanted)
            whole = _whole(self._level, at, stop)
            if whole:
                yield self._starts[at], self._ends[stop - 1]
            at = self._level.find(wanted, stop if whole else at + 1, last)


def level(words: str) -> str:
    """Return words in the form in which they are compared."""
    return _levelled(unicodedata.normalize("NFC", words).translate(TYPOGRAPHY))[0]


def _levelled(plain: str) -> tuple[str, list[int], list[int]]:
    """Return the form in which a text is compared, and where each character of it begins and ends in the text."""
    level: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(char: str, start: int, end: int) -> None:
        level.append(char)
        starts.append(start)
        ends.append(end)

    inside = re.compile(r"(?<=[«‹])\s+|\s+(?=[»›])")
    skipped = {at for found in inside.finditer(plain) for at in range(*found.span())}
    for at, char in enumerate(plain):
        if at in skipped or char in _NOTHING:
            continue
        if char.isspace():
            if level and level[-1] == " ":
                ends[-1] = at + 1
            else:
                add(" ", at, at + 1)
        elif char == "…":
            for _ in range(3):
                add(".", at, at + 1)
        else:
            add(_LEVELLED.get(char, char), at, at + 1)
    return "".join(level), starts, ends


def _whole(level: str, start: int, end: int) -> bool:
    """Return whether a place begins and ends where words do."""
    before, after = level[start - 1 : start], level[end : end + 1]
    return not (before.isalnum() and level[start].isalnum()) and not (after.isalnum() and level[end - 1].isalnum())
