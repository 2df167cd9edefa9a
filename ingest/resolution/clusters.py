"""Clusters: tellings joined to events, the likeliest pairs first, as far as nothing forbids it.

Tellings that are alike in all that is compared, one a document, are a unit: it is compared once, however many
documents tell the event. What people have judged comes before all scores.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from greffier.ingest.resolution.blocks import Key, block_keys
from greffier.ingest.resolution.comparison import SAME_EVENT, Comparison, compare, find_veto
from greffier.ingest.resolution.judged import Judged
from greffier.ingest.resolution.tellings import Profile, Telling
from greffier.ingest.resolution.ties import Ties

_ALONE: Final = (1.0, "no other telling is the same event")


@dataclass(slots=True, eq=False)
class Cluster:
    """Hold tellings that are one event; `why` gives the best score and its reasons, by telling."""

    members: list[Telling] = field(default_factory=list)
    why: dict[str, tuple[float, str]] = field(default_factory=dict)
    judged: bool = False
    _documents: set[str] = field(default_factory=set)
    _profiles: dict[Profile, None] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _apart: set[str] = field(default_factory=set)

    def add(self, telling: Telling, apart: Iterable[str]) -> None:
        """Take in a telling; `apart` are the tellings that it is judged to differ from."""
        self.members.append(telling)
        self._documents.add(telling.document)
        self._profiles.setdefault(telling.profile)
        self._ids.add(telling.id)
        self._apart.update(apart)

    def take(self, other: Cluster) -> None:
        """Take in all of another cluster."""
        self.members += other.members
        self._documents |= other._documents
        self._profiles |= other._profiles
        self._ids |= other._ids
        self._apart |= other._apart
        self.judged |= other.judged
        for name, told in other.why.items():
            self.why.setdefault(name, told)

    def shares(self, telling: Telling) -> bool:
        """Return whether a telling of the same document is in it."""
        return telling.document in self._documents

    def find_veto(self, other: Cluster) -> str | None:
        """Return why two clusters cannot be one event, or None."""
        if self._apart & other._ids:
            return "judged to be different"
        small, large = sorted((self._documents, other._documents), key=len)
        if any(document in large for document in small):
            return "one document tells them apart"
        return next(
            (veto for a in self._profiles for b in other._profiles if a != b and (veto := find_veto(a, b))),
            None,
        )

    def explain(self, score: float, why: str) -> None:
        """Give this reason to the tellings that have none."""
        for telling in self.members:
            self.why.setdefault(telling.id, (score, why))


@dataclass(slots=True, eq=False)
class _Unit:
    """Hold the clusters that tellings of one profile are in: one, or more where a document tells two of them."""

    profile: Profile
    ties: Ties
    order: tuple[str, str, int, str]
    own: float  # the score of two of its tellings
    size: int
    clusters: list[Cluster] = field(default_factory=list)


def cluster(ordered: Sequence[Telling], ties: Mapping[str, Ties], judged: Judged) -> list[Cluster]:
    """Return the events that these tellings are; `ordered` by `Telling.order`, `ties` by telling."""
    home: dict[str, Cluster] = {}
    units = _units(ordered, ties, judged, home)
    for comparison, one, other in _likely_pairs(units):
        for a, b in itertools.product(list(one.clusters), list(other.clusters)):
            first, second = home[a.members[0].id], home[b.members[0].id]
            if first is not second:
                _join(first, second, other, comparison, home, judged)
    return list(dict.fromkeys(home[telling.id] for telling in ordered))


def explanation(found: Cluster, telling: Telling) -> tuple[float, str]:
    """Return the score and the reasons with which a telling is in its cluster."""
    return found.why.get(telling.id, _ALONE)


def _units(
    ordered: Sequence[Telling], ties: Mapping[str, Ties], judged: Judged, home: dict[str, Cluster]
) -> list[_Unit]:
    units: list[_Unit] = []
    grouped: dict[tuple[Profile, Ties, int], list[Telling]] = defaultdict(list)
    told: dict[tuple[Profile, Ties, str], int] = defaultdict(int)
    for telling in ordered:
        tied = ties.get(telling.id, frozenset())
        if telling.id in judged.apart or telling.id in judged.group:
            continue
        lane = told[telling.profile, tied, telling.document]
        told[telling.profile, tied, telling.document] += 1
        grouped[telling.profile, tied, lane].append(telling)

    def add(profile: Profile, tied: Ties, members: Iterable[Telling], found: Cluster, own: Comparison) -> None:
        members = list(members)
        for telling in members:
            found.add(telling, judged.apart.get(telling.id, ()))
            home[telling.id] = found
        units.append(_Unit(profile, tied, members[0].order, own.score, len(members), [found]))

    for (profile, tied, _), members in grouped.items():
        own = compare(profile, profile, tied)
        if own.score >= SAME_EVENT and profile.parties:
            found = Cluster()
            add(profile, tied, members, found, own)
            if len(members) > 1:
                found.explain(own.score, own.why)
        else:
            for telling in members:
                add(profile, tied, [telling], Cluster(), Comparison())
    joined: dict[str, Cluster] = {}
    for telling in ordered:
        if telling.id in judged.apart or telling.id in judged.group:
            group = judged.group.get(telling.id, telling.id)
            found = joined.setdefault(group, Cluster(judged=telling.id in judged.group))
            add(telling.profile, ties.get(telling.id, frozenset()), [telling], found, Comparison())
    for found in joined.values():
        if found.judged and len(found.members) > 1:
            found.explain(1.0, "judged to be the same")
    return units


def _likely_pairs(units: list[_Unit]) -> list[tuple[Comparison, _Unit, _Unit]]:
    """Return the pairs that score as one event, the likeliest first; of equals, the first published."""
    likely: dict[tuple[int, int], Comparison] = {}
    for pair in _pairs_of_blocks(units):
        one, other = units[pair[0]], units[pair[1]]
        comparison = compare(one.profile, other.profile, one.ties & other.ties)
        if comparison.score >= SAME_EVENT:
            likely[pair] = comparison
    ranked: list[tuple[Comparison, _Unit, _Unit]] = []
    for (a, b), comparison in likely.items():
        one, other = sorted((units[a], units[b]), key=lambda u: u.order)
        ranked.append((comparison, one, other))
    return sorted(ranked, key=lambda p: (-p[0].score, p[1].order, p[2].order))


def _pairs_of_blocks(units: list[_Unit]) -> Iterator[tuple[int, int]]:
    """Yield the places of the units that share a key which one of them seeks, each pair once."""
    seeking: dict[Key, list[int]] = defaultdict(list)
    sought: dict[Key, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        for key, seeks in block_keys(unit.profile, unit.ties):
            (seeking if seeks else sought)[key].append(place)
    seen: set[tuple[int, int]] = set()
    for key, members in seeking.items():
        others = itertools.product(members, sought.get(key, ()))
        for one, other in itertools.chain(itertools.combinations(members, 2), others):
            pair = (one, other) if one < other else (other, one)
            if one != other and pair not in seen:
                seen.add(pair)
                yield pair


def _join(
    first: Cluster, second: Cluster, unit: _Unit, comparison: Comparison, home: dict[str, Cluster], judged: Judged
) -> None:
    """Make two clusters one where nothing forbids it.

    Where documents tell both, and the second is a single unit whose tellings are less like one another than
    they are like the first, the tellings of other documents go over and those of these documents stay.
    """
    if first.find_veto(second) is None:
        large, small = (first, second) if len(first.members) >= len(second.members) else (second, first)
    else:
        moved = _movable(first, second, unit, comparison)
        if not moved:
            return
        small = Cluster()
        for telling in moved:
            small.add(telling, judged.apart.get(telling.id, ()))
        if first.find_veto(small) is not None:
            return
        rest = Cluster()
        for telling in second.members:
            if telling not in moved:
                rest.add(telling, judged.apart.get(telling.id, ()))
                home[telling.id] = rest
        unit.clusters = [rest, small]
        large = first
    for found in (large, small):
        found.explain(comparison.score, comparison.why)
    for telling in small.members:
        home[telling.id] = large
    large.take(small)


def _movable(first: Cluster, second: Cluster, unit: _Unit, comparison: Comparison) -> list[Telling]:
    alone = unit.clusters == [second] and len(second.members) == unit.size and not second.judged
    if not alone or comparison.score <= unit.own:
        return []
    return [t for t in second.members if not first.shares(t)]
