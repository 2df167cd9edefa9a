"""Findings: what an authority says that it found a firm to have failed in, whatever it does about it.

"The supervisor found that the bank had not…", « l'autorité constate que l'assureur n'a pas… »: who speaks is an
authority, who failed stands between its verb and the failing. Where the text has told a failing of that firm, a
finding only tells it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from greffier.graph.records import Status
from greffier.ingest.drafts import Draft, entity_fillers
from greffier.ingest.incidents.failings import FAILINGS
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Trigger, patterns, status_at

_FOUND: Final = {
    "en": re.compile(
        r"\b(?:found|finds|(?:has |had )?(?:determined|concluded|established|ruled|noted|identified|uncovered)|"
        r"determines|concludes|said|says|considers?|considered|criticis\w+|criticiz\w+)\b"
    ),
    "fr": re.compile(
        r"\b(?:constat(?:e|ent|é|ait)|rel(?:ève|èvent|evé|evait)|reproch(?:e|ent|é|ait)|grief|estim(?:e|ent|é)|"
        r"conclu[ts]?|considèr(?:e|ent)|considéré|jug(?:e|ent|é)|point(?:e|ent|é)|établi[ts]?|not(?:e|ent|é)|"
        r"soulign(?:e|ent|é))\b"
    ),
}
_OFFICIALS: Final = re.compile(
    r"\b(?:examiners|inspectors|the (?:agency|regulator|supervisor|watchdog|commission|authority|ombudsman|bureau)|"
    r"l'autorité|l'agence|le régulateur|le superviseur|le gendarme|la commission|les inspecteurs|les contrôleurs)\b",
    re.I,
)
BEFORE: Final = 45  # characters, names left out, between who speaks and the verb
AFTER: Final = 110  # characters, names left out, between the verb and the failing


def find_findings(scene: Scene, known: Iterable[Draft]) -> list[Draft]:
    """Return the failings that authorities say they found, each firm's first, without those of firms in `known`."""
    told: set[str] = set()
    for other in known:
        if set(other.kinds) & {*FAILINGS, "DataBreach"}:  # weak controls are the cause of a leak, and no more
            told |= other.fillers("affected")
    found: list[Draft] = []
    for sentence in scene.text.sentences:
        draft = _finding(scene, sentence)
        if draft and not scene.kin(draft.fillers("affected")) & told:
            told |= draft.fillers("affected")
            found.append(draft)
    return found


def _finding(scene: Scene, sentence: Sentence) -> Draft | None:
    places = scene.places_in(sentence)
    verb = _verb_of_authority(scene, sentence, places)
    if verb is None:
        return None
    known = patterns(scene.text.document.language)
    for kind, pattern in reversed(known.failings):
        match = pattern.search(scene.text.plain, verb, sentence.end)
        if match is None or len(scene.gap(verb, match.start())) > AFTER:
            continue
        firms = [p for p in places if verb <= p.start and p.end <= match.start() and not scene.is_authority(p)]
        if firms:
            nearest = firms[-1]
            hit = {p.entity: p for p in firms if p.entity == nearest.entity or scene.joined(p, nearest)}
            told = Trigger(match.start(), match.end(), "Incident", kind, True, sentence.index, Status.ASSERTED)
            draft = Draft("Incident", Counter({kind: 1}), [told])
            draft.add("affected", entity_fillers(scene, hit.values(), scene.evidence(sentence), "role.found"))
            return draft
    return None


def _verb_of_authority(scene: Scene, sentence: Sentence, places: list[Place]) -> int | None:
    """Return where the verb ends with which an authority says what it found; None where there is none."""
    for verb in _FOUND[scene.text.document.language].finditer(scene.text.plain, sentence.start, sentence.end):
        if status_at(scene.text, verb.start(), verb.end()) in (Status.DENIED, Status.HYPOTHETICAL):
            continue
        before = [p for p in places if p.end <= verb.start()]
        officials = [m.end() for m in _OFFICIALS.finditer(scene.text.plain, sentence.start, verb.start())]
        speakers = [p.end for p in before if scene.is_authority(p)] + officials
        others = [p.end for p in before if not scene.is_authority(p)]
        speaks = bool(speakers) and max(speakers) >= max(others, default=0)
        if speaks and len(scene.gap(max(speakers), verb.start())) <= BEFORE:
            return verb.end()
    return None
