"""The projection: the things and relations that researchers ask about, rebuilt from what documents say.

Occurrences and claims are the record; a thing's properties and the relations between things follow
from them and from which occurrence is which thing, and from nothing else. So they can be thrown
away and made again at any time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from greffier.graph.changes import Edge, Node, PropertyValue
from greffier.graph.dates import date_bounds
from greffier.graph.identity import fold
from greffier.graph.model import EVENTS, model
from greffier.graph.occurrences import LocatedClaim, Occurrence, count_properties
from greffier.graph.records import Amount, AmountKind, Claim, Count, Outcome, Status
from greffier.graph.tallies import Tally, tally

# How firmly a status states something: the firmest one of several holds.
FIRMNESS = {Status.ASSERTED: 3, Status.ALLEGED: 2, Status.HYPOTHETICAL: 1, Status.DENIED: 0}
_FINAL = {outcome: place for place, outcome in enumerate(Outcome)}
# Among kinds that as many documents give, the more telling one holds.
TELLING = (
    ("Regulator", "Court", "Police", "Insurer", "Bank", "Federation", "Institution", "Company")
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
    of each document, `stories` the original of each that has copies or is one. What is
    projected depends on the set alone, not on its order.
    """

    occurrences: tuple[Occurrence, ...]
    claims: tuple[LocatedClaim, ...]
    things: Mapping[str, str]
    published: Mapping[str, str | None]
    stories: Mapping[str, str] = field(default_factory=dict)

    def original(self, document: str) -> str:
        """Return the document that counts for this one: copies of one text are one piece of evidence."""
        return self.stories.get(document, document)


