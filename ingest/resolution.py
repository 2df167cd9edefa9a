"""Resolution: which occurrences are the same thing. It reads occurrences and claims, alters neither.

An organisation or law is told by its gazetteer entry, else by its name. Events of different
documents are compared two by two where they have a party in common: first vetoes, then an additive
score, each part of it with its reason. The best pairs are joined first, as long as no member of the
one group is vetoed against a member of the other. The outcome depends on the set alone, not on the
order in which documents came.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from greffier.graph.dates import compatible, date_bounds
from greffier.graph.identity import event_id, name_key, named_thing_id
from greffier.graph.model import model
from greffier.graph.occurrences import LocatedClaim, Occurrence
from greffier.graph.records import Amount, AmountKind

SAME_EVENT = 0.65  # two tellings at or above this score are one event
NEAR = 60  # days within which a publication speaks of a recent event
DATE_SLACK = 10  # days by which two full dates of one action may differ
AMOUNT_SLACK = 0.02  # share by which two tellings of one sum may differ
RELATED_KINDS = (
    frozenset({"Cyberattack", "DataBreach", "Ransomware"}),
    frozenset({"Outage", "Cyberattack", "Ransomware"}),
    frozenset({"Fine", "Penalty"}),
    frozenset({"Fine", "Settlement"}),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Say that an occurrence is a thing: how sure (0 to 1), why, and who decided."""

    occurrence: str
    thing: str
    score: float
    why: str
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold what one document says of one event, as far as it helps to recognise it.

    `parties` are the things hit or addressed, or those that act where no other is named; `concerns`
    are the occurrences of the incidents that an action is about.
    """

    occurrence: Occurrence
    published: str | None
    parties: frozenset[str]
    issuers: frozenset[str]
    dates: tuple[str, ...]
    announced: tuple[str, ...]
    imposed: tuple[tuple[str, float], ...]
    exposure: tuple[tuple[str, float], ...]
    concerns: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Return where it stands among tellings: the first published first; no two stand alike."""
        occurrence = self.occurrence
        return (self.published or "9999", occurrence.document, occurrence.quote.start, occurrence.id)


def link_entities(occurrences: Iterable[Occurrence]) -> dict[str, Link]:
    """Return the thing that each organisation and law is, by occurrence; each is decided alone."""
    return {o.id: _link_entity(o) for o in occurrences if o.family in ("Organization", "Law")}


def _link_entity(occurrence: Occurrence) -> Link:
    if occurrence.known_as:
        return Link(occurrence.id, occurrence.known_as, occurrence.confidence, "recognised as a gazetteer entry")
    prefix = model().families[occurrence.family].prefix
    if occurrence.candidates:
        thing = named_thing_id(prefix, occurrence.name, "|".join(occurrence.candidates))
        why = f"one of {', '.join(occurrence.candidates)}: the document does not tell which"
        return Link(occurrence.id, thing, 0.5, why)
    scope = (occurrence.jurisdiction or "") if occurrence.family == "Law" else ""
    thing = named_thing_id(prefix, occurrence.name, scope)
    return Link(occurrence.id, thing, 0.9, f"named {name_key(occurrence.name)!r}")


def link_events(tellings: Iterable[Telling]) -> dict[str, Link]:
    """Return the event that each telling is, by occurrence.

    Actions are joined first by what they say themselves, then incidents, for which it counts that
    one action concerns them, then actions again, for which it counts that they concern one incident.
    """
    ordered = sorted(tellings, key=lambda t: t.order)
    actions = [t for t in ordered if t.occurrence.family == "Action"]
    incidents = [t for t in ordered if t.occurrence.family == "Incident"]
    first = _links(actions, {})
    punished: dict[str, set[str]] = defaultdict(set)
    for action in actions:
        for incident in action.concerns:
            punished[incident].add(first[action.occurrence.id].thing)
    found = _links(incidents, punished)
    about = {a.occurrence.id: {found[i].thing for i in a.concerns if i in found} for a in actions}
    return _links(actions, about) | found


