"""Roles: who was hit, who acted, on whom; decided by scored candidates, not by the first that fits.

Every organisation near a trigger, or much spoken of before it, is a candidate for a role. What was learnt from
the corpus judges it (`scorers.parties`); where features that are named and weighed in WEIGHTS make it the party by
themselves, that speaks for it as well. The best one above a threshold takes the role, with those enumerated beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from greffier.ingest.scenes import Place, Scene
from greffier.ingest.scorers.parties import log_odds, suits
from greffier.ingest.triggers import Trigger, patterns

WEIGHTS: Final[Mapping[str, float]] = {
    "pattern": 2.0,  # what stands between trigger and name says the role
    "same sentence": 1.2,
    "sentence before": 0.0,  # the sentence just before, on the same line
    "line before": -0.8,
    "title": 0.3,  # the entity stands in the title
    "distance": -0.9,  # per 100 characters between, names and sums left out
    "between": -0.35,  # per other candidate between
    "anaphor": -0.2,
    "salience": 0.8,  # times the share of all mentions that are its own
    "fit": 1.0,  # times how well its kind fits the role, see KIND_FIT
    "group": -1.2,  # it is named as the group or parent of another
    "aside": -1.8,  # it stands in an aside about another (« X, filiale de Y, a subi … »)
    "clause": -3.0,  # a semicolon stands between
    "after, unmarked": -1.5,  # an issuer that follows with no "by"
    "other trigger": -1.5,  # another event of the same sort stands between
    "source": -4.0,  # it only says so ("according to X")
    "helper": -6.0,  # it helps or pays the one who was hit
    "earlier": -2.5,  # it was hit before (« Après X, c'est au tour de Y »)
}
AGAINST: Final = (
    "source",
    "helper",
    "earlier",
    "aside",
    "group",
)  # features of which what was learnt knows too few cases
# How well each kind fits a role: 1 it does, 0 it may, -2 hardly.
KIND_FIT: Final[Mapping[str, Mapping[str, float]]] = {
    "affected": {"Regulator": -2.5, "Law": -9.0},
    "issuer": {
        "Regulator": 0.8,
        "Law": -9.0,
        "Insurer": -9.0,
        "Bank": -9.0,
        "Federation": -9.0,
        "Institution": -9.0,
        "Company": -9.0,
    },
    "target": {"Regulator": -2.5, "Law": -9.0},
}
CERTAIN: Final[Mapping[str, float]] = {"Fraud": 2.6}  # by kind of incident, where proximity says too little
# What WEIGHTS have to make of a candidate, by role, before it counts.
ENOUGH: Final[Mapping[str, float]] = {"affected": 1.2, "issuer": 0.75, "target": 1.0}
MOST: Final = 4.0  # of what exceeds that, how much counts
TRUST: Final = 3.0  # what it weighs beside what was learnt
# By role and kind of event ("" for any other): what speaks against a candidate that the sentence does not name.
ELSEWHERE: Final[Mapping[tuple[str, str], float]] = {
    ("target", ""): -0.7,
    ("issuer", "Investigation"): -1.5,  # a firm's own inquiry goes by the same words
    ("issuer", "Recommendation"): -1.5,
    ("issuer", "Other"): -1.5,
}
PROSE: Final = 4  # words from which a sentence is no mere label
BARE: Final = -3.0  # what speaks against one from elsewhere for a mere label
GUESS: Final = -1.0  # the same where no trigger tells the event, only what was learnt
UNSURE: Final[Mapping[str, float]] = {"Fraud": -0.8}  # by kind of event: what speaks against any candidate
THRESHOLD: Final = -0.85  # the logarithm of the odds, three to seven, from which the best candidate takes a role
FAR: Final = 800  # characters of one sentence from which what stands beside a name says nothing
REACH: Final = 2  # sentences back in which a candidate may stand
# « deux opérateurs du groupe X »: X is the group of those that are meant.
_OF_GROUP: Final = re.compile(
    r"\b(?:filiales?|opérateurs?|sociétés|entités?|établissements|marques?|units?|subsidiar(?:y|ies)|arms?)\b"
    r"[^,.;:]{0,20} (?:du |de la |de |d'|of |of the )$",
    re.I,
)
ASIDE: Final = 60  # characters that an aside may take on either side of a name
_OWNED: Final = re.compile(
    r",? (?:rachetée?|reprise?|détenue?|contrôlée?|filiale|propriété|marque|membre|owned|acquired|bought|controlled|"
    r"part of|"
    r"(?:une? |an? |the )?(?:[\w-]+ ){0,2}(?:filiale|marque|subsidiary|unit|member|arm|division|affiliate)\b[^.;]*$|"
    r"(?:une?|le|la|an?|the|its|sa|son|leur|their|l')\b ?[\w'-][^.;,]*$|"
    r"(?:qui|dont|which|whose|who)\b[^.;,]*$)",
    re.I,
)
_RETELLS: Final = re.compile(
    r",? (?:[\w' ]{0,20}, )?(?:rapporte|rapportait|raconte|racontait|relate|relaie|croit savoir|fait état|dénonce|"
    r"recounts|recounted|retells)\b"
)
# « Noroît a aidé la mutuelle Kestrel après … », "paid out £2m after …"
_HELPS: Final = re.compile(
    r",? (?:(?:which|who|qui) )?(?:(?:has|had|have) )?"
    r"(?:helped|assisted|advised|supported|counselled|insured|insures|paid out|"
    r"(?:a|ont|avait|avaient) (?:aidé|accompagné|assisté|conseillé|épaulé|indemnisé|dédommagé|assuré)) "
    r"(?:the |la |le |l'|les )?(?=(?-i:[A-ZÀ-Þ])|[£$€\d])",
    re.I,
)
_EARLIER: Final = re.compile(r"\b(?:après|à l'instar de|after|following)\s*(?:la |le |l'|les |the )?$", re.I)
SOURCES: Final = (
    "selon",
    "d'après",
    "according to",
    "told",
    "a déclaré à",
    "par le journal",
    "auprès du journal",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a candidate for a role with its features and score."""

    place: Place
    features: tuple[tuple[str, float], ...]
    score: float


