"""Comparison of two tellings: what forbids that they are one event, and what speaks for it, each with its reason."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from greffier.graph.dates import DAY, MONTH, YEAR, compatible, date_bounds
from greffier.ingest.resolution.tellings import Profile, Sums
from greffier.ingest.resolution.ties import Tie, TieKind

SAME_EVENT: Final = 0.65  # two tellings at or above this score are one event
NEAR: Final = 60  # days within which a publication speaks of a recent event
DATE_SLACK: Final = 10  # days by which two full dates of one action may differ
DAYS_OFF: Final = 3  # days by which tellings of one day often differ
AMOUNT_SLACK: Final = 0.02  # share by which two tellings of one sum may differ
_SAME_DAY: Final = 0.4
_NEAR_DATE: Final = 0.05
RELATED_KINDS: Final = (
    frozenset({"Cyberattack", "DataBreach", "Ransomware"}),
    frozenset({"Outage", "Cyberattack", "Ransomware"}),
    frozenset({"Fine", "Penalty"}),
    frozenset({"Fine", "Settlement"}),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold how two tellings compare: `veto` says why they cannot be one event, `parts` what speaks for it.

    A part is what it adds to the score, and why. With a veto there are none.
    """

    parts: tuple[tuple[float, str], ...] = ()
    veto: str | None = None

    @property
    def score(self) -> float:
        """Return how much speaks for one event, from 0 to 1."""
        return 0.0 if self.veto else round(min(sum(part for part, _ in self.parts), 1.0), 3)

    @property
    def why(self) -> str:
        """Return the reasons, or the veto."""
        return self.veto or ", ".join(reason for _, reason in self.parts)


def compare(a: Profile, b: Profile, shared: Collection[Tie] = ()) -> Comparison:
    """Compare what two tellings of different documents say; `shared` are the ties that both have."""
    veto = find_veto(a, b)
    return Comparison(veto=veto) if veto else Comparison((*_parts(a, b), *_tie_parts(a, {t.kind for t in shared})))


def find_veto(a: Profile, b: Profile) -> str | None:
    """Return why two tellings cannot be one event, or None."""
    if a.family != b.family:
        return "an incident is no action"
    if a.kind != b.kind and not any({a.kind, b.kind} <= kinds for kinds in RELATED_KINDS):
        return f"{a.kind} is not {b.kind}"
    if a.issuers and b.issuers and not a.issuers & b.issuers:
        return "other authorities"
    if a.parties and b.parties and not a.parties & b.parties:
        return "other parties"
    slack = DATE_SLACK if a.family == "Action" else NEAR
    if a.dates and b.dates and _gap(a.dates, b.dates) > slack:
        return "other dates"
    if a.announced and b.announced and _gap(a.announced, b.announced) > NEAR:
        return "announced at other times"
    if a.imposed and b.imposed and not _same_sum(a.imposed, b.imposed):
        return "other sums"
    return None


def _parts(a: Profile, b: Profile) -> list[tuple[float, str]]:
    parts: list[tuple[float, str]] = [(0.25, "same party")] if a.parties & b.parties else []
    parts.append((0.15, "same kind") if a.kind == b.kind else (0.05, "related kind"))
    if a.issuers & b.issuers:
        parts.append((0.1, "same authority"))
    dated = _date_part(a.dates, b.dates, "date") if a.dates and b.dates else None
    if dated:
        parts.append(dated)
    if a.announced and b.announced:
        weight, why = _date_part(a.announced, b.announced, "announcement")
        # Of two events on other days, both may well be announced in one month or year.
        loose = dated is not None and dated[0] == _NEAR_DATE and weight < _SAME_DAY
        parts.append((_NEAR_DATE if loose else weight, why))
    if _same_sum(a.imposed, b.imposed):
        parts.append((0.35, "same sum imposed"))
    if _same_sum(a.exposure, b.exposure):
        parts.append((0.2, "same sum threatened"))
    if a.family == "Incident" and _near(a, b):
        parts.append((0.1, "told at the same time") if a.dates and b.dates else (0.25, "told at the same time"))
    return parts


def _tie_parts(a: Profile, kinds: Collection[TieKind]) -> Iterator[tuple[float, str]]:
    if TieKind.CONCERN in kinds and a.family == "Incident":
        yield 0.3, "one action concerns both"
    elif TieKind.CONCERN in kinds and a.kind != "Other":  # one incident has many consequences of no kind
        yield 0.2, "about one incident"
    if TieKind.BESIDE in kinds:
        yield 0.2, "told beside one action of the authority"
    if TieKind.WORDS in kinds:
        yield 0.5, "the same words in copies of one text"


def _date_part(one: tuple[str, ...], other: tuple[str, ...], what: str) -> tuple[float, str]:
    shared = [min(x, y, key=len) for x in one for y in other if compatible(x, y)]
    if not shared:
        # A day is often told a little off: the day before, that of the notice, that of the news.
        days = _days_apart(one, other)
        return (0.25, f"{what}s {days} days apart") if days <= DAYS_OFF else (_NEAR_DATE, f"near {what}")
    precision = max(len(x) for x in shared)
    return ({YEAR: 0.2, MONTH: 0.3}.get(precision, _SAME_DAY), f"same {what} {max(shared, key=len)}")


def _days_apart(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the fewest days between two dates that are days; those of months and years that follow are not near."""
    days = ([date_bounds(x)[0] for x in dates if len(x) == DAY] for dates in (one, other))
    return min((abs((x - y).days) for x, y in itertools.product(*days)), default=math.inf)


def _gap(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the fewest days between what the dates of one may mean and those of the other."""
    gaps = []
    for x, y in itertools.product(one, other):
        (x_from, x_to), (y_from, y_to) = date_bounds(x), date_bounds(y)
        gaps.append(max((y_from - x_to).days, (x_from - y_to).days, 0))
    return min(gaps)


def _near(a: Profile, b: Profile) -> bool:
    """Return whether two tellings, one of them undated, were made about one time."""
    one, other = times(a), times(b)
    return bool(one and other) and _gap(one, other) <= NEAR


def times(profile: Profile) -> tuple[str, ...]:
    """Return about when a telling places its event: its dates, else when it was announced, else published."""
    return profile.dates or profile.announced or ((profile.published,) if profile.published else ())


def _same_sum(one: Sums, other: Sums) -> bool:
    return any(
        x_currency == y_currency and abs(x - y) <= AMOUNT_SLACK * max(x, y)
        for x_currency, x in one
        for y_currency, y in other
    )
