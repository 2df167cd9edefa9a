"""Likewise: other victims, told by what befell the one that a text is about.

"Northwind met a similar fate in May", « Noroît avait été visée en février », "the gang's earlier victims include
Kestrel and Maple": what happened is of the kind that was told last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.incidents.same_incidents import SORTS
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger, status_at

# After the name of who was hit.
_LIKEWISE: Final = {
    "en": re.compile(
        r"\b(?:suffer(?:s|ed)?|met(?: with)?|shared|had|went through|gone through|goes through|experienced) "
        r"(?:an? |the |much the |something |a very )?(?:similar|same|comparable|like)"
        r"(?: (?:fates?|ordeals?|experiences?|misfortunes?|mishaps?|troubles?|incidents?|attacks?)\b|(?=[,.;]|"
        r" with| in| last))|"
        r"\b(?:was|were|had been|has been|have been) (?:also |already |itself |likewise |previously )?"
        r"(?:hit|struck|targeted|attacked|breached|compromised|hacked)(?! by\b| (?:hard|with)\b)",
        re.I,
    ),
    "fr": re.compile(
        r"\b(?:a|ont|avait|avaient|vient de|viennent de|venait de) (?:aussi |également |déjà |elle aussi |lui aussi )?"
        r"(?:connu|connaître|subi|subir|vécu|vivre|rencontré|essuyé) "
        r"(?:le même sort|la même (?:mésaventure|infortune|épreuve|chose)|les mêmes (?:déboires|ennuis)|"
        r"pareille?s? \w+|"
        r"(?:un|une|des) (?:sort|mésaventure|épreuve|déboires|ennuis|incident|attaque) "
        r"(?:comparable|similaire|semblable|analogue|identique|du même (?:genre|type|ordre))s?)|"
        r"\b(?:a|ont|avait|avaient) (?:aussi |également |déjà |elles? aussi |lui aussi |eux aussi )?été "
        r"(?:visé|touché|frappé|ciblé|attaqué|piraté)e?s?\b(?! par\b)",
        re.I,
    ),
}
# Before the names of those who were hit.
_AMONG: Final = {
    "en": re.compile(
        r"\b(?:victims|targets)(?: [\w'-]+){0,5}? (?:include|includes|included|have included|are|were)\b|"
        r"\b(?:same|this) (?:gang|group|hackers|crew|attackers|ring) "
        r"(?:has |had |have )?(?:also |already |previously )?"
        r"(?:hit|struck|attacked|targeted|breached|claimed|broke into)\b",
        re.I,
    ),
    "fr": re.compile(
        r"\b(?:parmi|au nombre de) (?:ses|leurs|les)(?: [\wà-ÿ'-]+){0,2} (?:victimes|cibles)\b|"
        r"\b(?:victimes|cibles)(?: [\wà-ÿ'-]+){0,5}? (?:figurent?|comptent|sont|étaient)\b|"
        r"\b(?:même|mêmes|ce|ces) (?:gang|groupe|bande|pirates|cybercriminels|attaquants|hackers) "
        r"(?:a|ont|avait|avaient) (?:aussi |déjà |également )?"
        r"(?:touché|frappé|visé|attaqué|revendiqué|piraté|ciblé|épinglé)\b",
        re.I,
    ),
}
KINDS: Final = ("cyber", "outage", "fraud")  # sorts of what befalls somebody
NEAR: Final = 30  # characters between a name and what is told of it
LIST: Final = 40  # characters before the first name of a list
# Those who were hit are not the bodies named beside them.
_OF_BODIES: Final = re.compile(
    r"\d|\b(?:clients?|customers?|directors?|employees|members|people|patients|salariés|assurés|adhérents|of|in)\b",
    re.I,
)


def told_likewise(scene: Scene) -> Iterator[tuple[Trigger, tuple[Place, ...]]]:
    """Yield what befell others likewise, each with whom it befell; nobody where that is no body known."""
    language = scene.text.document.language
    for match in _LIKEWISE[language].finditer(scene.text.plain):
        trigger = _trigger(scene, match)
        if trigger:
            yield trigger, _subjects(scene, match.start())
    for match in _AMONG[language].finditer(scene.text.plain):
        trigger = _trigger(scene, match)
        if trigger:
            for place in _listed(scene, match.end()):
                yield trigger, (place,)


def _trigger(scene: Scene, match: re.Match[str]) -> Trigger | None:
    """Return the telling that such words make, of what was told last; None where they make none."""
    told = [t for t in scene.triggers if _tells(t)]
    sentence = scene.text.sentence_at(match.start())
    before = [t for t in told if t.end <= match.start() and not t.learnt and t.sentence != sentence.index]
    status = status_at(scene.text, match.start(), match.end())
    if not before or status in (Status.DENIED, Status.HYPOTHETICAL):
        return None
    if any(t.sentence == sentence.index and not t.learnt for t in told):
        return None  # the sentence says itself what happened
    return Trigger(match.start(), match.end(), "Incident", before[-1].kind, True, sentence.index, status)


def _tells(trigger: Trigger) -> bool:
    stated = trigger.status in (Status.ASSERTED, Status.ALLEGED)
    return trigger.family == "Incident" and trigger.strong and stated and SORTS[trigger.kind] in KINDS


def _subjects(scene: Scene, end: int) -> tuple[Place, ...]:
    """Return who is named last before an offset, in its clause, with those enumerated beside."""
    sentence = scene.text.sentence_at(end)
    start = max(scene.text.plain.rfind(mark, sentence.start, end) + 1 for mark in ";:") or sentence.start
    named = [p for p in scene.places_in(sentence) if p.named and start <= p.start and p.end <= end]
    if not named or end - named[-1].end > NEAR:
        return ()
    hit = [named[-1]]
    for place in reversed(named[:-1]):
        if place.entity not in {p.entity for p in hit} and scene.joined(place, hit[0]):
            hit.insert(0, place)
    return tuple(hit)


def _listed(scene: Scene, start: int) -> list[Place]:
    """Return the bodies named in a list after an offset of its sentence."""
    sentence = scene.text.sentence_at(start)
    named = [p for p in scene.places_in(sentence) if p.named and p.start >= start and not scene.is_authority(p)]
    if not named or named[0].start - start > LIST or _OF_BODIES.search(scene.text.plain, start, named[0].start):
        return []
    found = named[:1]
    for place in named[1:]:
        if scene.joined(found[-1], place) and place.entity not in {p.entity for p in found}:
            found.append(place)
    return found
