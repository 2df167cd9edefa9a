"""Linking: the organisations and laws that a model names, as entities under our own ids.

A model tells which words name a thing and what kind of thing it is; who that is, is told by the
gazetteers and the places of the text, as for the rules. Two that are one entry, or bear one name, are one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from greffier.graph.identity import name_key
from greffier.graph.model import model
from greffier.graph.records import Entity
from greffier.ingest.coreference.anaphors import find_anaphors
from greffier.ingest.coreference.entities import build_entity
from greffier.ingest.coreference.referents import Referent, entry_of
from greffier.ingest.knowledge.gazetteers import Entry, Match, find_known
from greffier.ingest.llm.alignment import Aligner
from greffier.ingest.llm.answers import EntityAnswer
from greffier.ingest.llm.drops import Drop, Drops
from greffier.ingest.llm.naming import Named, is_name, own_names
from greffier.ingest.llm.parts import Part
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import singular
from greffier.ingest.places import main_jurisdiction, weigh_jurisdictions
from greffier.ingest.texts import Text

SUPPORT: Final = 0.85  # how much one mention speaks for a thing: careful readers are right about as often
TELLING_ACRONYM: Final = 4  # letters from which an authority's acronym tells of a place
_MARKUP: Final = ("<", ">")


@dataclass(frozen=True, slots=True)
class Linked:
    """Hold the entities of a text, the id of each under the ids that the model gave, and where each is named.

    Places are offsets in `Text.plain`: of the mentions, of the names that a gazetteer has of what it knows, of what is
    named by the first words of its name, and of the descriptions and pronouns that take it up (« l'assureur »), as the
    rules read them.
    """

    entities: tuple[Entity, ...]
    ids: dict[str, str]
    places: dict[str, tuple[tuple[int, int], ...]]


class Linker:
    """Know what the gazetteers know of one text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._known = find_known(text)
        alone = [(m, m.entries[0]) for m in self._known if len(m.entries) == 1]
        self._certain = {e.id: e for m, e in alone if not m.weak}
        telling = {
            e.id: e for m, e in alone if m.acronym and m.end - m.start >= TELLING_ACRONYM and e.kind == "Regulator"
        }
        self._weights = weigh_jurisdictions(text.plain, (self._certain | telling).values())

    def link(self, answered: list[EntityAnswer], aligner: Aligner, part: Part, rule: str, drops: Drops) -> Linked:
        """Return the entities that stand in a part of the text; count what does not in `drops`."""
        places = _places(self._names_in(answered, aligner, part, drops), aligner, part)
        referents: dict[str, Referent] = {}
        keys: dict[str, str] = {}
        for entity in answered:
            if not places.get(entity.id):
                continue
            mentions = [self._mention(start, end, entity.type, rule) for start, end in places[entity.id]]
            entry, candidates = self._entry(mentions)
            referent = Referent("", mentions[0].family, mentions, entry, () if entry else candidates)
            key = _key(referent)
            keys[entity.id] = key
            if key in referents:
                referents[key].mentions += mentions
            else:
                referents[key] = referent
        ordered = sorted(referents, key=lambda key: min(m.start for m in referents[key].mentions))
        local = {key: f"e{number}" for number, key in enumerate(ordered, 1)}
        jurisdiction = main_jurisdiction(self._weights)
        entities = tuple(build_entity(local[key], referents[key], self._text, jurisdiction) for key in ordered)
        found = {local[key]: self._places_of(referent) for key, referent in referents.items()}
        numbered = sorted((start, end, int(name[1:]) - 1) for name, spans in found.items() for start, end in spans)
        for anaphor in find_anaphors(self._text, entities, numbered):
            found[entities[anaphor.entity].id] |= {(anaphor.start, anaphor.end)}
        short = {e.id: name_key(e.name) for e in entities}
        named = {
            name: tuple(sorted(spans.union(*(found[o] for o in found if short[name].startswith(f"{short[o]} ")))))
            for name, spans in found.items()
        }
        return Linked(entities, {name: local[key] for name, key in keys.items()}, named)

    def _places_of(self, referent: Referent) -> set[tuple[int, int]]:
        known = [m for m in self._known if referent.entry and referent.entry.id in {e.id for e in m.entries}]
        return {(m.start, m.end) for m in referent.mentions} | {(m.start, m.end) for m in known}

    def _names_in(
        self, answered: list[EntityAnswer], aligner: Aligner, part: Part, drops: Drops
    ) -> Iterator[tuple[str, str]]:
        """Yield the id and each name of what is answered, without the words that are no names of it."""
        for entity, given in _given(answered, drops):
            named: dict[str, Named] = {}
            for name in given:
                place = aligner.find(name, part.start, part.end)
                if place is None:
                    drops[Drop.NOT_IN_DOCUMENT] += 1
                    continue
                found = Named(self._text.plain[slice(*place)], self._known_at(*place))
                if is_name(found, entity.type):
                    named[name] = found
                else:
                    drops[Drop.NO_NAME] += 1
            own = own_names(list(named.values()), entity.type, self._text.plain)
            for name, found in named.items():
                if found in own:
                    yield entity.id, name
                else:
                    drops[Drop.OTHER_NAME] += 1

    def _known_at(self, start: int, end: int) -> Match | None:
        """Return the known name that stands at a place, of whatever kind."""
        written = self._text.plain
        key = name_key(written[start:end])
        within = (m for m in self._within(start, end) if m.end <= end)
        return next((m for m in within if name_key(written[m.start : m.end]) == key), None)

    def _within(self, start: int, end: int) -> Iterator[Match]:
        first = bisect_left(self._known, start, key=lambda m: m.start)
        return takewhile(lambda m: m.start < end, islice(self._known, first, None))

    def _mention(self, start: int, end: int, kind: str, rule: str) -> Mention:
        written = self._text.plain[start:end]
        family = model().family_of(kind)
        known = next((m for m in self._within(start, end) if self._names(m, start, end, kind)), None)
        return Mention(
            *(start, end, written, family, rule, SUPPORT, kind),
            entries=known.entries if known else (),
            acronym=known.acronym if known else False,
        )

    def _names(self, match: Match, start: int, end: int, kind: str) -> bool:
        """Return whether a known name is what stands at a place, and of the kind that the model says it is.

        A name that is an ordinary word or an acronym is taken for an authority or a law only where the model does.
        """
        if match.end > end:
            return False
        known = match.entries[0].kind
        fits = (known == kind) if match.weak and "Regulator" in (known, kind) else (known == "Law") is (kind == "Law")
        written = self._text.plain
        return fits and name_key(written[match.start : match.end]) == name_key(written[start:end])

    def _entry(self, mentions: list[Mention]) -> tuple[Entry | None, tuple[Entry, ...]]:
        """Return the entry that most of the mentions are, a group rather than its part, or what they may be."""
        found = [entry_of(m, self._certain, self._weights) for m in mentions]
        tally = Counter(entry.id for entry, _ in found if entry)
        entries = {entry.id: entry for entry, _ in found if entry}
        parents = {e.parent for e in entries.values()}
        if entries:
            best = min(tally, key=lambda name: (name not in parents, -tally[name], name))
            return entries[best], ()
        return None, next((candidates for _, candidates in found if candidates), ())


def _places(names: Iterable[tuple[str, str]], aligner: Aligner, part: Part) -> dict[str, list[tuple[int, int]]]:
    """Return every place of a part where each entity is named, none over another: the longer name holds a place.

    What is named within longer names only has the first of these places, and what is named in another part only has
    the first place there.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    first: dict[str, tuple[int, int]] = {}
    taken = bytearray(part.end - part.start)
    for entity, name in sorted(names, key=lambda pair: -len(pair[1])):
        stands = aligner.find(name, part.start, part.end)
        if stands:
            first.setdefault(entity, stands)
        for start, end in aligner.find_all(name, part.start, part.end):
            here = slice(start - part.start, end - part.start)
            if not any(taken[here]):
                taken[here] = b"\1" * (end - start)
                found.setdefault(entity, []).append((start, end))
    return {entity: sorted(found.get(entity, [place])) for entity, place in first.items()}


def _given(answered: list[EntityAnswer], drops: Drops) -> Iterator[tuple[EntityAnswer, list[str]]]:
    """Yield the entities of a kind that there is, each with the words that may name it; an id is used once."""
    ids: set[str] = set()
    for entity in answered:
        if entity.id in ids or not _is_kind(entity.type):
            drops[Drop.MALFORMED if entity.id in ids else Drop.UNKNOWN_KIND] += 1
            continue
        ids.add(entity.id)
        given = list(dict.fromkeys(entity.mentions))
        plain = [name for name in given if not any(sign in name for sign in _MARKUP)]
        if len(plain) < len(given):
            drops[Drop.MARKUP] += len(given) - len(plain)
        yield entity, plain


def _is_kind(kind: str) -> bool:
    return kind == "Law" or kind in model().families["Organization"].kinds


def _key(referent: Referent) -> str:
    """Return what two referents share that are one: their entry, those that they may be, or their name."""
    if referent.entry:
        return referent.entry.id
    if referent.candidates:
        return "|".join(e.id for e in referent.candidates)
    return f"{referent.family}:{singular(name_key(referent.name))}"
