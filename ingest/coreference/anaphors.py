"""Anaphors: the descriptions, short names and pronouns of a text that take up a body named before.

« l'assureur », "the regulator", « l'Autorité », "It": each takes up the body named last that fits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from greffier.graph.records import Entity
from greffier.ingest.coreference.authority_anaphors import find_descriptions, find_pairs, take_up
from greffier.ingest.coreference.member_descriptions import find_members_told
from greffier.ingest.coreference.pronouns import find_pronouns
from greffier.ingest.coreference.referents import Referent
from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.courts import KINDS as JUDICIAL
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import CALENDAR
from greffier.ingest.places import lies_in, told_places
from greffier.ingest.texts import Text, fold_characters

CLOSE_TO: Final = 40  # characters from a description to the name that it describes
CLOSE: Final = 2  # how many of the bodies named last a description may take up
_NEXT_WORD: Final = re.compile(r"(?:\s[\w-]+)?")
_APPOSED: Final = re.compile(r"[,.;)]| (?:which|that|who|whose|qui|dont|que)\b")
# « l'éditeur bernois Xplain »: between a description and the name that it describes.
_ADJECTIVES: Final = re.compile(
    r"(?: (?!mais|jamais|désormais)(?:[a-zà-ÿ-]+(?:ais|aise|ois|oise|iens?|ienne|éen|éenne|cain|caine)|allemande?|"
    r"espagnole?|belge|suisse|britannique|publique?|privée?|mutualiste|coopérati(?:f|ve))){1,2} "
)
# « la plateforme CryptoNord »: a name, even where nobody knows it.
_CALLED: Final = re.compile(rf" (?!{CALENDAR}\b)[A-ZÀ-Þ][\w&.-]*[a-zà-ÿ]")
# « le groupe de rançongiciel Play », "the group said it had stolen": those who attacked.
_OF_CRIME: Final = re.compile(
    r" (?:(?:de|des) (?:rançongiciels?|ransomwares?|hackers?|pirates?|cyber\w+)\b|criminel\b|pirate\b|"
    r"(?:(?:has|had|later|then|also|a|avait|dit|affirme) )*"
    r"(?:claimed (?:responsibility|to have|(?:that )?(?:it )?(?:had )?(?:stolen|hacked|taken))|leaked|"
    r"said it (?:had )?(?:stole|stolen|hacked|encrypted|breached)|threatened to (?:publish|leak|release|sell)|"
    r"revendiqu\w+|menac\w+ de (?:publier|diffuser|vendre)|avoir (?:volé|dérobé|exfiltré|chiffré)))",
    re.I,
)
_OBLIQUE: Final = re.compile(
    r"\b(?:with|from|of|to|at|by|for|than|like|via|avec|de|du|d'|chez|par|à|au|pour|que|comme)(?: the| la| le| l'| )?$"
)
_BEFORE_NAME: Final = re.compile(r",? \(?(?:the |la |le |l')?")
_BOTH: Final = re.compile(r"(?:les|des|aux|the|both) (?:deux|two)", re.I)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Hold a description (« l'assureur ») or a pronoun, and the index of the entity that it takes up."""

    start: int
    end: int
    entity: int


def add_short_names(text: Text, referents: list[Referent]) -> None:
    """Add « l'Autorité », "the Federation" as mentions of the last body named with that word."""
    taken = {m.start for r in referents for m in r.mentions}
    for match in lexicon().short_names[text.document.language].finditer(text.plain):
        start, end = match.span()
        if any(start <= t < end for t in taken) or any(
            m.start <= match.start(1) < m.end for r in referents for m in r.mentions
        ):
            continue
        word = fold_characters(match[1])
        fitting = [r for r in referents if _has_word(r, word)]
        referent = _last_before(fitting, start)
        if referent:
            kind = referent.kind
            written = text.plain[start:end]
            referent.mentions.append(Mention(start, end, written, referent.family, "short-name", 0.0, kind))


def _has_word(referent: Referent, word: str) -> bool:
    if referent.kind in JUDICIAL:
        return False
    names = [m.text for m in referent.mentions if m.rule != "short-name"]
    names += [referent.entry.name, *referent.entry.forms] if referent.entry else []
    head = {
        "act": "Law",
        "loi": "Law",
        "code": "Law",
        "reglement": "Law",
        "regulation": "Law",
        "directive": "Law",
    }
    if head.get(word, "Organization") != referent.family:  # "the Department" is no law that has its name
        return False
    return any(re.search(rf"\b{word}\b", fold_characters(n)) for n in names)


