"""Blocking: the keys of a telling. Two tellings that share none cannot score as one event.

Without a date that may be the same, a sum like another or a tie to one other event, what speaks for one event stays
under the threshold (`comparison.SAME_EVENT`): party, kind, authority and a near date are 0.6 together.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from greffier.graph.dates import DAY, MONTH, YEAR, date_bounds
from greffier.ingest.resolution.comparison import AMOUNT_SLACK, DAYS_OFF, NEAR, RELATED_KINDS, times
from greffier.ingest.resolution.tellings import Profile
from greffier.ingest.resolution.ties import Tie

Key = tuple[str, str, str | int]  # the party, what it is a key of, and where it is

# Two sums within the slack are at most this far from one another by their logarithms.
_STEP: Final = -math.log(1 - AMOUNT_SLACK)


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where a telling stands: it is compared there with those that seek, and with all where it seeks itself.

    A date of a year seeks those within the year; dates within it that are more precise meet elsewhere.
    """

    what: str
    where: str | int
    seeks: bool = True


def block_keys(profile: Profile, ties: Collection[Tie] = ()) -> Iterator[tuple[Key, bool]]:
    """Yield the keys of a telling, each with whether it seeks; `ties` are what it shares with others."""
    places = {
        *_dates("date", profile.dates),
        *_dates("announced", profile.announced),
        *_times(profile),
        *_sums(profile),
        *(Place(f"{tie.kind} {tie.to}", 0) for tie in ties),
    }
    for party in profile.parties:
        for kind in kin(profile.kind):
            for place in places:
                yield (party, f"{kind} {place.what}", place.where), place.seeks


@cache
def kin(kind: str) -> tuple[str, ...]:
    """Return names of the groups of kinds in which an event of a kind can be one with others."""
    groups = tuple("/".join(sorted(related)) for related in RELATED_KINDS if kind in related)
    return groups or (kind,)


def span(profile: Profile) -> tuple[date, date] | None:
    """Return the first and the last day that a telling may speak of, or None where it is undated."""
    bounds = [date_bounds(value) for value in _stated(profile)]
    return (min(first for first, _ in bounds), max(last for _, last in bounds)) if bounds else None


def widened(days: tuple[date, date], by: int) -> tuple[date, date]:
    """Return the first and the last of some days, each moved out by so many, as far as the calendar goes."""
    slack = timedelta(days=by)
    return max(days[0], date.min + slack) - slack, min(days[1], date.max - slack) + slack


def _stated(profile: Profile) -> tuple[str, ...]:
    stated = (*profile.dates, *profile.announced)
    return (*stated, profile.published) if profile.published else stated


def _dates(what: str, values: Collection[str]) -> Iterator[Place]:
    """Yield where dates stand that may be the same, or days of which one was told a little off."""
    for value in values:
        yield Place(f"{what} in", value[:YEAR], seeks=len(value) == YEAR)
        if len(value) >= MONTH:
            yield Place(f"{what} in", value[:MONTH], seeks=len(value) == MONTH)
        if len(value) == DAY:
            yield from (Place(what, period) for period in _periods(value, DAYS_OFF))


def _times(profile: Profile) -> Iterator[Place]:
    """Yield about when an incident is told: that counts where a telling does not say when it happened."""
    if profile.family == "Incident":
        for value in times(profile):
            yield from (Place("told", period, seeks=not profile.dates) for period in _periods(value, NEAR))


def _periods(value: str, apart: int) -> range:
    """Return the periods of a date: two dates at most so many days apart share one."""
    since, until = widened(date_bounds(value), (apart + 1) // 2)
    return range(since.toordinal() // apart, until.toordinal() // apart + 1)


def _sums(profile: Profile) -> Iterator[Place]:
    for what, sums in (("imposed", profile.imposed), ("exposure", profile.exposure)):
        for currency, value in sums:
            place = math.log(value) / _STEP if value > 0 else 0.0
            for where in range(math.floor(place - 0.51), math.floor(place + 0.51) + 1):
                yield Place(f"{what} {currency}", where)
