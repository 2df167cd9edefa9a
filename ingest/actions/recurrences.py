"""Recurrences: tellings that say that they are of a further action of the same kind, or of an earlier one.

"A second order", « une nouvelle mise en demeure », "had already been fined": what is told so is not what was told
before. "The new fine" and « cette seconde amende » take up what was.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from greffier.ingest.drafts import Draft
from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger

Mark = Literal["further", "earlier"]
BEFORE: Final = 60  # characters before a trigger in which a word may mark it
AFTER: Final = 40  # the same behind it
# Right before the word for what is imposed, with adjectives between; of a verb, in the clause before it.
_FURTHER: Final = {
    "fr": re.compile(
        r"(?:\b(?:une?|d'une?|encore une) (?:nouve(?:au|l|lle)|autre|deuxième|seconde?|troisième|quatrième)"
        r"|\b(?:de|deux|trois) (?:nouve(?:aux|lles)|autres)|\bd'autres|\bencore une?"
        r"|\bune? (?:[\w'à-ÿ-]+ ){1,2}(?:supplémentaire|additionnelle?|distincte?))"
        r" ?(?:[\w'à-ÿ-]+ ){0,3}$"
        r"|\b(?:à|de) nouveau |\bune nouvelle fois |\bpour la (?:deuxième|seconde|troisième) fois ",
        re.I,
    ),
    "en": re.compile(
        r"(?:\b(?:a|an|two|three|its|their)"
        r" (?:second|third|fourth|further|fresh|new|additional|separate|similar|more|other)"
        r"|\banother|\byet another) (?:[\w'’-]+ ){0,3}$|\bagain (?:been )?$|\b(?:once|yet) again (?:\w+ )?$",
        re.I,
    ),
}
_FURTHER_AFTER: Final = {
    "fr": re.compile(
        r"^[^,.;:]{0,20}?\b(?:à nouveau|de nouveau|une nouvelle fois|pour la (?:deuxième|seconde|troisième) fois|"
        r"supplémentaires?|distinctes?)\b",
        re.I,
    ),
    "en": re.compile(
        r"^[^,.;:]{0,20}?\b(?:again\b|for (?:a|the) (?:second|third) time\b|a further [$£€₹\d]|another [$£€₹\d]|"
        r"an additional [$£€₹\d])",
        re.I,
    ),
}
_EARLIER: Final = {
    "fr": re.compile(
        r"\b(?:déjà|auparavant|précédemment|par le passé|jadis)\b[^,.;:]{0,40}$|"
        r"\b(?:une|la|sa|leur|d'une) (?:première|précédente) (?:[\w'à-ÿ-]+ ){0,2}$",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:already|previously|earlier(?= (?:been |fined|ordered))|in the past)\b[^,.;:]{0,30}$|"
        r"\b(?:a|its|an|the|their) (?:previous|earlier|prior|initial) (?:[\w'’-]+ ){0,2}$|"
        r"\bits first (?:[\w'’-]+ ){0,2}$",
        re.I,
    ),
}
_EARLIER_AFTER: Final = {
    "fr": re.compile(r"^(?: [\w'à-ÿ-]+){0,2} (?:déjà|précédente?s?|antérieure?s?)\b", re.I),
    "en": re.compile(r"^(?: [\w'’-]+){0,2} (?:before|previously|in the past)\b(?! (?:the|it|they|he|she)\b)", re.I),
}


def mark_of(scene: Scene, trigger: Trigger) -> Mark | None:
    """Return whether the words around a trigger say that it is of a further action, or of an earlier one.

    A title says it of what the text tells below.
    """
    sentence = scene.sentence(trigger.sentence)
    if sentence.title:
        return None
    language, plain = scene.text.document.language, scene.text.plain
    lead = plain[max(sentence.start, trigger.start - BEFORE) : trigger.start]
    own = plain[trigger.start : trigger.end] + " "
    tail = plain[trigger.end : min(sentence.end, trigger.end + AFTER)]
    if _EARLIER[language].search(lead) or _EARLIER_AFTER[language].match(tail) or _EARLIER[language].search(own):
        return "earlier"
    if _FURTHER[language].search(lead) or _FURTHER_AFTER[language].match(tail):
        return "further"
    return None


def tells_apart(scene: Scene, known: Draft, draft: Draft) -> bool:
    """Return whether a telling says that it is of another action than the one told before it."""
    trigger = draft.triggers[0]
    mark = mark_of(scene, trigger)
    before = [t for t in known.triggers if t.start < trigger.start and not scene.sentence(t.sentence).title]
    if mark is None or not before:
        return False
    return all(mark_of(scene, t) != mark for t in known.triggers)
