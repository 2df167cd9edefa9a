"""Values: the dates and sums that a model reads off quoted words, held against what our own grammar reads there.

The words have the last word: a date that says more than they do loses what it adds, one that they do not
say is dropped, and so is a sum whose number, currency or period they do not give.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from greffier.graph.dates import compatible
from greffier.graph.errors import ValueFormatError
from greffier.graph.records import Amount, AmountKind, Quote
from greffier.ingest.actions.sums import threatens
from greffier.ingest.documents import header_span
from greffier.ingest.llm.alignment import Aligner, level
from greffier.ingest.llm.answers import Dated, Sum
from greffier.ingest.llm.drops import Drop, Drops
from greffier.ingest.texts import Text
from greffier.ingest.values.currencies import CODES
from greffier.ingest.values.dates import DateMention, find_dates
from greffier.ingest.values.money import MoneyMention, find_money

EDTF: Final = (4, 7, 10)  # characters of a year, a month and a day
_DOLLARS: Final = ("$", "dollar")


@dataclass(frozen=True, slots=True)
class Read:
    """Hold a value, the words of the document that say it, and where they stand in `Text.plain`; None in its head."""

    value: str | Amount
    evidence: Quote
    place: tuple[int, int] | None


class ValueReader:
    """Read the values of one text off the words that a model quotes."""

    def __init__(self, text: Text, aligner: Aligner) -> None:
        self._text = text
        self._aligner = aligner

    @cached_property
    def _dates(self) -> tuple[DateMention, ...]:
        document = self._text.document
        return find_dates(self._text.plain, document.language, document.published)

    @cached_property
    def _money(self) -> tuple[MoneyMention, ...]:
        return find_money(self._text.plain, self._text.document.language)

    def read_date(self, said: Dated, start: int, end: int, drops: Drops) -> Read | None:
        """Return a date where its words, which stand between two offsets or elsewhere, say it."""
        head = self._read_head(said)
        if head:
            return head
        place = self._aligner.find(said.quote, start, end)
        if place is None:
            drops[Drop.NOT_IN_DOCUMENT] += 1
            return None
        try:
            fitting = [m for m in self._dates if _meet(m, place) and compatible(m.value, said.value)]
        except ValueFormatError:
            fitting = []
        if not fitting:
            drops[Drop.DATE] += 1
            return None
        best = min(fitting, key=lambda m: (m.value != said.value, -len(m.value), m.start))
        return Read(best.value, self._text.quote(best.start, best.end), (best.start, best.end))

    def _read_head(self, said: Dated) -> Read | None:
        """Return the day, month or year of publication where its line is what is quoted.

        `Text.plain` does not show that line, which is no prose.
        """
        document = self._text.document
        span = header_span(document.text)
        if not (span and document.published and document.published.startswith(said.value)):
            return None
        if level(said.quote).removeprefix("date").strip(" :") != document.published or len(said.value) not in EDTF:
            return None
        at = document.text.index(document.published, span[0])
        return Read(said.value, document.quote(at, at + len(document.published)), None)

    def read_amount(self, said: Sum, start: int, end: int, drops: Drops) -> Read | None:
        """Return a sum where its words, which stand between two offsets or elsewhere, say it.

        One that only threatens is an exposure, whatever it is said to be.
        """
        place = self._aligner.find(said.quote, start, end)
        if place is None:
            drops[Drop.NOT_IN_DOCUMENT] += 1
            return None
        found = next((m for m in self._money if _meet(m, place) and _agrees(m, said)), None)
        if found is None:
            drops[Drop.AMOUNT] += 1
            return None
        kind = said.kind
        if kind is AmountKind.IMPOSED and threatens(self._text, found):
            drops[Drop.AMOUNT_KIND] += 1
            kind = AmountKind.EXPOSURE
        amount = Amount(found.value, said.currency, _period(found), kind)
        return Read(amount, self._text.quote(found.start, found.end), (found.start, found.end))


def _meet(mention: DateMention | MoneyMention, place: tuple[int, int]) -> bool:
    return mention.start < place[1] and place[0] < mention.end


def _period(mention: MoneyMention) -> str | None:
    return None if mention.per == "record" else mention.per


def _agrees(mention: MoneyMention, said: Sum) -> bool:
    """Return whether the words give the sum: the number, its period, and its currency where they name one."""
    if mention.value != said.value or _period(mention) != said.per:
        return False
    if mention.currency is not None:
        return mention.currency == said.currency
    dollars = mention.symbol.strip().lower().startswith(_DOLLARS)
    return said.currency in CODES and (said.currency.endswith("D") or not dollars)
