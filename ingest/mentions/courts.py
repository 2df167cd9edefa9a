"""Courts and police: bodies that rule and inquire but supervise nobody, found in a text by how they are named.

They are parties only where they act (`justice`); who is hit, fined or supervised is looked for among the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.knowledge.gazetteers import JUDICIAL, Entry, find_known
from greffier.ingest.texts import Text

COURTS_FILE: Final = KNOWLEDGE / "courts.yaml"
KINDS: Final = frozenset(JUDICIAL.values())
# Words that begin a sentence or a phrase, and are no part of a name.
_NO_NAME: Final = (
    r"(?:The|A|An|That|This|In|On|At|By|For|From|When|After|Before|But|And|As|If|While|Each|No|Its|His|Her|Their|"
    r"Le|La|Les|Un|Une|Des|Du|Ce|Cette|En|Au|Aux|Par|Pour|Dans|Sur|Mais|Et)"
)
_TELLING: Final = re.compile(r"court|tribunal|\bcour\b|justice|polic|constabular|gendarmerie|brigade")
_OF_POLICE: Final = re.compile(r"polic|gendarme|enquêteur", re.I)
_WORD: Final = r"[A-ZÀ-ÖØ-Þ][\w.-]*\w"
_NAME: Final = rf"(?!{_NO_NAME}\b){_WORD}(?:'s)?(?: {_WORD}){{0,3}}"
_DISTRICT: Final = r"(?:(?:Northern|Southern|Eastern|Western|Central|Middle) District of |District of )?"
_PLACE: Final = (
    rf"(?:(?: (?:of|for|in)(?: the)? {_DISTRICT}| (?:de la |de l'|de |du |des |d'|pour le |à )){_NAME}"
    rf"(?: (?:and|et|of|de|du) {_WORD})?)?"
)
_SEAT: Final = re.compile(r" (?:in|à) ")  # before where it sits: no part of a known name


@dataclass(frozen=True, slots=True)
class CourtMention:
    """Hold where a court or police force is named; `entries` are the rows of the gazetteer that it may be."""

    start: int
    end: int
    kind: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Hold the words of one language around courts and police; see knowledge/courts.yaml."""

    names: tuple[tuple[str, re.Pattern[str]], ...]
    again: re.Pattern[str]
    rules: re.Pattern[str]
    criminal: re.Pattern[str]
    reviewing: re.Pattern[str]
    reviewed: re.Pattern[str]
    appointing: re.Pattern[str]
    appointed: re.Pattern[str]
    elsewhere: re.Pattern[str]
    by: re.Pattern[str]


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language; raise KnowledgeError where the file is not well-formed."""
    data = _data()
    names = tuple(
        (kind, _compiled("|".join(map(_filled, languages[language])), f"names.{kind}", 0))
        for kind, languages in data["names"].items()
    )
    return Phrases(names, **{key: _compiled(data[key][language], key, re.I) for key in data if key != "names"})


@cache
def _data() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(COURTS_FILE.read_text("utf-8")))


def _filled(pattern: str) -> str:
    return f"(?:{pattern.replace('{name}', _NAME).replace('{place}', _PLACE)})"


def _compiled(pattern: str, where: str, flags: int) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<![\w-])(?:{pattern})" if where.startswith("names") else pattern, flags)
    except re.error as error:
        raise KnowledgeError(f"{COURTS_FILE.name}: {where}: {pattern[:60]!r} is no pattern: {error}") from error


def find_courts(text: Text) -> list[CourtMention]:
    """Return where courts and police are named, in order, none over another: known names, then what names them."""
    known = find_known(text, judicial=True)
    found = [CourtMention(m.start, m.end, m.entries[0].kind, m.entries) for m in known]
    for kind, pattern in phrases(text.document.language).names if _TELLING.search(text.folded) else ():
        for match in pattern.finditer(text.plain):
            start = match.start() + 4 * match[0].startswith("the ")
            seated = any(start <= m.start and _SEAT.match(text.plain, m.end, match.end()) for m in known)
            if not seated:
                found.append(CourtMention(start, match.end(), kind))
    # A longer name is another body (« Supreme Court of Victoria »); of one length the known one holds.
    found.sort(key=lambda m: (m.start - m.end, not m.entries, m.start))
    kept: list[CourtMention] = []
    for mention in found:
        if not any(m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def with_descriptions(text: Text, places: Sequence[tuple[int, int, int, str]]) -> tuple[tuple[int, int, int], ...]:
    """Return the places (start, end, index) of courts and police with those where a description takes one up.

    `places` are those where they are named, each with its kind. « Le tribunal » is the court named last.
    """
    found = [(start, end, index) for start, end, index, _ in places]
    if not found:
        return ()
    for match in phrases(text.document.language).again.finditer(text.plain):
        if any(start < match.end() and match.start() < end for start, end, _, _ in places):
            continue
        kind = "Police" if _OF_POLICE.search(match[0]) else "Court"
        before = [index for start, _, index, own in places if start < match.start() and own == kind]
        if before:
            found.append((match.start(), match.end(), before[-1]))
    return tuple(sorted(found))
