"""Drops: what a model said that was not kept, counted by the reason, with its words where they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, Self

LONGEST: Final = 120  # characters of the words that are shown of what was not kept


class Drop(StrEnum):
    """Tell why something that a model said is not kept; the text is what a user is shown."""

    MALFORMED = "not in the form that was asked for"
    TOO_MANY = "beyond the number of items that is taken"
    CONTROL = "control characters"
    MARKUP = "markup in a name"
    NOT_IN_DOCUMENT = "words that do not stand in the document"
    UNKNOWN_KIND = "a kind that the model of the graph does not have"
    UNKNOWN_ITEM = "a role filled by something that was not kept, or does not fit it"
    DATE = "a date that its words do not say"
    AMOUNT = "a sum that its words do not say"
    AMOUNT_KIND = "a threat told as a sum imposed"
    STATUS = "a status firmer than that of its words"
    EVIDENCE = "an event that its evidence does not tell of"
    PARTIES = "an event whose parties are not named beside its evidence"
    SWAPPED = "an authority told as the one that another acts against"
    ENDS = "a relation whose evidence does not name both ends"
    UNCERTAIN = "a relation that its words do not assert"
    CONTRADICTION = "relations that contradict each other"
    NO_NAME = "a mention that is no name"
    OTHER_NAME = "a mention that is the name of another"


class Drops(Counter[Drop]):
    """Count what was dropped by the reason; `drop` notes the words of it, too."""

    def __init__(self, counts: dict[Drop, int] | None = None) -> None:
        super().__init__(counts or {})
        self.words: list[tuple[Drop, str]] = []

    def drop(self, reason: Drop, words: str, number: int = 1) -> None:
        """Count so many drops for a reason, and note the words that show what they are."""
        self[reason] += number
        self.words.append((reason, one_line(words)[:LONGEST]))

    def take(self, other: Drops) -> Self:
        """Add what was dropped elsewhere."""
        self.update(other)
        self.words += other.words
        return self

    def lines(self) -> Iterator[str]:
        """Yield a line for each that was noted with its words, and one for each reason with the number of others."""
        noted = Counter(reason for reason, _ in self.words)
        for reason, words in self.words:
            yield f"{reason.value}: {words}"
        for reason, number in self.items():
            if number > noted[reason]:
                yield f"{reason.value} ({number - noted[reason]} ×)"


def one_line(words: str) -> str:
    """Return words as one line of printable characters, spaces between them."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def told(drops: Drops) -> str:
    """Return the counts as one line, the most frequent reason first; empty where nothing was dropped."""
    ordered = sorted(drops.items(), key=lambda item: (-item[1], item[0].value))
    return "; ".join(f"{number} × {reason.value}" for reason, number in ordered)
