"""Persons: whether what a sentence punishes is a person, whom the graph does not keep, rather than a firm.

« Un ancien salarié de la mutuelle a été condamné », "fined a former manager of the bank", "Mr Doyle was banned": the
firm named beside the person is no party to that, and nobody else in the text is.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger

BORNE: Final = frozenset(("Fine", "Sanction", "Penalty", "Order", "Other", "Lawsuit", "Settlement"))
ASIDE: Final = 60  # characters between what is imposed and the word for whom it is on
_NOUNS: Final = {
    "en": (
        r"(?:employees?|managers?|workers?|executives?|directors?|chief executives?|chief (?:\w+ )?officers?|ceos?|"
        r"boss(?:es)?|advis[eo]rs?|traders?|drivers?|m[ae]n|wom[ae]n|policyholders?|residents?|teenagers?|hackers?|"
        r"fraudsters?|officials?|clerks?|accountants?|couple|students?|doctors?|cashiers?|salesm[ae]n|pensioners?|"
        r"chair(?:m[ae]n|wom[ae]n)?|founders?|co-founders?|presidents?|bankers?|ringleaders?|leader|"
        r"businessm[ae]n|businesswom[ae]n|individuals|suspects?|brothers?)"
    ),
    "fr": (
        r"(?:salariée?s?|employée?s?|cadres?|managers?|responsables?|dirigeante?s?|gérante?s?|conseill(?:er|ère)s?|hommes?|femmes?|"
        r"conduct(?:eur|rice)s?|pirates?|escrocs?|comptables?|directeurs?|directrices?|"
        r"patrons?|pdg|étudiante?s?|retraitée?s?|couple|médecins?|fonctionnaires?|collaborat(?:eur|rice)s?|"
        r"président(?:e|s)?|fondat(?:eur|rice)s?|banquiers?|traders?|suspects?|frères?|chefs?)"
    ),
}
_DETERMINERS: Final = {
    "en": (
        r"(?:an?|the|its|their|his|her|one|two|three|four|five|six|seven|eight|ten|some|several|dozens of|\d+|"
        r"(?:former|ex)|co)"
    ),
    "fr": (
        r"(?:une?|la|le|les|des|son|sa|ses|leurs?|deux|trois|quatre|cinq|six|sept|huit|dix|plusieurs|\d+|"
        r"(?:ancien|ex)[\w-]*)"
    ),
}
_ELIDED: Final = {"en": "", "fr": r"|l['’]|d['’](?:anciens?|anciennes?) "}
# Words after which another phrase begins: "fined the bank after employees …".
_NO_PART: Final = (
    r"(?!(?:after|because|whose|which|who|that|when|for|over|and|or|as|where|while|of|to|in|on|by|with|from|million|"
    r"billion|de|du|des|dont|qui|que|pour|après|car|et|ou|à|au|aux|par|sur|dans|millions?|euros?)\b)"
)
_TITLED: Final = {
    "en": r"(?:Mr|Mrs|Ms|Messrs|Sir|Lord|Dame)\.? [A-Z]",
    "fr": r"(?:MM?\.|Mmes?|Messieurs|Madame|Monsieur) [A-ZÀ-Þ]",
}


def _phrase(language: str, most: int, more: str = "") -> str:
    """Return the pattern of a person told by a noun, with so many words before it at most, or by a title."""
    determined = rf"(?:(?:{_DETERMINERS[language]}|ex)[ -]{_ELIDED[language]})"
    nouns = f"(?:{_NOUNS[language]}{more})"
    return rf"(?:{determined}(?:{_NO_PART}[\w'’-]+ ){{0,{most}}}{nouns}\b(?!['’]s)|(?-i:{_TITLED[language]}))"


def _compiled(lead: str, most: int, more: str = "") -> dict[str, re.Pattern[str]]:
    return {language: re.compile(lead + _phrase(language, most, more), re.I) for language in _NOUNS}


_SUBJECT: Final = _compiled(r"[\W_]*", 3, r"|customers?|clients?|clientes?|assurée?s?")  # of a sentence
_OBJECT: Final = _compiled(" ", 4)  # of a verb, right after it
_ON: Final = _compiled(r"\b(?:on|against|contre|à l['’]encontre de|à) ", 3)  # of a noun, after the sum
_INTO: Final = _compiled(r" ?\b(?:into|against|contre|sur|visant|à l['’]encontre de) ?", 3)  # of an inquiry
# "fined him": nobody but a person is told so.
_PRONOUN: Final = {"en": re.compile(r" (?:him|her)\b(?! [a-z]+(?:s|er)\b)"), "fr": re.compile(r"(?!)")}
_HE: Final = {"en": re.compile(r"[\W_]*(?:s?he) ", re.I), "fr": re.compile(r"(?!)")}
_PUNISHES: Final = {
    "en": re.compile(
        r"\b(?:fined?|fin(?:es|ing)|sentenced?|ban(?:s|ned)?|convicted|censured?|charged?|jailed|prosecuted?|"
        r"prohibit(?:ed|s)?)(?!\w)"
    ),
    "fr": re.compile(r"\b(?:condamn|sanctionn|inculp|bann|écrou|puni|poursui)\w*", re.I),
}
# What such a person is told to suffer: a passive, or what leaves no doubt who bears it.
_SUFFERS: Final = {
    "en": re.compile(
        r"\b(?:(?:was|were|been|being|is|are|be) (?:\w+ ){0,3}?(?:fined|ordered|sentenced|convicted|jailed|told to pay|"
        r"banned|barred|charged|prosecuted|prohibited|disqualified|acquitted|indicted|sued|censured)|"
        r"(?:fined|ordered|sentenced|convicted|jailed|banned|barred|charged|censured) "
        r"(?=(?:by|for|over|to|from|in|after)\b|[£$€\d])|(?:must|ha[sv]e? to|will|agreed to) pay|to stand trial)",
        re.I,
    ),
    "fr": re.compile(
        r"\b(?:(?:été|est|sont|était|étaient|fut|furent|être) (?:[\wà-ÿ]+ ){0,2}?(?:condamn|sanctionn|inculp|poursuivi|"
        r"jugé|relax|acquitt|interdit|banni|mis en examen|mise en examen|renvoyé|écroué)[a-zé]*|devra|devront|doit|"
        r"doivent|écop\w+|(?:s'est|se sont|s'était) vue?s? (?:infliger|interdire))(?!\w)",
        re.I,
    ),
}
# Somebody who speaks is not the one whom it is on.
_SAYS: Final = re.compile(
    r"\b(?:said|says|told|announced|announces|wrote|added|argued|a déclaré|déclare|a dit|a indiqué|indique|affirme|a "
    r"affirmé|a annoncé|annonce|explique|a expliqué|souligne|a souligné|précise|a précisé|rappelle)\b",
    re.I,
)
# What police do to persons is told of the police.
_ARRESTS: Final = re.compile(r"arrest|interpell|arrêt|détention|detain|garde à vue|seiz|saisi", re.I)
# "a manager of the bank": what stands before whose somebody is.
_WHOSE: Final = re.compile(r"\b(?:of|at|from|with|de|du|d'|chez)\s?(?:the |la |le |l')?$", re.I)
# Tellings of which "of" leads to whom they are on ("the trial of its former chairman").
_OF_WHOM: Final = re.compile(
    r"trial|prosecut|procès|inculp|examen|indict|interdi|ban|exclu|disqualif|condamnation|mise en accusation", re.I
)
_OF: Final = _compiled(r" (?:of|de|d['’]) ?", 3)
# "CEO censured over the bid": a headline leaves articles and auxiliaries out.
_DONE: Final = re.compile(
    r"(?:fined|censured|banned|barred|charged|sentenced|jailed|convicted|reprimanded|(?:blâm|condamn|sanctionn|inculp|"
    r"réprimand)ée?s?)(?= (?:by|for|over|after|in|par|pour|à|après|[£$€\d])|[,.;\n]|$)"
)
_HEADED: Final = {
    language: re.compile(rf"(?:^|[,;:] |(?:former|ex)[ -]){nouns} $", re.I) for language, nouns in _NOUNS.items()
}
_SOMEBODY: Final = _compiled(r"\b", 3)
# What stands between a telling and the name of the person whom it is on.
_TO_NAME: Final = {
    language: re.compile(
        rf" (?:(?:against|on|contre|à l['’]encontre de|à) )?(?:{_phrase(language, 3)},? |"
        r"(?:(?:former|ex|ancien|alleged|its|the) ?)*[\w'’-]+ ?,? )?",
        re.I,
    )
    for language in _NOUNS
}
# What begins another part of the sentence, with a subject of its own.
_ANEW: Final = re.compile(
    r"[;:]|\b(?:while|but|mais|tandis que|alors que)\b|"
    r"\b(?:and|et) (?:(?:its?|the|elle|ils?|la|le|l['’]|sa|son)\b|(?-i:[A-ZÀ-Þ]))",
    re.I,
)


def is_on_person(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a punishment is told of a person: the subject of its passive, or the object of its verb."""
    if trigger.kind == "Investigation":
        plain = scene.text.plain
        return _INTO[scene.text.document.language].match(plain, trigger.gap_from(plain)) is not None
    if trigger.kind not in BORNE or _ARRESTS.search(scene.text.plain, trigger.start, trigger.end):
        return False
    return _is_object(scene, trigger) or _is_subject(scene, trigger) or _is_object_before(scene, trigger)


