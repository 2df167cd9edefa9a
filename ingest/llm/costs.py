"""Costs: how many tokens reading takes, and what they cost.

Tokens are counted by the endpoint, where it does, and estimated by characters before. Prices are per
million tokens, in whatever currency the user gives them; a model of one's own has none.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from greffier.graph.errors import GreffierError
from greffier.ingest.llm.questions import Message

MILLION: Final = 1_000_000
# Measured, and rounded to what costs more; docs/llm.md tells how.
CHARACTERS: Final = 3.5  # of a token of French or English text
ANSWER_CHARACTERS: Final = 2.8  # of a token of an answer, which is full of quotation marks and brackets
ANSWER_SHARE: Final = 0.9  # characters of an answer for each character of a document that has much to tell
FRAME: Final = 8  # tokens that an endpoint adds to a message


class CostError(GreffierError):
    """Say that reading on would cost more than is allowed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Hold numbers of tokens, read and written."""

    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)


@dataclass(frozen=True, slots=True)
class Prices:
    """Hold what a million tokens cost, read and written."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def of(self, usage: Usage) -> float:
        """Return what a number of tokens costs."""
        return (usage.tokens_in * self.tokens_in + usage.tokens_out * self.tokens_out) / MILLION


FREE: Final = Prices()


def estimate(messages: Iterable[Message], characters: int) -> Usage:
    """Return about how many tokens a request takes that asks about so many characters of a document."""
    asked = sum(len(m["content"]) / CHARACTERS + FRAME for m in messages)
    return Usage(round(asked), round(characters * ANSWER_SHARE / ANSWER_CHARACTERS))


@dataclass(slots=True)
class Budget:
    """Keep account of what is spent, and of what requests under way may cost; safe to use from many threads."""

    prices: Prices
    most: float | None = None
    spent: Usage = field(default_factory=Usage)
    _reserved: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reserve(self, expected: Usage) -> None:
        """Set aside what a request is expected to cost; raise CostError where that is more than is left."""
        cost = self.prices.of(expected)
        with self._lock:
            if self.most is not None and self.prices.of(self.spent) + self._reserved + cost > self.most:
                raise CostError(f"reading it would cost more than is left of {self.most:g} (--max-cost)")
            self._reserved += cost

    def settle(self, expected: Usage, used: Usage) -> None:
        """Put what a request did use in the place of what was set aside for it."""
        with self._lock:
            self._reserved -= self.prices.of(expected)
            self.spent += used
