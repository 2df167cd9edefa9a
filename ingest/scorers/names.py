"""Names: whether a doubtful name is that of an organisation, and of which kind, by its words and what is beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.places import place_names
from greffier.ingest.scorers.linear import model
from greffier.ingest.texts import Text

MODEL: Final = "names"
NONE: Final = "none"  # the label of what names no organisation
BESIDE: Final = 40  # characters on either side in which the words beside a name stand
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_CAPITALISED_NEXT: Final = re.compile(r" [A-ZÀ-Þ][\w-]+")
_CAPITAL: Final = re.compile(r"[A-ZÀ-Þ]")
_JOINED: Final = re.compile(r"(?:,|;| et| and| &|, et|, and) ?(?:la |le |l'|the )?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a name of which it is asked what it is: offsets, what the statistical model called it ("" for nothing).

    `neighbours` are the kinds of the organisations that are surely named in its sentence.
    """

    start: int
    end: int
    label: str
    neighbours: tuple[str, ...] = ()


def kinds_of(text: Text, candidate: Candidate) -> dict[str, float]:
    """Return how probable each kind of organisation is, and NONE."""
    return model(MODEL).probabilities(features_of(text, candidate))


def features_of(text: Text, candidate: Candidate) -> tuple[str, ...]:
    """Return the features of a name: its words and their form, the words beside it, and where it stands."""
    start, end = candidate.start, candidate.end
    written, folded = text.plain[start:end], text.folded[start:end]
    sentence = text.sentence_at(start)
    before = _TOKEN.findall(text.folded[max(sentence.start, start - BESIDE) : start])[-3:]
    after = _TOKEN.findall(text.folded[end : min(sentence.end, end + BESIDE)])[:3]
    words = written.split()
    label = candidate.label or "unseen"
    return (
        f"label:{label}",
        f"label:{label}:{text.document.language}",
        *(f"word:{w}" for w in folded.split()),
        f"first:{folded.split()[0]}",
        f"last:{folded.split()[-1]}",
        f"ending:{folded[-3:]}",
        f"words:{min(len(words), 4)}:{label}",
        *(f"shape:{s}" for s in sorted({_shape(w) for w in words})),
        *_beside("before", before[::-1]),
        *_beside("after", after),
        f"between:{before[-1] if before else '^'} {after[0] if after else '$'}",
        f"head:{lexicon().kind_of_name(folded)}",
        f"cue:{lexicon().kind_beside(text.folded, start, end)}",
        f"organization:{lexicon().organization_words.search(folded) is not None}",
        f"place:{written in place_names()}",
        f"again:{min(3, _count(text, written))}",
        f"common:{_is_common(text, written)}",
        f"title:{sentence.title}",
        f"begins:{not text.plain[sentence.start : start].strip(' "«-•*')}",
        f"part:{_is_part(text, written)}",
        f"joined:{_is_joined(text, start, end)}:{bool(candidate.neighbours)}",
        *(f"near:{kind}" for kind in sorted(set(candidate.neighbours))),
    )


def _beside(side: str, words: Sequence[str]) -> list[str]:
    found = [f"{side}{n}:{w}" for n, w in enumerate(words[:2], 1)] or [f"{side}1:|"]
    found += [f"{side}:{w}" for w in words]
    return [*found, f"{side}s:{' '.join(words[:2])}"]


def _shape(word: str) -> str:
    """Return a word's form: capitals X, small letters x, digits 9, runs cut to two."""
    form = re.sub(r"[^\W\d_]", lambda m: "X" if m[0].isupper() else "x", word)
    return re.sub(r"(.)\1+", r"\1\1", re.sub(r"\d", "9", form))


def _count(text: Text, written: str) -> int:
    """Return how often a name stands in the text, as words of its own."""
    plain, size = text.plain, len(written)
    return sum(not _goes_on(plain, at - 1) and not _goes_on(plain, at + size) for at in _places(plain, written))


def _is_common(text: Text, written: str) -> bool:
    """Return whether the words stand in the text in lower case, too."""
    plain, small = text.plain, written.lower()
    return any(not _goes_on(plain, at - 1) and not _goes_on(plain, at + len(small)) for at in _places(plain, small))


def _is_part(text: Text, written: str) -> bool:
    """Return whether the text has the name with another capitalised word before or after it, too."""
    plain, size = text.plain, len(written)
    for at in _places(plain, written):
        end = at + size
        if not _goes_on(plain, end) and plain[at - 1 : at] == " " and _CAPITAL.search(_word_before(plain, at - 1)[:-1]):
            return True
        if not _goes_on(plain, at - 1) and _CAPITALISED_NEXT.match(plain, end):
            return True
    return False


def _word_before(plain: str, end: int) -> str:
    start = end
    while start and (_goes_on(plain, start - 1) or plain[start - 1] == "-"):
        start -= 1
    return plain[start:end]


def _places(plain: str, written: str) -> Iterator[int]:
    """Yield where words stand in a text."""
    at = plain.find(written)
    while at >= 0:
        yield at
        at = plain.find(written, at + 1)


def _goes_on(plain: str, at: int) -> bool:
    """Return whether a character at an offset is part of a word; false beyond either end."""
    return 0 <= at < len(plain) and (plain[at].isalnum() or plain[at] == "_")


def _is_joined(text: Text, start: int, end: int) -> bool:
    """Return whether the name stands in an enumeration."""
    return bool(_JOINED.search(text.plain[max(0, start - 12) : start])) or bool(
        re.match(r",? (?:et|and|&) [A-ZÀ-Þ]|, [A-ZÀ-Þ]", text.plain[end : end + 8])
    )
