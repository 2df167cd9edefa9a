"""Unnamed parties: whom a sentence addresses or speaks of, where that is nobody known; then it is not somebody else.

"It had fined a broker in Leeds", « infligé à une caisse de l'Outaouais », "Heron Hall was reprimanded": a body that
only sentences before name is not the one that is meant. Who only complained is not the one complained of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from greffier.ingest.mentions.name_shapes import CALENDAR
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger

AGAINST: Final = -5.0  # what such words speak against a candidate
_HEAD: Final = (
    r"(?:banks?|insurers?|lenders?|brokers?|brokerages?|credit unions?|cooperatives?|funds?|advis[eo]rs?|dealers?|"
    r"retailers?|hospitals?|councils?|charit(?:y|ies)|airlines?|operators?|building societ(?:y|ies)|fintechs?|"
    r"banques?|assureurs?|mutuelles?|caisses?|courtiers?|sociétés?|entreprises?|établissements?|prestataires?|"
    r"opérateurs?|intermédiaires?|compagnies?|hôpital|hôpitaux|collectivités?|coopératives?|firms?|compan(?:y|ies))"
)
_ONE: Final = r"(?:an?|another|two|three|four|several|une?|deux|trois|quatre|plusieurs)"
_UNNAMED: Final = rf"{_ONE} (?:autres? )?(?:[\w-]+ ){{0,2}}?{_HEAD}(?![\w-])"
_OBJECT: Final = re.compile(rf" {_UNNAMED}", re.I)
# « une enquête contre Heron » where Heron is not recognised: it is not one named before.
_CALLED_OBJECT: Final = re.compile(
    r" ?\b(?:contre|against|à l'encontre d[eu']|visant|into) ?(?:the |la |le |l'|les |du )?(?=(?-i:[A-ZÀ-Þ])[\w-]+)"
    rf"(?!(?:{CALENDAR}|Internet)\b)",
    re.I,
)
_ADDRESSED: Final = re.compile(rf"\b(?:to|on|against|à|contre|à l'encontre d['e]) ?{_UNNAMED}", re.I)
# "the largest ever imposed on an insurer": one of many, and whom it is on is said elsewhere.
_RANKED: Final = re.compile(
    r"\b(?:largest|biggest|highest|heaviest|record|ever|first|(?:le|la) plus|jamais|première?s?|inédite?)\b", re.I
)
_SUBJECT: Final = re.compile(
    rf"(?:^|[,;:] )(?:[\w' ]{{0,30}},? )?{_UNNAMED}[^,;]{{0,40}} (?:was|were|has been|have been|had been|a été|ont été|"
    r"avait été|avaient été|s'est vu|se voit|écope) ",
    re.I,
)
_CALLED: Final = re.compile(
    r"(?<![\w'-])((?:[A-ZÀ-Þ][\w'&.-]+ ){1,5})(?:was|were|has been|have been|had been|a été|ont été|avait été|"
    r"avaient été|s'est vu|s'était vu) (?:\w+ ){0,3}\w+$"
)
_NO_NAME: Final = re.compile(
    r"(?:The|It|They|He|She|This|That|These|Both|Its|Their|All|La|Le|Les|L'|Elle|Elles|Il|Ils|Ce|Cette|Ces|Celle-ci|"
    r"Celui-ci|Son|Sa|Leur|Tous|Toutes)(?:\b|$)"
)
_COMPLAINED: Final = re.compile(
    r"\b(?:saisie?s? (?:en \d{4} |depuis )?par|alertée?s? par|à la demande d[eu']|à l'initiative d[eu']|"
    r"sur plainte d[eu']|"
    r"plaintes? (?:déposée?s? par|d[eu']|formée?s? par)|réclamations? d[eu']|signalements? d[eu']|"
    r"complaints? (?:from|by|filed by|lodged by|made by|brought by)|at the request of|tipped off by|alerted by|"
    r"referral (?:from|by))(?: la| l'| le| the| an?| une?)?(?: [a-zà-ÿ-]+){0,2} ?$",
    re.I,
)


def speaks_against(scene: Scene, trigger: Trigger, place: Place) -> float:
    """Return what the words of a telling speak against one at a place as whom it is about."""
    if is_complainant(scene, place):
        return AGAINST
    if place.sentence != trigger.sentence:
        return AGAINST * is_about_unnamed(scene, trigger)
    return AGAINST * (place.end <= trigger.start and names_object(scene, trigger))


def is_complainant(scene: Scene, place: Place) -> bool:
    """Return whether one at a place is told to have complained, or asked an authority to act."""
    return _COMPLAINED.search(scene.text.plain[max(0, place.start - 60) : place.start]) is not None


def names_object(scene: Scene, trigger: Trigger) -> bool:
    """Return whether right after the words of an action stands whom it is on, without a name."""
    if trigger.family != "Action":
        return False
    called = _CALLED_OBJECT.match(scene.text.plain, trigger.gap_from(scene.text.plain))
    if called and not any(p.start <= called.end() < p.end for p in scene.places):
        return True
    return _OBJECT.match(scene.text.plain, trigger.end) is not None


@lru_cache(maxsize=1)
def is_about_unnamed(scene: Scene, trigger: Trigger) -> bool:
    """Return whether the sentence of a telling says whom it is about, and that is nobody known."""
    sentence = scene.sentence(trigger.sentence)
    if any(not scene.is_authority(p) for p in scene.places_in(sentence)):
        return False
    plain = scene.text.plain
    if _RANKED.search(plain, sentence.start, sentence.end):
        return False
    acted = [t for t in scene.triggers if t.sentence == trigger.sentence and t.family == "Action"]
    if acted and (
        _ADDRESSED.search(plain, sentence.start, sentence.end) or _SUBJECT.search(plain[sentence.start : sentence.end])
    ):
        return True
    if any(names_object(scene, t) for t in acted):
        return True
    return any(_is_called(plain[sentence.start : t.end]) for t in (trigger, *acted))


def _is_called(lead: str) -> bool:
    """Return whether words end with a name of several words that is the subject of what is done to it."""
    called = _CALLED.search(lead)
    return called is not None and " " in called[1].strip() and not _NO_NAME.match(called[1])
