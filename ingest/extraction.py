"""Extraction: from a document to what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from greffier.graph.records import Claim, Document, Entity, Extraction, Status
from greffier.ingest.coreference.entities import Cast, find_entities, known_groups
from greffier.ingest.dating.datelines import with_years
from greffier.ingest.events import Events, find_events
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import NamedSpan, find_names
from greffier.ingest.relations.statements import find_dealings, find_groups
from greffier.ingest.scenes import Scene, set_scene
from greffier.ingest.scorers.sentences import add_tellings
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, find_triggers
from greffier.ingest.values.bare import with_bare
from greffier.ingest.values.counts import find_counts
from greffier.ingest.values.dates import find_dates
from greffier.ingest.values.money import find_money

READER = "rules 0.7"


def extract(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Yield what each document says, in their order.

    A document without a word that tells of an incident or an action says nothing that is kept,
    whoever it names; it is passed over before the models run.
    """
    texts = [Text(d) for d in documents]
    triggers = [find_triggers(t) for t in texts]
    telling = [t for t, found in zip(texts, triggers, strict=True) if is_telling(found)]
    named = _names(telling)
    for text, found in zip(texts, triggers, strict=True):
        names = named.get(text.document.id)
        yield Extraction(text.document, READER) if names is None else read(text, found, names)


def is_telling(triggers: Iterable[Trigger]) -> bool:
    """Return whether a text with these triggers is read at all: one of them tells of an event by itself."""
    return any(trigger.strong for trigger in triggers)


def read(text: Text, triggers: tuple[Trigger, ...], named: tuple[NamedSpan, ...]) -> Extraction:
    """Return what a text says; `named` are the names that the statistical model found in it."""
    scene, groups = stage(text, triggers, named)
    return conclude(scene, groups, find_events(scene))


def stage(text: Text, triggers: tuple[Trigger, ...], named: tuple[NamedSpan, ...]) -> tuple[Scene, tuple[Claim, ...]]:
    """Return the scene of a text, and the claims that it makes of who belongs to whom."""
    language = text.document.language
    mentions = find_mentions(text, named)
    cast = find_entities(text, mentions)
    laws = [(start, end) for start, end, e in cast.places if cast.entities[e].kind == "Law"]
    dates = [
        d
        for d in with_years(text, find_dates(text.plain, language, text.document.published))
        if not any(start < d.end and d.start < end for start, end in laws)
    ]
    money = with_bare(text.plain, language, find_money(text.plain, language), [(d.start, d.end) for d in dates])
    taken = [(d.start, d.end) for d in dates] + [(m.start, m.end) for m in money]
    counts = [
        c for c in find_counts(text.plain, language) if not any(start < c.end and c.start < end for start, end in taken)
    ]
    scene = set_scene(text, cast, add_tellings(text, triggers, mentions, dates, money), dates, money, counts, named)
    groups = tuple(find_groups(scene))
    scene = replace(
        scene,
        parents=frozenset(c.object for c in groups if c.object),
        members=frozenset((c.subject, c.object) for c in groups if c.object) | known_groups(cast.entities),
    )
    return scene, groups


def conclude(scene: Scene, groups: tuple[Claim, ...], events: Events) -> Extraction:
    """Return what a scene and its events amount to; nothing where the text asserts no event at all."""
    document = scene.text.document
    asserted = any(t.strong and t.status is Status.ASSERTED for t in scene.triggers)
    if not events.incidents and not events.actions and not asserted:
        return Extraction(document, READER)
    hit = frozenset(c.object for c in events.claims if c.predicate == "affected" and c.object)
    relations = (*groups, *find_dealings(scene, hit))
    entities, every = _without_unused(scene.cast, (*events.claims, *relations))
    return Extraction(document, READER, entities, events.incidents, events.actions, every)


def _without_unused(cast: Cast, claims: tuple[Claim, ...]) -> tuple[tuple[Entity, ...], tuple[Claim, ...]]:
    """Return entities and claims without the platforms that no claim is about, entities numbered anew."""
    used = {c.subject for c in claims} | {c.object for c in claims}
    kept = [e for e in cast.entities if e.id not in cast.tentative or e.id in used]
    ids = {e.id: f"e{number}" for number, e in enumerate(kept, 1)}
    renamed = (
        replace(c, subject=ids.get(c.subject, c.subject), object=ids.get(c.object, c.object) if c.object else None)
        for c in claims
    )
    return tuple(replace(e, id=ids[e.id]) for e in kept), tuple(renamed)


def _names(texts: list[Text]) -> dict[str, tuple[NamedSpan, ...]]:
    found: dict[str, tuple[NamedSpan, ...]] = {}
    for language in sorted({t.document.language for t in texts}):
        members = [t for t in texts if t.document.language == language]
        for text, names in zip(members, find_names((t.plain for t in members), language), strict=True):
            found[text.document.id] = names
    return found
