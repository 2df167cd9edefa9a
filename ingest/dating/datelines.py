"""Datelines: dates that head the entries of a chronology, or stand in a heading, and date what is told below."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Text
from greffier.ingest.values.dates import DateMention

GUESSED: Final = "date.year-from-publication"
OF_LINE: Final = "date.of-line"
IMPOSING: Final = ("Fine", "Sanction", "Penalty", "Order", "Settlement", "Undertaking")
SHORT: Final = 90  # characters that a heading with a date may have
# What may stand before the date that opens an entry, and what follows it.
_OPENING: Final = re.compile(
    r"\s*(?:[-•*]\s*|\(?\d{1,2}[.)]\s+)?(?:\*\*)?\s*(?:(?:date|le|début|fin|mi-?|early|late|mid-?)\s*(?:-\s*|: ?)?)?$",
    re.I,
)
_CLOSING: Final = re.compile(r"\s*(?:\*\*)?\s*(?:[.:](?!\d)|-\s|\||$)")
_YEAR_FIRST: Final = re.compile(r"\s*(?:[-•*]\s*)?((?:19|20)\d\d)(?:,? -|,|:)? $")
# « 2. Banque Lémane, 15 mai 2019 »
_HEADED: Final = re.compile(r"(?:,|\(|:|-)\s*(?:décision du |decision of |le |du )?$")
_END: Final = re.compile(r"\s*\)?\s*$")


def with_years(text: Text, dates: Sequence[DateMention]) -> list[DateMention]:
    """Return the dates, where those that open an entry and name no year have that of the entry before.

    « 2022, 7 February » has its year at the beginning of the line.
    """
    found: list[DateMention] = []
    last: str | None = None  # the day, month or year of the entry before
    for read in dates:
        date = read
        start = text.plain.rfind("\n", 0, date.start) + 1
        lead = text.plain[start : date.start]
        year = _YEAR_FIRST.match(lead) if len(lead) < 20 else None
        if date.rule == GUESSED and year:
            date = _in_year(date, int(year[1]), "date.year-of-line")
        if year or (_OPENING.match(lead) and _CLOSING.match(text.plain, date.end)):
            if date.rule == GUESSED and last:
                date = _after(date, last)
            last = date.value
        found.append(date)
    return found


def _in_year(date: DateMention, year: int, rule: str) -> DateMention:
    until = f"{year}{date.until[4:]}" if date.until else None
    return replace(date, value=f"{year}{date.value[4:]}", until=until, rule=rule)


def _after(date: DateMention, last: str) -> DateMention:
    """Return a date in the first year in which it does not end before another one."""
    begun = date_bounds(last)[0]
    same = _in_year(date, begun.year, "date.year-of-entry-before")
    return same if date_bounds(same.value)[1] >= begun else _in_year(date, begun.year + 1, same.rule)


def give_dates(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Date those that have no date by what heads their entry or stands in the heading above them."""
    known = _datelines(scene)
    if not known:
        return
    for draft in drafts:
        date = known.get(draft.triggers[0].sentence)
        if date and not draft.dates():
            evidence = scene.evidence(scene.text.sentence_at(date.start))
            draft.slots["date"] = [Filler(date.value, evidence, OF_LINE, 0.75)]


def share_dates(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Date what a sentence imposes beside another thing by the one date that it names, which is that one's."""
    named = Counter(scene.text.sentence_at(d.start).index for d in scene.dates)
    imposing = [d for d in drafts if named[d.triggers[0].sentence] == 1 and d.triggers[0].kind in IMPOSING]
    dated = {d.triggers[0].sentence: d for d in imposing if d.dates()}
    for draft in imposing:
        beside = dated.get(draft.triggers[0].sentence)
        if beside and not draft.dates() and draft.fillers("issuer") & beside.fillers("issuer"):
            draft.slots["date"] = [replace(f, rule="date.shared", confidence=0.7) for f in beside.slots["date"]]


def is_entry(draft: Draft) -> bool:
    """Return whether an event is dated by what heads its entry."""
    return any(f.rule == OF_LINE for f in draft.slots.get("date", []))


def _datelines(scene: Scene) -> dict[int, DateMention]:
    """Return by sentence the date that heads it."""
    if not scene.dates:
        return {}
    found: dict[int, DateMention] = {}
    above: tuple[int, DateMention] | None = None  # the section whose heading has a date
    for _, group in groupby((s for s in scene.text.sentences if not s.title), key=lambda s: s.line):
        sentences = list(group)
        start, end = sentences[0].start, sentences[-1].end
        date = _first(scene, start, end)
        lead, tail = (scene.text.plain[start : date.start], scene.text.plain[date.end : end]) if date else ("", "")
        opening = date is not None and bool(
            (_OPENING.match(lead) or _YEAR_FIRST.match(lead)) and _CLOSING.match(scene.text.plain, date.end)
        )
        headed = (
            date is not None and end - start <= SHORT and bool(_END.match(tail) and (not lead or _HEADED.search(lead)))
        )
        if date and (headed or (opening and not tail.strip())):
            above = sentences[0].section, date
        elif date and opening:
            found.update((s.index, date) for s in sentences)
        elif above and above[0] == sentences[0].section:
            found.update((s.index, above[1]) for s in sentences)
    return found


def _first(scene: Scene, start: int, end: int) -> DateMention | None:
    """Return the first date between two offsets."""
    at = bisect_left(scene.dates, start, key=lambda d: d.start)
    return scene.dates[at] if at < len(scene.dates) and scene.dates[at].start < end else None
