"""Reasons: why occurrences are one thing, or two things are not one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from greffier.graph.judgements import Judgement, read_judgements
from greffier.graph.model import EVENTS
from greffier.graph.store import Row, Store
from greffier.ingest.names import key_of
from greffier.ingest.resolution.clusters import Cluster
from greffier.ingest.resolution.comparison import SAME_EVENT, Comparison, compare
from greffier.ingest.resolution.judged import weigh
from greffier.ingest.resolution.reach import read_stored
from greffier.ingest.resolution.tellings import Telling
from greffier.ingest.resolution.ties import Tie, TieKind


@dataclass(frozen=True, slots=True)
class Membership:
    """Say why an occurrence is the thing that it is: the score (0 to 1), the reasons, who decided and when."""

    occurrence: str
    thing: str
    name: str
    document: str
    title: str
    published: str | None
    quote: str
    score: float
    why: str
    by: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Say why two things are not one.

    `parts` is what speaks for one, as (what it adds, why), of the two tellings that are most alike; `needed` the
    sum from which they would be one; `why` what forbids it, or that it is not enough.
    """

    one: str
    other: str
    why: str
    parts: tuple[tuple[float, str], ...] = ()
    needed: float | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def score(self) -> float:
        """Return the sum of the parts."""
        return Comparison(self.parts).score


def memberships(store: Store, family: str, thing: str) -> tuple[Membership, ...]:
    """Return why each occurrence of a thing is it, by date of publication."""
    rows = store.read(
        f"MATCH (t:{family} {{id: $id}})<-[r:IS]-(o:Occurrence)-[:IN]->(d:Document) RETURN o.id AS occurrence, "
        "t.id AS thing, o.name AS name, d.id AS document, d.title AS title, d.published AS published, "
        "o.quote AS quote, r.score AS score, r.why AS why, r.by AS by, r.at AS at",
        {"id": thing},
    )
    found = [Membership(**row) for row in rows]
    return tuple(sorted(found, key=lambda m: (m.published or "9999", m.document, m.occurrence)))


def tell_apart(store: Store, family: str, one: str, other: str) -> Difference:
    """Return why two things of one family are not one."""
    judgements = _judgements_about(store, family, one, other)
    if family in EVENTS:
        return _tell_events_apart(store, family, one, other, judgements)
    names = [_names(store, family, thing) for thing in (one, other)]
    known = [row["gazetteer"] for row in names]
    if all(known):
        why = "the gazetteer has them as two"
    else:
        first, second = (" / ".join(sorted({str(key_of(n)) for n in row["names"]})) for row in names)
        why = f"their names have other words: {first} and {second}" if first != second else "they stand for two places"
    return Difference(one, other, why, judgements=judgements)


def _names(store: Store, family: str, thing: str) -> Row:
    (row,) = store.read(
        f"MATCH (t:{family} {{id: $id}}) RETURN t.names AS names, t.gazetteer AS gazetteer", {"id": thing}
    )
    return row


def _judgements_about(store: Store, family: str, one: str, other: str) -> tuple[Judgement, ...]:
    """Return the judgements that have something of both things."""
    rows = store.read(
        f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(o:Occurrence) RETURN id, o.id AS occurrence",
        {"ids": [one, other]},
    )
    sides = [{thing, *(row["occurrence"] for row in rows if row["id"] == thing)} for thing in (one, other)]
    return tuple(j for j in read_judgements(store) if all(j.items & side for side in sides))


def _tell_events_apart(
    store: Store, family: str, one: str, other: str, judgements: tuple[Judgement, ...]
) -> Difference:
    held = read_stored(store, (one, other))
    events = _tied_to(store, family, one) & _tied_to(store, family, other)
    ties = [Tie(TieKind.CONCERN, event) for event in events]
    compared = closest(held[one].tellings, held[other].tellings, ties)
    needed = SAME_EVENT
    if compared.veto:
        return Difference(one, other, compared.veto, (), needed, judgements)
    if compared.score < SAME_EVENT:
        return Difference(one, other, "too little speaks for it", compared.parts, needed, judgements)
    judged = weigh(read_judgements(store))
    clusters = []
    for thing in (one, other):
        cluster = Cluster()
        for telling in held[thing].tellings:
            cluster.add(telling, judged.apart.get(telling.id, ()))
        clusters.append(cluster)
    why = clusters[0].find_veto(clusters[1]) or "each is more like others"
    return Difference(one, other, why, compared.parts, needed, judgements)


def closest(one: Iterable[Telling], other: Iterable[Telling], shared: Collection[Tie] = ()) -> Comparison:
    """Return the comparison of the two tellings that are most alike; `shared` are ties that they have."""
    others = list(dict.fromkeys(t.profile for t in other))
    pairs = [compare(a, b, shared) for a in dict.fromkeys(t.profile for t in one) for b in others]
    return max(pairs, key=lambda c: (c.score, c.why))


def _tied_to(store: Store, family: str, thing: str) -> set[str]:
    """Return the actions about an incident, or the incidents of an action."""
    pattern = "(:Incident {id: $id})<-[:CONCERNS]-(x:Action)"
    if family == "Action":
        pattern = "(:Action {id: $id})-[:CONCERNS]->(x:Incident)"
    return {row["id"] for row in store.read(f"MATCH {pattern} RETURN x.id AS id", {"id": thing})}
