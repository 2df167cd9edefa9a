"""Copies: documents of nearly the same text, as other sites carry them.

Two texts are copies where they share most of their runs of words (resemblance, after Broder 1997). Copies are
found by keys: the least hashes of all runs of a text, under several hash functions, two to a key. Two texts that
resemble one another by 0.85 share one of the four keys in 99.4 of 100 cases, those that do by 0.2 in 15.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from greffier.graph.identity import fold
from greffier.graph.store import Row, Store

RUN: Final = 5  # words
ALIKE: Final = 0.85  # resemblance from which two texts are copies
SHORTEST: Final = 20  # runs below which a text is too short to tell
KEYS: Final = ("print1", "print2", "print3", "print4")
_WORD: Final = re.compile(r"\w+")
_MASK: Final = (1 << 64) - 1
# Odd multipliers, drawn once at random: each orders the hashes of runs in another way.
_MULTIPLIERS: Final = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
    0xE7037ED1A0B428DB,
    0x8EBC6AF09C88C6E3,
    0x589965CC75374CC3,
)


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a document as far as copies go: its date of publication, and the hashes of its runs of words."""

    id: str
    published: str | None
    runs: frozenset[int]

    @property
    def order(self) -> tuple[str, str]:
        """Return where it stands among copies: the first published is the original."""
        return (self.published or "9999", self.id)


def runs_of(text: str) -> frozenset[int]:
    """Return the hashes of all runs of five words of a text, without case, accents and marks."""
    words = _WORD.findall(fold(text))
    every = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) for run in every)


def keys_of(text: str) -> tuple[str | None, ...]:
    """Return the keys by which copies of a text are found; none where it is too short to tell."""
    runs = runs_of(text)
    if len(runs) < SHORTEST:
        return (None,) * len(KEYS)
    least = [min((run * m) & _MASK for run in runs) for m in _MULTIPLIERS]
    return tuple(f"{(least[2 * n] ^ (least[2 * n + 1] >> 1)):016x}" for n in range(len(KEYS)))


def resemblance(one: Collection[int], other: Collection[int]) -> float:
    """Return the share of runs that two texts have in common, from 0 to 1."""
    first, second = frozenset(one), frozenset(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def stories(texts: Iterable[Text]) -> dict[str, str]:
    """Return, for each text that has copies among these, the original: the one first published of them all.

    Copies of a copy are copies. A text without any is not named.
    """
    members = sorted(texts, key=lambda t: t.order)
    group = {t.id: {t.id} for t in members}
    for place, one in enumerate(members):
        for other in members[:place]:
            if group[one.id] is not group[other.id] and resemblance(one.runs, other.runs) >= ALIKE:
                group[one.id] |= group[other.id]
                for name in group[other.id]:
                    group[name] = group[one.id]
    first: dict[int, str] = {}
    for text in members:
        first.setdefault(id(group[text.id]), text.id)
    return {t.id: first[id(group[t.id])] for t in members if len(group[t.id]) > 1}


def read_copies(store: Store, new: Iterable[Text], keys: Iterable[str | None], withdrawn: Collection[str]) -> list[Row]:
    """Return the properties of the stored documents whose place among copies new texts and withdrawn ones can change.

    These are the copies of the new texts, whose keys are given, and the documents that had one original with
    them or with a withdrawn one; those that are withdrawn themselves are left out.
    """
    texts = list(new)
    asked = sorted({key for key in keys if key})
    found: dict[str, Row] = {}
    for key in KEYS if asked else ():
        rows = store.read(
            f"MATCH (d:Document) WHERE d.{key} IN $keys RETURN properties(d) AS document", {"keys": asked}
        )
        for document in (row["document"] for row in rows):
            runs = runs_of(document["text"])
            if document["id"] not in found and any(resemblance(runs, text.runs) >= ALIKE for text in texts):
                found[document["id"]] = document
    rows = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id}) WHERE d.story IS NOT NULL RETURN d.story AS story",
        {"ids": sorted(withdrawn)},
    )
    named = {row["story"] for row in rows} | {d["story"] for d in found.values() if d.get("story")}
    rows = store.read(
        "MATCH (d:Document) WHERE d.story IN $stories RETURN properties(d) AS document",
        {"stories": sorted(named)},
    )
    found |= {row["document"]["id"]: row["document"] for row in rows}
    return [found[name] for name in sorted(found) if name not in withdrawn]