def bears(scene: Scene, start: int, end: int) -> bool:
    """Return whether a sum at `end` is that of somebody named after `start`, where no firm is.

    At the beginning of a sentence somebody may as well impose it: what follows has to say who bears it.
    """
    language, plain = scene.text.document.language, scene.text.plain
    sentence = scene.text.sentence_at(start)
    if any(start <= p.start < end for p in scene.places_in(sentence)):
        return False
    ends = [e for _, e in _names(scene, start, end)]
    ends += [m.end() for m in _SOMEBODY[language].finditer(plain, start, end)]
    return bool(ends) and (start > sentence.start or _SUFFERS[language].search(plain, max(ends), end) is not None)


def _names(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names of persons between two offsets."""
    return [(s, e) for s, e in scene.persons if start <= s and e <= end]


def _is_object(scene: Scene, trigger: Trigger) -> bool:
    language, plain = scene.text.document.language, scene.text.plain
    sentence = scene.sentence(trigger.sentence)
    if _OBJECT[language].match(plain, trigger.end) or _PRONOUN[language].match(plain, trigger.end):
        return trigger.kind != "Settlement"
    if _OF_WHOM.search(plain, trigger.start, trigger.end) and _OF[language].match(plain, trigger.end):
        return True
    end = min(sentence.end, trigger.end + ASIDE)
    following = next(iter(_names(scene, trigger.end, sentence.end)), None)
    if following and _TO_NAME[language].fullmatch(plain, trigger.end, following[0]):
        return True
    on = _ON[language].search(plain, trigger.end, end)
    if not on or re.search(r"[,;:]", plain[trigger.end : on.start()]):
        return False
    return not _firms(scene, trigger, trigger.end, on.start())


def _is_subject(scene: Scene, trigger: Trigger) -> bool:
    language, plain = scene.text.document.language, scene.text.plain
    start = scene.sentence(trigger.sentence).start
    subject = next((m.end() for p in (_SUBJECT, _HE) if (m := p[language].match(plain, start, trigger.start))), None)
    named = max(_names(scene, start, trigger.start), default=None)
    if _DONE.match(plain, trigger.start) and (
        (named and named[1] + 1 == trigger.start) or _HEADED[language].search(plain, start, trigger.start)
    ):
        return True
    ends = [e for e in (subject, named[1] if named else None) if e is not None]
    return any(_bears_after(scene, trigger, end) for end in ends)


def _bears_after(scene: Scene, trigger: Trigger, end: int) -> bool:
    """Return whether what follows somebody who ends at an offset tells that it is he or she who suffers it."""
    language, plain = scene.text.document.language, scene.text.plain
    suffers = _SUFFERS[language].search(plain, end, min(len(plain), trigger.end + 1))
    if not suffers or _ANEW.search(plain, end, trigger.start) or _SAYS.search(plain, end, trigger.start):
        return False
    return not _firms(scene, trigger, end, trigger.start)


def _is_object_before(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a verb before a noun has a person as its object (« a condamné le gérant à une amende »)."""
    language, plain = scene.text.document.language, scene.text.plain
    start = scene.sentence(trigger.sentence).start
    for verb in _PUNISHES[language].finditer(plain, start, trigger.end):
        somebody = _OBJECT[language].match(plain, verb.end()) or _PRONOUN[language].match(plain, verb.end())
        named = next(iter(_names(scene, verb.end(), trigger.start)), None)
        end = somebody.end() if somebody else named[1] if named and plain[verb.end() : named[0]] == " " else None
        if end and not _ANEW.search(plain, end, trigger.start) and not _firms(scene, trigger, end, trigger.start):
            return True
    return False


def _firms(scene: Scene, trigger: Trigger, start: int, end: int) -> bool:
    """Return whether a body stands between two offsets of the sentence of a telling, but whose somebody is."""
    plain = scene.text.plain
    return any(
        start <= p.start < end and not _WHOSE.search(plain, max(start, p.start - 12), p.start)
        for p in scene.places_in(scene.sentence(trigger.sentence))
    )
