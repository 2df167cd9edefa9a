"""Shares: what several parties or sums of one telling make of it, one action for all of them or one each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from greffier.ingest.actions.tellings import Parties, draft_action
from greffier.ingest.drafts import Draft, Filler, date_filler
from greffier.ingest.parties.persons import bears
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger

_BY: Final = re.compile(r"[^.;]{0,40}?\b(?:by|from|par|de la part d)", re.I)
_AGAINST: Final = re.compile(r"\s*(?:contre|à l'encontre de|à|au|aux|pour|to|on|against|for)\b", re.I)
DATE_BESIDE: Final = 12  # characters between a sum and the date that is its own
_RESPECTIVELY: Final = re.compile(r"\b(?:respectivement|respectively)\b", re.I)
EACH: Final = re.compile(
    r"\b(?:each(?! (?:day|year|month|week|time|breach|violation|case|customer|other))|apiece|separately(?!,)|"
    r"respectively|individually|in parallel|"
    r"(?:separate|parallel|rival|twin) (?:\w+ )?(?:inquir|investigat|prob|order|suit|lawsuit|fine|penalt|settlement|"
    r"action|agreement|notice)\w*|"
    r"chacune?|respectivement|séparément|parallèlement|individuellement|de (?:son|leur) côté|"
    r"(?:enquêtes|ordonnances|amendes|sanctions|accords|mises en demeure|procédures|plaintes|injonctions) "
    r"(?:distinct|séparé|parallèl)\w*)\b",
    re.I,
)
_TOGETHER: Final = re.compile(
    r"\b(?:joint(?:ly)?|together|between them|combined|in total|conjoint\w*|commune?s?|ensemble|solidaire\w*|"
    r"au total|in concert)\b",
    re.I,
)
# Kinds that each firm bears by itself, unless one sum is told of all of them.
_OWN: Final = ("Fine", "Sanction", "Settlement")
_BORNE: Final = (*_OWN, "Penalty", "Order", "Undertaking")


def share_out(scene: Scene, trigger: Trigger, parties: Parties, sums: tuple[Filler, ...]) -> list[Draft]:
    """Return the actions that a telling with these parties and sums amounts to, in order."""
    issuers, targets = parties.issuers, parties.targets
    sentence = scene.sentence(trigger.sentence)
    words = scene.text.plain[sentence.start : sentence.end]
    if len(sums) > 1 and _RESPECTIVELY.search(words):
        if len(issuers) == len(sums) and len(targets) < 2:
            return [
                draft_action(scene, trigger, Parties((i,), targets), (s,)) for i, s in zip(issuers, sums, strict=True)
            ]
        several = _enumerated(scene, trigger, len(sums), frozenset(p.entity for p in issuers)) or list(targets)
        if len(several) == len(sums):
            return [
                draft_action(scene, trigger, Parties(issuers, (t,)), (s,)) for t, s in zip(several, sums, strict=True)
            ]
    if len(sums) > 1 and not targets:
        return [draft_action(scene, trigger, parties, sums[:1])]
    if len(sums) > 1:
        return [_of_sum(scene, trigger, s, parties) for s in sums if not is_of_person(scene, s)]
    return [draft_action(scene, trigger, own, sums) for own in _apart(scene, trigger, parties, bool(sums))]


def _apart(scene: Scene, trigger: Trigger, parties: Parties, summed: bool) -> list[Parties]:
    """Return who acts on whom in each of the actions that a telling is of, where it names several parties."""
    issuers, targets = parties.issuers, parties.targets
    if len(issuers) < 2 and len(targets) < 2:
        return [parties]
    sentence = scene.sentence(trigger.sentence)
    words = scene.text.plain[sentence.start : sentence.end]
    each = EACH.search(words)
    if _TOGETHER.search(words) or not _unrelated(scene, issuers) or not _unrelated(scene, targets):
        return [parties]
    if len(issuers) > 1 and each and len(targets) < 2:
        return [Parties((i,), targets) for i in issuers]
    own = not summed and trigger.kind in _OWN and not trigger.learnt
    if len(targets) > 1 and len(issuers) < 2 and (own or (each and trigger.kind in _BORNE)):
        return [Parties(issuers, (t,)) for t in targets]
    return [parties]


def _unrelated(scene: Scene, places: Sequence[Place]) -> bool:
    """Return whether none of some organisations belongs to another, or takes it up."""
    ids = [scene.entity(p.entity).id for p in places]
    return all(not scene.kin({i}) & set(ids) - {i} for i in ids) and len(set(ids)) == len(ids)


def is_of_person(scene: Scene, mention: Filler) -> bool:
    """Return whether a sum is that of somebody named between it and what stands before it in its sentence."""
    start = _start_of(mention)
    before = max((m.end for m in scene.money if m.end <= start), default=0)
    return bears(scene, max(before, scene.text.sentence_at(start).start), start)


def _start_of(mention: Filler) -> int:
    return int(mention.rule.rsplit("@", 1)[1])


def _of_sum(scene: Scene, trigger: Trigger, mention: Filler, parties: Parties) -> Draft:
    """Return the action of one of several sums of a sentence, with the parties and the date named beside it."""
    start = _start_of(mention)
    sentence = scene.sentence(trigger.sentence)
    sums = [m for m in scene.money if sentence.start <= m.start < sentence.end]
    this = next(m for m in sums if m.start == start)
    before = max([m.end for m in sums if m.end <= start], default=sentence.start)
    after = min([m.start for m in sums if m.start > start], default=sentence.end)

    def beside(authority: bool, chosen: tuple[Place, ...], link: re.Pattern[str]) -> tuple[Place, ...]:
        fitting = [p for p in scene.places_in(sentence) if scene.is_authority(p) is authority and p.named]
        following = [p for p in fitting if this.end <= p.start < after]
        if following and link.match(scene.text.plain, this.end):
            return tuple(following)
        preceding = [p for p in fitting if before <= p.start < start]
        return tuple(preceding) or chosen

    issuers = beside(True, parties.issuers, _BY)
    targets = beside(False, parties.targets, _AGAINST)
    draft = draft_action(scene, trigger, Parties(issuers, targets), (mention,))
    own = [d for d in scene.dates if this.end <= d.start < after and d.start - this.end < DATE_BESIDE]
    if own:
        evidence = scene.evidence(sentence)
        draft.slots["date"] = date_filler(own, evidence)
    return draft


def _enumerated(scene: Scene, trigger: Trigger, count: int, acting: frozenset[int]) -> list[Place]:
    """Return the last enumeration of as many organisations before a trigger, two sentences back at most."""
    for back in range(3):
        index = trigger.sentence - back
        if index < 0:
            break
        places = [
            p
            for p in scene.places_in(scene.sentence(index))
            if p.named and p.entity not in acting and not scene.is_authority(p)
        ]
        for at in range(len(places) - count, -1, -1):
            group = places[at : at + count]
            if all(scene.joined(a, b) for a, b in pairwise(group)):
                return group
    return []
