"""Justice: what courts rule, and what police inquire into; they take the place of an authority in an action.

A court or police force acts where a sentence says so: it stands before what is done, or after "by". Where something
is done before it, or asked of it, it does not. A court's order that asks for no sum is a ruling, of kind Other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.actions.retellings import join
from greffier.ingest.actions.tellings import Parties, draft_action
from greffier.ingest.drafts import Draft, Filler, entity_fillers
from greffier.ingest.mentions.courts import phrases
from greffier.ingest.parties.main_parties import main_parties
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger, status_at

# What each acts in, by kind of action; a fine may be a court's, an inquiry is not.
ACTS: Final = {
    "Court": frozenset(("Fine", "Penalty", "Sanction", "Order", "Other")),
    "Police": frozenset(("Investigation", "Other")),
}
_SENTENCES: Final = re.compile(r"order|condamn|ordonn|sentenc|pronon|inflig|impos", re.I)  # what takes a sum after it
RULING: Final = "Other"
LEAD: Final = 16  # characters before a name in which a word says that it does not act


def acting(scene: Scene, trigger: Trigger) -> tuple[Place, ...]:
    """Return the court or police force that does what a trigger tells, or nobody.

    The one named nearest before it in the sentence holds, unless an authority stands between; else one after "by".
    One that only reviews a decision (« la cour a confirmé l'amende ») has not taken it.
    """
    here = [p for p in scene.judicial if p.sentence == trigger.sentence and _may_do(scene, p, trigger.kind)]
    words = phrases(scene.text.document.language)
    plain = scene.text.plain
    sentence = scene.sentence(trigger.sentence)
    authorities = [p for p in scene.places_in(sentence) if scene.is_authority(p)]

    def reviews(gap: str) -> bool:
        return trigger.kind != RULING and words.reviewing.search(gap) is not None

    for place in reversed([p for p in here if p.end <= trigger.start]):
        between = any(place.end <= a.start and a.end <= trigger.start for a in authorities)
        gap = plain[place.end : trigger.start]
        if _acts(scene, place) and not between and not reviews(gap) and ";" not in gap:
            return (place,)
    for place in (p for p in here if p.start >= trigger.start and (p.end <= trigger.end or p.start >= trigger.end)):
        within = place.end <= trigger.end  # "ordered by the High Court to pay"
        gap = plain[trigger.start if within else trigger.end : place.start]
        if words.by.search(gap) and not reviews(gap):
            return (place,)
    return ()


def _may_do(scene: Scene, place: Place, kind: str) -> bool:
    return kind in ACTS[scene.entity(place.entity).kind]


def _acts(scene: Scene, place: Place) -> bool:
    """Return whether nothing before a name says that something is only done there, or asked of it."""
    sentence = scene.sentence(place.sentence)
    lead = scene.text.plain[max(sentence.start, place.start - LEAD) : place.start]
    return phrases(scene.text.document.language).elsewhere.search(lead) is None


def add_rulings(scene: Scene, actions: Sequence[Draft]) -> list[Draft]:
    """Return the actions of a text, with the rulings of courts that none of them tells, in order.

    A ruling is on the parties that its sentence names after it, else on whom the text's one decision is addressed
    to, else on whom the text is about; one of which nobody can say on whom is left out, as is one against a person.
    """
    words = phrases(scene.text.document.language)
    found = [d for d in actions if not _is_told_beside(d, actions)]
    for trigger, court in _rulings(scene):
        if any(t.sentence == trigger.sentence for d in found for t in d.triggers if _is_ruling(d)):
            continue
        draft = draft_action(scene, trigger, Parties((court,), _ruled_on(scene, trigger)), ())
        if _SENTENCES.search(scene.text.plain, trigger.start, trigger.end) and _is_told_beside(draft, actions):
            continue
        _keep_own_date(scene, draft)
        criminal = words.criminal.search(scene.text.plain, trigger.start, trigger.end)
        if not draft.fillers("target") and not criminal:
            evidence = scene.evidence(scene.sentence(trigger.sentence))
            targets = _addressed(actions) or {scene.entity(p).id for p in main_parties(scene, trigger.sentence)}
            draft.add("target", [Filler(t, evidence, "role.main-party", 0.6) for t in sorted(targets)])
        if draft.fillers("target"):
            join(scene, found, draft)
    return sorted(found, key=lambda d: min(t.start for t in d.triggers))


def _keep_own_date(scene: Scene, ruling: Draft) -> None:
    """Take from a ruling the date that is that of the decision which it reviews."""
    (trigger,) = ruling.triggers
    ruling.slots["date"] = [f for f in ruling.slots["date"] if _is_day_of(scene, trigger, str(f.filler))]


def _is_day_of(scene: Scene, trigger: Trigger, value: str) -> bool:
    plain = scene.text.plain
    reviewed = phrases(scene.text.document.language).reviewed
    own = [d for d in scene.dates if d.value == value and scene.text.sentence_at(d.start).index == trigger.sentence]
    return any(d.start < trigger.end or not reviewed.search(plain[trigger.end : d.start]) for d in own)


def _is_told_beside(draft: Draft, actions: Sequence[Draft]) -> bool:
    """Return whether a ruling is but the order of what its sentence tells as well ("ordered to pay a fine")."""
    sentences = {t.sentence for t in draft.triggers}
    return _is_ruling(draft) and any(
        not _is_ruling(d)
        and d.fillers("issuer") == draft.fillers("issuer")
        and sentences <= {t.sentence for t in d.triggers}
        for d in actions
    )


def _is_ruling(draft: Draft) -> bool:
    return set(draft.kinds) == {RULING}


def _rulings(scene: Scene) -> Iterator[tuple[Trigger, Place]]:
    """Yield the words by which courts rule, each with the court."""
    text = scene.text
    words = phrases(text.document.language)
    for place in scene.judicial:
        sentence = scene.sentence(place.sentence)
        ruled = words.rules.match(text.plain, place.end, sentence.end)
        if ruled and scene.entity(place.entity).kind == "Court" and _acts(scene, place):
            status = status_at(text, ruled.start(), ruled.end())
            if status is Status.ASSERTED:
                start = ruled.start() + len(ruled[0]) - len(ruled[0].lstrip(" ,"))
                yield Trigger(start, ruled.end(), "Action", RULING, True, sentence.index, status), place


def _ruled_on(scene: Scene, trigger: Trigger) -> tuple[Place, ...]:
    """Return the firms that a sentence names after a ruling, those enumerated with the first."""
    appointed = appointees(scene, trigger)
    named = [
        p
        for p in scene.places_in(scene.sentence(trigger.sentence))
        if p.start >= trigger.end and not scene.is_authority(p) and p.entity not in appointed
    ]
    chosen = named[:1]
    for place in named[1:]:
        if scene.joined(chosen[-1], place):
            chosen.append(place)
    return tuple({p.entity: p for p in chosen}.values())


def _addressed(actions: Sequence[Draft]) -> set[str]:
    """Return the targets of the decisions of a text where all have the same."""
    targets = {frozenset(d.fillers("target")) for d in actions if d.fillers("target")}
    return set(next(iter(targets))) if len(targets) == 1 else set()


def as_ruling(scene: Scene, draft: Draft) -> Draft:
    """Return what a court does as its ruling where it is told as an order without a sum; on nobody whom it appoints."""
    if not set(draft.kinds) <= {"Order", RULING} or draft.amounts():
        return draft
    (trigger,) = draft.triggers
    ruling = replace(draft, kinds=Counter({RULING: draft.kinds.total()}))
    _keep_own_date(scene, ruling)
    if ruling.fillers("target") & {scene.entity(e).id for e in appointees(scene, trigger)}:
        others = _ruled_on(scene, trigger)
        ruling.slots["target"] = entity_fillers(
            scene, others, scene.evidence(scene.sentence(trigger.sentence)), "role.target"
        )
    return ruling


def appointees(scene: Scene, trigger: Trigger) -> set[int]:
    """Return whom the sentence of a telling says to be appointed to something: nothing is imposed on them."""
    words = phrases(scene.text.document.language)
    plain, sentence = scene.text.plain, scene.sentence(trigger.sentence)
    return {
        p.entity
        for p in scene.places_in(sentence)
        if words.appointing.search(plain, sentence.start, p.start) or words.appointed.match(plain, p.end, sentence.end)
    }


def of_police(scene: Scene, entities: Collection[str]) -> bool:
    """Return whether these are police forces, all of them."""
    kinds = {e.id: e.kind for e in scene.cast.entities}
    return all(kinds[e] == "Police" for e in entities)


def without_rulings(scene: Scene, actions: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Return the actions of authorities, and the rulings of courts among them: those tell what became of others."""
    kinds = {e.id: e.kind for e in scene.cast.entities}
    ruled = [d for d in actions if _is_ruling(d) and any(kinds[i] == "Court" for i in d.fillers("issuer"))]
    return [d for d in actions if d not in ruled], ruled
