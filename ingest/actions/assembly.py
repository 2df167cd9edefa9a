"""Actions: what a text tells of fines, orders, settlements, inquiries and suits, each once.

Every trigger is a telling: who acted and on whom is decided in `roles`, the sum in `sums`. Tellings
of one kind between the same parties are one action, unless their sums or dates tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Final

from greffier.graph.records import Amount, Status
from greffier.ingest.actions.authorities import borrow_issuer, find_issuers_near, is_criminal_inquiry
from greffier.ingest.actions.ellipses import ANNOUNCING, Ellipsis, find_ellipses
from greffier.ingest.actions.empty_words import tells_nothing
from greffier.ingest.actions.justice import acting as judicial
from greffier.ingest.actions.justice import appointees, as_ruling, of_police
from greffier.ingest.actions.listings import with_listed
from greffier.ingest.actions.parts import find_parts, find_redress
from greffier.ingest.actions.retellings import is_of_many, join, take_up
from greffier.ingest.actions.shares import share_out
from greffier.ingest.actions.sums import exposures, sums_of
from greffier.ingest.actions.tellings import FROM_BEFORE, IMPOSING, Parties, is_open, kind_of, put_exact_first
from greffier.ingest.dating.announcements import date_by_announcement
from greffier.ingest.dating.datelines import give_dates, is_entry, share_dates
from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.parties.main_parties import main_parties
from greffier.ingest.parties.roles import candidates, fill
from greffier.ingest.parties.unnamed_parties import is_about_unnamed, names_object
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger

# "The court may order up to …": what a suit may end in.
_COURT_MAY: Final = re.compile(
    r"\b(?:courts?|judges?|tribunal|juges?|cour) (?:may|might|can|could|peu(?:t|vent)|pourrai(?:t|ent))\b", re.I
)
NEEDS_ISSUER: Final = ("Investigation", "Recommendation", "Other", "Order", "Undertaking", "Penalty")
DATED: Final = (*IMPOSING, "Investigation")  # kinds of which a date says enough to tell a further one
NEEDS_NAMED_ISSUER: Final = ("Investigation", "Recommendation", "Other")


def find_actions(scene: Scene, incidents: Sequence[Draft]) -> list[Draft]:
    """Return the actions of a text, in the order of their first telling.

    `incidents` are those of the text: an inquiry "into the breach" is one into whom it hit.
    """
    actions: list[Draft] = []
    partial: list[Draft] = []
    hit = {e for i in incidents for e in i.fillers("affected")}
    ellipses = find_ellipses(scene)
    owned = frozenset(e.owns for e in ellipses)
    elliptic = {e.draft.triggers[0].sentence for e in ellipses}
    told = [
        _tellings(scene, trigger, owned, _claimed(ellipses, trigger))
        for trigger in scene.prose_first()
        if trigger.family == "Action"
        and trigger.status not in (Status.DENIED, Status.HYPOTHETICAL)
        and not tells_nothing(scene, trigger)
        and not (trigger.learnt and trigger.sentence in elliptic and trigger.kind in ANNOUNCING)
    ]
    told += [[e.draft] for e in ellipses]
    every = [draft for drafts in told for draft in drafts]
    _share_parties(scene, every)
    share_dates(scene, every)
    told += [[draft] for draft in (*find_redress(scene, every), *find_parts(scene, every))]
    for drafts in told:
        for draft in drafts:
            criminal = is_criminal_inquiry(scene, draft)
            if criminal:
                others = [f for f in draft.slots["target"] if f.filler not in hit]
                draft.slots["target"] = [] if of_police(scene, draft.fillers("issuer")) else others
            elif not is_about_unnamed(scene, draft.triggers[0]):
                _aim_at_hit(scene, draft, incidents)
            (actions if criminal or _complete(draft) else partial).append(draft)
    joined: list[Draft] = []
    actions = with_listed(scene, actions)
    give_dates(scene, actions + partial)
    actions = sorted(actions, key=lambda d: (_is_from_before(d), is_open(d)))
    for draft in actions:
        if _is_from_before(draft) and take_up(scene, joined, _without_target(draft)):
            continue
        if not _names_nobody(scene, draft):
            join(scene, joined, draft)
    for draft in partial:
        if kind_of(draft) == "Investigation" and not draft.fillers("issuer"):
            continue  # a firm's own inquiry, or one of nobody named
        if not take_up(scene, joined, draft):
            _stand_alone(scene, joined, draft, incidents)
    find_issuers_near(scene, joined)
    borrow_issuer(scene, joined)
    joined = [d for d in joined if _sound(d) or is_criminal_inquiry(scene, d)]
    joined = [d for d in joined if not (kind_of(d) == "Investigation" and d.fillers("issuer") & hit)]
    date_by_announcement(scene, joined)
    for draft in joined:
        put_exact_first(draft)
    for exposure, sentence in exposures(scene):
        _expose(scene, joined, exposure, sentence)
    return sorted(joined, key=lambda d: min(t.start for t in d.triggers))


def _is_from_before(draft: Draft) -> bool:
    """Return whether a telling names nobody whom it is addressed to: then it may well tell of an action again."""
    return any(f.rule == FROM_BEFORE for f in draft.slots["target"])


def _is_of_own_day(scene: Scene, draft: Draft) -> bool:
    """Return whether a telling gives a date of its own (« une procédure a été ouverte en juin »), not the text's."""
    dated = [d for d in draft.dates() if d != scene.text.document.published]
    return bool(dated) and kind_of(draft) in DATED and not draft.triggers[0].learnt


