"""Roles: who was hit, who acted, on whom; decided by scored candidates, not by the first that fits.

Every organisation near a trigger, or much spoken of before it, is a candidate for a role. What was learnt from
the corpus judges it (`scorers.parties`), signs that are weighed by hand (`signs`) among what it goes by. The best
one above a threshold takes the role, with those enumerated beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from greffier.ingest.parties.signs import WEIGHTS, fits, is_done_to, weigh
from greffier.ingest.parties.unnamed_parties import speaks_against
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.scorers.parties import log_odds, suits
from greffier.ingest.triggers import Trigger

AGAINST: Final = (
    "source",
    "helper",
    "earlier",
    "way in",
    "passive",
    "acted upon",
    "aside",
    "group",
)  # features of which what was learnt knows too few cases
BESIDE: Final = 25  # characters between a name and what is done to it, with nobody else between
NEAR: Final = 0.3  # hundreds of characters after a telling in which words before a name say the role
AUTHORITY: Final = -0.6  # what speaks against an authority that is hit or acted upon: the corpus has few of them
# By role, the logarithm of the odds against nobody, from which the best candidate takes it.
THRESHOLDS: Final[Mapping[str, float]] = {"affected": -0.5, "issuer": -1.0, "target": -1.25}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a candidate for a role with its features and score."""

    place: Place
    features: tuple[tuple[str, float], ...]
    score: float


def candidates(scene: Scene, trigger: Trigger, role: str) -> list[Candidate]:
    """Return the candidates for a role of an event, best first; ties go to the one nearest."""
    found = []
    weighed = weigh(scene, trigger, role)
    for suit in suits(scene, trigger):
        parent = float(scene.entity(suit.place.entity).id in scene.parents)
        _, signs = weighed.get(suit.place.entity, (0.0, {"group": parent}))
        learnt = log_odds(suit.features, role)
        score = learnt + sum(WEIGHTS[name] * signs.get(name, 0.0) for name in AGAINST)
        if role != "issuer":
            score += AUTHORITY * scene.is_authority(suit.place) + speaks_against(scene, trigger, suit.place)
        features = {"learnt": round(learnt, 4), **signs}
        found.append(Candidate(suit.place, tuple(sorted(features.items())), round(score, 4)))
    told = role == "affected" and any(_is_told_here(c, trigger) for c in found)

    def rank(candidate: Candidate) -> tuple[bool, bool, float, int]:
        away = told and candidate.place.sentence != trigger.sentence
        subject = role != "issuer" and _is_subject(scene, trigger, candidate)
        return away, not subject, -candidate.score, abs(candidate.place.start - trigger.start)

    return sorted(found, key=rank)


def _is_told_here(candidate: Candidate, trigger: Trigger) -> bool:
    """Return whether a name right after a telling has words before it that say the role (« le piratage de X »)."""
    signs = dict(candidate.features)
    near = signs.get("same sentence") and signs.get("pattern") and signs["distance"] < NEAR
    return bool(near) and candidate.score > 0 and candidate.place.named and candidate.place.start >= trigger.end


def _is_subject(scene: Scene, trigger: Trigger, candidate: Candidate) -> bool:
    """Return whether a telling is what is done to the one named right before it ("Kestrel was fined")."""
    place = candidate.place
    gap = scene.text.plain[place.end : trigger.start]
    beside = place.sentence == trigger.sentence and place.end <= trigger.start and place.end + BESIDE >= trigger.start
    return beside and candidate.score > 0 and "," not in gap and is_done_to(scene, trigger, gap)


def fill(scene: Scene, trigger: Trigger, role: str, excluded: frozenset[int] = frozenset()) -> tuple[Place, ...]:
    """Return who takes a role, with those enumerated beside; nobody where no candidate is good enough."""
    ranked = [c for c in candidates(scene, trigger, role) if c.place.entity not in excluded]
    if not ranked or ranked[0].score < THRESHOLDS[role]:
        return ()
    best = ranked[0].place
    chosen = {best.entity: best}
    fitting = [c for c in ranked if c.place.sentence == best.sentence and fits(scene, role, c.place)]
    fitting = [c for c in fitting if c.place.named or c.place.start == best.start]
    fitting = [c for c in fitting if scene.entity(c.place.entity).id not in scene.cast.tentative]
    grown = True
    while grown:
        grown = False
        for candidate in fitting:
            place = candidate.place
            if place.entity not in chosen and any(scene.joined(place, other) for other in chosen.values()):
                chosen[place.entity] = place
                grown = True
    return tuple(sorted(chosen.values(), key=lambda p: p.start))
