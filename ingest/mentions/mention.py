"""A mention: one place in a text where an organisation or a law is named; no two of a text overlap."""

from __future__ import annotations

from dataclasses import dataclass

from greffier.ingest.knowledge.gazetteers import Entry


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one place where something is named; offsets into `Text.plain`.

    `family` is "Organization" or "Law"; `entries` the gazetteer entries that it may be; `support`
    (0 to 1) says how much speaks for a name of this family; `kind` what its words tell.
    """

    start: int
    end: int
    text: str
    family: str
    rule: str
    support: float
    kind: str | None = None
    entries: tuple[Entry, ...] = ()
    weak: bool = False
    acronym: bool = False
    acronym_of: int | None = None


class Taken:
    """Keep mentions that do not overlap: the first that comes holds the place."""

    def __init__(self, length: int) -> None:
        self._places = bytearray(length)
        self._mentions: list[Mention] = []

    def add(self, mention: Mention) -> bool:
        """Add a mention where its place is free; return whether it was."""
        free = mention.end > mention.start and not any(self._places[mention.start : mention.end])
        if free:
            self._places[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            self._mentions.append(mention)
        return free

    def mentions(self) -> list[Mention]:
        return sorted(self._mentions, key=lambda m: m.start)
