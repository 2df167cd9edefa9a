"""Mere mentions: where a word of an attack or fraud tells of none that happened to anybody in particular.

The crimes that money came from, what such schemes do as a rule, what a survey counted: they name kinds of things.
"""

from __future__ import annotations

import re
from typing import Final

from greffier.ingest.incidents.same_incidents import SORTS
from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger

# « des opérations liées à … », "payments with links to darknet markets, fraud and …"
_CAME_FROM: Final = re.compile(
    r"\b(?:transactions?|payments?|transfers?|reports?|wallets?|funds|money|deposits|activity|proceeds|opérations?|"
    r"paiements?|virements?|déclarations?|portefeuilles?|fonds|sommes|flux|dépôts)\b[^.;]{0,80}"
    r"\b(?:(?:linked|links?|related|connected|connections?|tied|ties|exposure) (?:to|with)|of crimes?|"
    r"ranging from|derived from|"
    r"(?:liée?s?|liens?|associée?s?|rattachée?s?) (?:à|au|aux|avec)|issue?s? d|provenant d|allant d)"
    r"(?! (?:the|this|that|la|le|l'|cette|ce)\b)[^.;]{0,140}$",
    re.I,
)
_IN_GENERAL: Final = re.compile(
    r"\b(?:in|under|with) (?:this|that|these|such) (?:types?|kinds?|sorts?|forms?) of\b|"
    r"\b(?:dans|avec|par) (?:ce|cette|ces) (?:types?|genres?|sortes?|formes?) d|"
    r"^\W*(?:suppose|imagine|supposons|imaginons|admettons)\b|\bassumes? that\b|\bsuppose(?:nt|ra|ront)? qu",
    re.I,
)
_SHARE: Final = re.compile(
    r"\d ?%|\bper ?cent\b|\bpour cent\b|\b(?:in|sur|out of) (?:three|four|five|ten|trois|quatre|cinq|dix)\b|"
    r"\b(?:first|top|main|biggest) (?:concern|risk|worry)|\bpremière préoccupation|\bpremier risque",
    re.I,
)
_SURVEY: Final = re.compile(
    r"\b(?:survey\w*|polls?|barometer|respondents|sondage|baromètre|sondée?s|répondants)\b", re.I
)


def only_mentions(scene: Scene, trigger: Trigger) -> bool:
    """Return whether a trigger of an incident only mentions things of its kind."""
    if SORTS[trigger.kind] == "failing":
        return False
    sentence = scene.sentence(trigger.sentence)
    plain = scene.text.plain
    lead = plain[sentence.start : trigger.start]
    if _IN_GENERAL.search(lead):
        return True
    after = any(p.named and p.start >= trigger.end for p in scene.places_in(sentence))
    if not after and _CAME_FROM.search(lead):
        return True
    whole = plain[sentence.start : sentence.end]
    return bool(_SURVEY.search(whole) and _SHARE.search(whole))
