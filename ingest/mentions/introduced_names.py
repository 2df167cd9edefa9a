"""Introduced names: names that the words before or after them tell to be those of bodies, and of which kind.

« L'assureur Zéphyr », "the lender Nordlys", "Nordlys, a Danish lender", « Zéphyr, mutuelle de fonctionnaires »,
"banks such as Nordlys and Heron".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.head_nouns import LONGEST, nouns
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import CAPITAL, NAME_RUN, excluded, title_case, trimmed
from greffier.ingest.models import NamedSpan
from greffier.ingest.places import place_names
from greffier.ingest.texts import Text, fold_characters

REACH: Final = 70  # characters before a name in which its noun stands
SUPPORT: Final = 0.75
LISTED: Final = 0.7  # support of a name that stands in a list that such a noun introduces
_TOKEN: Final = re.compile(r"[\w-]+|[^\w\s']")
_CALLED: Final = frozenset(
    "called named dubbed dit dite nomme nommee denomme denommee appele appelee baptise baptisee".split()
)
_EXAMPLE: Final = frozenset("like including notably comme dont notamment".split())
_ARE: Final = frozenset("are were sont etaient".split())
_CONCERNED: Final = frozenset(
    "involved concerned fined named affected sanctioned concernees concernes visees vises sanctionnees sanctionnes "
    "touchees touches mises mis cause en".split()
)
_LISTS: Final = re.compile(rf"{CAPITAL}[\w&' -]{{1,40}}(?: and| et|,) (?:the |la |le |l')?{CAPITAL}")
_PERSON: Final = ("PERSON", "PER")
# What may begin a run of capitals and is no part of a body's name: titles, days and months.
_NO_NAME: Final = re.compile(
    r"(?:CEO|CFO|COO|CTO|CISO|PDG|DG|Chief|President|Président|Présidente|Chair\w*|Director|Directeur|Directrice|"
    r"Vice|Mr|"
    r"Mrs|Ms|Dr|M|Mme|Executive|Spokes\w+|Secretary|Minister|Judge|Justice|Senator|Governor|General|Attorney|Officer|"
    r"January|February|March|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day|I|We|He|She|It|They|In|On|At|But|And|The|This|That|A|An|No|Yes|However|Meanwhile|Elsewhere|"
    r"Yesterday|Today|"
    r"Hier|Ailleurs|Depuis|Ainsi|Il|Elle|Ils|Elles|Nous|Vous|Je|On|Le|La|Les|Un|Une|Des|Ce|Cette|Act|Loi|Code|"
    r"Article|"
    r"American|British|French|German|Swiss|European|Canadian|Australian|Irish|Chinese|Russian|Indian|Japanese|IT|"
    r"HR|US|UK|EU)$"
)
_ARTICLE_AFTER: Final = {
    "en": re.compile(r",? ?[,(–—] ?((?:an?|the|The) )(?=\w)"),
    "fr": re.compile(r",? ?[,(–—] ?((?:une?|le|la|cette|ce) |l')?(?=\w)"),
}
_WORD: Final = re.compile(r" ?([\w'&.-]*[\w'&]),?")
# What a noun after a name is followed by, where the name is what it speaks of.
_GOES_ON: Final = re.compile(
    r"\s*[,.;:)–—]|\s*$|\s(?:that|which|whose|in|of|based|with|and|for|from|headquartered|owned|listed|specialis|"
    r"specializ|"
    r"serving|operating|behind|at|on|de|du|des|d'|qui|dont|au|aux|à|en|basée?|spécialis|et|pour|sur|fondée?|"
    r"cotée?|chargée?|"
    r"détenue?|filiale|installée?|active?|employant|implantée?|connue?)"
)
# The head of the apposition stands before these.
_NO_HEAD: Final = re.compile(
    r"(?:by|for|with|that|which|who|where|in|at|to|from|par|pour|avec|qui|dont|dans|sur|où|est|a|was|is|has)$"
)
_RANKED: Final = re.compile(
    r"\b(?:largest|biggest|second|third|fourth|fifth|sixth|oldest|leading|main|smallest|premier|premiere|deuxieme|"
    r"troisieme|"
    r"quatrieme|cinquieme|principal|principale|numero|plus|leader|\w+-based|owned|own)\b|'s\b"
)
_HOUSE: Final = re.compile(r" (?:and|et|&) (?:Associates|Associés|Partners|Sons|Fils|Co|Cie|Company|Brothers)(?!\w)")
_MONEY: Final = re.compile(
    r"(?:EUR|USD|GBP|CHF|CAD|AUD|HKD|SGD|JPY|INR|ZAR|NGN|KES|FCFA|XOF|XAF|MAD)\b|[A-Z][a-z]{0,2}\d"
)
_OF_WHAT: Final = re.compile(r",| (?:of|behind|de|du|des|d'|listed|that owns|which owns)")
_NEXT_ITEM: Final = re.compile(rf"(?:, (?:and |et )?| and | et |, and )(?:the |la |le |l')?(?={CAPITAL})")


def find_introduced(text: Text, named: Sequence[NamedSpan]) -> Iterator[Mention]:
    """Yield the names that the words beside them tell to be those of bodies; some may stand over others.

    `named` is what the statistical model found: what it takes for a person is no « courtier ».
    """
    persons = {s.start for s in named if s.label in _PERSON}
    labelled = {s.start for s in named}
    own = nouns(text.document.language)
    for match in NAME_RUN.finditer(text.plain):
        start, end = trimmed(text.plain, match.start(), match.end())
        if end - start < 2 or title_case(text, start) or not may_be_body(text, start, end):
            continue
        told = noun_before(text, start)
        if not told and (start in labelled or not _begins_alone(text, start, end)):
            told = noun_after(text, end)
        if not told:
            continue
        noun, kind = told
        person = start in persons
        if noun in own.personal and (_is_two_words(text.plain[start:end]) or (person and " " not in noun)):
            continue
        if noun not in own.kinds and person and _is_two_words(text.plain[start:end]):
            continue
        house = _HOUSE.match(text.plain, end)
        end = house.end() if house else end
        if noun in own.inclusive:
            start = max(start - len(noun) - 1, 0) if text.folded[:start].endswith(f"{noun} ") else start
        yield Mention(start, end, text.plain[start:end], "Organization", "name.introduced", SUPPORT, kind)
        if noun in own.plurals:
            yield from _listed(text, end, kind)


def introduces(text: Text, start: int, end: int) -> bool:
    """Return whether a noun before or after a name says that it is a body's."""
    return bool(noun_before(text, start) or (not _begins_alone(text, start, end) and noun_after(text, end)))