def candidates(scene: Scene, trigger: Trigger, role: str) -> list[Candidate]:
    """Return the candidates for a role of an event, best first; ties go to the one nearest."""
    enough = max(ENOUGH[role], CERTAIN.get(trigger.kind, 0.0))
    weighed = _weighed(scene, trigger, role)
    sentence = scene.sentence(trigger.sentence)
    found = []
    for suit in suits(scene, trigger):
        weight, features = weighed.get(suit.place.entity, (enough, {}))
        own = {"learnt": round(log_odds(suit.features, role), 4), **features}
        score = own["learnt"] + TRUST * min(max(weight - enough, 0.0), MOST)
        score += sum(WEIGHTS[name] * features.get(name, 0.0) for name in AGAINST)
        if suit.place.sentence != trigger.sentence:
            score += ELSEWHERE.get((role, trigger.kind), ELSEWHERE.get((role, ""), 0.0))
            score += (
                BARE * (len(scene.text.plain[sentence.start : sentence.end].split()) < PROSE) + GUESS * trigger.learnt
            )
        score += UNSURE.get(trigger.kind, 0.0)
        found.append(Candidate(suit.place, tuple(sorted(own.items())), round(score, 4)))
    return sorted(found, key=lambda c: (-c.score, abs(c.place.start - trigger.start)))


def _weighed(scene: Scene, trigger: Trigger, role: str) -> dict[int, tuple[float, dict[str, float]]]:
    """Return for each organisation near a trigger what its features weigh, at its best place, and the features."""
    counts = Counter(p.entity for p in scene.places if p.named)
    total = sum(n for e, n in counts.items() if scene.entity(e).kind != "Law") or 1
    best: dict[int, tuple[float, dict[str, float]]] = {}
    for back in range(min(REACH, trigger.sentence) + 1):
        for place in scene.places_in(scene.sentence(trigger.sentence - back)):
            if not back and max(place.start - trigger.end, trigger.start - place.end) > FAR:
                continue
            features = _features(scene, trigger, role, place, back, counts[place.entity] / total)
            weight = sum(WEIGHTS[name] * value for name, value in features.items())
            if place.entity not in best or weight > best[place.entity][0]:
                best[place.entity] = (weight, features)
    return best