def project(
    evidence: Evidence, counted: Mapping[str, Tally] | None = None
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Return the things of these occurrences, and the relations that these claims make.

    `counted` is what other documents say of organisations and laws; it is added to what the occurrences say.
    """
    bodies = tally((o for o in evidence.occurrences if o.family not in EVENTS), evidence.things, evidence.stories)
    for thing, more in (counted or {}).items():
        bodies.setdefault(thing, Tally(more.family)).add(more)
    by_thing: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in evidence.occurrences:
        if occurrence.family in EVENTS:
            by_thing[evidence.things[occurrence.id]].append(occurrence)
    by_subject: dict[str, list[LocatedClaim]] = defaultdict(list)
    for located in evidence.claims:
        by_subject[evidence.things[located.claim.subject]].append(located)
    nodes = [_named_node(thing, told) for thing, told in bodies.items()]
    nodes += [_event_node(thing, members, by_subject[thing], evidence) for thing, members in by_thing.items()]
    return tuple(sorted(nodes, key=lambda n: n.id)), project_relations(evidence)


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
        edges.append(Edge(rule.relation or "", *start, *end, _summary(members, evidence)))
    return tuple(edges)


def _summary(claims: Iterable[LocatedClaim], evidence: Evidence) -> dict[str, PropertyValue]:
    members = list(claims)
    days = sorted(d for d in {evidence.published.get(c.document) for c in members} if d)
    told = Counter(c.document for c in members)
    once: dict[str, int] = {}
    for document, number in told.items():
        original = evidence.original(document)
        once[original] = max(number, once.get(original, 0))
    return {
        "claims": sum(once.values()),
        "documents": len(once),
        "confidence": max(c.claim.confidence for c in members),
        "status": _firmest(c.claim.status for c in members),
        "first": date.fromisoformat(days[0]) if days else None,
        "last": date.fromisoformat(days[-1]) if days else None,
    }


def _firmest(statuses: Iterable[Status]) -> str:
    return max(statuses, key=FIRMNESS.__getitem__).value


def _named_node(thing: str, told: Tally) -> Node:
    """Return an organisation or a law; its name is the gazetteer's, else what most documents call it."""
    name = min(told.names, key=lambda n: (-told.names[n], -len(n), n))
    forms = sorted(told.forms)
    properties: dict[str, PropertyValue] = {
        "name": name,
        "names": forms,
        "search": fold(" ".join(forms)),
        "jurisdiction": min(told.jurisdictions, key=lambda j: (-told.jurisdictions[j], j), default=None),
        "gazetteer": min(told.known, default=None),
        "unresolved": sorted(told.candidates),
        "documents": told.documents,
    }
    kinds = model().families[told.family].kinds
    return Node(told.family, thing, _most_told(told.kinds) if kinds else None, properties)


def _event_node(thing: str, members: list[Occurrence], claims: list[LocatedClaim], evidence: Evidence) -> Node:
    """Return an incident or an action; its name is made of its own properties only."""
    family = members[0].family
    kind = _most_told(Counter(o.kind for o in members))
    published = evidence.published
    in_order = sorted(claims, key=lambda c: (published.get(c.document) or "9999", c.document, c.claim.evidence, c.id))
    when = _best_date(in_order, "date")
    shown = [kind]
    properties: dict[str, PropertyValue] = {
        "status": _firmest(o.status for o in members),
        "confidence": max(o.confidence for o in members),
        "documents": len({evidence.original(o.document) for o in members}),
        **_dated("date", when),
        **_bounds(members, claims, published),
    }
    if family == "Incident":
        announced = _best_date(in_order, "announced")
        properties |= _dated("announced", announced)
        properties |= count_properties(_best_count(claims, published))
        dated = {c.claim.subject for c in claims if c.claim.predicate == "date"}
        properties["undated"] = any(o.id not in dated for o in members)
        if announced and not when:
            when = f"announced {announced}"
    else:
        for amount_kind in AmountKind:
            amount = _best_amount(in_order, amount_kind)
            properties |= {
                amount_kind.value: float(amount.value) if amount else None,
                f"{amount_kind.value}_currency": amount.currency if amount else None,
                f"{amount_kind.value}_per": amount.per if amount else None,
                **_extremes(in_order, amount_kind),
            }
            if amount and amount_kind is AmountKind.IMPOSED:
                shown.append(f"{amount.value:,.0f} {amount.currency}")
        properties["outcome"] = _last_outcome(claims, published)
    properties["name"] = " · ".join([*shown, when] if when else shown)
    return Node(family, thing, kind, properties)


def _most_told(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda k: (-kinds[k], TELLING.index(k)))


def _bounds(
    members: Iterable[Occurrence], claims: Collection[LocatedClaim], published: Mapping[str, str | None]
) -> dict[str, PropertyValue]:
    """Return the first and last day on which the tellings of an event may place it.

    A telling of an incident that gives no date places it when its document was published.
    """
    stated = {c.claim.subject: str(c.claim.value) for c in claims if c.claim.predicate in ("date", "announced")}
    values = {str(c.claim.value) for c in claims if c.claim.predicate in ("date", "announced")}
    values |= {
        told for o in members if o.family == "Incident" and o.id not in stated and (told := published.get(o.document))
    }
    bounds = [date_bounds(value) for value in values]
    return {
        "earliest": min((first for first, _ in bounds), default=None),
        "latest": max((last for _, last in bounds), default=None),
    }


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


def _extremes(claims: Iterable[LocatedClaim], kind: AmountKind) -> dict[str, PropertyValue]:
    """Return the least and the greatest of the sums told, denied ones included."""
    told = [
        float(c.claim.value.value) for c in claims if isinstance(c.claim.value, Amount) and c.claim.value.kind is kind
    ]
    return {f"{kind.value}_least": min(told, default=None), f"{kind.value}_most": max(told, default=None)}


def _best_amount(claims: Iterable[LocatedClaim], kind: AmountKind) -> Amount | None:
    """Return the sum that is stated most firmly and in most documents; the first told, where equal."""
    stated: list[tuple[Claim, Amount]] = [
        (c.claim, c.claim.value)
        for c in claims
        if isinstance(c.claim.value, Amount) and c.claim.value.kind is kind and c.claim.status is not Status.DENIED
    ]
    if not stated:
        return None
    told = Counter(amount for _, amount in stated)
    return max(stated, key=lambda s: (FIRMNESS[s[0].status], told[s[1]]))[1]


def _last_outcome(claims: Iterable[LocatedClaim], published: Mapping[str, str | None]) -> str | None:
    """Return what became of an action by the document published last that asserts it: the most final there."""
    stated = [
        (published.get(c.document) or "", c.document, _FINAL[c.claim.value])
        for c in claims
        if isinstance(c.claim.value, Outcome) and c.claim.status is Status.ASSERTED
    ]
    return tuple(Outcome)[max(stated)[2]].value if stated else None


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
