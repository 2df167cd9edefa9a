"""Shared names: which names of a text are shorter forms of another, and which are those of its group or its kin.

« Kestrel » beside « Kestrel Life » may be short for it, or the group that it is of. A name that no gazetteer has is
short for the longer one where only one goes on from it. A known name is so only where the text named the longer
one first, as one names a body in full before one shortens it, and gives no sign that both are meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from greffier.graph.identity import LEGAL_FORMS, name_key
from greffier.ingest.coreference.referents import Referent
from greffier.ingest.mentions.courts import KINDS as JUDICIAL
from greffier.ingest.mentions.name_shapes import singular
from greffier.ingest.places import place_names
from greffier.ingest.texts import Text

GENERIC: Final = LEGAL_FORMS | frozenset("group groupe holding holdings financial international the".split())
BESIDE: Final = 60  # characters on either side of a name in which a sign may stand that a group is meant
HEADING: Final = 100  # characters that a heading may have
NEVER: Final = 1 << 60
# Words that tell what a body is, beside the word that tells which: shorter forms leave them out.
_HEADS: Final = GENERIC | frozenset(
    "bank banque banco banca caja credit mutuelle mutual mutua compagnie societe hopital hospital clinique centre"
    " caisse center hospitalier chu university universite fondation foundation bourse office bureau co operative "
    "cooperative cooperatif urban rural saving popular populaire and of de du des la le les d l et".split()
)
# What stands before a name, or after it, where the group or the owner of somebody is meant, or its shares are.
_GROUP_BEFORE: Final = re.compile(
    r"\b(?:groupe|group|parent(?: company)?|maison[- ]mère|société mère|holding|owner|propriétaire|shareholder|"
    r"actionnaire|(?:filiales?|entités?|divisions?|sociétés)(?: [\w-]+){0,2} (?:de|du|d')|"
    r"(?:subsidiar(?:y|ies)|affiliates?|arms?|units?|divisions?|entities|part|owned) (?:of|by)|"
    r"(?:détenue?|contrôlée?|rachetée?|acquise?) (?:par|de)|(?:bought|acquired) by|"
    r"(?:shares?|stock|stake|titres?|actions?) (?:in|of|de|d'|dans))"
    r",?(?: the| la| le| les| du| de)?(?: [\w-]+){0,2}(?: l'| d'| ?)$",
    re.I,
)
_GROUP_AFTER: Final = re.compile(
    r",? (?:group|groupe|holdings?|shares|stock)\b|"
    r"'s (?:[\w-]+ ){0,3}(?:subsidiar|arm\b|unit\b|affiliate|division|private bank|banking unit|shares|stock)|-\w",
    re.I,
)
# Words of a sentence about a group that speaks of what belongs to it, and what stands beside the name of a member.
_OWNS: Final = re.compile(
    r"\b(?:its|their|whose|sa|ses|leurs?|dont la|dont une) (?:[\w-]+ ){0,3}"
    r"(?:filiales?|subsidiar(?:y|ies)|units?|arms?|divisions?|branch(?:es)?|succursales?|entités?|affiliates?|business(?:es)?)\b",
    re.I,
)
_MEMBER_AFTER: Final = re.compile(
    r",? (?:is |was |est |était )?(?:an? |the |une? |la |l')?(?:[\w-]+ ){0,4}"
    r"(?:filiale|succursale|subsidiary|unit|arm|division|branch|affiliate|part|member|owned|détenue?|contrôlée?) "
    r"(?:[\w-]+ ){0,3}(?:of|by|d[eu]|par|d')\b|"
    r", (?:[\w'-]+ ){1,5}(?:filiale|succursale|subsidiary|unit|arm|division)\b",
    re.I,
)
_MEMBER_BEFORE: Final = re.compile(
    r"\b(?:filiales?|succursale|subsidiary|unit|arm|division|branch|affiliate)(?: [\w-]+){0,2},? $", re.I
)
_ITEM: Final = re.compile(r"[-•*|\d]|.*\d\W*$")  # an item of a list, a line of a table
_FULL: Final = re.compile(rf" (?:{'|'.join(sorted(LEGAL_FORMS - {'company', 'co'}))})\.?$", re.I)


@dataclass(slots=True)
class _Name:
    """Hold a referent with the words of its names: those in the text, and all that a gazetteer gives it as well."""

    referent: Referent
    forms: frozenset[tuple[str, ...]]
    known: frozenset[tuple[str, ...]]
    first: int  # where running text names it first; past all text where only headings do


def join_shared(text: Text, referents: dict[str, Referent]) -> None:
    """Join the names that are shorter forms of another one to it."""
    names = {
        key: _name(text, referent)
        for key, referent in referents.items()
        if referent.family == "Organization" and referent.kind not in JUDICIAL
    }
    for key in sorted(names, key=lambda k: (-len(k), k)):
        short = names[key]
        longer = _longer_of(text, short, [n for k, n in names.items() if k != key])
        if longer:
            longer.referent.mentions += short.referent.mentions
            del names[key], referents[key]
    _join_courts(text, referents)


def _join_courts(text: Text, referents: dict[str, Referent]) -> None:
    """Join a court that is named without its place to the only one that a text names with it."""
    courts = {key: _name(text, referent) for key, referent in referents.items() if referent.kind in JUDICIAL}
    for key in sorted(courts, key=lambda k: (-len(k), k)):
        short = courts[key]
        longer = [n for k, n in courts.items() if k != key and all(_goes_on(n, words) for words in short.forms)]
        if len(longer) == 1 and not short.referent.entry:
            longer[0].referent.mentions += short.referent.mentions
            del courts[key], referents[key]


def _name(text: Text, referent: Referent) -> _Name:
    forms = frozenset(_words(m.text) for m in referent.mentions)
    known = map(_words, (referent.entry.name, *referent.entry.forms)) if referent.entry else ()
    first = min((m.start for m in referent.mentions if not _in_heading(text, m.start)), default=NEVER)
    return _Name(referent, forms, forms.union(known), first)


def _words(name: str) -> tuple[str, ...]:
    return tuple(singular(name_key(name)).split())


def _in_heading(text: Text, offset: int) -> bool:
    """Return whether a place is in the title, or in a line that ends as headings do."""
    sentence = text.sentence_at(offset)
    written = text.plain[sentence.start : sentence.end]
    return sentence.title or (written[-1].isalnum() and len(written) < HEADING and not _ITEM.match(written))


def _longer_of(text: Text, short: _Name, others: list[_Name]) -> _Name | None:
    """Return whose shorter name this is, where the text leaves no doubt."""
    if short.referent.entry or short.referent.candidates:
        return _longer_of_known(text, short, others)
    words = tuple(short.referent.key.split(":", 1)[1].split())
    full = any(_FULL.search(m.text) for m in short.referent.mentions)  # « Kestrel AG » is short for nobody else
    found = [n for n in others if any(_begins(form, words) for form in n.known)]
    plain = [n for n in found if any(_begins(f, words) and not set(f[len(words) :]) - GENERIC for f in n.known)]
    before = [n for n in found if n.first < short.first]
    ends = [] if found else [n for n in others if n.first < short.first and any(_ends(f, words) for f in n.known)]
    main = sorted(found, key=lambda n: (n.first, -len(n.referent.mentions)))[:1]
    chances = (plain,) if full else (found, plain, before, ends, main)
    return next((chosen[0] for chosen in chances if len(chosen) == 1), None)


def _longer_of_known(text: Text, short: _Name, others: list[_Name]) -> _Name | None:
    """Return the one longer name that a known one is short for here: named in full before, and not as its group."""
    if short.referent.kind == "Regulator":
        return None
    found = [
        n
        for n in others
        if n.first < short.first and n.referent.kind != "Regulator" and all(_goes_on(n, words) for words in short.forms)
    ]
    return found[0] if len(found) == 1 and not _are_told_apart(text, short, found[0]) else None


def _goes_on(name: _Name, words: tuple[str, ...]) -> bool:
    """Return whether a body has a name in the text that begins with these words and goes on."""
    return any(_begins(form, words) for form in name.forms)


def _begins(form: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(form) > len(words) and form[: len(words)] == words


def _ends(form: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether a name ends with these words, or has them and else only words that tell what it is."""
    if len(form) <= len(words) or set(words) <= _HEADS or " ".join(words).title() in place_names():
        return False
    left = list(form)
    for word in words:
        if word not in left:
            return False
        left.remove(word)
    return all(word in _HEADS or len(word) <= 2 for word in left)


def _are_told_apart(text: Text, short: _Name, longer: _Name) -> bool:
    """Return whether a text speaks of both: in one sentence, or as a group and its member."""
    plain = text.plain
    for mention in longer.referent.mentions:
        lead = plain[max(0, mention.start - BESIDE) : mention.start]
        if _MEMBER_BEFORE.search(lead) or _MEMBER_AFTER.match(plain, mention.end):
            return True
    sentences = {text.sentence_at(m.start).index for m in longer.referent.mentions}
    for mention in short.referent.mentions:
        sentence = text.sentence_at(mention.start)
        lead = plain[max(sentence.start, mention.start - BESIDE) : mention.start]
        if _GROUP_BEFORE.search(lead) or _GROUP_AFTER.match(plain, mention.end):
            return True
        if _OWNS.search(plain, mention.end, sentence.end):
            return True
        if sentence.index in sentences:
            return True
    return False