def _links(ordered: list[Telling], context: Mapping[str, set[str]]) -> dict[str, Link]:
    """Return the event of each telling; `context` gives the events that it is tied to."""
    group = {t.occurrence.id: [t] for t in ordered}
    best: dict[str, tuple[float, str]] = {}
    for score, a, b, why in _scored_pairs(ordered, context):
        one, other = group[a.occurrence.id], group[b.occurrence.id]
        if one is other or any(_veto(x, y) for x in one for y in other):
            continue
        for telling in (a, b):
            best.setdefault(telling.occurrence.id, (score, why))
        one.extend(other)
        for telling in other:
            group[telling.occurrence.id] = one
    links = {}
    for telling in ordered:
        members = group[telling.occurrence.id]
        first = min(members, key=lambda t: t.order)
        score, why = best.get(telling.occurrence.id, (1.0, "no other telling is the same event"))
        links[telling.occurrence.id] = Link(telling.occurrence.id, _thing_of(first), round(score, 3), why)
    return links


def _thing_of(first: Telling) -> str:
    occurrence = first.occurrence
    parties = "-".join(sorted(p.split("/", 1)[1] for p in first.parties)[:2])
    when = (first.dates or first.announced or ("",))[0]
    return event_id(model().families[occurrence.family].prefix, occurrence.id, parties, occurrence.kind, when)


def _scored_pairs(ordered: list[Telling], context: Mapping[str, set[str]]) -> list[tuple[float, Telling, Telling, str]]:
    by_party: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in ordered:
        for party in telling.parties:
            by_party[telling.occurrence.family, party].append(telling)
    pairs = {}
    for members in by_party.values():
        for a, b in itertools.combinations(members, 2):
            key = (a.occurrence.id, b.occurrence.id)
            if key not in pairs and not _veto(a, b):
                tied = bool(context.get(key[0], set()) & context.get(key[1], set()))
                score, why = _score(a, b, tied)
                if score >= SAME_EVENT:
                    pairs[key] = (score, a, b, why)
    return sorted(pairs.values(), key=lambda p: (-p[0], p[1].order, p[2].order))


def _veto(a: Telling, b: Telling) -> str | None:
    """Return why two tellings cannot be one event, or None."""
    one, other = a.occurrence, b.occurrence
    if one.document == other.document:
        return "one document tells them apart"
    if one.family != other.family:
        return "an incident is no action"
    if one.kind != other.kind and not any({one.kind, other.kind} <= kinds for kinds in RELATED_KINDS):
        return f"{one.kind} is not {other.kind}"
    if a.issuers and b.issuers and not a.issuers & b.issuers:
        return "other authorities"
    if a.parties and b.parties and not a.parties & b.parties:
        return "other parties"
    slack = DATE_SLACK if one.family == "Action" else NEAR
    if a.dates and b.dates and _gap(a.dates, b.dates) > slack:
        return "other dates"
    if a.announced and b.announced and _gap(a.announced, b.announced) > NEAR:
        return "announced at other times"
    if a.imposed and b.imposed and not _same_sum(a.imposed, b.imposed):
        return "other sums"
    return None


def _score(a: Telling, b: Telling, tied: bool) -> tuple[float, str]:
    """Return how much speaks for one event, and what does; `tied` where both are tied to one other event."""
    parts: list[tuple[float, str]] = [(0.25, "same party")]
    parts.append((0.15, "same kind") if a.occurrence.kind == b.occurrence.kind else (0.05, "related kind"))
    if a.issuers & b.issuers:
        parts.append((0.1, "same authority"))
    if a.dates and b.dates:
        parts.append(_date_part(a.dates, b.dates, "date"))
    if a.announced and b.announced:
        parts.append(_date_part(a.announced, b.announced, "announcement"))
    if _same_sum(a.imposed, b.imposed):
        parts.append((0.35, "same sum imposed"))
    if _same_sum(a.exposure, b.exposure):
        parts.append((0.2, "same sum threatened"))
    if tied and a.occurrence.kind != "Other":
        incident = a.occurrence.family == "Incident"
        parts.append((0.3, "one action concerns both") if incident else (0.2, "about one incident"))
    if a.occurrence.family == "Incident" and _near(a, b):
        parts.append((0.1, "told at the same time") if a.dates and b.dates else (0.25, "told at the same time"))
    return min(sum(p for p, _ in parts), 1.0), ", ".join(reason for _, reason in parts)


