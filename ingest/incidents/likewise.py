"""Likewise: other victims, told by what befell the one that a text is about.

"Northwind met a similar fate in May", « Noroît avait connu pareille mésaventure »: what happened is of the kind that
was told last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.incidents.same_incidents import SORTS
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger, status_at

_LIKEWISE: Final = {
    "en": re.compile(
        r"\b(?:suffer(?:s|ed)?|met(?: with)?|shared|had|went through|gone through|goes through|experienced) "
        r"(?:an? |the |much the |something |a very )?(?:similar|same|comparable|like)"
        r"(?: (?:fates?|ordeals?|experiences?|misfortunes?|mishaps?|troubles?|incidents?|attacks?)\b|(?=[,.;]|"
        r" with| in| last))",
        re.I,
    ),
    "fr": re.compile(
        r"\b(?:a|ont|avait|avaient|vient de|viennent de|venait de) (?:aussi |également |déjà |elle aussi |lui aussi )?"
        r"(?:connu|connaître|subi|subir|vécu|vivre|rencontré|essuyé) "
        r"(?:le même sort|la même (?:mésaventure|infortune|épreuve|chose)|les mêmes (?:déboires|ennuis)|"
        r"pareille?s? \w+|"
        r"(?:un|une|des) (?:sort|mésaventure|épreuve|déboires|ennuis|incident|attaque) "
        r"(?:comparable|similaire|semblable|analogue|identique|du même (?:genre|type|ordre))s?)",
        re.I,
    ),
}
KINDS: Final = ("cyber", "outage", "fraud")  # sorts of what befalls somebody


def told_likewise(scene: Scene) -> Iterator[tuple[Trigger, tuple[Place, ...]]]:
    """Yield what befell others likewise, each with whom it befell; nobody where that is no body known."""
    told = [t for t in scene.triggers if _tells(t)]
    for match in _LIKEWISE[scene.text.document.language].finditer(scene.text.plain):
        sentence = scene.text.sentence_at(match.start())
        before = [t for t in told if t.end <= match.start() and not t.learnt and t.sentence != sentence.index]
        status = status_at(scene.text, match.start(), match.end())
        if not before or status in (Status.DENIED, Status.HYPOTHETICAL):
            continue
        if any(t.sentence == sentence.index and not t.learnt for t in told):
            continue  # the sentence says itself what happened
        trigger = Trigger(match.start(), match.end(), "Incident", before[-1].kind, True, sentence.index, status)
        yield trigger, _subjects(scene, match.start())


def _tells(trigger: Trigger) -> bool:
    stated = trigger.status in (Status.ASSERTED, Status.ALLEGED)
    return trigger.family == "Incident" and trigger.strong and stated and SORTS[trigger.kind] in KINDS


def _subjects(scene: Scene, end: int) -> tuple[Place, ...]:
    """Return who is named last before an offset, in its clause, with those enumerated beside."""
    sentence = scene.text.sentence_at(end)
    start = max(scene.text.plain.rfind(mark, sentence.start, end) + 1 for mark in ";:") or sentence.start
    named = [p for p in scene.places_in(sentence) if p.named and start <= p.start and p.end <= end]
    if not named or end - named[-1].end > 30:
        return ()
    hit = [named[-1]]
    for place in reversed(named[:-1]):
        if place.entity not in {p.entity for p in hit} and scene.joined(place, hit[0]):
            hit.insert(0, place)
    return tuple(hit)
