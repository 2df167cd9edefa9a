"""Prefilters: which of many patterns can match a text at all, told by one pass over it.

Most patterns match nowhere in most texts, and trying each at every place is what costs. From the syntax
tree of a pattern follow words of which every match holds at least one ("fined|fines" → fined, fines). One
automaton looks for the words of all patterns at once; only where it finds some does a pattern have to be
tried. Nothing is lost: a pattern that gives no such words is always tried. The idea is that of the trigram
index of Google Code Search (Cox, 2012).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, Protocol

from greffier.ingest.texts import fold_characters

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Words = frozenset[str]
MANY: Final = 400  # words from which a pattern is rather tried at once
LONGEST: Final = 2000  # characters from which a match has no bound worth the name
AHEAD: Final = 200  # characters after a match that a pattern may look at
_NEWLINE: Final = re.compile("\n")
# Words that nearly every line has: what demands one of them, and no more, tells nothing of where to look.
COMMON: Final = frozenset(
    "a an and as at be been by for from had has have in is it its not of on or that the to was were will with "
    "au aux avec ce ces d de des du en est et il l la le les ne ont ou par pas pour qu que qui sa se ses son sur "
    "un une".split()
)


class Matcher(Protocol):
    """What finds matches in a text, or in a part of it, and tells by a pattern which words each holds."""

    @property
    def pattern(self) -> str:
        """Return a pattern that tells which words every match holds."""

    @property
    def flags(self) -> int:
        """Return the flags of the pattern."""

    def finditer(self, string: str, pos: int, endpos: int, /) -> Iterator[re.Match[str]]:
        """Yield the matches between two offsets."""


class Prefilter:
    """Find the matches of patterns, trying each only where it can match.

    `by_line` tells that no match spans lines: then what has no bounded length is tried line by line.
    """

    def __init__(self, patterns: Sequence[Matcher], *, by_line: bool = False) -> None:
        from ahocorasick_rs import AhoCorasick

        self._patterns: Final = tuple(patterns)
        self._by_line: Final = by_line
        self._widths: Final = tuple(None if by_line else _width_of(pattern) for pattern in patterns)
        owners: dict[str, set[int]] = defaultdict(set)
        always = set()
        for number, pattern in enumerate(patterns):
            words = words_of(pattern, ahead=by_line)
            if words is None:
                always.add(number)
            for word in words or ():
                owners[word].add(number)
        self._always: Final = frozenset(always)
        self._owners: Final = tuple(tuple(sorted(owners[word])) for word in sorted(owners))
        self._automaton: Final[AhoCorasick] = AhoCorasick(sorted(owners))

    def finditer(self, plain: str, folded: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield every match in a text, with the place of its pattern, pattern after pattern.

        `folded` is the same text in lower case without accents, of the same length.
        """
        if self._by_line:
            yield from self._by_lines(plain, folded)
            return
        windows: dict[int, list[tuple[int, int]]] = {number: [(0, len(plain))] for number in self._always}
        size, widths = len(plain), self._widths
        # Words come in the order of their ends, and so do the windows of one pattern: the last may go on in the next.
        for word, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for number in self._owners[word]:
                width = widths[number]
                first, last = (0, size) if width is None else (max(end - width, 0), min(start + width + AHEAD, size))
                known = windows.setdefault(number, [])
                if known and first <= known[-1][1]:
                    if last > known[-1][1]:
                        known[-1] = known[-1][0], last
                else:
                    known.append((first, last))
        for number in sorted(windows):
            for first, last in windows[number]:
                for match in self._patterns[number].finditer(plain, first, last):
                    yield number, match

    def _by_lines(self, plain: str, folded: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield every match, each pattern tried on the lines that have one of its words."""
        starts = [0, *(m.end() for m in _NEWLINE.finditer(plain))]
        ends = [*(start - 1 for start in starts[1:]), len(plain)]
        lines: dict[int, set[int]] = {number: set(range(len(starts))) for number in self._always}
        for word, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            line = bisect_right(starts, start) - 1
            for number in self._owners[word]:
                lines.setdefault(number, set()).add(line)
        for number in sorted(lines):
            pattern = self._patterns[number]
            for line in sorted(lines[number]):
                for match in pattern.finditer(plain, starts[line], ends[line]):
                    yield number, match


def _width_of(pattern: Matcher) -> int | None:
    """Return how many characters a match has at most; None where there is no bound worth the name."""
    width = _parse(pattern).getwidth()[1]
    return int(width) if width <= LONGEST else None


def words_of(pattern: Matcher, *, ahead: bool = False) -> Words | None:
    """Return folded words of which every match holds at least one; None where none follow from the pattern.

    With `ahead`, a word may also stand in what has to follow the match.
    """
    words = _of_sequence(_parse(pattern), ahead)
    return words if words and len(words) <= MANY else None


def _parse(pattern: Matcher) -> Any:
    # The parser of the standard library, under the name that it has had since Python 3.11.
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)


def _of_sequence(sequence: Iterable[Any], ahead: bool) -> Words | None:
    """Return the best words among those that each part of a sequence, and each run of its letters, demands."""
    options: list[Words] = []
    run = ""
    for operation, argument in sequence:
        letter = _letter(str(operation), argument)
        if letter is not None:
            run += letter
            continue
        if run:
            options.append(frozenset(run + head for head in _heads(str(operation), argument)))
            run = ""
        demanded = _of_part(str(operation), argument, ahead)
        if demanded:
            options.append(demanded)
    if run:
        options.append(frozenset({run}))
    return max(options, key=_worth, default=None)


def _heads(operation: str, argument: Any) -> Iterable[str]:
    """Return with which letters a part begins, one entry for each way that it may."""
    if operation == "BRANCH":
        return [_letters(branch) for branch in argument[1]]
    if operation == "SUBPATTERN" and len(argument[3]) == 1:
        return _heads(str(argument[3][0][0]), argument[3][0][1])
    return [""]


def _letters(sequence: Iterable[Any]) -> str:
    letters = (_letter(str(operation), argument) for operation, argument in sequence)
    return "".join(takewhile(bool, letters))  # type: ignore[arg-type]


def _worth(words: Words) -> tuple[int, int]:
    """Return how well words tell where to look: long ones and few."""
    return min(0 if word.strip() in COMMON else len(word) for word in words), -len(words)


def _letter(operation: str, argument: Any) -> str | None:
    """Return the one folded character that a part matches, or None."""
    if operation == "LITERAL":
        return fold_characters(chr(argument))
    if operation == "IN":
        folded = {fold_characters(chr(value)) if str(kind) == "LITERAL" else "" for kind, value in argument}
        if len(folded) == 1:
            return folded.pop() or None
    return None


def _of_part(operation: str, argument: Any, ahead: bool) -> Words | None:
    if operation == "BRANCH":
        return _of_branches(argument[1], ahead)
    if operation == "SUBPATTERN":
        return _of_sequence(argument[3], ahead)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _of_sequence(argument[2], ahead)
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument, ahead)
    if operation == "ASSERT" and ahead and argument[0] > 0:
        return _of_sequence(argument[1], ahead)
    return None


def _of_branches(branches: Iterable[Any], ahead: bool) -> Words | None:
    every: set[str] = set()
    for branch in branches:
        words = _of_sequence(branch, ahead)
        if words is None:
            return None
        every |= words
    return frozenset(every)
