"""Frames: how texts state relations between bodies, made of lists of words, as patterns over marked lines.

`knowledge/relations.yaml` has for each language lists of words (parts of a group, its head, verbs of owning and of
telling) and frames that put them between two bodies, `{a}` and `{b}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.knowledge.word_classes import PLACE, expanded, one_of
from greffier.ingest.prefilters import Prefilter, words_of

RELATIONS_FILE: Final = KNOWLEDGE / "relations.yaml"
MARKS: Final = {"firm": r"⟨\d+⟩", "authority": r"⟪\d+⟫"}
NEAR: Final = 100  # last characters of a statement in which a word makes it none
LEAD: Final = 40  # characters before one that does not begin with a body, which may hold such a word, too
BARRED: Final = ("stop", "clause")  # the lists of words that may not stand in a frame
SEVERAL: Final = 40  # bodies that an enumeration has at most after its first: none is read over and over
NOTHING: Final = r"\n"  # what no line holds


class Frame:
    """Find one way to state a relation; a match that holds words of refusal is none.

    Long lists of words make patterns that take long to build. So they are built where they may match: `pattern`, of
    the words that the frame cannot do without, tells where; then a loose pattern is tried, which bars no word; the
    whole frame is built where that one matches.
    """

    flags: Final = re.I

    def __init__(self, predicate: str, written: str, refused: str, words: Mapping[str, str]) -> None:
        self.predicate: Final = predicate
        self._written: Final = written
        self._refused: Final = refused
        self._words: Final = words
        self.pattern: Final = PLACE.sub(lambda m: _needed(_expanded(m[0], words)), written)

    def finditer(self, lines: str, start: int, end: int, /) -> Iterator[re.Match[str]]:
        """Yield the statements between two offsets of marked lines."""
        if self._loose.search(lines, start, end):
            for match in self._whole.finditer(lines, start, end):
                lead = 0 if match[0][0] in "⟨⟪" else LEAD
                if not self._bars.search(lines, max(start, match.start() - lead, match.end() - NEAR), match.end()):
                    yield match

    def check(self) -> None:
        """Raise KnowledgeError where the frame is not well-formed."""
        for written in (self._written, self._refused):
            _compiled(written, self._words)

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        return _compiled(self._written, {**self._words, **dict.fromkeys(BARRED, NOTHING)})

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _compiled(self._written, self._words)

    @cached_property
    def _bars(self) -> re.Pattern[str]:
        return _compiled(self._refused, self._words)


class Frames:
    """Find what states some relations in lines of one language."""

    def __init__(self, known: list[Frame]) -> None:
        self._known: Final = tuple(known)
        self._prefilter: Final = Prefilter(known, by_line=True)

    def check(self) -> None:
        """Raise KnowledgeError where a frame is not well-formed; they are built only where they may match."""
        for frame in self._known:
            frame.check()

    def finditer(self, lines: str, folded: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield each statement in lines with its predicate; `folded` as Prefilter.finditer takes it."""
        for number, match in self._prefilter.finditer(lines, folded):
            yield self._known[number].predicate, match


@cache
def frames(language: str, predicates: tuple[str, ...]) -> Frames:
    """Return the frames of these relations; raise KnowledgeError where the file is not well-formed."""
    data = _data()
    lists = {name: one_of(written) for name, written in data["words"][language].items()}
    known: list[Frame] = []
    for relation in data["relations"]:
        if relation["relation"] not in predicates:
            continue
        words = dict(lists)
        for name in ("a", "b"):
            one = MARKS[relation[name]]
            words[name] = f"(?P<{name}>{one})"
            words[f"{name}s"] = f"(?P<{name}>{one}(?:{words['next']}{one}(?!'s)){{0,{SEVERAL}}})"
            words[f"{name}_all"] = f"(?P<{name}>{one}(?:(?:{words['next']}{one}){{0,{SEVERAL}}}{words['last']}{one})?)"
        refused = relation["refused"][language]
        known += [Frame(relation["relation"], written, refused, words) for written in relation[language]]
    return Frames(known)


@cache
def _data() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(RELATIONS_FILE.read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold a piece of a pattern, for what it cannot do without."""

    pattern: str
    flags: int = re.I

    def finditer(self, string: str, start: int, end: int, /) -> Iterator[re.Match[str]]:
        return re.compile(self.pattern, self.flags).finditer(string, start, end)


@cache
def _needed(piece: str) -> str:
    """Return a piece of a pattern, or any character where no words are needed for it to match."""
    return piece if words_of(_Piece(piece)) else "."


def _expanded(frame: str, words: Mapping[str, str]) -> str:
    try:
        return expanded(frame, words)
    except KeyError as error:
        raise KnowledgeError(f"{RELATIONS_FILE.name}: {frame!r} is no frame: no words {error}") from error


def _compiled(frame: str, words: Mapping[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(_expanded(frame, words), re.I)
    except re.error as error:
        raise KnowledgeError(f"{RELATIONS_FILE.name}: {frame!r} is no frame: {error}") from error
