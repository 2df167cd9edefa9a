"""The projection: the things and relations that researchers ask about, rebuilt from what documents say.

Occurrences and claims are the record; a thing's properties and the relations between things follow
from them and from which occurrence is which thing, and from nothing else. So they can be thrown
away and made again at any time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from greffier.graph.changes import Edge, Node, PropertyValue
from greffier.graph.dates import date_bounds
from greffier.graph.identity import fold
from greffier.graph.model import EVENTS, model
from greffier.graph.occurrences import LocatedClaim, Occurrence, count_properties
from greffier.graph.records import Amount, AmountKind, Claim, Count, Status

# How firmly a status states something: the firmest one of several holds.
FIRMNESS = {Status.ASSERTED: 3, Status.ALLEGED: 2, Status.HYPOTHETICAL: 1, Status.DENIED: 0}
# Among kinds that as many documents give, the more telling one holds.
TELLING = (
    ("Regulator", "Insurer", "Bank", "Federation", "Institution", "Company")
    + ("Ransomware", "DataBreach", "Cyberattack", "Outage", "Fraud", "ControlFailure")
    + (
        "Fine",
        "Penalty",
        "Settlement",
        "Order",
        "Undertaking",
        "Recommendation",
        "Lawsuit",
        "Investigation",
        "Other",
    )
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold what a projection is made from.

    `things` gives the thing of each occurrence (of the objects of claims, too), `published` the date
    of each document. What is projected depends on the set alone, not on its order.
    """

    occurrences: tuple[Occurrence, ...]
    claims: tuple[LocatedClaim, ...]
    things: Mapping[str, str]
    published: Mapping[str, str | None]


def project(evidence: Evidence) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the things of these occurrences, and the relations that these claims make."""
    by_thing: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in evidence.occurrences:
        by_thing[evidence.things[occurrence.id]].append(occurrence)
    by_subject: dict[str, list[LocatedClaim]] = defaultdict(list)
    for located in evidence.claims:
        by_subject[evidence.things[located.claim.subject]].append(located)
    nodes = [
        _event_node(thing, members, by_subject[thing], evidence.published)
        if members[0].family in EVENTS
        else _named_node(thing, members)
        for thing, members in sorted(by_thing.items())
    ]
    return tuple(nodes), project_relations(evidence)


def project_relations(evidence: Evidence) -> tuple[Edge, ...]:
    """Return one relation for all claims that say the same of the same two things."""
    groups: dict[tuple[str, str, str], list[LocatedClaim]] = defaultdict(list)
    for located in evidence.claims:
        claim = located.claim
        relation = model().predicates[claim.predicate].relation
        if relation and claim.object:
            subject, object_ = evidence.things[claim.subject], evidence.things[claim.object]
            if subject != object_:
                groups[claim.predicate, subject, object_].append(located)
    edges = []
    for (predicate, subject, object_), members in sorted(groups.items()):
        rule = model().predicates[predicate]
        ends = ((rule.subject, subject), (rule.object or "", object_))
        start, end = ends[::-1] if rule.inverse else ends
        edges.append(Edge(rule.relation or "", *start, *end, _summary(members, evidence.published)))
    return tuple(edges)


def _summary(claims: Iterable[LocatedClaim], published: Mapping[str, str | None]) -> dict[str, PropertyValue]:
    members = list(claims)
    days = sorted(d for d in {published.get(c.document) for c in members} if d)
    return {
        "claims": len(members),
        "documents": len({c.document for c in members}),
        "confidence": max(c.claim.confidence for c in members),
        "status": _firmest(c.claim.status for c in members),
        "first": date.fromisoformat(days[0]) if days else None,
        "last": date.fromisoformat(days[-1]) if days else None,
    }


def _firmest(statuses: Iterable[Status]) -> str:
    return max(statuses, key=FIRMNESS.__getitem__).value


def _named_node(thing: str, members: list[Occurrence]) -> Node:
    """Return an organisation or a law; its name is the gazetteer's, else what most documents call it."""
    family = members[0].family
    per_document = {(o.document, o.name) for o in members}
    tally = Counter(name for _, name in per_document)
    name = min(tally, key=lambda n: (-tally[n], -len(n), n))
    forms = sorted({name, *(o.name for o in members), *(m.text for o in members for m in o.mentions)})
    jurisdictions = Counter(o.jurisdiction for o in members if o.jurisdiction)
    properties: dict[str, PropertyValue] = {
        "name": name,
        "names": forms,
        "search": fold(" ".join(forms)),
        "jurisdiction": min(jurisdictions, key=lambda j: (-jurisdictions[j], j)) if jurisdictions else None,
        "gazetteer": min((o.known_as for o in members if o.known_as), default=None),
        "unresolved": sorted({c for o in members for c in o.candidates}),
        "documents": len({o.document for o in members}),
    }
    kinds = model().families[family].kinds
    return Node(family, thing, _most_told(o.kind for o in members) if kinds else None, properties)


