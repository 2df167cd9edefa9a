"""Blocking: the keys of a telling. Two tellings that share none cannot score as one event.

Without a date near another, a sum like another or a tie to one other event, what speaks for one event stays
under the threshold (`comparison.SAME_EVENT`): party, kind and authority are 0.5 together.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from greffier.graph.dates import date_bounds
from greffier.ingest.resolution.comparison import AMOUNT_SLACK, DATE_SLACK, NEAR, RELATED_KINDS
from greffier.ingest.resolution.tellings import Profile
from greffier.ingest.resolution.ties import Tie

Key = tuple[str, str, str | int]  # the party, what it is a key of, and where it is

# Two sums within the slack are at most this far from one another by their logarithms.
_STEP: Final = -math.log(1 - AMOUNT_SLACK)


def block_keys(profile: Profile, ties: Collection[Tie] = ()) -> Iterator[Key]:
    """Yield the keys of a telling; `ties` are what it shares with others."""
    places: set[tuple[str, str | int]] = {
        *_periods(profile),
        *_sums(profile),
        *((f"{tie.kind} {tie.to}", 0) for tie in ties),
    }
    for party in profile.parties:
        for kind in kin(profile.kind):
            for what, where in places:
                yield party, f"{kind} {what}", where


@cache
def kin(kind: str) -> tuple[str, ...]:
    """Return names of the groups of kinds in which an event of a kind can be one with others."""
    groups = tuple("/".join(sorted(related)) for related in RELATED_KINDS if kind in related)
    return groups or (kind,)


def span(profile: Profile) -> tuple[date, date] | None:
    """Return the first and the last day that a telling may speak of, or None where it is undated."""
    bounds = [date_bounds(value) for value in _times(profile)]
    return (min(first for first, _ in bounds), max(last for _, last in bounds)) if bounds else None


def _times(profile: Profile) -> tuple[str, ...]:
    stated = (*profile.dates, *profile.announced)
    return (*stated, profile.published) if profile.published else stated


def _periods(profile: Profile) -> Iterator[tuple[str, int]]:
    # Each end is moved out by half of what two times may lie apart, so that times that near share a day.
    apart = DATE_SLACK if profile.family == "Action" else NEAR
    half = timedelta(days=apart // 2)
    for value in _times(profile):
        first, last = date_bounds(value)
        since = (max(first, date.min + half) - half).toordinal() // apart
        until = (min(last, date.max - half) + half).toordinal() // apart
        yield from (("time", period) for period in range(since, until + 1))


def _sums(profile: Profile) -> Iterator[tuple[str, int]]:
    for what, sums in (("imposed", profile.imposed), ("exposure", profile.exposure)):
        for currency, value in sums:
            place = math.log(value) / _STEP if value > 0 else 0.0
            yield from (
                (f"{what} {currency}", where) for where in range(math.floor(place - 0.51), math.floor(place + 0.51) + 1)
            )
