"""Joining: two readings of one document as one, what both tell being told once.

The readings are those of two parts, or of two readers. Entities are one by their gazetteer entry, a common
mention or their name; events where kind, parties and evidence agree. The best pairs are joined first, and
no two events of one reading become one. What only one reading says stays as it is, with its own rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from greffier.graph.dates import compatible
from greffier.graph.identity import name_key, value_text
from greffier.graph.model import model
from greffier.graph.records import Amount, AmountKind, Claim, Entity, Event, Extraction, Quote
from greffier.ingest.resolution.comparison import RELATED_KINDS

UNTOLD: Final = "Other"  # the kind of an event that no other kind fits
SURE: Final = 0.99  # the most that agreement can amount to


@dataclass(frozen=True, slots=True)
class Agreement:
    """Say what becomes of two that say the same: the rule that is named, and how sure it is."""

    rule: Callable[[str, str], str]
    confidence: Callable[[float, float], float]


PARTS: Final = Agreement(rule=lambda one, _: one, confidence=max)
READERS: Final = Agreement(
    rule=lambda one, other: f"{one} + {other}",
    confidence=lambda one, other: round(min(1 - (1 - one) * (1 - other), SURE), 2),
)


def join(one: Extraction, other: Extraction, agreement: Agreement, reader: str) -> Extraction:
    """Return what two readings of one document say, under ids of its own; the first is followed where they agree."""
    entities, names = _join_entities(one.entities, other.entities, agreement)
    ids = ({e.id: names[0][e.id] for e in one.entities}, {e.id: names[1][e.id] for e in other.entities})
    groups: list[list[Event]] = []
    for family, first, second in (("i", one.incidents, other.incidents), ("a", one.actions, other.actions)):
        tellings = (_tell(first, one, ids[0]), _tell(second, other, ids[1]))
        groups.append(_join_events(family, tellings, agreement, ids))
    claims = _join_claims(_renamed(one.claims, ids[0]), _renamed(other.claims, ids[1]), agreement)
    return Extraction(one.document, reader, entities, tuple(groups[0]), tuple(groups[1]), claims)


def _join_entities(
    one: Sequence[Entity], other: Sequence[Entity], agreement: Agreement
) -> tuple[tuple[Entity, ...], tuple[dict[str, str], dict[str, str]]]:
    """Return the entities of both in the order of the text, and the new ids of each."""
    members: list[tuple[Entity, Entity | None]] = []
    left = list(other)
    for entity in one:
        twin = next((e for e in left if _same_entity(entity, e)), None)
        if twin:
            left.remove(twin)
        members.append((entity, twin))
    members += [(entity, None) for entity in left]
    joined = [(_merged(a, b, agreement) if b else a, a, b) for a, b in members]
    joined.sort(key=lambda found: (found[0].mentions[0].start, found[0].mentions[0].end))
    names: tuple[dict[str, str], dict[str, str]] = ({}, {})
    first = {id(e) for e in one}
    for number, (_, a, b) in enumerate(joined, 1):
        names[0 if id(a) in first else 1][a.id] = f"e{number}"
        if b:
            names[1][b.id] = f"e{number}"
    return tuple(replace(e, id=f"e{n}") for n, (e, _, _) in enumerate(joined, 1)), names


def _same_entity(a: Entity, b: Entity) -> bool:
    if model().family_of(a.kind) != model().family_of(b.kind):
        return False
    if a.known_as and b.known_as:
        return a.known_as == b.known_as
    mentions = {(m.start, m.end) for m in a.mentions} & {(m.start, m.end) for m in b.mentions}
    return bool(mentions) or bool(_keys(a) & _keys(b))


def _keys(entity: Entity) -> set[str]:
    return {name_key(m.text) for m in entity.mentions} | {name_key(entity.name)}


def _merged(a: Entity, b: Entity, agreement: Agreement) -> Entity:
    """Return two entities as one: what a gazetteer knows holds, else what the surer of both says.

    Where two readers differ in its kind, its rule tells what each says, and it is as sure as the one that holds.
    """
    known = next((e for e in (a, b) if e.known_as), None)
    named = known or next((e for e in (a, b) if e.candidates), None) or max((a, b), key=lambda e: len(e.name))
    holding = known or max((a, b), key=lambda e: e.confidence)
    differ = a.kind != b.kind and a.rule != b.rule
    says = [f"{e.rule} as {e.kind}" if differ else e.rule for e in (a, b)]
    return replace(
        named,
        kind=holding.kind,
        mentions=_apart({*a.mentions, *b.mentions}),
        rule=agreement.rule(*says),
        confidence=holding.confidence if differ else agreement.confidence(a.confidence, b.confidence),
    )


def _apart(mentions: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return mentions in order, without those that stand within a longer one."""
    kept: list[Quote] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Hold an event with what tells it apart: its parties under the new ids, its dates and sums imposed."""

    event: Event
    parties: frozenset[str]
    issuers: frozenset[str]
    dates: tuple[str, ...]
    imposed: frozenset[Amount]


def _tell(events: Iterable[Event], source: Extraction, ids: Mapping[str, str]) -> list[_Telling]:
    def objects(event: Event, *predicates: str) -> frozenset[str]:
        claims = (c for p in predicates for c in source.claims_about(event.id, p))
        return frozenset(ids[c.object] for c in claims if c.object is not None)

    return [
        _Telling(
            event,
            objects(event, "affected", "target"),
            objects(event, "issuer"),
            tuple(c.value for c in source.claims_about(event.id, "date") if isinstance(c.value, str)),
            frozenset(
                c.value
                for c in source.claims_about(event.id, "amount")
                if isinstance(c.value, Amount) and c.value.kind is AmountKind.IMPOSED
            ),
        )
        for event in events
    ]


def _join_events(
    family: str,
    tellings: tuple[list[_Telling], list[_Telling]],
    agreement: Agreement,
    ids: tuple[dict[str, str], dict[str, str]],
) -> list[Event]:
    """Return the events of both in the order of the text; add their new ids to `ids`."""
    scored = [
        (-_closeness(a, b), i, j)
        for i, a in enumerate(tellings[0])
        for j, b in enumerate(tellings[1])
        if _closeness(a, b) > 0
    ]
    twins: dict[int, int] = {}
    for _, i, j in sorted(scored):
        if i not in twins and j not in twins.values():
            twins[i] = j
    joined: list[tuple[Event, Event | None, Event | None]] = []
    for i, telling in enumerate(tellings[0]):
        twin = tellings[1][twins[i]].event if i in twins else None
        joined.append((_agreed(telling.event, twin, agreement) if twin else telling.event, telling.event, twin))
    joined += [(t.event, None, t.event) for j, t in enumerate(tellings[1]) if j not in twins.values()]
    joined.sort(key=lambda found: (found[0].anchor.start, found[0].anchor.end))
    events = []
    for number, (event, first, second) in enumerate(joined, 1):
        for place, own in enumerate((first, second)):
            if own:
                ids[place][own.id] = f"{family}{number}"
        events.append(replace(event, id=f"{family}{number}"))
    return events


def _closeness(a: _Telling, b: _Telling) -> float:
    """Return how much speaks for two tellings being one event; 0 where too little does, or something against it.

    Other parties speak against it, unless it is the same sum, or the same kind of event in the same words.
    """
    one, other = a.event, b.event
    overlap = one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
    shared = bool(a.parties & b.parties)
    sums = bool(a.imposed & b.imposed)
    alike = one.kind == other.kind
    related = any({one.kind, other.kind} <= kinds for kinds in RELATED_KINDS)
    unknown = shared and UNTOLD in (one.kind, other.kind)
    if not alike and not (overlap and (related or unknown)):
        return 0
    if not (overlap or shared or sums) or (a.imposed and b.imposed and not sums):
        return 0
    if a.parties and b.parties and not shared and not (alike and (sums or overlap)):
        return 0
    if a.issuers and b.issuers and not a.issuers & b.issuers and not sums:
        return 0
    if not overlap and a.dates and b.dates and not any(compatible(x, y) for x in a.dates for y in b.dates):
        return 0
    return 2 * alike + 2 * shared + 2 * sums + overlap + (one.evidence == other.evidence) + bool(a.issuers & b.issuers)


def _agreed(one: Event, other: Event, agreement: Agreement) -> Event:
    """Return two tellings as one event; where two readers differ in its kind or status, its rule tells what each says.

    Then it is as sure as the first, of which the status holds, and the kind unless it is none.
    """
    readers = one.rule != other.rule
    says = [one.rule, other.rule]
    if readers and one.kind != other.kind:
        says = [f"{rule} as {e.kind}" for rule, e in zip(says, (one, other), strict=True)]
    if readers and one.status != other.status:
        says = [f"{rule} told {e.status}" for rule, e in zip(says, (one, other), strict=True)]
    differ = says != [one.rule, other.rule]
    return replace(
        one,
        kind=other.kind if readers and one.kind == UNTOLD else one.kind,
        rule=agreement.rule(*says),
        confidence=one.confidence if differ else agreement.confidence(one.confidence, other.confidence),
    )


def _renamed(claims: Iterable[Claim], ids: Mapping[str, str]) -> list[Claim]:
    return [replace(c, subject=ids[c.subject], object=ids[c.object] if c.object is not None else None) for c in claims]


def _join_claims(one: list[Claim], other: list[Claim], agreement: Agreement) -> tuple[Claim, ...]:
    """Return the claims of both, those that say the same once, with the evidence of the first."""
    left = {_content(c): c for c in reversed(other)}
    own = {_content(c) for c in one}
    found: dict[tuple[str, ...], Claim] = {}
    for claim in one:
        content = _content(claim)
        if content in found:
            continue
        twin = left.pop(content, None)
        if twin:
            found[content] = _same_claim(claim, twin, agreement)
            continue
        # The status of one event may be told in two ways: what is claimed of it is one claim all the same.
        unlike = [c for c in left if c[:-1] == content[:-1] and c not in own]
        found[content] = _same_claim(claim, left.pop(unlike[0]), agreement) if unlike else claim
    rest = [c for c in other if left.get(_content(c)) is c]
    return (*found.values(), *(c for c in rest if c.subject != c.object))


def _same_claim(one: Claim, other: Claim, agreement: Agreement) -> Claim:
    """Return two claims of one content as one; it is no surer where they differ in status, of which the event tells."""
    agreed = agreement.confidence(one.confidence, other.confidence)
    rule = agreement.rule(one.rule, other.rule)
    return replace(one, rule=rule, confidence=agreed if one.status == other.status else one.confidence)


def _content(claim: Claim) -> tuple[str, ...]:
    return (
        claim.subject,
        claim.predicate,
        claim.object or "",
        value_text(claim.value) or "",
        claim.status.value,
    )