def _date_part(one: tuple[str, ...], other: tuple[str, ...], what: str) -> tuple[float, str]:
    shared = [min(x, y, key=len) for x in one for y in other if compatible(x, y)]
    if not shared:
        return (0.05, f"near {what}")
    precision = max(len(x) for x in shared)
    return ({4: 0.2, 7: 0.3}.get(precision, 0.4), f"same {what} {max(shared, key=len)}")


def _gap(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return the fewest days between what the dates of one may mean and those of the other."""
    gaps = []
    for x, y in itertools.product(one, other):
        (x_from, x_to), (y_from, y_to) = date_bounds(x), date_bounds(y)
        gaps.append(max((y_from - x_to).days, (x_from - y_to).days, 0))
    return min(gaps)


def _near(a: Telling, b: Telling) -> bool:
    """Return whether two tellings, one of them undated, were made about one time."""
    when_a, when_b = (a.dates or a.announced, b.dates or b.announced)
    times_a = when_a or ((a.published,) if a.published else ())
    times_b = when_b or ((b.published,) if b.published else ())
    return bool(times_a and times_b) and _gap(times_a, times_b) <= NEAR


def _same_sum(one: tuple[tuple[str, float], ...], other: tuple[tuple[str, float], ...]) -> bool:
    return any(
        x_currency == y_currency and abs(x - y) <= AMOUNT_SLACK * max(x, y)
        for x_currency, x in one
        for y_currency, y in other
    )


def tellings(
    events: Iterable[Occurrence],
    claims: Iterable[LocatedClaim],
    things: Mapping[str, str],
    published: Mapping[str, str | None],
) -> tuple[Telling, ...]:
    """Return what each event's claims say of it; `things` gives the thing of an entity's occurrence."""
    about: dict[str, list[LocatedClaim]] = defaultdict(list)
    for located in claims:
        about[located.claim.subject].append(located)
    return tuple(_telling(e, about[e.id], things, published.get(e.document)) for e in events)


def _telling(
    event: Occurrence, claims: list[LocatedClaim], things: Mapping[str, str], published: str | None
) -> Telling:
    def objects(predicate: str) -> frozenset[str]:
        found = (c.claim.object for c in claims if c.claim.predicate == predicate and c.claim.object)
        return frozenset(things[o] for o in found)

    def dates(predicate: str) -> tuple[str, ...]:
        return tuple(
            sorted({c.claim.value for c in claims if c.claim.predicate == predicate and isinstance(c.claim.value, str)})
        )

    def sums(kind: AmountKind) -> tuple[tuple[str, float], ...]:
        found = {c.claim.value for c in claims if isinstance(c.claim.value, Amount) and c.claim.value.kind is kind}
        return tuple(sorted((a.currency, float(a.value)) for a in found))

    issuers = objects("issuer")
    parties = objects("affected") | objects("target") or issuers
    concerned = frozenset(c.claim.object for c in claims if c.claim.predicate == "concerns" and c.claim.object)
    return Telling(
        occurrence=event,
        published=published,
        parties=parties,
        issuers=issuers,
        dates=dates("date"),
        announced=dates("announced"),
        imposed=sums(AmountKind.IMPOSED),
        exposure=sums(AmountKind.EXPOSURE),
        concerns=concerned,
    )
