"""Entities: which mentions of a text are one organisation or law (coreference within a document).

Mentions are brought together by what they are in a gazetteer or by their words (`referents`), names that are shorter
forms of others joined to those (`shared_names`); of the bodies that are left, there is enough to say that they are
meant. Descriptions and pronouns then take them up (`anaphors`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from greffier.graph.records import Entity
from greffier.ingest.coreference.anaphors import Anaphor, add_short_names, find_anaphors
from greffier.ingest.coreference.referents import Referent, group_mentions
from greffier.ingest.coreference.shared_names import join_shared
from greffier.ingest.knowledge.gazetteers import Entry, entries
from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.courts import KINDS as JUDICIAL
from greffier.ingest.mentions.courts import with_descriptions
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.weak_names import CONFIRMED, SURNAME
from greffier.ingest.names import unplaced
from greffier.ingest.places import Weights, fit, main_jurisdiction, weigh_jurisdictions
from greffier.ingest.texts import Text

ENOUGH: Final = 0.65  # support from which a name that no gazetteer has is taken for an organisation
PLATFORM: Final = 0.5  # support below which a known name is that of a platform or a medium


@dataclass(frozen=True, slots=True)
class Cast:
    """Hold who is in a text: entities, their places in order as (start, end, index), and anaphors.

    `judicial` are the places of courts and police, those where a description takes one up among them. `weights`
    says how much the text points to each jurisdiction; `tentative` are ids of platforms, courts and police, which
    are parties only where an event makes them so.
    """

    entities: tuple[Entity, ...]
    places: tuple[tuple[int, int, int], ...]
    anaphors: tuple[Anaphor, ...]
    weights: Weights
    tentative: frozenset[str] = frozenset()
    judicial: tuple[tuple[int, int, int], ...] = ()


def find_entities(text: Text, mentions: Sequence[Mention]) -> Cast:
    """Return who and which laws a text speaks of."""
    certain = {m.entries[0].id: m.entries[0] for m in mentions if len(m.entries) == 1 and not m.weak}
    telling = {m.entries[0].id: m.entries[0] for m in mentions if len(m.entries) == 1 and _is_telling(m)}
    weights = weigh_jurisdictions(text.plain, (certain | telling).values())
    grouped = group_mentions(mentions, certain, weights)
    join_shared(text, grouped)
    names = frozenset(m.text for m in mentions if m.entries and not m.weak)
    meant = [r for r in grouped.values() if _is_meant(r, weights, text, names)]
    referents = sorted(meant, key=lambda r: min(m.start for m in r.mentions))
    add_short_names(text, referents)
    jurisdiction = main_jurisdiction(weights)
    built = tuple(build_entity(f"e{n}", r, text, jurisdiction) for n, r in enumerate(referents, 1))
    everywhere = sorted((m.start, m.end, n) for n, r in enumerate(referents) for m in r.mentions)
    places = [place for place in everywhere if built[place[2]].kind not in JUDICIAL]
    courts = [(*place, built[place[2]].kind) for place in everywhere if built[place[2]].kind in JUDICIAL]
    tentative = frozenset(e.id for e, r in zip(built, referents, strict=True) if e.kind in JUDICIAL or _is_platform(r))
    anaphors = find_anaphors(text, built, places)
    return Cast(built, tuple(places), anaphors, weights, tentative, with_descriptions(text, courts))


def _is_telling(mention: Mention) -> bool:
    """Return whether an acronym is long enough, and that of one authority only, to tell of a place."""
    return mention.acronym and len(mention.text) >= 4 and mention.entries[0].kind == "Regulator"


def _is_meant(referent: Referent, weights: Weights, text: Text, names: frozenset[str]) -> bool:
    """Return whether there is enough to say that these names are the name of a body or law.

    `names` are those in the text that are known without doubt.
    """
    if any(not m.weak and (m.entries or m.family == "Law") for m in referent.mentions):
        return True
    if referent.entry:
        return _weak_is_meant(referent, referent.entry, weights, text, names)
    if referent.candidates:
        return all(e.kind in ("Regulator", "Law") for e in referent.candidates)
    return referent.support() >= ENOUGH


def _weak_is_meant(referent: Referent, entry: Entry, weights: Weights, text: Text, names: frozenset[str]) -> bool:
    """Return whether context confirms a name that is an ordinary word, or an acronym."""
    if any(m.acronym_of is not None or lexicon().kind_beside(text.folded, m.start, m.end) for m in referent.mentions):
        return True
    if entry.kind != "Regulator" and any(m.support >= CONFIRMED for m in referent.mentions):
        return True
    if all(m.acronym or m.text in entry.acronyms for m in referent.mentions):
        length = len(referent.mentions[0].text)
        unplaced = entry.kind == "Regulator" and length == 3 and not weights
        return fit(entry, weights) > 0 or entry.kind == "Law" or length >= 4 or unplaced
    if fit(entry, weights) > 0 and " " in referent.mentions[0].text:
        return True
    if _is_platform(referent):
        return True
    if any(name.startswith(f"{m.text} ") for m in referent.mentions for name in names):
        return True  # « Free et Free Mobile »: the longer name confirms the shorter
    if any(m.support >= CONFIRMED for m in referent.mentions):
        return True
    often = len([m for m in referent.mentions if m.support != SURNAME]) > 1
    return often and not all(_begins_sentence(text, m) for m in referent.mentions)


def _is_platform(referent: Referent) -> bool:
    """Return whether all that a text names is what usually only carries news."""
    return referent.entry is not None and all(m.support < PLATFORM for m in referent.mentions if m.rule != "short-name")


def _begins_sentence(text: Text, mention: Mention) -> bool:
    return not text.plain[text.sentence_at(mention.start).start : mention.start].strip(" \"«-•*'")


def build_entity(local: str, referent: Referent, text: Text, jurisdiction: str | None) -> Entity:
    """Return a referent as an entity; a law of no known home is of the jurisdiction that is given."""
    mentions = sorted({(m.start, m.end) for m in referent.mentions})
    rules = Counter(m.rule for m in referent.mentions)
    best = max(referent.mentions, key=lambda m: m.support)
    own = referent.entry.jurisdiction if referent.entry else None
    nameless = not referent.entry and (referent.kind in JUDICIAL or unplaced(referent.name))
    if not own and (referent.family == "Law" or nameless):
        own = jurisdiction
    return Entity(
        id=local,
        kind=referent.kind,
        name=referent.name,
        mentions=tuple(text.quote(start, end) for start, end in mentions),
        rule=best.rule if best.rule in rules else "gazetteer",
        confidence=round(min(referent.support(), 0.99), 2),
        known_as=referent.entry.id if referent.entry else None,
        candidates=tuple(e.id for e in referent.candidates),
        jurisdiction=own,
    )


def parent_of(entity: Entity) -> str | None:
    """Return the gazetteer id of the group that a known entity belongs to, or None."""
    entry = entries().get(entity.known_as or "")
    return entry.parent if entry else None


def known_groups(found: Sequence[Entity]) -> frozenset[tuple[str, str]]:
    """Return the pairs (member, group) among these entities that gazetteers know, as ids of theirs."""
    by_known = {e.known_as: e.id for e in found if e.known_as}
    pairs = ((e.id, by_known.get(parent_of(e) or "")) for e in found)
    return frozenset((member, group) for member, group in pairs if group)
