"""Explanations: everything that was found in one document, and why, what was passed over included.

An explanation is read off the same scene and the same events that an extraction is made of, so that it
cannot tell another story.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from greffier.graph.records import Document, Extraction, Status
from greffier.ingest.actions.empty_words import threatens
from greffier.ingest.events import Events, find_events
from greffier.ingest.extraction import conclude, is_telling, stage
from greffier.ingest.incidents.headcounts import BOUNDS
from greffier.ingest.incidents.mere_mentions import only_mentions
from greffier.ingest.incidents.other_victims import tells_of_another
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import find_names
from greffier.ingest.parties.roles import THRESHOLDS, Candidate, candidates
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, find_triggers

ROLES: Final = {"Incident": ("affected",), "Action": ("issuer", "target")}
Sort = Literal["organization", "law", "description", "incident", "action", "date", "money", "count"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold one stretch of the text that something was found in; offsets are code points into the document.

    `about` says what it was taken for, `rule` what found it.
    """

    start: int
    end: int
    sort: Sort
    about: str
    rule: str


@dataclass(frozen=True, slots=True)
class Suitor:
    """Hold a candidate for a role: its name, the words at its place, and how its score comes about."""

    name: str
    words: str
    start: int
    score: float
    features: tuple[tuple[str, float], ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """Hold the candidates for one role of one telling, best first, and the score that is asked for."""

    role: str
    threshold: float
    suitors: tuple[Suitor, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what became of one place that may tell of an event; `event` is None where it told none."""

    start: int
    words: str
    sentence: str
    family: str
    kind: str
    status: Status
    event: str | None
    why: str
    choices: tuple[RoleChoice, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Hold a document, what it says, where each thing was found, and what became of each possible telling."""

    extraction: Extraction
    marks: tuple[Mark, ...]
    verdicts: tuple[Verdict, ...]
    note: str | None = None


def explain(document: Document) -> Explanation:
    """Return what a document says and why, rejected candidates included."""
    text = Text(document)
    triggers = find_triggers(text)
    named = next(iter(find_names([text.plain], document.language)))
    scene, groups = stage(text, triggers, named)
    events = find_events(scene)
    extraction = conclude(scene, groups, events)
    note = None
    if not is_telling(triggers):
        note = "No word tells of an event by itself, so that nothing is kept of this document."
        extraction = Extraction(document, extraction.reader)
    rules = {(m.start, m.end): m.rule for m in find_mentions(text, named)}
    marks = sorted(_marks(scene, rules), key=lambda mark: (mark.start, -mark.end, mark.sort))
    return Explanation(extraction, tuple(marks), tuple(_verdicts(scene, events)), note)


def _marks(scene: Scene, rules: dict[tuple[int, int], str]) -> Iterable[Mark]:
    for place in sorted((*scene.places, *scene.judicial), key=lambda p: (p.start, p.end)):
        entity = scene.entity(place.entity)
        known = f" = {entity.known_as}" if entity.known_as else ""
        sort: Sort = "law" if entity.kind == "Law" else "organization" if place.named else "description"
        rule = rules.get((place.start, place.end), entity.rule) if place.named else "coreference"
        yield _mark(scene, place.start, place.end, sort, f"{entity.kind} {entity.name!r}{known}", rule)
    for trigger in scene.triggers:
        told = f"{trigger.kind}, {trigger.status}{'' if trigger.strong else ', only takes up'}"
        sort = "incident" if trigger.family == "Incident" else "action"
        yield _mark(scene, trigger.start, trigger.end, sort, told, "learnt" if trigger.learnt else "trigger")
    for date in scene.dates:
        yield _mark(scene, date.start, date.end, "date", date.value, date.rule)
    for sum_ in scene.money:
        about = f"{sum_.value} {sum_.currency or '?'}{f' a {sum_.per}' if sum_.per else ''}"
        yield _mark(scene, sum_.start, sum_.end, "money", about, "money")
    for count in scene.counts:
        number = f"{count.value}" if count.most is None else f"{count.value} to {count.most}"
        about = f"{BOUNDS[count.bound]} {number} {count.unit}"
        yield _mark(scene, count.start, count.end, "count", about, "counts")


def _mark(scene: Scene, start: int, end: int, sort: Sort, about: str, rule: str) -> Mark:
    quote = scene.text.quote(start, end)
    return Mark(quote.start, quote.end, sort, about, rule)


def _verdicts(scene: Scene, events: Events) -> Iterable[Verdict]:
    owners = {id(trigger): event for event, told in events.tellings.items() for trigger in told}
    for trigger in scene.triggers:
        event = owners.get(id(trigger))
        choices = _choices(scene, trigger, event, events)
        quote = scene.text.quote(trigger.start, trigger.end)
        yield Verdict(
            start=quote.start,
            words=quote.text,
            sentence=scene.evidence(scene.sentence(trigger.sentence)).text,
            family=trigger.family,
            kind=trigger.kind,
            status=trigger.status,
            event=event,
            why=_why(scene, trigger, event, choices),
            choices=choices,
        )


def _choices(scene: Scene, trigger: Trigger, event: str | None, events: Events) -> tuple[RoleChoice, ...]:
    return tuple(
        RoleChoice(
            role,
            THRESHOLDS[role],
            tuple(_suitor(scene, c, role, event, events) for c in candidates(scene, trigger, role)),
        )
        for role in ROLES[trigger.family]
    )


def _suitor(scene: Scene, candidate: Candidate, role: str, event: str | None, events: Events) -> Suitor:
    entity = scene.entity(candidate.place.entity)
    quote = scene.text.quote(candidate.place.start, candidate.place.end)
    chosen = any(c.subject == event and c.predicate == role and c.object == entity.id for c in events.claims)
    features = tuple((name, value) for name, value in candidate.features if value)
    return Suitor(entity.name, quote.text, quote.start, candidate.score, features, chosen)


def _why(scene: Scene, trigger: Trigger, event: str | None, choices: tuple[RoleChoice, ...]) -> str:
    """Return why a trigger tells the event that it does, or none."""
    if event:
        return "tells it" if trigger.strong else "takes it up"
    if trigger.status in (Status.DENIED, Status.HYPOTHETICAL):
        return f"{trigger.status}: what is denied or only feared is no event"
    if trigger.family == "Action" and threatens(scene.text, trigger):
        return "it only threatens"
    if trigger.family == "Incident" and only_mentions(scene, trigger):
        return "it only mentions things of its kind"
    if trigger.family == "Incident" and tells_of_another(scene, trigger):
        return "its sentence is about somebody who was not recognised"
    lacking = [c.role for c in choices if not c.suitors or c.suitors[0].score < c.threshold]
    if lacking:
        return f"no candidate for {' or '.join(lacking)} reaches the score asked for, and no event told elsewhere fits"
    if not trigger.strong:
        return "it only takes up an event, and none told elsewhere fits"
    return "what it tells lacks a party that this kind of event needs, or another one tells it"
