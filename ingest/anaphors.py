"""Anaphors: the descriptions, short names and pronouns of a text that take up a body named before.

« l'assureur », "the regulator", « l'Autorité », "It": each takes up the body named last that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from greffier.graph.records import Entity
from greffier.ingest.courts import KINDS as JUDICIAL
from greffier.ingest.lexicon import lexicon
from greffier.ingest.mention import Mention
from greffier.ingest.places import lies_in, told_places
from greffier.ingest.referents import Referent
from greffier.ingest.texts import Text, fold_characters

SUBJECT: Final = 30  # characters of a sentence before which its subject is named
CLOSE: Final = 2  # how many of the bodies named last a description may take up
_NEXT_WORD: Final = re.compile(r"(?:\s[\w-]+)?")
_PRONOUN: Final = re.compile(
    r"(It|They|Elle|Il|Elles|Ils)\b"
    r"(?! (?:is (?:un|not )?(?:clear|possible|likely)|y a|s'agit|faut|est (?:possible|probable)|"
    r"was not (?:immediately )?clear|remains|appears|seems|semble|reste))"
)
_BOTH: Final = re.compile(r"(?:les|des|aux|the|both) (?:deux|two)", re.I)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Hold a definite description (« l'assureur ») and the index of the entity that it takes up."""

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
    """Return the definite descriptions that take up an entity named before."""
    found: dict[tuple[int, int, int], Anaphor] = {}
    for kind, pattern in lexicon().descriptions[text.document.language]:
        for match in pattern.finditer(text.plain):
            if any(start < match.end() and match.start() < end for start, end, _ in places):
                continue
            several = 2 if _BOTH.match(match[0]) else 1
            after = _NEXT_WORD.match(text.plain, match.end())
            where = told_places(match[0] + (after[0] if after else ""))
            for entity in _taken_up(kind, match.start(), built, places, several, where):
                found.setdefault((*match.span(), entity), Anaphor(*match.span(), entity))
    for anaphor in _pronouns(text, built, places):
        found.setdefault((anaphor.start, anaphor.end, anaphor.entity), anaphor)
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.entity)))


def _pronouns(text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]) -> list[Anaphor]:
    """Return the pronouns that begin a sentence and take up the body that begins the sentence before."""
    found = []
    for sentence in text.sentences[1:]:
        match = _PRONOUN.match(text.plain, sentence.start)
        before = text.sentences[sentence.index - 1]
        if not match or before.line != sentence.line:
            continue
        named = [(start, e) for start, _, e in places if before.start <= start < before.end and built[e].kind != "Law"]
        if named and named[0][0] - before.start < SUBJECT:
            found.append(Anaphor(match.start(1), match.end(1), named[0][1]))
    return found


def _taken_up(
    kind: str,
    offset: int,
    built: Sequence[Entity],
    places: Sequence[tuple[int, int, int]],
    several: int,
    where: frozenset[str],
) -> list[int]:
    """Return the entities named last that fit a description: one, or as many as it speaks of; `where` is their home."""
    found: list[int] = []
    before = [entity for start, _, entity in places if start < offset]
    for entity in reversed(before):
        other = built[entity].kind
        mixed = kind in ("Insurer", "Bank", "Federation") and other == "Institution" and len(built) < 4
        fits = other == kind or mixed or (kind == "any" and other not in ("Regulator", "Law"))
        if fits and entity not in found and lies_in(built[entity].jurisdiction, where):
            found.append(entity)
        if len(found) == max(several, CLOSE):
            break
    if several == 1:  # of the two named last, the one that is spoken of more
        return found[:1] if len(found) < CLOSE or kind != "any" else [max(found, key=before.count)]
    return found[:several] if len(found) >= several else []
