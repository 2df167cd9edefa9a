"""Copies: documents of nearly the same text, as other sites carry them.

Two texts are copies where they share most of their runs of words (resemblance, after Broder 1997). A text is found
again by keys: the least hashes of all its runs, under several hash functions, three to a key. Two texts that
resemble one another by 0.85 share one of the four keys in 98 of 100 cases, those that do by 0.95 nearly always.
A sketch, 64 such hashes of one byte, tells about how much two texts resemble without reading them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from greffier.graph.identity import fold
from greffier.graph.store import Row, Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN: Final = 5  # words
ALIKE: Final = 0.85  # resemblance from which two texts are copies
NEARLY: Final = 0.7  # resemblance by their sketches from which texts are read and compared
SHORTEST: Final = 20  # runs below which a text is too short to tell
KEYS: Final = ("print1", "print2", "print3", "print4")
SKETCH: Final = "sketch"
_HASHES: Final = 64
_A_KEY: Final = 3  # hashes
_WORD: Final = re.compile(r"\w+")
_ODD: Final = 0x9E3779B97F4A7C15  # the golden ratio as an odd number of 64 bits


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a document as far as copies go: its date of publication, the hashes of its runs of words, its marks."""

    id: str
    published: str | None
    runs: frozenset[int]
    marks: Mapping[str, str | None]

    @classmethod
    def of(cls, name: str, published: str | None, text: str) -> Self:
        """Return the document with this id, date of publication and text."""
        return cls(name, published, runs_of(text), marks_of(text))

    @property
    def order(self) -> tuple[str, str]:
        """Return where it stands among copies: the first published is the original."""
        return (self.published or "9999", self.id)

    def is_copy_of(self, other: Text) -> bool:
        """Return whether two texts are copies: found by a key, told by their sketches, and read to be so."""
        one, two = self.marks[SKETCH], other.marks[SKETCH]
        if not one or not two or not any(self.marks[key] == other.marks[key] for key in KEYS):
            return False
        return look_alike(one, two) and resemblance(self.runs, other.runs) >= ALIKE


def runs_of(text: str) -> frozenset[int]:
    """Return the hashes of all runs of five words of a text, without case, accents and marks."""
    return frozenset(_runs(text).tolist())


def _runs(text: str) -> NDArray[np.uint64]:
    import numpy as np

    words = _WORD.findall(fold(text))
    if len(words) < RUN:
        return np.zeros(0, np.uint64)
    hashes = np.array([zlib.crc32(word.encode()) for word in words], np.uint64)
    runs = np.zeros(len(words) - RUN + 1, np.uint64)
    for place in range(RUN):
        runs = runs * np.uint64(_ODD) + hashes[place : len(hashes) - RUN + 1 + place]
    return np.unique(runs)


def marks_of(text: str) -> dict[str, str | None]:
    """Return the keys by which copies of a text are found, and its sketch; none where it is too short to tell."""
    import numpy as np

    runs = _runs(text)
    if len(runs) < SHORTEST:
        return dict.fromkeys((*KEYS, SKETCH))
    odds = np.cumprod(np.full(_HASHES, _ODD, np.uint64)) | np.uint64(1)
    mixed = runs[:, None] * odds[None, :]
    least = (mixed ^ (mixed >> np.uint64(29))).min(axis=0)
    keys = [least[at : at + _A_KEY].tobytes() for at in range(0, len(KEYS) * _A_KEY, _A_KEY)]
    marks: dict[str, str | None] = {name: f"{zlib.crc32(key):08x}" for name, key in zip(KEYS, keys, strict=True)}
    return marks | {SKETCH: (least % np.uint64(251)).astype(np.uint8).tobytes().hex()}


def look_alike(one: str, other: str) -> bool:
    """Return whether the sketches of two texts tell that they may be copies."""
    pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return sum(a == b for a, b in pairs) >= NEARLY * _HASHES


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
            if group[one.id] is not group[other.id] and one.is_copy_of(other):
                group[one.id] |= group[other.id]
                for name in group[other.id]:
                    group[name] = group[one.id]
    first: dict[int, str] = {}
    for text in members:
        first.setdefault(id(group[text.id]), text.id)
    return {t.id: first[id(group[t.id])] for t in members if len(group[t.id]) > 1}


def text_of(document: Row) -> Text:
    """Return what is compared of a stored document, whose properties are given."""
    return Text(
        document["id"],
        document.get("published"),
        runs_of(document["text"]),
        {name: document.get(name) for name in (*KEYS, SKETCH)},
    )


def read_copies(store: Store, new: Iterable[Text], withdrawn: Collection[str]) -> list[Row]:
    """Return the properties of the stored documents whose place among copies new texts and withdrawn ones can change.

    These are the copies of the new texts, and the documents that had one original with them or with a withdrawn
    one; those that are withdrawn themselves are left out.
    """
    texts = list(new)
    sketched = [text.marks for text in texts if text.marks[SKETCH]]
    likely: set[str] = set()
    for key in KEYS if sketched else ():
        rows = store.read(
            f"MATCH (d:Document) WHERE d.{key} IN $keys RETURN d.id AS id, d.{key} AS key, d.sketch AS sketch",
            {"keys": sorted({str(mark[key]) for mark in sketched})},
        )
        for row in rows:
            if any(look_alike(row["sketch"], str(m[SKETCH])) for m in sketched if m[key] == row["key"]):
                likely.add(row["id"])
    rows = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN properties(d) AS document", {"ids": sorted(likely)}
    )
    found: dict[str, Row] = {}
    for document in (row["document"] for row in rows):
        stored = text_of(document)
        if any(stored.is_copy_of(text) for text in texts):
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
