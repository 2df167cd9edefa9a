"""Persons: whether what a sentence punishes is a person, whom the graph does not keep, rather than a firm.

« Un ancien salarié de la mutuelle a été condamné », "fined a former manager of the bank": the firm named beside the
person is no party to that, and nobody else in the text is.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger

RULINGS: Final = frozenset(("Fine", "Sanction", "Penalty", "Order", "Other"))
_NOUNS: Final = {
    "en": (
        r"(?:employees?|managers?|workers?|executives?|directors?|chief executive|boss|advis[eo]rs?|traders?|drivers?|"
        r"m[ae]n|wom[ae]n|policyholders?|customers?|residents?|teenagers?|hackers?|fraudsters?|officials?|clerks?|"
        r"accountants?|couple|students?|doctors?|cashiers?|salesm[ae]n|pensioners?)"
    ),
    "fr": (
        r"(?:salariée?s?|employée?s?|cadres?|dirigeante?s?|gérante?s?|conseill(?:er|ère)s?|hommes?|femmes?|clients?|"
        r"clientes?|assurée?s?|conduct(?:eur|rice)s?|pirates?|escrocs?|comptables?|directeurs?|directrices?|patrons?|"
        r"étudiante?s?|retraitée?s?|couple|médecins?|fonctionnaires?|collaborat(?:eur|rice)s?)"
    ),
}
_DETERMINERS: Final = {
    "en": r"(?:an?|the|one|two|three|four|five|six|some|several|\d+|(?:former|ex))",
    "fr": r"(?:une?|la|le|les|des|deux|trois|quatre|cinq|six|plusieurs|\d+|(?:ancien|ex)[\w-]*)",
}
_ELIDED: Final = {"en": "", "fr": r"|l['’]"}


def _somebody(lead: str, most: int) -> dict[str, re.Pattern[str]]:
    """Return for each language the pattern of a person told by a noun, with so many words before it at most."""
    return {
        language: re.compile(
            rf"{lead}(?:(?:{_DETERMINERS[language]}|ex)[ -]{_ELIDED[language]})(?:[\w'’-]+ ){{0,{most}}}{nouns}\b", re.I
        )
        for language, nouns in _NOUNS.items()
    }


_SUBJECT: Final = _somebody(r"[\W_]*", 3)  # of a sentence
_OBJECT: Final = _somebody(" ", 4)  # of a verb, right after it
# What such a person is told to suffer.
_SUFFERS: Final = {
    "en": re.compile(
        r"\b(?:fined|ordered|sentenced|convicted|jailed|must pay|has to pay|have to pay|told to pay)\b", re.I
    ),
    "fr": re.compile(
        r"\b(?:condamnée?s?|sanctionnée?s?|devra|devront|doit|doivent|écop\w+|s'est vue? infliger)\b", re.I
    ),
}
# What police do to persons is told of the police.
_ARRESTS: Final = re.compile(r"arrest|interpell|arrêt|détention|detain|garde à vue|charged|seiz|saisi", re.I)
# What begins another part of the sentence, with a subject of its own.
_ANEW: Final = re.compile(
    r"[;:]|\b(?:while|but|mais|tandis que|alors que)\b|"
    r"\b(?:and|et) (?:(?:its?|the|elle|ils?|la|le|les|l['’]|sa|son)\b|(?-i:[A-ZÀ-Þ]))",
    re.I,
)


def is_on_person(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a punishment is told of a person: the subject of its passive, or the object of its verb."""
    language, plain = scene.text.document.language, scene.text.plain
    if trigger.kind not in RULINGS or _ARRESTS.search(plain, trigger.start, trigger.end):
        return False
    if _OBJECT[language].match(plain, trigger.end):
        return True
    sentence = scene.sentence(trigger.sentence)
    subject = _SUBJECT[language].match(plain, sentence.start, trigger.start)
    suffers = subject and _SUFFERS[language].search(plain, subject.end(), trigger.end)
    if not subject or not suffers or _ANEW.search(plain, subject.end(), trigger.start):
        return False
    others = [p for p in scene.places_in(sentence) if suffers.start() <= p.start < trigger.start]
    return not others