def fill(scene: Scene, trigger: Trigger, role: str, excluded: frozenset[int] = frozenset()) -> tuple[Place, ...]:
    """Return who takes a role, with those enumerated beside; nobody where no candidate is good enough."""
    ranked = [c for c in candidates(scene, trigger, role) if c.place.entity not in excluded]
    if not ranked or ranked[0].score < THRESHOLD:
        return ()
    best = ranked[0].place
    chosen = {best.entity: best}
    fitting = [c for c in ranked if c.place.sentence == best.sentence and _fits(scene, role, c.place)]
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


def _in_aside(scene: Scene, trigger: Trigger, place: Place) -> bool:
    """Return whether a name stands between commas after another one, and says whose or what that is."""
    sentence = scene.sentence(trigger.sentence)
    close = scene.text.plain.find(",", place.end, sentence.end)
    if close < 0 or close - place.end > ASIDE:
        return False
    return any(
        other.entity != place.entity
        and 0 <= place.start - other.end < ASIDE
        and _OWNED.match(scene.text.plain[other.end : place.start])
        for other in scene.places_in(sentence)
    )


def _fits(scene: Scene, role: str, place: Place) -> bool:
    return KIND_FIT[role].get(scene.entity(place.entity).kind, 0.0) > -1.0


def _features(scene: Scene, trigger: Trigger, role: str, place: Place, back: int, share: float) -> dict[str, float]:
    entity = scene.entity(place.entity)
    features = {
        "fit": KIND_FIT[role].get(entity.kind, 0.0),
        "salience": share,
        "anaphor": float(not place.named),
        "group": float(entity.id in scene.parents or bool(_OF_GROUP.search(scene.text.plain[: place.start][-60:]))),
        "title": float(any(p.entity == place.entity and scene.sentence(p.sentence).title for p in scene.places)),
    }
    if back:
        same_line = scene.sentence(place.sentence).line == scene.sentence(trigger.sentence).line
        features["sentence before" if same_line else "line before"] = float(back)
        features["distance"] = 0.3 * back
        return features
    features["same sentence"] = 1.0
    before = place.end <= trigger.start
    start, end = (place.end, trigger.start) if before else (trigger.end, place.start)
    gap = scene.gap(start, end) if start < end else ""
    side = "before" if before else "after"
    known = patterns(scene.text.document.language).roles[role, side]
    features["pattern"] = float(any(p.search(gap) for p in known))
    features["clause"] = float(";" in gap)
    features["aside"] = float(role != "issuer" and _in_aside(scene, trigger, place))
    features["after, unmarked"] = float(role == "issuer" and not before and not features["pattern"])
    features["distance"] = min(len(gap) / 100, 2.0)
    features["between"] = float(
        sum(
            start <= p.start and p.end <= end and p.entity != place.entity and _fits(scene, role, p)
            for p in scene.places_in(scene.sentence(trigger.sentence))
        )
    )
    features["other trigger"] = float(
        any(
            t.family == trigger.family and t is not trigger and start <= t.start and t.end <= end
            for t in scene.triggers
            if (t.sentence == trigger.sentence and t.kind == trigger.kind) or trigger.family == "Incident"
        )
    )
    lead = scene.text.plain[max(0, place.start - 24, 0 if before else trigger.end) : place.start].lower()
    tail = scene.text.plain[place.end : place.end + 40]
    features["source"] = float(any(word in lead for word in SOURCES) or (before and _RETELLS.match(tail) is not None))
    features["helper"] = float(role == "affected" and before and _HELPS.match(tail) is not None)
    features["earlier"] = float(role == "affected" and before and _EARLIER.search(lead) is not None)
    return features
