"""Parts: a long document cut into pieces that a model can read at once, each taking up the end of the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from greffier.ingest.texts import Text

SIZE: Final = 8000  # characters of a part, about 2,000 tokens: with prompt and answer, less than 8,192
OVERLAP: Final = 800  # characters of a part that stand in the one before it, too
LEAST: Final = 400  # characters below which a part is not cut again


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a piece of a text: offsets into `Text.plain`."""

    start: int
    end: int


def split(text: Text, size: int = SIZE, overlap: int = OVERLAP, within: Part | None = None) -> tuple[Part, ...]:
    """Return parts that cover a text (or a part of it), none longer than `size`, cut between sentences.

    Each begins up to `overlap` characters before the end of the last, so that what two sentences tell
    together is read together once. A sentence longer than `size` is cut at a space, else anywhere.
    """
    whole = within or Part(0, len(text.plain))
    if whole.end - whole.start <= size:
        return (whole,)
    overlap = min(overlap, size // 4)
    cuts = [s.start for s in text.sentences]
    parts: list[Part] = []
    start = whole.start
    while whole.end - start > size:
        end = _cut(text, cuts, start + size // 2, start + size)
        parts.append(Part(start, end))
        start = min((c for c in cuts if max(start, end - overlap - 1) < c < end), default=end)
    return (*parts, Part(start, whole.end))


def halves(text: Text, part: Part) -> tuple[Part, ...]:
    """Return a part as two or three smaller ones; itself alone where it is too short for that."""
    length = part.end - part.start
    return split(text, length * 2 // 3, OVERLAP, part) if length > LEAST else (part,)


def _cut(text: Text, cuts: list[int], least: int, most: int) -> int:
    """Return the last place between two offsets where a sentence begins, else the last space, else `most`."""
    between = [c for c in cuts if least < c <= most]
    if between:
        return between[-1]
    space = text.plain.rfind(" ", least, most)
    return space + 1 if space >= 0 else most
