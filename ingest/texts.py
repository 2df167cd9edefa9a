"""Texts: a document prepared for reading, with its sentences.

Reading works on two views of the text, of one length: `plain` (composed characters, plain
apostrophes, spaces and dashes; the date of the head masked) and `folded` (the same in lower case,
without accents). `Text.quote` leads from offsets in them back to the words of the document.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from greffier.graph.records import Document, Quote
from greffier.ingest.documents import header_span

TYPOGRAPHY: Final = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ‛′´`", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\t\r\ufeff\u200b", " "),
        **dict.fromkeys("“”„", '"'),
    }
)
_SENTENCE_END: Final = re.compile(r"[.!?…]+(?:\s?[\"»')\]])*\s+(?=[\"«'(\[-]*\s?[^\W\d_a-zà-öø-ÿ]|[\"«(-]*\s?\d)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_LABEL: Final = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý0-9 ,'&-]{3,60}(?:\.| ?:) (?=[A-ZÀ-Ý«\"])")
HEADING_WORDS: Final = 16
_LAST_WORD: Final = re.compile(r"([^\s(\"«']+)$")
# Words that end with a dot inside a sentence. Origin: usual French and English abbreviations.
_ABBREVIATIONS: Final = frozenset(
    "m mm mme mmes mlle me dr pr prof st ste mr mrs ms jr sr no nos art al vs v etc env p pp ch cf ex dept gov gen sen "
    "rep hon rev jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc approx est fig vol ed eds "
    "inc corp ltd co cie ltée plc bros u.s u.k e.u n.y d.c u.n i.e e.g a.m p.m l.l.c s.a".split()
)
# Those after which a sentence may well begin: it does, where the next word usually begins one.
_MAY_END: Final = frozenset("inc corp ltd co cie ltée plc etc u.s u.k e.u n.y d.c s.a a.m p.m l.l.c".split())
_STARTERS: Final = frozenset(
    "the a an in on at it its he she they we this that these those but and if when while after before as for to "
    "le la les l' un une il elle ils elles on en dans ce cet cette ces mais et si quand après avant selon pour à "
    "however meanwhile separately according also".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold the offsets of a sentence in `plain`.

    `line` counts lines, `section` what headings part (0 before the first), `title` marks the first line.
    """

    index: int
    start: int
    end: int
    line: int
    title: bool
    section: int


class Text:
    """Hold a document with the views of it that are read, and its sentences."""

    def __init__(self, document: Document) -> None:
        self.document = document
        composed, self._offsets = _compose(document.text)
        masked = _mask(composed, header_span(composed))
        self.plain = masked.translate(TYPOGRAPHY)
        self.tabs = frozenset(found.start() for found in re.finditer("\t", masked))
        self.folded = fold_characters(self.plain)
        self.sentences = tuple(_sentences(self.plain))
        self._starts = [s.start for s in self.sentences]

    def quote(self, start: int, end: int) -> Quote:
        """Return the words of the document at these offsets of `plain`."""
        if self._offsets:
            start, end = self._offsets[start], self._offsets[end]
        return self.document.quote(start, end)

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence in which an offset of `plain` stands, or the one before it."""
        return self.sentences[max(bisect_right(self._starts, offset) - 1, 0)]


def _compose(text: str) -> tuple[str, list[int] | None]:
    """Return the text in composed characters, and where each of them begins in the text."""
    if not any(unicodedata.combining(c) for c in text if c > "\u02ff"):
        return text, None
    composed: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        if composed and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", composed[-1] + char)
            if len(joined) == 1:
                composed[-1] = joined
                continue
        composed.append(char)
        offsets.append(at)
    return "".join(composed), [*offsets, len(text)]


def _mask(text: str, span: tuple[int, int] | None) -> str:
    if span is None:
        return text
    return text[: span[0]] + re.sub(r"[^\n]", " ", text[span[0] : span[1]]) + text[span[1] :]


@lru_cache(maxsize=4096)
def _fold_character(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


def fold_characters(text: str) -> str:
    """Return the text in lower case without accents, at its own length."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


def _sentences(plain: str) -> list[Sentence]:
    found: list[Sentence] = []
    at = 0
    title_seen = False
    section = 0
    lines = plain.split("\n")
    for line, content in enumerate(lines):
        section += title_seen and _is_heading(lines, line)
        starts = [0]
        for end in _SENTENCE_END.finditer(content):
            if not _inside(content, end):
                starts.append(end.end())
        for start, stop in zip(starts, [*starts[1:], len(content)], strict=True):
            piece = content[start:stop]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                first, last = at + start + lead, at + start + len(piece.rstrip())
                found.append(Sentence(len(found), first, last, line, not title_seen, section))
        title_seen = title_seen or bool(content.strip())
        at += len(content) + 1
    return found


def _is_heading(lines: list[str], at: int) -> bool:
    """Return whether a line is a heading: short, after an empty line, without the mark that ends a sentence.

    A paragraph that begins with words in capitals (« POST. Le 23 juillet … ») begins with its heading.
    """
    content = lines[at].strip()
    if _LABEL.match(content):
        return True
    return (
        bool(content)
        and not lines[at - 1].strip()
        and len(content.split()) <= HEADING_WORDS
        and content[-1] not in ".!;:,»"
        and not content.startswith(("-", "•", "*", "|"))
        and content.count("|") == 0
        and at + 1 < len(lines)
        and any(later.strip() for later in lines[at + 1 :])
    )


def _inside(content: str, end: re.Match[str]) -> bool:
    """Return whether what looks like the end of a sentence stands inside one."""
    if content[end.start()] != "." or content[end.start() : end.start() + 2] == "..":
        return False
    before = _LAST_WORD.search(content[: end.start()])
    if not before:
        return False
    word = before[1].lower()
    if (word.isdigit() and not content[: before.start()].strip()) or (
        _INITIALS.fullmatch(word) and word not in _ABBREVIATIONS
    ):
        return True  # the number of an item, initials
    if len(word) == 1 and word.isalpha():
        return True
    if word not in _ABBREVIATIONS:
        return False
    following = re.match(r"[\"«(]*\s?([\w']+)", content[end.end() :])
    return not (word in _MAY_END and following and following[1].lower() in _STARTERS)
