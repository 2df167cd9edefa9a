"""Several incidents that one telling tells: one for each of those who were hit, or for each of its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from greffier.ingest.dating.times import dates_of
from greffier.ingest.incidents.same_incidents import SORTS
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger
from greffier.ingest.values.dates import DateMention

_PLURAL: Final = re.compile(
    r"(?:[\w-]*(?:attaques|attacks|fuites|vols|violations|pannes|fraudes|intrusions|piratages|breaches|leaks|hacks|outages))\b",
    re.I,
)
_SEVERAL: Final = re.compile(
    r"\b(?:two|three|four|twice|both|several|separate|deux|trois|quatre|plusieurs|successive?s?|respectivement)\b|"
    r"\b(?:attacks|breaches|leaks|incidents|outages|intrusions|attaques|fuites|pannes|vols)\b",
    re.I,
)
_THEN: Final = re.compile(r",?\s(?:and|et|puis|then|and then|et puis|,)?\s?(?:again )?(?:in|on|en|le|au|à|l'|the)?\s?")
_EACH: Final = re.compile(
    r"\b(?:each|respectively|separately|one after the other|chacune?s?|respectivement|tour à tour|"
    r"séparément|l'un après l'autre)\b",
    re.I,
)


def dates_in_turn(scene: Scene, trigger: Trigger) -> list[DateMention]:
    """Return the dates of each of several events that a trigger tells ("twice, in 2012 and 2014"), in order."""
    sentence = scene.sentence(trigger.sentence)
    plain = scene.text.plain
    own, _ = dates_of(scene, trigger)
    if not own or own[0].until or not _SEVERAL.search(plain, sentence.start, sentence.end):
        return []
    dates = [d for d in scene.dates if sentence.start <= d.start and d.end <= sentence.end]
    chain = [own[0]]
    for date in dates:
        last = chain[-1]
        if date.start > last.start and not date.until and _THEN.fullmatch(plain, last.end, date.start):
            chain.append(date)
    return chain


def each_apart(scene: Scene, trigger: Trigger, hit: Sequence[Place]) -> bool:
    """Return whether each of several who were hit was so in an event of its own.

    The words say it (« attaques », "each"); or they are other victims of the like, beside the one a text is about.
    """
    ids = {scene.entity(p.entity).id for p in hit}
    if len(ids) < 2:
        return False
    sentence = scene.sentence(trigger.sentence)
    if _PLURAL.match(scene.text.plain[trigger.start : trigger.end]) or _EACH.search(
        scene.text.plain, sentence.start, sentence.end
    ):
        return True
    about = {
        p.entity for p in scene.places if p.named and scene.sentence(p.sentence).title and not scene.is_authority(p)
    }
    own = {p.entity for p in hit}
    return SORTS[trigger.kind] == "cyber" and bool(about) and not about & own and not _any_kin(scene, about | own)


def _any_kin(scene: Scene, entities: set[int]) -> bool:
    """Return whether some of these belong together: to one group, as the text says or their names do."""
    ids = {scene.entity(e).id for e in entities}
    first = [scene.entity(e).name.split()[0].casefold() for e in entities]
    return len(set(first)) < len(first) or any(other in scene.kin({one}) for one in ids for other in ids - {one})