def may_be_body(text: Text, start: int, end: int) -> bool:
    """Return whether a run of capitals can be the name of a body: no place, medium, day or title."""
    written = text.plain[start:end]
    words = written.split()
    return not (
        written in place_names()
        or _NO_NAME.match(words[0])
        or _MONEY.match(written)
        or excluded(text.folded[start:end])
    )


def _is_two_words(name: str) -> bool:
    """Return whether a name may be a person's: two or three words, none of which tells of an organisation."""
    words, folded = name.split(), fold_characters(name)
    known = lexicon().kind_of_name(folded) or lexicon().organization_words.search(folded)
    return len(words) in (2, 3) and not known and not any(w.isupper() and len(w) > 2 for w in words)


def noun_before(text: Text, start: int) -> tuple[str, str] | None:
    """Return the noun right before a name, and the kind that it tells, or None."""
    begin = max(text.sentence_at(start).start, start - REACH)
    lead = text.folded[begin:start].rstrip(' "«“')
    if not lead or lead[-1] in ".;:!?)" or "\n" in text.plain[begin + len(lead) : start]:
        return None
    comma = lead.endswith(",")
    tokens = _TOKEN.findall(lead.rstrip(","))[-(LONGEST + 3) :]
    own = nouns(text.document.language)
    example = False
    if tokens[-2:] in (["such", "as"], ["telles", "que"], ["tels", "que"]):
        tokens, example = tokens[:-2], True
    elif tokens and tokens[-1] in _EXAMPLE:
        tokens, example = tokens[:-1], True
    elif tokens and tokens[-1] in _ARE:
        tokens, example = [t for t in tokens[:-1] if t not in _CONCERNED], True
    elif tokens and tokens[-1] in _CALLED:
        tokens = tokens[:-1]
    example = example or comma  # "two insurers, Heron and Kestrel"
    if comma and not _LISTS.match(text.plain, start):
        return None
    for skipped in range(3):
        if skipped and not (len(tokens) > skipped and own.qualifies(tokens[-skipped])):
            return None
        tail = tokens[: len(tokens) - skipped]
        told = own.told_by(tail)
        if told and (not example or told[0] in own.plurals):
            return told if _is_common(text, told[0], begin, begin + len(lead)) else None
        if skipped and tail and tail[-1] == "groupe" and tokens[-skipped] in own.nations:
            return "groupe", "Company"
    return None


