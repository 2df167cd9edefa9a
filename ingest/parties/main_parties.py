"""Main parties: whom a text, or a section of it, is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from greffier.ingest.parties.unnamed_parties import is_complainant
from greffier.ingest.scenes import Place, Scene

MAIN_SHARE: Final = 0.5  # share of all mentions of organisations from which a text is about one
SHARED: Final = 0.25  # share of the mentions that each of those has who share a title


def main_parties(scene: Scene, sentence: int) -> tuple[int, ...]:
    """Return whom the section of a sentence is about, else whom the whole text is about.

    It is the organisation with most of the mentions, or those that share the title; none where there
    is no such one.
    """
    section = scene.sentence(sentence).section
    inside = [p for p in scene.places if scene.sentence(p.sentence).section == section]
    whole = _most_named(scene, scene.places)
    if not any(_may_be_hit(scene, p) for p in inside):
        return whole
    own = _most_named(scene, inside)
    # The title names several, and the section has spoken of one of them so far: all of them are meant.
    return whole if len(whole) > 1 and len(own) == 1 and own[0] in whole and _all_named(scene, whole, inside) else own


def section_parties(scene: Scene, sentence: int) -> tuple[int, ...]:
    """Return whom the section of a sentence is about where headings part the text; none where they do not."""
    section = scene.sentence(sentence).section
    return (
        _most_named(scene, [p for p in scene.places if scene.sentence(p.sentence).section == section])
        if section
        else ()
    )


def _all_named(scene: Scene, entities: tuple[int, ...], inside: Sequence[Place]) -> bool:
    named = {p.entity for p in inside if p.named and not scene.sentence(p.sentence).title}
    return set(entities) <= named


def _may_be_hit(scene: Scene, place: Place) -> bool:
    entity = scene.entity(place.entity)
    known = entity.kind not in ("Regulator", "Law") and entity.id not in scene.cast.tentative
    return place.named and known and not is_complainant(scene, place)


def _most_named(scene: Scene, places: Sequence[Place]) -> tuple[int, ...]:
    counts = Counter(p.entity for p in places if _may_be_hit(scene, p))
    titled = [p.entity for p in places if p.entity in counts and scene.sentence(p.sentence).title]
    counts = Counter({e: n for e, n in counts.items() if e in titled or scene.entity(e).id not in scene.parents})
    if not counts:
        return ()
    (best, most), *others = sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    shared = sorted(e for e in set(titled) if counts[e] >= SHARED * sum(counts.values()))
    if len(shared) > 1 and len(shared) == len(set(titled)):
        return tuple(shared)
    if not others or most >= MAIN_SHARE * sum(counts.values()) or set(titled) == {best}:
        return (best,)
    return ()