def _last_before(referents: Iterable[Referent], offset: int) -> Referent | None:
    """Return the one named last before an offset; where none is, the only one there is."""
    best: tuple[int, Referent] | None = None
    options = list(referents)
    for referent in options:
        before = [m.start for m in referent.mentions if m.start < offset and m.rule != "short-name"]
        if before and (best is None or max(before) > best[0]):
            best = (max(before), referent)
    if best:
        return best[1]
    return options[0] if len(options) == 1 else None


def find_anaphors(text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]) -> tuple[Anaphor, ...]:
    """Return the definite descriptions and pronouns that take up an entity."""
    found: dict[tuple[int, int, int], Anaphor] = {}
    taken = [(start, end) for start, end, _ in places]
    for description in find_descriptions(text):
        start, end = description.start, description.end
        if _is_named(start, end, taken) or _names(end, text, built, places):
            continue
        authority = take_up(description, text, built, places)
        if authority is not None:
            found.setdefault((start, end, authority), Anaphor(start, end, authority))
    for kind, pattern in lexicon().descriptions[text.document.language]:
        for match in pattern.finditer(text.plain):
            if _OF_CRIME.match(text.plain, match.end()):
                continue
            if _is_named(*match.span(), taken) or _is_beside_name(text, match, built, places):
                continue
            several = 2 if _BOTH.match(match[0]) else 1
            after = _NEXT_WORD.match(text.plain, match.end())
            where = told_places(match[0] + (after[0] if after else ""))
            for entity in _taken_up(text, kind, match.start(), built, places, several, where):
                found.setdefault((*match.span(), entity), Anaphor(*match.span(), entity))
    for start, end, entity in (*find_pairs(text, built, places), *find_members_told(text, built, places)):
        found.setdefault((start, end, entity), Anaphor(start, end, entity))
    standing = [(start, entity) for start, _, entity in places] + [(a.start, a.entity) for a in found.values()]
    for start, end, entity in find_pronouns(text, built, standing):
        found.setdefault((start, end, entity), Anaphor(start, end, entity))
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.entity)))


def _is_named(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Return whether a name stands within a description."""
    return any(first < end and start < last for first, last in taken)


def _names(end: int, text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]) -> bool:
    """Return whether the name of an authority follows a description (« le régulateur bancaire, l'ACPR »)."""
    gap = _BEFORE_NAME.match(text.plain, end)
    return gap is not None and any(start == gap.end() and built[e].kind == "Regulator" for start, _, e in places)


def _is_beside_name(
    text: Text, match: re.Match[str], built: Sequence[Entity], places: Sequence[tuple[int, int, int]]
) -> bool:
    """Return whether a description only says what is named beside it (« l'assureur X », "X, the retailer, …")."""
    apposed = _APPOSED.match(text.plain, match.end()) is not None
    if _CALLED.match(text.plain, match.end()):
        return True
    for start, end, entity in places:
        if built[entity].kind == "Law":
            continue
        gap = text.plain[match.end() : start] if 0 < start - match.end() < CLOSE_TO else ""
        if gap == " " or _ADJECTIVES.fullmatch(gap):
            return True
        if apposed and match.start() - 2 <= end < match.start() and text.plain[end : match.start()] == ", ":
            return True
    return False


def _taken_up(
    text: Text,
    kind: str,
    offset: int,
    built: Sequence[Entity],
    places: Sequence[tuple[int, int, int]],
    several: int,
    where: frozenset[str],
) -> list[int]:
    """Return the entities named last that fit a description: one, or as many as it speaks of; `where` is their home."""
    found: dict[int, int] = {}  # those that fit, the one named last first, with where
    before = [place for place in places if place[0] < offset]
    for start, _, entity in reversed(before):
        other = built[entity].kind
        mixed = kind in ("Insurer", "Bank", "Federation") and other == "Institution" and len(built) < 4
        fits = other == kind or mixed or (kind == "any" and other not in ("Regulator", "Law"))
        if fits and entity not in found and lies_in(built[entity].jurisdiction, where):
            found[entity] = start
        if len(found) == max(several, CLOSE):
            break
    last = list(found)
    if several > 1:
        return last[:several] if len(last) >= several else []
    if len(last) < CLOSE or (kind != "any" and not _is_oblique(text, found[last[0]])):
        return last[:1]
    counts = Counter(entity for _, _, entity in before)
    return [max(last, key=counts.__getitem__)]  # of the two named last, the one that is spoken of more


def _is_oblique(text: Text, offset: int) -> bool:
    """Return whether a name is that of somebody with whom, of whom or to whom something is done."""
    return _OBLIQUE.search(text.plain, max(0, offset - 20), offset) is not None
