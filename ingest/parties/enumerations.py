"""Enumerations: whether two names stand side by side in one list of bodies, with what is said of each."""

from __future__ import annotations

import re
from typing import Final

_BRACKETS: Final = re.compile(r"\s?\([^()]*\)|^\)")  # the last: the first of two names is an acronym in brackets
# « X, Y et la société Z », "X and its parent Y"
_PLAIN: Final = re.compile(
    r"^\s*(?:,|;|/|&|et|and|ainsi que|as well as|, et|, and|ou|or|et de|et à)?\s*"
    r"(?:(?:[A-Z][\w.]* ){0,2}[A-Z][\w.]*'s |"
    r"(?:(?<=and )|(?<=as )|(?<=with ))(?:its|their|the) (?:[\w-]+ ){0,3}?"
    r"(?:subsidiar(?:y|ies)|unit|arm|affiliates?),? |"
    r"(?:(?<=et )|(?<=que )|(?<=et de )|(?<=et à ))(?:sa|ses|leur) (?:[\wà-ÿ-]+ )?filiales?,? (?:[\wà-ÿ-]+ ){0,2}|"
    r"(?:sa|its|la) (?:société |maison[- ])?mère,? |(?:its|the) parent(?: company)?,? |(?:sa|la) filiale,? |"
    r"de |à |d'|la |le |l'|les |the |du |au |its |sa |son |société |sociétés |groupe )*$"
)
# « Hawaiian et l'australienne Qantas », "Altran, the consultancy, and private hospital operator Ramsay"
_DESCRIBED: Final = re.compile(
    r"^(?:, (?:the|an?|l'|la|le|une?) ?(?P<aside>[^,.;:]{3,40}),)?,? ?(?P<and>et|and|ainsi que|as well as|,)"
    r"(?: d'| de la| de| du| à| par| by| at| of)? ?(?:the |la |le |l'|les |an? |une? )?(?P<what>(?:[\w'-]+ ){1,4})$"
)
# Words that a mere description of a body lacks: with them something else is said.
_MORE: Final = re.compile(
    r"\b(?:of|for|by|from|to|in|into|on|at|with|against|after|before|has|had|have|was|were|is|are|will|said|says|told|"
    r"that|which|who|whose|its|their|his|her|it|they|not|then|also|owner|parent|subsidiary|unit|via|part|as|if|"
    r"when|while|"
    r"de|du|des|d'\w+|par|pour|dans|chez|en|au|aux|a|à|ont|est|sont|avait|avaient|sera|que|qui|dont|sur|sa|son|"
    r"ses|leur|"
    r"leurs|il|elle|ils|se|s'\w+|n'\w+|ne|pas|puis|selon|filiale|maison|mère|propriétaire|contre|avec|sans|sous|\w+é)\b"
)
# Capitalised words that are no names: those of countries, regions and abbreviations of them.
_OF_COUNTRY: Final = re.compile(r"(?:US|UK|EU|U\.S\.|\w+(?:an|ish|ese|ch|ss|ian|tch|lic))$")
# A verb of its own after the second of two: it is no longer spoken of the first.
_GOES_ON: Final = re.compile(
    r"\s*(?:\([^()]*\))?,? (?:said|says|has|is|was|will|had|told|a|avait|est|sera|va|dit|affirme|confirme|"
    r"annonce|précise)\b"
)
SHORT: Final = 60  # characters between two names of a list
LONG: Final = 90  # the same where they are described


def in_one_list(plain: str, first_end: int, second_start: int, second_end: int) -> bool:
    """Return whether the second of two names follows the first in one list; offsets are into `plain`."""
    if second_start - first_end > LONG:
        return False
    between = _BRACKETS.sub("", plain[first_end:second_start])
    if between.strip() and second_start - first_end <= SHORT and _PLAIN.match(between):
        return True
    described = _DESCRIBED.match(between)
    if not described or _MORE.search(described["what"]) or _GOES_ON.match(plain, second_end):
        return False
    if described["and"] == "," and not re.match(r"(?:,| et| and)\b", plain[second_end : second_end + 5]):
        return False
    if described["aside"] and (described["and"] == "," or re.search(r"\b(?:of|de|du|des)\b", described["aside"])):
        return False
    capitals = [w for w in described["what"].split() if w[0].isupper()]
    return all(_OF_COUNTRY.match(w) for w in capitals)
