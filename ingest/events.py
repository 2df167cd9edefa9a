"""Events: the incidents and actions of a text, tied together: what an action concerns, and under which law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from greffier.graph.records import Claim, Event
from greffier.ingest.actions import assembly as actions
from greffier.ingest.actions.justice import add_rulings, without_rulings
from greffier.ingest.actions.legal_grounds import add_laws
from greffier.ingest.actions.outcomes import add_outcomes
from greffier.ingest.actions.tellings import kind_of
from greffier.ingest.concerns import add_concerns
from greffier.ingest.dating.disclosures import announce_by_disclosures
from greffier.ingest.dating.periods import date_by_periods
from greffier.ingest.drafts import Draft, build
from greffier.ingest.incidents import assembly as incidents
from greffier.ingest.incidents.failings import find_failings
from greffier.ingest.incidents.findings import find_findings
from greffier.ingest.incidents.headcounts import add_headcounts
from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Events:
    """Hold the events of a text and the claims about them; `tellings` are the triggers of each, by its id."""

    incidents: tuple[Event, ...]
    actions: tuple[Event, ...]
    claims: tuple[Claim, ...]
    tellings: Mapping[str, tuple[Trigger, ...]]


def find_events(scene: Scene) -> Events:
    """Return incidents, actions, and the claims about them."""
    found_incidents = incidents.find_incidents(scene)
    found_actions = actions.find_actions(scene, found_incidents)
    add_laws(scene, found_actions)
    failings = find_failings(scene, found_actions, found_incidents)
    findings = find_findings(scene, found_incidents + failings)
    all_incidents = sorted(found_incidents + failings + findings, key=lambda d: min(t.start for t in d.triggers))
    date_by_periods(scene, all_incidents, found_actions)
    announce_by_disclosures(scene, all_incidents)
    add_headcounts(scene, all_incidents)
    others, ruled = without_rulings(scene, found_actions)
    found_actions = add_rulings(scene, [*add_outcomes(scene, others), *ruled])
    local = {id(d): f"i{n}" for n, d in enumerate(all_incidents, 1)}
    add_concerns(scene, found_actions, all_incidents, local)
    events: dict[str, list[Event]] = {"i": [], "a": []}
    claims: list[Claim] = []
    for draft in all_incidents:
        event, more = build(
            draft,
            local[id(draft)],
            incidents.kind_of(draft),
            scene,
            _main_telling(scene, draft, "affected"),
            "incident",
        )
        events["i"].append(event)
        claims += more
    for number, draft in enumerate(found_actions, 1):
        event, more = build(
            draft,
            f"a{number}",
            kind_of(draft),
            scene,
            _main_telling(scene, draft, "target"),
            "action",
        )
        events["a"].append(event)
        claims += more
    tellings = {local[id(draft)]: tuple(draft.triggers) for draft in all_incidents}
    tellings |= {f"a{number}": tuple(draft.triggers) for number, draft in enumerate(found_actions, 1)}
    return Events(tuple(events["i"]), tuple(events["a"]), tuple(claims), tellings)


def _main_telling(scene: Scene, draft: Draft, role: str) -> Trigger:
    """Return the telling to show: one whose sentence names the parties, a title or question only for want of it."""
    entities = draft.fillers(role) | draft.fillers("issuer")

    def rank(trigger: Trigger) -> tuple[bool, int, int]:
        sentence = scene.sentence(trigger.sentence)
        named = {scene.entity(p.entity).id for p in scene.places_in(sentence)}
        asked = scene.text.plain[sentence.end - 1] == "?"
        return (sentence.title or asked, -len(named & entities), trigger.start)

    return min(draft.triggers, key=rank)