def _names_nobody(scene: Scene, draft: Draft) -> bool:
    """Return whether a telling names no party and no sum: unless it is of a suit, it only takes up what is told.

    An entry of a chronology need not say whom it is about, nor does what has a date of its own.
    """
    if draft.amounts() or kind_of(draft) == "Lawsuit" or is_entry(draft):
        return False
    if _is_of_own_day(scene, draft):
        return False
    fillers = [f for role in ("issuer", "target") for f in draft.slots[role]]
    return bool(fillers) and all(f.rule == FROM_BEFORE for f in fillers)


def _without_target(draft: Draft) -> Draft:
    return replace(draft, slots={slot: fillers for slot, fillers in draft.slots.items() if slot != "target"})


def _share_parties(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give what a sentence imposes beside another thing the parties of that (« une amende et un blâme »)."""
    imposing = [d for d in drafts if kind_of(d) in IMPOSING]
    for role in ("issuer", "target"):
        named = [d for d in imposing if d.fillers(role)]
        for draft in imposing:
            trigger = draft.triggers[0]
            if not draft.fillers(role) and not (role == "target" and names_object(scene, trigger)):
                beside = [d for d in named if d.triggers[0].sentence == trigger.sentence]
                if beside:
                    nearest = min(beside, key=lambda d: abs(d.triggers[0].start - trigger.start))
                    draft.add(role, [replace(f, rule="role.shared", confidence=0.7) for f in nearest.slots[role]])


def _claimed(ellipses: Sequence[Ellipsis], trigger: Trigger) -> frozenset[int]:
    """Return who stands beside a later sum of the sentence of a trigger, with no word for what that is."""
    return frozenset(
        e.party.entity
        for e in ellipses
        if e.party and e.party.sentence == trigger.sentence and e.party.start >= trigger.end
    )


def _tellings(
    scene: Scene, trigger: Trigger, owned: Container[int] = (), claimed: frozenset[int] = frozenset()
) -> list[Draft]:
    """Return the actions that a trigger tells: one, or one a sum where it tells several.

    `owned` are where the sums begin that others tell, `claimed` who bears or imposes them.
    """
    courts = judicial(scene, trigger)
    issuers = fill(scene, trigger, "issuer", claimed)
    if trigger.kind == "Lawsuit":
        issuers = _rather_suing(scene, trigger, issuers)
    if courts:
        beside = tuple(p for p in issuers if any(scene.joined(p, c) for c in courts))
        return [as_ruling(scene, d) for d in _by(scene, trigger, (*beside, *courts), owned, claimed)]
    if trigger.kind == "Lawsuit" and is_of_many(scene, trigger):
        issuers = tuple(p for p in issuers if p.sentence == trigger.sentence and not scene.is_authority(p))
    return _by(scene, trigger, issuers, owned, claimed)


def _rather_suing(scene: Scene, trigger: Trigger, issuers: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return those who may sue; where nobody else can be sued, a firm that is rather sued than sues is none of them."""
    if fill(scene, trigger, "target", frozenset(p.entity for p in issuers)):
        return issuers
    suing, sued = ({c.place.entity: c.score for c in candidates(scene, trigger, r)} for r in ("issuer", "target"))
    return tuple(p for p in issuers if scene.is_authority(p) or suing[p.entity] > sued[p.entity])


def _by(
    scene: Scene, trigger: Trigger, issuers: tuple[Place, ...], owned: Container[int], claimed: frozenset[int]
) -> list[Draft]:
    # Where a court is named, `as_ruling` tells whom it rules on.
    beside_court = any(p.sentence == trigger.sentence for p in scene.judicial)
    appointing = trigger.kind in ("Order", "Other") and not beside_court
    appointed = frozenset(appointees(scene, trigger)) if appointing else frozenset[int]()
    issuers = tuple(p for p in issuers if p.entity not in appointed)
    targets = fill(scene, trigger, "target", claimed.union(p.entity for p in issuers) | appointed)
    return share_out(scene, trigger, Parties(issuers, targets), sums_of(scene, trigger, owned))


def _complete(draft: Draft) -> bool:
    """Return whether a telling names enough to stand by itself."""
    kind = next(iter(draft.kinds))
    if not draft.fillers("target"):
        return False
    if kind in NEEDS_NAMED_ISSUER:
        named = draft.slots["issuer"]
        return bool(named)
    if kind == "Lawsuit":
        return True
    return bool(draft.fillers("issuer") or draft.amounts())


def _sound(draft: Draft) -> bool:
    kind = kind_of(draft)
    if kind in NEEDS_ISSUER:
        return bool(draft.fillers("issuer") and draft.fillers("target"))
    return bool(draft.fillers("target"))


def _aim_at_hit(scene: Scene, draft: Draft, incidents: Sequence[Draft]) -> None:
    """Address an action that names no target to those hit by the one incident that its sentence tells of."""
    sentence = draft.triggers[0].sentence
    if draft.fillers("target"):
        return
    told = [i for i in incidents if any(t.sentence == sentence for t in i.triggers)]
    if len(told) == 1:
        evidence = scene.evidence(scene.sentence(sentence))
        hit = [
            Filler(f, evidence, "role.of-incident", 0.7)
            for f in sorted(told[0].fillers("affected") - draft.fillers("issuer"))
        ]
        draft.add("target", hit)


def _stand_alone(scene: Scene, actions: list[Draft], draft: Draft, incidents: Sequence[Draft]) -> None:
    """Complete an action by the parties of the text, where these leave no choice."""
    first = draft.triggers[0]
    if not draft.fillers("target") and (is_about_unnamed(scene, first) or names_object(scene, first)):
        return
    kind = kind_of(draft)
    evidence = scene.evidence(scene.sentence(draft.triggers[0].sentence))
    if draft.fillers("target"):
        beside = {i for d in actions if d.fillers("target") & draft.fillers("target") for i in d.fillers("issuer")}
        if kind in ("Order", "Penalty") and len(beside) == 1:
            draft.add("issuer", [Filler(i, evidence, "role.same-authority", 0.6) for i in beside])
    elif (draft.fillers("issuer") or draft.amounts() or kind == "Lawsuit") and kind not in ("Other", "Recommendation"):
        targets = {t for d in actions for t in d.fillers("target")}
        hit = {t for d in incidents for t in d.fillers("affected")}
        parties = {scene.entity(p).id for p in main_parties(scene, draft.triggers[0].sentence)}
        if kind == "Lawsuit" and not draft.fillers("issuer"):
            found = hit if len(hit) == 1 else set()  # « class actions were filed »: against who was hit
        elif len(targets) == 1:
            found = targets
        elif not targets and hit and len(incidents) == 1:
            found = hit
        elif parties and not targets - parties:
            found = parties
        else:
            found = set()
        found = found - draft.fillers("issuer")
        draft.add("target", [Filler(t, evidence, "role.main-party", 0.6) for t in sorted(found)])
    if _complete(draft):
        join(scene, actions, draft)


def _expose(scene: Scene, actions: list[Draft], exposure: Amount, index: int) -> None:
    """Give a sum that only threatens to the order (or else the action) on whom it threatens."""
    sentence = scene.sentence(index)
    ids = {scene.entity(p.entity).id for p in scene.places_in(sentence)}
    in_court = _COURT_MAY.search(scene.text.plain, sentence.start, sentence.end)
    suits = [d for d in actions if in_court and "Lawsuit" in d.kinds]
    orders = suits or [d for d in actions if "Order" in d.kinds] or [d for d in actions if not d.amounts()]
    fitting = [d for d in orders if d.fillers("target") & ids] or (orders if len(orders) == 1 else [])
    if fitting:
        evidence = scene.evidence(sentence)
        fitting[0].add("amount", [Filler(exposure, evidence, "sum.exposure", 0.85)])
