"""Reach: the stored events that a change can touch, and no others.

From each telling that comes or goes it goes on to the events that score as one with it, to the actions about
its incidents and the incidents of its actions, and to what people judged to be the same, until nothing new
comes. What is outside cannot be joined to what is inside, so resolving the inside alone gives the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from greffier.graph.model import EVENTS
from greffier.graph.neighbourhood import (
    Neighbourhood,
    read_actions_beside,
    read_actions_concerning,
    read_events,
    read_events_of_story,
    read_things_of,
)
from greffier.graph.store import Store
from greffier.ingest.resolution.blocks import span, widened
from greffier.ingest.resolution.comparison import AMOUNT_SLACK, DAYS_OFF, NEAR, SAME_EVENT, compare
from greffier.ingest.resolution.judged import Judged
from greffier.ingest.resolution.tellings import Profile, Sums, Telling, tellings

_IN_TIME: Final = "(e.latest >= row.since AND e.earliest <= row.until)"
_AROUND: Final = (
    "((row.undated OR coalesce(e.undated, true)) AND e.latest >= row.since_around AND e.earliest <= row.until_around)"
)
_OF_SUM: Final = "(e.{0}_most >= row.{0}_from AND e.{0}_least <= row.{0}_to)"
_LIKE: Final = f"{_IN_TIME} OR {_OF_SUM.format('imposed')} OR {_OF_SUM.format('exposure')}"
_PATTERNS: Final = {
    "Incident": ((":Organization {id: row.party})<-[:AFFECTED]-(e:Incident", f"{_IN_TIME} OR {_AROUND}"),),
    "Action": (
        (":Organization {id: row.party})<-[:ADDRESSED_TO]-(e:Action", _LIKE),
        (":Organization {id: row.party})-[:ISSUED]->(e:Action", _LIKE),
    ),
}


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """Hold what was read of a stored event: what documents say of it, and its tellings."""

    family: str
    found: Neighbourhood
    tellings: tuple[Telling, ...]


def read_reach(
    store: Store,
    coming: Iterable[Telling],
    events: Iterable[str],
    judged: Judged,
    bodies: Mapping[str, str],
    stories: Mapping[str, str],
    into: Neighbourhood,
) -> None:
    """Read the events that these tellings can touch, and those that these stored occurrences are.

    `bodies` tells which thing an occurrence of an organisation or law is, and `stories` which original a document
    has, where that is no longer what is stored.
    """
    held: dict[str, StoredEvent] = {}
    taken: set[str] = set()
    pending, certain = list(coming), set(events)
    while pending or certain:
        certain |= _tied(store, pending, judged)
        sure = {t for t in read_things_of(store, certain).values() if t.split("/", 1)[0] in ("incident", "action")}
        likely = _likely(store, pending)
        held |= read_stored(store, {*sure, *(thing for _, thing in likely)} - held.keys(), bodies, stories)
        reached = sure | {
            thing for profile, thing in likely if thing not in taken and _alike(profile, held[thing].tellings)
        }
        new = sorted(reached - taken)
        taken |= reached
        for thing in new:
            into.take(held[thing].found)
        pending, certain = [t for thing in new for t in held[thing].tellings], set()


def _tied(store: Store, pending: Iterable[Telling], judged: Judged) -> set[str]:
    """Return the occurrences that are tied to these: by what an action concerns, a judgement or copies."""
    pending = list(pending)
    found = read_events_of_story(store, {t.story for t in pending if t.story})
    incidents: set[str] = set()
    for telling in pending:
        found |= telling.concerns
        found |= judged.partners(telling.id) - {telling.id}
        if telling.profile.family == "Incident":
            incidents.add(telling.id)
    if incidents:
        found |= read_actions_concerning(store, incidents)
    actions = {t.id for t in pending if t.profile.family == "Action"}
    return found | (read_actions_beside(store, actions) if actions else set())


def _likely(store: Store, pending: Iterable[Telling]) -> list[tuple[Profile, str]]:
    """Return the stored events that have a party in common with a telling, about then or with such a sum."""
    found: list[tuple[Profile, str]] = []
    for family in EVENTS:
        profiles = list(dict.fromkeys(t.profile for t in pending if t.profile.family == family))
        asked = [
            {"party": party, "place": place, **_window(profile)}
            for place, profile in enumerate(profiles)
            for party in sorted(profile.parties)
        ]
        if not asked:
            continue
        for pattern, condition in _PATTERNS[family]:
            rows = store.read(
                f"UNWIND $rows AS row MATCH ({pattern}) WHERE {condition} RETURN row.place AS place, e.id AS thing",
                {"rows": asked},
            )
            found += ((profiles[row["place"]], row["thing"]) for row in rows)
    return found


def _window(profile: Profile) -> dict[str, Any]:
    """Return within which days and sums another telling of the same event must be, null where any may be.

    Where one of two tellings of an incident does not say when it happened, the days around count, too.
    """
    days = span(profile)
    since, until = widened(days, DAYS_OFF) if days else (None, None)
    since_around, until_around = widened(days, NEAR) if days else (None, None)
    return {
        "since": since,
        "until": until,
        "since_around": since_around,
        "until_around": until_around,
        "undated": not profile.dates,
        **_range("imposed", profile.imposed),
        **_range("exposure", profile.exposure),
    }


def _range(kind: str, sums: Sums) -> dict[str, float | None]:
    values = [value for _, value in sums]
    return {
        f"{kind}_from": min(values) * (1 - AMOUNT_SLACK) if values else None,
        f"{kind}_to": max(values) / (1 - AMOUNT_SLACK) if values else None,
    }


def read_stored(
    store: Store,
    things: Iterable[str],
    bodies: Mapping[str, str] | None = None,
    stories: Mapping[str, str] | None = None,
) -> dict[str, StoredEvent]:
    """Return these stored events, by id; `bodies` and `stories` as for `read_reach`."""
    wanted = sorted(things)
    held: dict[str, StoredEvent] = {}
    for family in EVENTS:
        ids = [thing for thing in wanted if thing.startswith(f"{family.lower()}/")]
        if not ids:
            continue
        found = Neighbourhood()
        read_events(store, ids, family, found)
        parts = {thing: Neighbourhood(published=found.published, stories=found.stories) for thing in ids}
        for occurrence in found.occurrences.values():
            parts[found.things[occurrence.id]].occurrences[occurrence.id] = occurrence
        for located in found.claims.values():
            parts[found.things[located.claim.subject]].claims[located.id] = located
        known = {**found.things, **{name: thing for name, thing in (bodies or {}).items() if name in found.things}}
        now = {**found.stories, **(stories or {})}
        for thing, part in parts.items():
            part.things = {name: found.things[name] for name in _named_in(part)}
            told = tellings(part.occurrences.values(), part.claims.values(), known, found.published, now)
            held[thing] = StoredEvent(family, part, told)
    return held


def _named_in(part: Neighbourhood) -> set[str]:
    objects = {c.claim.object for c in part.claims.values() if c.claim.object}
    return part.occurrences.keys() | objects


def _alike(profile: Profile, told: Iterable[Telling]) -> bool:
    return any(compare(profile, other).score >= SAME_EVENT for other in dict.fromkeys(t.profile for t in told))
