"""Reviewing: what is uncertain about which things are one, for a person to decide, the most useful first.

It asks about things that may be one, and about tellings that little more than the least was enough to join. What
is useful depends on how near a pair is to being decided either way, and on how many documents hang on it.
Pairs that were judged, be it as unsure, are not asked again.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from greffier.graph.judgements import read_judgements
from greffier.graph.model import EVENTS, model
from greffier.graph.store import Row, Store
from greffier.ingest.resolution.comparison import NEAR, RELATED_KINDS, SAME_EVENT
from greffier.ingest.resolution.like_names import find_like_names
from greffier.ingest.resolution.reach import read_stored
from greffier.ingest.resolution.reasons import closest

ASKED: Final = 0.4  # score from which a pair of events is worth a look
SURE: Final = 0.75  # score from which tellings that were joined are not asked about
EVEN: Final = 0.5  # the score of a pair of names of which nothing more can be said
COMPARED: Final = 2000  # pairs of events, and events, those of most documents, that are compared
_PARTIES: Final = {"Incident": "AFFECTED", "Action": "ADDRESSED_TO"}


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one thing of a pair, with the words of the document that first tells of it; or one telling."""

    id: str
    name: str
    documents: int
    quote: str
    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Hold two things that may be one: how much speaks for it (0 to 1), what, and how useful an answer is.

    `joined` is the event that both are now, where they are tellings (the ids are those of occurrences) that may be
    of two; None where they are two things.
    """

    family: str
    one: Side
    other: Side
    score: float
    why: str
    use: float
    joined: str | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    family: str
    one: str
    other: str
    score: float
    why: str
    documents: int
    joined: str | None = None

    @property
    def use(self) -> float:
        top = SAME_EVENT if self.family in EVENTS else EVEN
        return round((1 - abs(self.score - top)) * math.log2(1 + self.documents), 3)


def find_doubts(store: Store, limit: int | None = None) -> list[Doubt]:
    """Return the pairs that may be one or may be two, the most useful first; at most `limit`."""
    judged = {j.items for j in read_judgements(store)}
    found: list[_Pair] = []
    for family in ("Organization", "Law"):
        found += (
            _Pair(family, one["id"], other["id"], EVEN, why, one["documents"] + other["documents"])
            for one, other, why in find_like_names(store, family)
        )
    for family in EVENTS:
        found += _like_events(store, family)
        found += _weakly_joined(store, family)
    doubts: list[Doubt] = []
    for pair in sorted(found, key=lambda p: (-p.use, p.one, p.other)):
        if limit is not None and len(doubts) == limit:
            break
        if not _is_judged(store, pair, judged):
            one, other = _side(store, pair, pair.one), _side(store, pair, pair.other)
            doubts.append(Doubt(pair.family, one, other, pair.score, pair.why, pair.use, pair.joined))
    return doubts


def is_open(store: Store, doubt: Doubt) -> bool:
    """Return whether a pair is still what it was when it was found, after what was decided since."""
    pair = {doubt.one.id, doubt.other.id}
    if doubt.joined is None:
        rows = store.read(f"UNWIND $ids AS id MATCH (t:{doubt.family} {{id: id}}) RETURN t.id AS id", {"ids": [*pair]})
        return len(rows) == len(pair)
    rows = store.read(
        f"UNWIND $ids AS id MATCH (o:Occurrence {{id: id}})-[r:IS]->(t:{doubt.family}) RETURN t.id AS id, r.at AS at",
        {"ids": [*pair]},
    )
    return len(rows) == len(pair) and len({row["id"] for row in rows}) == 1


def _is_judged(store: Store, pair: _Pair, judged: Iterable[frozenset[str]]) -> bool:
    sides = [{thing} for thing in (pair.one, pair.other)]
    if pair.family in EVENTS and pair.joined is None:
        for side, thing in zip(sides, (pair.one, pair.other), strict=True):
            rows = store.read(
                f"MATCH (:{pair.family} {{id: $id}})<-[:IS]-(o:Occurrence) RETURN o.id AS id", {"id": thing}
            )
            side |= {row["id"] for row in rows}
    return any(all(items & side for side in sides) for items in judged)


def _side(store: Store, pair: _Pair, name: str) -> Side:
    told = f"(t:{pair.family} {{id: $id}})<-[:IS]-(o:Occurrence)"
    if pair.joined is not None:
        told = f"(t:{pair.family})<-[:IS]-(o:Occurrence {{id: $id}})"
    rows = store.read(
        f"MATCH {told}-[:IN]->(d:Document) RETURN t.name AS name, "
        "t.documents AS documents, o.quote AS quote, o.id AS occurrence, d.title AS title, d.published AS published",
        {"id": name},
    )
    first = min(rows, key=lambda r: (r["published"] or "9999", r["occurrence"]))
    documents = first["documents"] if pair.joined is None else 1
    return Side(name, first["name"], documents, first["quote"], first["title"], first["published"])


def _like_events(store: Store, family: str) -> Iterator[_Pair]:
    """Yield pairs of events that have a party in common and about which little more is told."""
    rows = store.read(
        f"MATCH (e:{family})-[:{_PARTIES[family]}]->(p:Organization) RETURN p.id AS party, e.id AS id, "
        "labels(e) AS labels, e.earliest AS earliest, e.latest AS latest, e.documents AS documents ORDER BY party, id"
    )
    pairs: dict[tuple[str, str], int] = {}
    for _, members in itertools.groupby(rows, key=lambda r: r["party"]):
        for one, other in _near_in_time(list(members), family):
            pairs[one["id"], other["id"]] = one["documents"] + other["documents"]
    most = sorted(pairs, key=lambda p: (-pairs[p], p))[:COMPARED]
    held = read_stored(store, {thing for pair in most for thing in pair})
    for first, second in most:
        documents = [{t.document for t in held[thing].tellings} for thing in (first, second)]
        if documents[0] & documents[1]:
            continue  # a document tells them apart
        found = closest(held[first].tellings, held[second].tellings)
        if not found.veto and found.score >= ASKED:
            yield _Pair(family, first, second, found.score, found.why, pairs[first, second])


def _weakly_joined(store: Store, family: str) -> Iterator[_Pair]:
    """Yield tellings that were joined to an event by little, each with the telling of it that is most like it."""
    rows = store.read(
        f"MATCH (o:Occurrence)-[r:IS]->(e:{family}) WHERE r.score < $sure AND r.at IS NULL "
        "RETURN o.id AS telling, r.score AS score, r.why AS why, e.id AS event, e.documents AS documents "
        "ORDER BY event, telling",
        {"sure": SURE},
    )
    weak: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        weak[row["event"]].append(row)
    most = sorted(weak, key=lambda event: (-weak[event][0]["documents"], event))[:COMPARED]
    held = read_stored(store, most)
    for event in most:
        by_id = {t.id: t for t in sorted(held[event].tellings, key=lambda t: t.order)}
        seen: set[frozenset[str]] = set()
        for row in weak[event]:
            told = by_id[row["telling"]]
            others = [t for t in by_id.values() if t is not told]
            nearest = max(others, key=lambda t: closest([told], [t]).score)
            pair = frozenset((told.id, nearest.id))
            if pair not in seen:
                seen.add(pair)
                first, second = sorted((told, nearest), key=lambda t: t.order)
                yield _Pair(family, first.id, second.id, row["score"], row["why"], row["documents"], event)


def _near_in_time(members: list[Row], family: str) -> Iterator[tuple[Row, Row]]:
    """Yield the pairs, in order of id, that are of one or related kinds and not of times that lie apart."""
    slack = timedelta(days=NEAR)
    undated = [m for m in members if m["earliest"] is None]
    dated = sorted((m for m in members if m["earliest"] is not None), key=lambda m: (m["earliest"], m["id"]))
    open_: list[Row] = []
    for member in dated:
        open_ = [o for o in open_ if _day(o["latest"]) + slack >= _day(member["earliest"])]
        for other in (*open_, *undated):
            if _related(member, other, family):
                yield (member, other) if member["id"] < other["id"] else (other, member)
        open_.append(member)
    for one, other in itertools.combinations(undated, 2):
        if _related(one, other, family):
            yield one, other


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _related(one: Row, other: Row, family: str) -> bool:
    kinds = {model().kind_among(row["labels"], family) for row in (one, other)}
    return len(kinds) == 1 or any(kinds <= related for related in RELATED_KINDS)
