"""Signs: what speaks for and against an organisation as a party of an event, each named and weighed by hand.

`scorers.parties` learns from the corpus how far to believe what they amount to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from greffier.ingest.scenes import Place, Scene
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
    "passive": -4.0,  # an issuer to whom it is done ("X was sued")
    "acted upon": -4.0,  # an issuer before the telling that stands after "against" or "from"
    "way in": -4.0,  # it is a supplier of the one whose data or services the same sentence tells of
    "earlier": -2.5,  # it was hit before (« Après X, c'est au tour de Y »)
}
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
FAR: Final = 800  # characters of one sentence from which what stands beside a name says nothing
REACH: Final = 2  # sentences back in which a candidate may stand
# « deux opérateurs du groupe X »: X is the group of those that are meant.
_OF_GROUP: Final = re.compile(
    r"\b(?:filiales?|opérateurs?|sociétés|entités?|établissements|marques?|units?|subsidiar(?:y|ies)|arms?)\b"
    r"[^,.;:]{0,20} (?:du |de la |de |d'|of |of the )(?:(?-i:[a-zà-ÿ])[\w'-]* ){0,5}$",
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
# « L'incident chez X a été suivi d'autres fuites »: what follows befell others.
_FOLLOWED: Final = re.compile(
    r" (?:a|avait|ont) (?:depuis |ensuite |bientôt )?été suivie?s? (?:par|de|d')|"
    r" (?:was|were|has been|had been) (?:soon |later |quickly )?followed by"
)
_EARLIER: Final = re.compile(r"\b(?:après|à l'instar de|after|following)\s*(?:la |le |l'|les |the )?$", re.I)
# « une attaque contre un prestataire, Acme, a exposé les données de la banque »
_SUPPLIER: Final = re.compile(
    r"\b(?:suppliers?|vendors?|contractors?|subcontractors?|processors?|third part(?:y|ies)|service providers?|"
    r"sous-traitante?s?|prestataires?(?: informatiques?)?|fournisseurs?|hébergeurs?),? $",
    re.I,
)
_BE: Final = r"(?:was|were|been|being|be|is|are|gets?|got|été|est|sont|fut|furent)"
_DONE_TO: Final = re.compile(rf"\b{_BE}(?: \w+(?:ly|ment))? ?$", re.I)
# "X faces a class action", « X, visée par une plainte »: who suffers a noun does not do it.
_FACES: Final = re.compile(
    r"\b(?:fac(?:es|ed|ing)|hit (?:with|by)|served with|named in|(?:subject|target) (?:of|to)|defend(?:s|ed|ing)|"
    r"confront\w+ (?:à|with|by)|visée?s? par|objet d[e'u]|cible d[e'u]|sous le coup d[e'u]|affronte|se défend contre)"
    r"(?: [\w'à-ÿ-]+){0,4} ?$",
    re.I,
)
_TOLD_DONE: Final = re.compile(rf"(?:(?:has|have|had|a|ont|avait|avaient) )?{_BE} ", re.I)
_AGAINST: Final = re.compile(r"\b(?:against|from|contre|à l'encontre d(?:e|u|es|'))\s*(?:the |la |le |l'|les )?$", re.I)
# "a civil penalty to the US Treasury": to whom it goes, not who imposed it.
_PAID_TO: Final = re.compile(r"\b(?:to|au|aux) (?:the )?(?:[A-Z.]+ )?$")
_COFFERS: Final = re.compile(r"\b(?:Treasury|Exchequer|Trésor)\b")
# "a complaint by the group to the agency": where it is lodged.
_LODGED: Final = re.compile(
    r"\b(?:complain\w*|referr\w+|reported|plaintes?|saisine|signalements?|réclamations?)\b[^.;]*\b"
    r"(?:to|with|auprès d[eu']|à|au) ?(?:the |la |le |l')?$",
    re.I,
)
SOURCES: Final = (
    "selon",
    "d'après",
    "according to",
    "told",
    "a déclaré à",
    "par le journal",
    "auprès du journal",
)


@lru_cache(maxsize=2)
def weigh(scene: Scene, trigger: Trigger, role: str) -> Mapping[int, tuple[float, Mapping[str, float]]]:
    """Return for each organisation near a telling what its signs weigh, at its best place, and the signs.

    What they weigh is told from what is asked for by hand: above 0 the signs alone make it the party.
    """
    enough = max(ENOUGH[role], CERTAIN.get(trigger.kind, 0.0))
    counts = Counter(p.entity for p in scene.places if p.named)
    total = sum(n for e, n in counts.items() if scene.entity(e).kind != "Law") or 1
    best: dict[int, tuple[float, dict[str, float]]] = {}
    for back in range(min(REACH, trigger.sentence) + 1):
        for place in scene.places_in(scene.sentence(trigger.sentence - back)):
            if not back and max(place.start - trigger.end, trigger.start - place.end) > FAR:
                continue
            features = _features(scene, trigger, role, place, back, counts[place.entity] / total)
            weight = sum(WEIGHTS[name] * value for name, value in features.items()) - enough
            if place.entity not in best or weight > best[place.entity][0]:
                best[place.entity] = (weight, features)
    return best


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


def _is_way_in(scene: Scene, trigger: Trigger, place: Place) -> bool:
    """Return whether a supplier is named by whom an attack came in, before the telling names another after it."""
    if place.end > trigger.start or not _SUPPLIER.search(scene.text.plain[max(0, place.start - 40) : place.start]):
        return False
    return any(
        other.start >= trigger.end and other.named and other.entity != place.entity and not scene.is_authority(other)
        for other in scene.places_in(scene.sentence(trigger.sentence))
    )


def _is_acted_upon(scene: Scene, trigger: Trigger, place: Place, lead: str) -> bool:
    """Return whether the words before a name say that something is done to it, paid to it or lodged with it."""
    plain = scene.text.plain
    if place.end <= trigger.start:
        return _AGAINST.search(lead) is not None
    paid = _COFFERS.search(plain, place.start, place.end) and _PAID_TO.search(lead)
    return bool(paid or _LODGED.search(plain, trigger.start, place.start))


def is_done_to(scene: Scene, trigger: Trigger, gap: str) -> bool:
    """Return whether what stands between a name and a telling after it says that it is done to the one named."""
    words = scene.text.plain[trigger.start : trigger.end]
    if any(word.endswith("ing") for word in words.split()[:3]):
        return False  # « is investigating »
    return bool(_DONE_TO.search(gap) or _FACES.search(gap)) or (not gap.strip() and _TOLD_DONE.match(words) is not None)


def _fit(trigger: Trigger, role: str, kind: str) -> float:
    """Return how well an organisation of a kind fits a role: anyone may sue."""
    anyone = role == "issuer" and trigger.kind == "Lawsuit" and kind not in ("Regulator", "Law")
    return 0.0 if anyone else KIND_FIT[role].get(kind, 0.0)


def fits(scene: Scene, role: str, place: Place) -> bool:
    """Return whether what stands at a place may well take a role, by its kind."""
    return KIND_FIT[role].get(scene.entity(place.entity).kind, 0.0) > -1.0


def _features(scene: Scene, trigger: Trigger, role: str, place: Place, back: int, share: float) -> dict[str, float]:
    entity = scene.entity(place.entity)
    features = {
        "fit": _fit(trigger, role, entity.kind),
        "salience": share,
        "anaphor": float(not place.named),
        "group": float(
            entity.id in scene.parents
            or bool(_OF_GROUP.search(scene.text.plain[max(0, place.start - 90) : place.start]))
        ),
        "title": float(any(p.entity == place.entity and scene.sentence(p.sentence).title for p in scene.places)),
    }
    if back:
        same_line = scene.sentence(place.sentence).line == scene.sentence(trigger.sentence).line
        features["sentence before" if same_line else "line before"] = float(back)
        features["distance"] = 0.3 * back
        return features
    features["same sentence"] = 1.0
    before = place.end <= trigger.start
    start, end = (place.end, trigger.start) if before else (trigger.gap_from(scene.text.plain), place.start)
    gap = scene.gap(start, end) if start < end else ""
    side = "before" if before else "after"
    known = patterns(scene.text.document.language).roles[role, side]
    features["pattern"] = float(any(p.search(gap) for p in known))
    features["clause"] = float(";" in gap)
    features["aside"] = float(role != "issuer" and _in_aside(scene, trigger, place))
    features["passive"] = float(role == "issuer" and before and is_done_to(scene, trigger, gap))
    features["after, unmarked"] = float(role == "issuer" and not before and not features["pattern"])
    features["distance"] = min(len(gap) / 100, 2.0)
    features["between"] = float(
        sum(
            start <= p.start and p.end <= end and p.entity != place.entity and fits(scene, role, p)
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
    features["acted upon"] = float(role == "issuer" and _is_acted_upon(scene, trigger, place, lead))
    features["helper"] = float(role == "affected" and before and _HELPS.match(tail) is not None)
    features["way in"] = float(role == "affected" and _is_way_in(scene, trigger, place))
    is_earlier = _EARLIER.search(lead) or _FOLLOWED.match(tail)
    features["earlier"] = float(role == "affected" and before and is_earlier is not None)
    return features
