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
from greffier.ingest.dating.disclosures import announce_by_disclosures
from greffier.ingest.dating.periods import date_by_periods
from greffier.ingest.drafts import Draft, Filler, build, dates_before
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
    for action in found_actions:
        _add_concerns(scene, action, all_incidents, local)
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


def _add_concerns(scene: Scene, action: Draft, every: list[Draft], local: dict[int, str]) -> None:
    """Tie an action to the incidents of its party: those told beside it, or the only one there is.

    A criminal inquiry has no party: it is into what is told beside it.
    """
    kin = scene.kin(action.fillers("target"))
    own = [d for d in every if d.fillers("affected") & kin] if kin else every
    sentences = {t.sentence for t in action.triggers}
    beside = [d for d in own if any(t.sentence in sentences for t in d.triggers)]
    published = [scene.text.document.published] if scene.text.document.published else []
    only = [d for d in own if not dates_before(action.dates(), d.dates() or published)]
    chosen = beside or (only if len(own) == 1 else [])
    for draft in chosen:
        shared = sentences & {t.sentence for t in draft.triggers}
        index = min(shared) if shared else action.triggers[0].sentence
        confidence = 0.85 if shared else 0.6
        evidence = scene.evidence(scene.sentence(index))
        action.add(
            "concerns",
            [Filler(local[id(draft)], evidence, "concerns.beside" if shared else "concerns.only", confidence)],
        )
