"""Words: a sentence as its words, with names, sums and dates as what they are.

Who is named says nothing of what happened; that somebody is, and what, does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from greffier.ingest.texts import Sentence, Text

_WORD: Final = re.compile(r"[^\W\d_]+(?:'(?=[^\W\d_]))?|[£$€%]|\d+")
STEM: Final = 6  # letters that stand for a long word
LONG: Final = 7


@dataclass(frozen=True, slots=True)
class Word:
    """Hold a word of a sentence: folded, or `<Name>`, `<Regulator>`, `<Law>`, `<sum>`, `<date>`, `<num>`; offsets."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Hold what stands for a stretch of the text: its offsets and the form that it is read as."""

    start: int
    end: int
    form: str


def words_of(text: Text, sentence: Sentence, spans: Sequence[Span]) -> list[Word]:
    """Return the words of a sentence in order; of two spans at one place the first in `spans` holds."""
    kept: list[Span] = []
    for span in spans:
        inside = sentence.start <= span.start and span.end <= sentence.end
        if inside and not any(k.start < span.end and span.start < k.end for k in kept):
            kept.append(span)
    found: list[Word] = []
    at = sentence.start
    for span in (*sorted(kept, key=lambda s: s.start), Span(sentence.end, sentence.end, "")):
        for match in _WORD.finditer(text.folded, at, span.start):
            found.append(Word("<num>" if match[0].isdigit() else match[0], *match.span()))
        if span.form:
            found.append(Word(span.form, span.start, span.end))
        at = span.end
    return found


def stem(word: str) -> str:
    """Return the beginning of a long word, which its inflections share."""
    return word[:STEM] if len(word) > LONG else word