def _is_common(text: Text, noun: str, begin: int, end: int) -> bool:
    """Return whether a noun is written small, as names are not, or begins the sentence."""
    at = text.folded.rfind(noun.rsplit(maxsplit=1)[-1], begin, end)
    return at < 0 or text.plain[at].islower() or at - begin < len(noun)


def noun_after(text: Text, end: int) -> tuple[str, str] | None:
    """Return the noun of the apposition after a name, and the kind that it tells, or None.

    With a definite article it has to say which one ("the country's largest lender", « premier assureur du pays »).
    """
    plain = text.plain
    opening = _ARTICLE_AFTER[text.document.language].match(plain, end)
    if not opening:
        return None
    article = (opening[1] or "").strip().lower()
    language = text.document.language
    definite = article in ("the", "le", "la", "l'", "cette", "ce")
    own = nouns(language)
    tokens: list[str] = []
    at = opening.end()
    for _ in range(8):
        word = _WORD.match(plain, at)
        if not word or _NO_HEAD.match(word[1]):
            return None
        tokens += fold_characters(word[1]).replace("'", " ").split()
        at = word.end() - word[0].endswith(",")
        told = own.told_by(tokens)
        if told and told[0] not in own.plurals and _GOES_ON.match(plain, at):
            noun, kind = told
            between = " ".join(tokens[: len(tokens) - len(noun.split())])
            ranked = _RANKED.search(between) or re.search(CAPITAL, plain[opening.end() : at])
            if definite and not ranked and not (noun in own.relational and _OF_WHAT.match(plain, at)):
                return None
            if language == "fr" and not article and between and not own.qualifies(tokens[0]):
                return None
            return noun, kind
        if word[0].endswith(","):
            if not word[1][0].isupper():  # "the Winnipeg, Manitoba brokerage"
                return None
            at = word.end()
    return None


def _begins_alone(text: Text, start: int, end: int) -> bool:
    """Return whether one word begins a sentence and stands nowhere else: it may be any word."""
    written = text.plain[start:end]
    begins = not text.plain[text.sentence_at(start).start : start].strip(" \"«-•*'")
    return begins and " " not in written and not written.isupper() and text.plain.count(written) < 2


def _listed(text: Text, end: int, kind: str) -> Iterator[Mention]:
    """Yield the names that go on a list of bodies (« les courtiers Zéphyr, Heron et Nordlys »)."""
    plain = text.plain
    for _ in range(12):
        joint = _NEXT_ITEM.match(plain, end)
        name = NAME_RUN.match(plain, joint.end()) if joint else None
        if not joint or not name:
            return
        start, end = trimmed(plain, name.start(), name.end())
        if end - start < 2 or not may_be_body(text, start, end):
            return
        yield Mention(start, end, plain[start:end], "Organization", "name.introduced", LISTED, kind)
        if re.search(r"and|et", joint[0]):
            return
