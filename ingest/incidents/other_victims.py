"""Other victims: whether a sentence tells of somebody who was not recognised, so that it is about nobody known.

"Another hospital was attacked in February", « la ville d'Arlon avait connu pareille mésaventure »: the sentence has a
victim of its own. Better no event than one of the body that the text is about.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.incidents.same_incidents import SORTS
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import Trigger

# Bodies that a place tells apart from others of their kind.
_LOCAL: Final = (
    r"(?:hospitals?|clinics?|universit(?:y|ies)|schools?|cit(?:y|ies)|towns?|count(?:y|ies)|councils?|"
    r"municipalit(?:y|ies)|ministr(?:y|ies)|airports?|ports?|hôpital|hôpitaux|centres? hospitaliers?|cliniques?|"
    r"universités?|écoles?|lycées?|villes?|mairies?|communes?|départements?|régions?|ministères?|aéroports?)"
)
_BODY: Final = (
    rf"(?:{_LOCAL}|departments?|agenc(?:y|ies)|banks?|insurers?|brokers?|brokerages?|compan(?:y|ies)|firms?|groups?|"
    r"retailers?|wholesalers?|manufacturers?|carmakers?|airlines?|operators?|utilit(?:y|ies)|agences?|banques?|assureurs?|courtiers?|"
    r"entreprises?|sociétés?|groupes?|enseignes?|distributeurs?|grossistes?|constructeurs?|compagnies?|opérateurs?|"
    r"mutuelles?|collectivités?)"
)
# « une autre banque indienne », "another hospital group"
_ANOTHER: Final = re.compile(
    rf"\b(?:another|(?:the |an)other|d'autres|une? autre|l'autre) (?:[\w-]+ ){{0,2}}{_BODY}\b",
    re.I,
)
# "the hospital in Dax", « la ville d'Anvers »: the name is that of a place
_OF_PLACE: Final = re.compile(
    rf"(?i:\b{_LOCAL} (?:[\w-]+ ){{0,1}}?(?:in|at|of|de|d'|du|à|au) ?(?:the |la |l')?)(?P<place>[A-ZÀ-Þ][\w'-]+)"
)
ATTACKED: Final = ("cyber", "outage")  # frauds and failings have victims who are not those who are to answer for them
FIRST: Final = 2  # sentences after the title in which a description introduces the body that the text is about


def tells_of_another(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the sentence of a trigger has a victim that is no body known in the text."""
    sentence = scene.sentence(trigger.sentence)
    if SORTS[trigger.kind] not in ATTACKED or sentence.index <= FIRST:
        return False
    if any(p.named and not scene.is_authority(p) for p in scene.places_in(sentence)):
        return False
    plain = scene.text.plain
    return bool(_ANOTHER.search(plain, sentence.start, sentence.end)) or any(
        _is_new(scene, m["place"], sentence) for m in _OF_PLACE.finditer(plain, sentence.start, sentence.end)
    )


def _is_new(scene: Scene, word: str, sentence: Sentence) -> bool:
    return word not in scene.text.plain[: sentence.start]
