"""Reviewing: the pairs of things that may be one, for a person to decide, the most useful first.

What is useful depends on how near a pair is to being decided either way, and on how many documents hang on it.
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
from greffier.ingest.names import Key, key_of
from greffier.ingest.reasons import closest
from greffier.ingest.resolution.comparison import NEAR, RELATED_KINDS, SAME_EVENT
from greffier.ingest.resolution.reach import read_stored

ASKED: Final = 0.4  # score from which a pair of events is worth a look
NEAR_SPELLING: Final = 90.0  # likeness of two names, 0 to 100
EVEN: Final = 0.5  # the score of a pair of names of which nothing more can be said
COMPARED: Final = 2000  # pairs of events, those of most documents, that are compared
_PARTIES: Final = {"Incident": "AFFECTED", "Action": "ADDRESSED_TO"}
_INITIALS: Final = range(2, 9)


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one thing of a pair, with the words of the document that first tells of it."""

    id: str
    name: str
    documents: int
    quote: str
    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Hold two things that may be one: how much speaks for it (0 to 1), what, and how useful an answer is."""

    family: str
    one: Side
    other: Side
    score: float
    why: str
    use: float


@dataclass(frozen=True, slots=True)
class _Pair:
    one: str
    other: str
    score: float
    why: str
    documents: int

    @property
    def use(self) -> float:
        top = SAME_EVENT if self.one.split("/", 1)[0] in ("incident", "action") else EVEN
        return round((1 - abs(self.score - top)) * math.log2(1 + self.documents), 3)


def find_doubts(store: Store, limit: int | None = None) -> list[Doubt]:
    """Return the pairs of things that may be one, the most useful first; at most `limit`."""
    judged = {j.items for j in read_judgements(store)}
    found: list[tuple[str, _Pair]] = []
    for family in ("Organization", "Law"):
        found += ((family, pair) for pair in _like_names(store, family))
    for family in EVENTS:
        found += ((family, pair) for pair in _like_events(store, family))
    ranked = sorted(found, key=lambda f: (-f[1].use, f[1].one, f[1].other))
    doubts: list[Doubt] = []
    for family, pair in ranked:
        if limit is not None and len(doubts) == limit:
            break
        if not _is_judged(store, family, pair, judged):
            one, other = _side(store, family, pair.one), _side(store, family, pair.other)
            doubts.append(Doubt(family, one, other, pair.score, pair.why, pair.use))
    return doubts


def _is_judged(store: Store, family: str, pair: _Pair, judged: Iterable[frozenset[str]]) -> bool:
    sides = [{thing} for thing in (pair.one, pair.other)]
    if family in EVENTS:
        for side, thing in zip(sides, (pair.one, pair.other), strict=True):
            rows = store.read(f"MATCH (:{family} {{id: $id}})<-[:IS]-(o:Occurrence) RETURN o.id AS id", {"id": thing})
            side |= {row["id"] for row in rows}
    return any(all(items & side for side in sides) for items in judged)


def _side(store: Store, family: str, thing: str) -> Side:
    rows = store.read(
        f"MATCH (t:{family} {{id: $id}})<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) RETURN t.name AS name, "
        "t.documents AS documents, o.quote AS quote, o.id AS occurrence, d.title AS title, d.published AS published",
        {"id": thing},
    )
    first = min(rows, key=lambda r: (r["published"] or "9999", r["occurrence"]))
    return Side(thing, first["name"], first["documents"], first["quote"], first["title"], first["published"])


def _like_names(store: Store, family: str) -> Iterator[_Pair]:
    """Yield pairs of bodies whose names may be those of one."""
    rows = store.read(
        f"MATCH (t:{family}) RETURN t.id AS id, t.name AS name, t.names AS names, t.gazetteer AS gazetteer, "
        "t.unresolved AS unresolved, t.documents AS documents, t.jurisdiction AS jurisdiction ORDER BY id"
    )
    by_id = {row["id"]: row for row in rows}
    seen: set[tuple[str, str]] = set()
    every = itertools.chain(
        _unresolved(rows, by_id), _acronyms(rows), _shorter(rows), _same_without_place(rows), _near_spellings(rows)
    )
    for one, other, score, why in every:
        pair = (min(one["id"], other["id"]), max(one["id"], other["id"]))
        both_known = one["gazetteer"] and other["gazetteer"]
        if pair in seen or pair[0] == pair[1] or both_known:
            continue
        seen.add(pair)
        yield _Pair(*pair, score, why, one["documents"] + other["documents"])


_Likeness = tuple[Row, Row, float, str]


def _unresolved(rows: Iterable[Row], by_id: dict[str, Row]) -> Iterator[_Likeness]:
    for row in rows:
        for candidate in row["unresolved"] or ():
            if candidate in by_id:
                yield row, by_id[candidate], EVEN, "the documents do not tell which body of this name is meant"


def _acronyms(rows: Iterable[Row]) -> Iterator[_Likeness]:
    spelt: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in row["names"]:
            if " " not in name and name.isupper() and len(name) in _INITIALS:
                spelt[name].append(row)
    if not spelt:
        return
    for row in rows:
        for name in row["names"]:
            for initials in {
                "".join(w[0] for w in name.split()),
                "".join(w[0] for w in name.split() if w[0].isupper()),
            }:
                for short in spelt.get(initials.upper(), ()):
                    yield short, row, EVEN, f"{initials.upper()} may be the initials of {name}"


def _shorter(rows: Iterable[Row]) -> Iterator[_Likeness]:
    """Yield names of which one has all own words of the other, and common words beside."""
    by_own: dict[tuple[str, ...], list[tuple[Key, Row]]] = defaultdict(list)
    for row in rows:
        key = key_of(row["name"])
        if key.own:
            by_own[tuple(sorted(key.own))].append((key, row))
    for members in by_own.values():
        for (one, row), (other, more) in itertools.combinations(members, 2):
            if set(one.common) <= set(other.common) or set(other.common) <= set(one.common):
                yield row, more, EVEN, f"{row['name']} and {more['name']} share the words that tell who is meant"


def _same_without_place(rows: Iterable[Row]) -> Iterator[_Likeness]:
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[str(key_of(row["name"]))].append(row)
    for members in by_key.values():
        for one, other in itertools.combinations(members, 2):
            if not (one["jurisdiction"] and other["jurisdiction"]) or one["jurisdiction"] == other["jurisdiction"]:
                yield one, other, EVEN, "one name, and no place tells whether they are two bodies"


def _near_spellings(rows: list[Row]) -> Iterator[_Likeness]:
    from rapidfuzz import fuzz, process

    keys = [str(key_of(row["name"])) for row in rows]
    for at in range(0, len(keys), 1000):
        likeness = process.cdist(keys[at : at + 1000], keys, scorer=fuzz.ratio, score_cutoff=NEAR_SPELLING)
        for i, j in zip(*likeness.nonzero(), strict=True):
            if at + i < j and keys[at + i] != keys[j]:
                one, other = rows[at + i], rows[j]
                yield one, other, EVEN, f"{one['name']} and {other['name']} are spelt much alike"


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
            yield _Pair(first, second, found.score, found.why, pairs[first, second])


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
