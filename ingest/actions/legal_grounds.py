"""Legal grounds: under which law an action is, as the sentences that tell it say, or one that tells what was broken.

"The tribunal found a breach of section 12 of the Privacy Act" names no action: what it says belongs to the decision
told nearest to it of whom it names, with all that was decided with that. What others decided on another day is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from greffier.ingest.actions.tellings import kind_of
from greffier.ingest.drafts import Draft, Filler, dates_agree
from greffier.ingest.incidents.failings import BROKEN, SANCTIONS
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence

GROUNDED: Final = (*SANCTIONS, "Lawsuit")  # what is mostly told with the law that was broken
NEAR: Final = 6  # sentences between a decision and the law, where a text tells of several firms
_CITED: Final = re.compile(
    r"§|\b(?:legal (?:hook|basis|ground)s?|base légale|au regard d|articles? \d|sections? \d|ss?\. ?\d|"
    r"requirements? of|"
    r"exigences? d|obligations? (?:under|prévues?|issues?|découlant))",
    re.I,
)
# The law is told as one that gives a power, or that is to come.
_NOT_BROKEN: Final = re.compile(
    r"\b(?:no power|powers? to|chef de file|lead (?:supervisory )?authority|could (?:be|have)|can be|"
    r"up to|jusqu['’]à|pourrai(?:t|ent)|peu(?:t|vent) être|draft|bill|"
    r"projet de loi|proposed law|new law|nouvelle loi|will (?:take|come|enter|apply)|entr\w+ en vigueur|"
    r"came into force|maximum)\b",
    re.I,
)


_ALL: Final = re.compile(r"\W*(?:each|both|all|chacune?|toutes|tous|les (?:deux|trois|quatre))\b", re.I)


def add_laws(scene: Scene, actions: Sequence[Draft]) -> None:
    """Give the actions of a text the laws that they are under."""
    for sentence in scene.text.sentences:
        laws = scene.places_in(sentence, "Law")
        if not laws:
            continue
        told = [d for d in actions if any(t.sentence == sentence.index for t in d.triggers)]
        given = told
        if not any(kind_of(d) in GROUNDED for d in told) and not sentence.title and _is_ground(scene, sentence):
            given = told + [d for d in _decisions(scene, sentence, actions) if d not in told]
        _give(scene, sentence, laws, given)


def _give(scene: Scene, sentence: Sentence, laws: Sequence[Place], actions: Sequence[Draft]) -> None:
    evidence = scene.evidence(sentence)
    for action in actions:
        action.add("law", (Filler(scene.entity(p.entity).id, evidence, "law.cited", 0.8) for p in laws))


def _is_ground(scene: Scene, sentence: Sentence) -> bool:
    """Return whether a sentence says of a law that it was broken."""
    words = scene.text.plain[sentence.start : sentence.end]
    return bool(BROKEN.search(words) or _CITED.search(words)) and not _NOT_BROKEN.search(words)


def _decisions(scene: Scene, sentence: Sentence, actions: Sequence[Draft]) -> list[Draft]:
    """Return the actions that punish what a sentence says was broken: the nearest one, and what was decided with it."""
    named = scene.places_in(sentence)
    firms = {scene.entity(p.entity).id for p in named if not scene.is_authority(p)}
    authorities = {scene.entity(p.entity).id for p in named if scene.is_authority(p)}
    authorities |= {scene.entity(p.entity).id for p in scene.judicial if p.sentence == sentence.index}
    fitting = [d for d in actions if kind_of(d) in GROUNDED and (d.fillers("issuer") or kind_of(d) != "Lawsuit")]
    if firms:
        fitting = [d for d in fitting if scene.kin(d.fillers("target")) & firms]
    elif len({frozenset(d.fillers("target")) for d in fitting}) > 1:
        fitting = [d for d in fitting if _distance(scene, sentence, d) <= NEAR]
    if authorities:
        fitting = [d for d in fitting if not d.fillers("issuer") or scene.kin(d.fillers("issuer")) & authorities]
    if not fitting:
        return []
    nearest = min(fitting, key=lambda d: (_distance(scene, sentence, d), d.triggers[0].start))
    every = _ALL.match(scene.text.plain, sentence.start) is not None
    return [d for d in fitting if d is nearest or _decided_together(d, nearest, every)]


def _distance(scene: Scene, sentence: Sentence, action: Draft) -> int:
    """Return how many sentences lie between, with those of another section, or after, as further away."""

    def away(index: int) -> int:
        apart = scene.sentence(index).section != sentence.section
        return (sentence.index - index if index <= sentence.index else 3 * (index - sentence.index)) + 4 * apart

    return min(away(t.sentence) for t in action.triggers)


def _decided_together(one: Draft, other: Draft, every: bool) -> bool:
    """Return whether two decisions were taken together: by one authority, on one day, on one firm or on `every` one."""
    issuers = one.fillers("issuer"), other.fillers("issuer")
    if not issuers[0] & issuers[1] and all(issuers):
        return False
    beside = {t.sentence for t in one.triggers} & {t.sentence for t in other.triggers}
    alike = every or beside or one.fillers("target") & other.fillers("target")
    return bool(alike) and (every or dates_agree(one.dates(), other.dates()))
