"""Passages: the words that a model gives as evidence, and what stands in their sentences and beside these."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from greffier.ingest.texts import Sentence, Text
from greffier.ingest.triggers import Trigger

CLAUSE: Final = 3  # words from which a passage can tell something by itself
_WORD: Final = re.compile(r"\w+")
# Bodies in the plural, of which nobody can tell by the words alone who they are.
_SEVERAL: Final = re.compile(
    r"\b(?:insurers|banks|lenders|companies|firms|brokers|providers|operators|institutions|groups|units|subsidiaries|"
    r"assureurs|banques|entreprises|sociétés|courtiers|prestataires|opérateurs|établissements|groupes|mutuelles|filiales)\b",
    re.I,
)

Places = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a passage by its offsets in `Text.plain`, with its first and its last sentence."""

    start: int
    end: int
    first: Sentence
    last: Sentence

    def holds(self, start: int, end: int) -> bool:
        """Return whether what stands between two offsets is within its sentences."""
        return self.first.start <= start and end <= self.last.end


class Passages:
    """Know where each entity of a text is named, and which words tell of events."""

    def __init__(self, text: Text, triggers: Sequence[Trigger], places: Places) -> None:
        self._text = text
        self._triggers = triggers
        self._starts = [t.start for t in triggers]
        self._places = places

    def around(self, start: int, end: int) -> Passage:
        """Return the passage between two offsets; the whole sentence where that is too short to tell anything."""
        first, last = self._text.sentence_at(start), self._text.sentence_at(end - 1)
        if sum(1 for _ in _WORD.finditer(self._text.plain, start, end)) < CLAUSE:
            start, end = min(start, first.start), max(end, last.end)
        return Passage(start, end, first, last)

    def triggers(self, passage: Passage, family: str) -> list[Trigger]:
        """Return the words in the sentences of a passage that tell of an incident, or of an action."""
        following = self._triggers[bisect_left(self._starts, passage.first.start) :]
        return [t for t in takewhile(lambda t: t.start < passage.last.end, following) if t.family == family]

    def named(self, passage: Passage, entities: Iterable[str]) -> list[str]:
        """Return which entities the sentences of a passage name."""
        return self._between(entities, passage.first, passage.last)

    def beside(self, passage: Passage, entities: Iterable[str]) -> list[str]:
        """Return which entities these sentences name, or the one before or after them."""
        sentences = self._text.sentences
        before, after = max(passage.first.index - 1, 0), min(passage.last.index + 1, len(sentences) - 1)
        return self._between(entities, sentences[before], sentences[after])

    def taken_up(self, passage: Passage, entities: Iterable[str]) -> list[str]:
        """Return which entities named before these sentences may be spoken of in the plural (« les entreprises »)."""
        if not _SEVERAL.search(self._text.plain, passage.first.start, passage.last.end):
            return []
        named = set(self._between(entities, self._text.sentences[0], passage.last))
        return sorted(named) if len(named) > 1 else []

    def titled(self, entities: Iterable[str]) -> list[str]:
        """Return which entities the title names: those of whom the whole text speaks."""
        return self._between(entities, self._text.sentences[0], self._text.sentences[0])

    def _between(self, entities: Iterable[str], first: Sentence, last: Sentence) -> list[str]:
        return [e for e in entities if any(first.start <= at < last.end for at, _ in self._places.get(e, ()))]
