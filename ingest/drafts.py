"""Drafts: events while the tellings of them in one text are brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from greffier.graph.dates import compatible, date_bounds
from greffier.graph.projection import FIRMNESS
from greffier.graph.records import Amount, Claim, Count, Event, Quote, Status
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger
from greffier.ingest.values.dates import DateMention

LEARNT_CONFIDENCE = 0.5  # of an event that no trigger tells, only the words of its sentences


@dataclass(frozen=True, slots=True)
class Filler:
    """Hold what fills a slot: an entity's or event's id or a value, with its evidence and rule.

    `status` is that of the event where it is None.
    """

    filler: str | Amount | Count  # an Outcome is a str
    evidence: Quote
    rule: str
    confidence: float = 0.8
    status: Status | None = None


@dataclass(slots=True)
class Draft:
    """Hold one event of one text while it grows: its tellings, and the fillers of its slots."""

    family: str
    kinds: Counter[str] = field(default_factory=Counter)
    triggers: list[Trigger] = field(default_factory=list)
    slots: dict[str, list[Filler]] = field(default_factory=dict)

    def add(self, slot: str, fillers: Iterable[Filler]) -> None:
        """Add fillers to a slot, each once; the first evidence of a filler holds."""
        own = self.slots.setdefault(slot, [])
        known = {f.filler for f in own}
        for filler in fillers:
            if filler.filler not in known:
                known.add(filler.filler)
                own.append(filler)

    def fillers(self, slot: str) -> set[str]:
        """Return the ids that fill a slot."""
        return {f.filler for f in self.slots.get(slot, []) if isinstance(f.filler, str)}

    def amounts(self) -> list[Amount]:
        """Return the sums of the event."""
        return [f.filler for f in self.slots.get("amount", []) if isinstance(f.filler, Amount)]

    def dates(self, slot: str = "date") -> list[str]:
        """Return the dates that fill a slot."""
        return [f.filler for f in self.slots.get(slot, []) if isinstance(f.filler, str)]

    def absorb(self, other: Draft) -> None:
        """Take over the tellings and fillers of another draft of the same event."""
        self.kinds += other.kinds
        self.triggers += other.triggers
        for slot, fillers in other.slots.items():
            self.add(slot, fillers)

    @property
    def status(self) -> Status:
        """Return the firmest status of its tellings."""
        return max((t.status for t in self.triggers), key=FIRMNESS.__getitem__)


def dates_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether some date of the one may be some date of the other, or either has none."""
    left, right = list(one), list(other)
    return not left or not right or any(compatible(a, b) for a in left for b in right)


def dates_before(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return whether all dates of the one end before any of the other begins; false where either has none."""
    left, right = list(one), list(other)
    return bool(left and right) and max(date_bounds(a)[1] for a in left) < min(date_bounds(b)[0] for b in right)


def entity_fillers(scene: Scene, places: Iterable[Place], evidence: Quote, rule: str) -> list[Filler]:
    """Return the entities at these places as fillers with one evidence."""
    return [Filler(scene.entity(p.entity).id, evidence, rule) for p in places]


def date_filler(dates: Sequence[DateMention], evidence: Quote) -> list[Filler]:
    """Return the first of some dates, the likeliest, as the one filler of a slot; none where there is none."""
    return [Filler(d.value, evidence, d.rule, d.confidence) for d in dates[:1]]


def build(draft: Draft, local: str, kind: str, scene: Scene, main: Trigger, rule: str) -> tuple[Event, list[Claim]]:
    """Return an event and the claims about it; `main` is the telling to show."""
    learnt = all(t.learnt for t in draft.triggers)
    event = Event(
        id=local,
        kind=kind,
        anchor=scene.text.quote(main.start, main.end),
        evidence=scene.evidence(scene.sentence(main.sentence)),
        rule=f"{rule}.learnt" if learnt else rule,
        confidence=LEARNT_CONFIDENCE if learnt else 0.9 if len(draft.triggers) > 1 else 0.75,
        status=draft.status,
    )
    claims = []
    for slot, fillers in draft.slots.items():
        for filler in fillers:
            value: dict[str, object] = {"value": filler.filler}
            if isinstance(filler.filler, str) and slot not in ("date", "announced", "outcome"):
                value = {"object": filler.filler}
            claims.append(
                Claim(
                    subject=local,
                    predicate=slot,
                    evidence=filler.evidence,
                    rule=filler.rule,
                    confidence=filler.confidence,
                    status=filler.status or draft.status,
                    **value,  # type: ignore[arg-type]
                )
            )
    return event, claims