def _event_node(
    thing: str, members: list[Occurrence], claims: list[LocatedClaim], published: Mapping[str, str | None]
) -> Node:
    """Return an incident or an action; its name is made of its own properties only."""
    family = members[0].family
    kind = _most_told(o.kind for o in members)
    in_order = sorted(claims, key=lambda c: (published.get(c.document) or "9999", c.document, c.claim.evidence, c.id))
    when = _best_date(in_order, "date")
    shown = [kind]
    properties: dict[str, PropertyValue] = {
        "status": _firmest(o.status for o in members),
        "confidence": max(o.confidence for o in members),
        "documents": len({o.document for o in members}),
        **_dated("date", when),
    }
    if family == "Incident":
        announced = _best_date(in_order, "announced")
        properties |= _dated("announced", announced)
        properties |= count_properties(_best_count(claims, published))
        if announced and not when:
            when = f"announced {announced}"
    else:
        for amount_kind in AmountKind:
            amount = _best_amount(in_order, amount_kind)
            properties |= {
                amount_kind.value: float(amount.value) if amount else None,
                f"{amount_kind.value}_currency": amount.currency if amount else None,
                f"{amount_kind.value}_per": amount.per if amount else None,
            }
            if amount and amount_kind is AmountKind.IMPOSED:
                shown.append(f"{amount.value:,.0f} {amount.currency}")
    properties["name"] = " · ".join([*shown, when] if when else shown)
    return Node(family, thing, kind, properties)


def _most_told(kinds: Iterable[str]) -> str:
    tally = Counter(kinds)
    return min(tally, key=lambda k: (-tally[k], TELLING.index(k)))


def _dated(name: str, value: str | None) -> dict[str, PropertyValue]:
    first, last = date_bounds(value) if value else (None, None)
    return {name: value, f"{name}_from": first, f"{name}_to": last}


def _best_date(claims: Collection[LocatedClaim], predicate: str) -> str | None:
    """Return the date that is stated most firmly, then most precisely, then in most documents.

    Of several dates that one document states for an event, the one that it ranks first counts.
    """
    likeliest: dict[str, LocatedClaim] = {}
    for located in sorted(claims, key=lambda c: c.rank):
        if located.claim.predicate == predicate and isinstance(located.claim.value, str):
            likeliest.setdefault(located.claim.subject, located)
    stated = [c for c in claims if likeliest.get(c.claim.subject) is c]
    if not stated:
        return None
    documents = Counter(value for _, value in {(c.document, str(c.claim.value)) for c in stated})
    best = max(
        stated,
        key=lambda c: (FIRMNESS[c.claim.status], len(str(c.claim.value)), documents[str(c.claim.value)]),
    )
    return str(best.claim.value)


def _best_amount(claims: Iterable[LocatedClaim], kind: AmountKind) -> Amount | None:
    """Return the sum that is stated most firmly and in most documents; the first told, where equal."""
    stated: list[tuple[Claim, Amount]] = [
        (c.claim, c.claim.value)
        for c in claims
        if isinstance(c.claim.value, Amount) and c.claim.value.kind is kind and c.claim.status is not Status.DENIED
    ]
    if not stated:
        return None
    tally = Counter(amount for _, amount in stated)
    return max(stated, key=lambda s: (FIRMNESS[s[0].status], tally[s[1]]))[1]


def _best_count(claims: Iterable[LocatedClaim], published: Mapping[str, str | None]) -> Count | None:
    """Return the number that is stated most firmly; of those one of persons, of those the last published.

    Of several that one document states, the one that it ranks first counts. What is denied counts never.
    """
    stated = [
        (c, c.claim.value) for c in claims if isinstance(c.claim.value, Count) and c.claim.status is not Status.DENIED
    ]
    if not stated:
        return None

    def firmness(one: tuple[LocatedClaim, Count]) -> tuple[int, bool, str, str, int]:
        located, count = one
        day = published.get(located.document) or ""
        return FIRMNESS[located.claim.status], count.counted.of_persons, day, located.document, -located.rank

    return max(stated, key=firmness)[1]
