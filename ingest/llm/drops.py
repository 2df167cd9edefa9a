"""Drops: what a model said that was not kept, counted by the reason."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


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


Drops = Counter[Drop]


def told(drops: Drops) -> str:
    """Return the counts as one line, the most frequent reason first; empty where nothing was dropped."""
    ordered = sorted(drops.items(), key=lambda item: (-item[1], item[0].value))
    return "; ".join(f"{number} × {reason.value}" for reason, number in ordered)
