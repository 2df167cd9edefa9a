"""Weak names: whether what stands beside a name that is an ordinary word, too, confirms that a body is meant.

« Orange », "Discover", "April": a known name that is also a word, a month, a place or somebody's surname. It is meant
where the model of names is sure, where it stands in a list with names that are beyond doubt, or where it is told to do
or to suffer what only bodies do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.introduced_names import noun_before
from greffier.ingest.mentions.name_shapes import CAPITAL
from greffier.ingest.models import NamedSpan
from greffier.ingest.places import place_names
from greffier.ingest.scorers.names import NONE, Candidate, kinds_of
from greffier.ingest.texts import Text, fold_characters

if TYPE_CHECKING:
    from greffier.ingest.mentions.mention import Mention

WEAK: Final = 0.6  # support of a known name that is an ordinary word, too
SURNAME: Final = 0.5  # its support where somebody in the text bears it
CONFIRMED: Final = 0.8  # its support where what stands beside it confirms that a body is meant
SURE: Final = 0.2  # chance from which the model of names confirms a name
LISTED: Final = 0.03  # chance below which not even a list of known bodies does
PERSONS: Final = ("PERSON", "PER")  # labels of the statistical model
MONTHS: Final = frozenset(
    "January February March April May June July August September October November December "
    "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre".split()
)
_DAY_BEFORE: Final = re.compile(
    r"(?:\d(?:st|nd|rd|th|er)?|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Ll]ate|[Ee]arly|[Mm]id|[Bb]y|[Oo]f|[Ee]n|fin|"
    r"mi))[ -]$"
)
_DAY_AFTER: Final = re.compile(r",? \d|[/-]")
# What stands before a body that something is done to, or that something belongs to.
_SUFFERS: Final = re.compile(
    r"(?:against|contre|à l'encontre de|(?:acquisition|purchase|takeover|bankruptcy|collapse|subsidiary|unit|customers|"
    r"clients|owner|parent) of|(?:rachat|acquisition|filiale|faillite|clients|propriétaire|maison mère|vente|"
    r"cession) (?:de |d')|"
    r"bought|acquired|fined|sued|acheté|racheté|condamné|poursuivi|attaqué|"
    r"(?:sold|vendue?|cédée?|(?:sold|vendu|cédé|vente de) [^.;]{3,40}) (?:to|à)|with the help of|avec l'aide de) ?$"
)
# What stands after a body that does or suffers something.
_ACTS: Final = re.compile(
    r"(?: (?:was|has been|had been|were|is being) (?:fined|hit|hacked|attacked|sued|ordered|breached|told|paid|sold|"
    r"bought)|"
    r" (?:paid|agreed to pay|bought|acquired|disclosed|apologised|apologized|warned|notified|settled|suffered)(?!\w)|"
    r" (?:avait|a|ont|aura) (?:\w+ )?(?:déboursé|payé|versé|subi|connu|écopé|été (?:victime|pirat|condamn|attaqu|"
    r"touch|sanction|"
    r"frapp|cibl)|racheté|acquis|cédé|annoncé|porté plainte|saisi|reconnu|prévenu)|"
    r" (?:prévient|prévenait|annonce|reconnaît|dément|verse|écope)(?!\w)|, (?:which|whose (?:parent|customers|systems|"
    r"unit)|"
    r"filiale|maison mère|propriétaire|a (?:unit|subsidiary|division) of|titulaire)(?!\w)|'s (?:unit|parent|"
    r"subsidiary|customers|"
    r"systems|network|servers|clients)(?!\w)|(?: \w+)? (?:subsidiary|unit)(?!\w))"
)
_ITEM_BEFORE: Final = re.compile(r"(?:,| and| et| or| ou|, and|, et)(?: (?:de |d'|la |le |the |à )?)?$")
_ITEM_AFTER: Final = re.compile(r"(?:, | and | et | or | ou |, and |, et )(?:de |d'|la |le |the |à )?")


def confirmed(text: Text, sure: Sequence[Mention], named: Sequence[NamedSpan]) -> list[Mention]:
    """Return the mentions, each of a known name that is an ordinary word with the support that its place gives it."""
    labels = {(s.start, s.end): s.label for s in named}
    persons = {text.plain[s.start : s.end].rsplit(" ", 1)[-1] for s in named if is_person(text, s)}
    beyond = [m for m in sure if not m.weak and m.family == "Organization" and m.kind != "Regulator"]
    found = []
    for mention in sure:
        support = mention.support
        if mention.weak and support == WEAK and (mention.entries or _tells_kind(mention.text)):
            if mention.text in persons:
                support = SURNAME
            elif is_confirmed(text, mention, labels.get((mention.start, mention.end), ""), beyond):
                support = CONFIRMED
        found.append(replace(mention, support=support))
    return found


def _tells_kind(name: str) -> bool:
    """Return whether the words of a name tell what it is (« BSI Bank », and not « MTN Mobile Money »)."""
    return lexicon().kind_of_name(fold_characters(name)) is not None


def is_person(text: Text, name: NamedSpan) -> bool:
    """Return whether the model calls a name that of a person, and it has two words: a first name, and a surname."""
    return name.label in PERSONS and " " in text.plain[name.start : name.end].strip()


def is_date(text: Text, mention: Mention) -> bool:
    """Return whether a name is that of a month here (« 14 avril », "April 2022")."""
    if mention.text.capitalize() not in MONTHS:
        return False
    before, after = text.plain[max(0, mention.start - 8) : mention.start], text.plain[mention.end : mention.end + 4]
    return bool(_DAY_BEFORE.search(before) or _DAY_AFTER.match(after))


def is_confirmed(text: Text, mention: Mention, label: str, sure: Sequence[Mention]) -> bool:
    """Return whether a body is meant; `label` is what the statistical model calls it, `sure` names beyond doubt."""
    plain, start, end = text.plain, mention.start, mention.end
    before, after = plain[max(0, start - 60) : start], plain[end : end + 60]
    if mention.text in MONTHS or _is_of_longer(plain, mention.text):
        return False
    chance = 1 - kinds_of(text, Candidate(start, end, label))[NONE]
    if chance >= SURE:
        return True
    if mention.text in place_names():
        return False
    if not mention.acronym and noun_before(text, start):  # « le prêteur Latitude »
        return True
    if chance >= LISTED and _is_listed(before, after, start, end, sure):
        return True
    return bool(_SUFFERS.search(before) or _ACTS.match(after))


def _is_of_longer(plain: str, name: str) -> bool:
    """Return whether the text has the name with a capitalised word beside it: a person's, or that of something else."""
    written = re.escape(name)
    return bool(
        re.search(rf"(?<![.!?:»\"]) ?\b{CAPITAL}[\w.-]*[\w.] {written}(?!\w)|(?<!\w){written} {CAPITAL}[\w-]", plain)
    )


def _is_listed(before: str, after: str, start: int, end: int, sure: Sequence[Mention]) -> bool:
    """Return whether a name that is beyond doubt is the next item of a list on either side."""
    lead, tail = _ITEM_BEFORE.search(before), _ITEM_AFTER.match(after)
    return any(
        (lead and m.end == start - (len(before) - lead.start())) or (tail and m.start == end + tail.end()) for m in sure
    )
