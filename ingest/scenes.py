"""Scenes: a text with all that was found in it, as the readers of events look at it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from greffier.graph.records import Entity, Quote
from greffier.ingest.coreference.entities import Cast
from greffier.ingest.mentions.weak_names import is_person
from greffier.ingest.models import NamedSpan
from greffier.ingest.parties.enumerations import in_one_list
from greffier.ingest.texts import Sentence, Text
from greffier.ingest.triggers import Trigger
from greffier.ingest.values.counts import CountMention
from greffier.ingest.values.dates import DateMention
from greffier.ingest.values.money import MoneyMention

_BRACKETS: Final = re.compile(r"\s?\([^()]*\)")
_LOOSE: Final = re.compile(r"^\s?[)»]")  # what closes brackets that the first name stood in
_OPEN: Final = re.compile(r"\s*\($")


@dataclass(frozen=True, slots=True)
class Place:
    """Hold where an entity is named or taken up; `entity` is its index, `named` false for anaphors."""

    start: int
    end: int
    entity: int
    named: bool
    sentence: int


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Hold a text, who is in it, and the triggers, dates, sums and numbers of persons that it has, each in order.

    `parents` are the ids of the entities that the text names as groups of others, `members` the pairs
    (member, group) that the text or a gazetteer tells. `judicial` are the places of courts and police: they are
    not among `places`, which are those of whoever may be hit, fined or supervised, or supervises. `persons` are
    where full names of persons stand, as (start, end).
    """

    text: Text
    cast: Cast
    places: tuple[Place, ...]
    triggers: tuple[Trigger, ...]
    dates: tuple[DateMention, ...]
    money: tuple[MoneyMention, ...]
    counts: tuple[CountMention, ...] = ()
    parents: frozenset[str] = frozenset()
    members: frozenset[tuple[str, str]] = frozenset()
    judicial: tuple[Place, ...] = ()
    persons: tuple[tuple[int, int], ...] = ()

    def kin(self, ids: set[str]) -> set[str]:
        """Return these entities with those that belong to them, or to which they belong."""
        return (ids | {group for member, group in self.members if member in ids}) | {
            member for member, group in self.members if group in ids
        }

    def entity(self, index: int) -> Entity:
        """Return an entity by its index."""
        return self.cast.entities[index]

    def is_authority(self, place: Place) -> bool:
        """Return whether an authority stands at a place."""
        return self.entity(place.entity).kind == "Regulator"

    def places_in(self, sentence: Sentence, family: str = "Organization") -> list[Place]:
        """Return the places of organisations, or of laws, in a sentence, in order."""
        law = family == "Law"
        return [
            p
            for p in self.places
            if p.sentence == sentence.index and (self.cast.entities[p.entity].kind == "Law") is law
        ]

    def prose_first(self) -> list[Trigger]:
        """Return the triggers in order, those of the title last: prose is the better evidence."""
        return sorted(self.triggers, key=lambda t: (self.text.sentences[t.sentence].title, t.start))

    def sentence(self, index: int) -> Sentence:
        """Return a sentence by its index."""
        return self.text.sentences[index]

    def evidence(self, sentence: Sentence) -> Quote:
        """Return the words of a sentence as evidence."""
        return self.text.quote(sentence.start, sentence.end)

    def gap(self, start: int, end: int) -> str:
        """Return what stands between two offsets, without brackets, names and sums."""
        pieces: list[str] = []
        at = start
        inner = [(p.start, p.end) for p in self.places[bisect_left(self.places, start, key=lambda p: p.start) :]]
        inner += [(m.start, m.end) for m in self.money]
        for first, last in sorted(inner):
            if first >= end:
                break
            if first >= at and last <= end:
                pieces.append(self.text.plain[at:first])
                at = last
        pieces.append(self.text.plain[at:end])
        return _LOOSE.sub("", _OPEN.sub(" ", _BRACKETS.sub("", "".join(pieces))))

    def joined(self, one: Place, other: Place) -> bool:
        """Return whether two places stand side by side in one enumeration."""
        first, second = sorted((one, other), key=lambda p: p.start)
        if (first.start, first.end) == (second.start, second.end):
            return True
        if first.sentence != second.sentence:
            return False
        return in_one_list(self.text.plain, first.end, self._named_from(second), second.end)

    def _named_from(self, place: Place) -> int:
        """Return where a name begins, that before it where a place is its acronym in brackets."""
        before = place.start - len(" (")
        if not self.text.plain.startswith(" (", max(0, before)):
            return place.start
        return next((p.start for p in self.places if p.end == before and p.entity == place.entity), place.start)


def set_scene(
    text: Text,
    cast: Cast,
    triggers: tuple[Trigger, ...],
    dates: Sequence[DateMention],
    money: Sequence[MoneyMention],
    counts: Sequence[CountMention] = (),
    named: Sequence[NamedSpan] = (),
) -> Scene:
    """Return the scene of a text; `named` are the names that the statistical model found in it."""
    places = [Place(s, e, n, True, text.sentence_at(s).index) for s, e, n in cast.places]
    places += [Place(a.start, a.end, a.entity, False, text.sentence_at(a.start).index) for a in cast.anaphors]
    places.sort(key=lambda p: (p.start, p.end))
    judicial = tuple(Place(s, e, n, True, text.sentence_at(s).index) for s, e, n in cast.judicial)
    taken = sorted((p.start, p.end) for p in (*places, *judicial))
    persons = tuple(
        (n.start, n.end) for n in named if is_person(text, n) and not any(s < n.end and n.start < e for s, e in taken)
    )
    return Scene(
        text,
        cast,
        tuple(places),
        triggers,
        tuple(dates),
        tuple(money),
        tuple(counts),
        judicial=judicial,
        persons=persons,
    )
