"""Referents: the mentions of a text brought together by what they are in a gazetteer, or by their words.

Known names go by their gazetteer entry; of several entries the places of the text choose one, or none. An acronym goes
with the name that it was introduced with, an organ of an authority with the authority.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from greffier.graph.identity import name_key
from greffier.ingest.knowledge.gazetteers import Entry, entries
from greffier.ingest.knowledge.lexicon import lexicon
from greffier.ingest.mentions.courts import KINDS as JUDICIAL
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.name_shapes import singular
from greffier.ingest.places import Weights, choose, main_jurisdiction
from greffier.ingest.texts import fold_characters


@dataclass(slots=True)
class Referent:
    """Hold an organisation or law of one text while its mentions are brought together."""

    key: str
    family: str
    mentions: list[Mention] = field(default_factory=list)
    entry: Entry | None = None
    candidates: tuple[Entry, ...] = ()

    def support(self) -> float:
        """Return how much all mentions together speak for it (0 to 1)."""
        doubt = 1.0
        for mention in self.mentions:
            doubt *= 1 - mention.support
        return 1 - doubt

    @property
    def kind(self) -> str:
        """Return the kind that its entry has, else that most of its names and their neighbours tell."""
        if self.entry:
            return self.entry.kind
        if self.family == "Law":
            return "Law"
        if self.candidates:
            return self.candidates[0].kind
        tally = Counter(m.kind for m in self.mentions if m.kind)
        return min(tally, key=lambda k: (-tally[k], k)) if tally else "Company"

    @property
    def name(self) -> str:
        """Return its entry's name, else the longest form in the text."""
        if self.entry:
            return self.entry.name
        return max((m.text for m in self.mentions if m.rule != "short-name"), key=lambda t: (len(t), t))


def group_mentions(mentions: Sequence[Mention], certain: dict[str, Entry], weights: Weights) -> dict[str, Referent]:
    """Return what the mentions of a text are of, by key; `certain` are the entries named without doubt, by id."""
    referents: dict[str, Referent] = {}
    by_start: dict[int, str] = {}
    for mention in sorted(mentions, key=lambda m: (m.acronym_of is not None, m.start)):
        entry, candidates = entry_of(mention, certain, weights)
        if mention.acronym_of is not None and mention.acronym_of in by_start:
            key = by_start[mention.acronym_of]
        elif entry:
            key = entry.id
        elif candidates:
            key = "|".join(e.id for e in candidates)
        else:
            key = f"{mention.family}:{singular(name_key(mention.text))}"
        by_start[mention.start] = key
        referent = referents.setdefault(key, Referent(key, mention.family))
        referent.mentions.append(mention)
        if mention.acronym_of is None or referent.entry is None:
            referent.entry = referent.entry or entry
            referent.candidates = () if referent.entry else (referent.candidates or candidates)
    _spread_acronyms(referents, mentions)
    _join_organs(referents)
    return referents


def entry_of(mention: Mention, certain: dict[str, Entry], weights: Weights) -> tuple[Entry | None, tuple[Entry, ...]]:
    """Return the entry that a mention is, or those between which the text does not tell."""
    if not mention.entries:
        return None, ()
    named = [e for e in mention.entries if e.id in certain]
    if len(named) == 1:
        return named[0], ()
    if len(mention.entries) == 1:
        return mention.entries[0], ()
    chosen = choose(mention.entries, weights)
    if mention.kind in JUDICIAL:  # "the High Court" may be that of a country whose court no gazetteer has
        home = main_jurisdiction(weights) or ""
        return chosen if chosen and (chosen.jurisdiction or "").startswith(home.split("-")[0]) else None, ()
    authorities = [e for e in mention.entries if e.kind == "Regulator"]
    if chosen is None and mention.acronym and len(authorities) == 1:
        chosen = authorities[0]
    return chosen, () if chosen else mention.entries


def _spread_acronyms(referents: dict[str, Referent], mentions: Sequence[Mention]) -> None:
    """Give every use of an acronym to the name that it was introduced with."""
    introduced = {m.text: m.acronym_of for m in mentions if m.acronym_of is not None}
    owners = {m.start: r for r in referents.values() for m in r.mentions}
    for key in list(referents):
        referent = referents[key]
        start = introduced.get(referent.mentions[0].text)
        owner = owners.get(start) if start is not None else None
        if owner and owner is not referent and {m.text for m in referent.mentions} <= introduced.keys():
            owner.mentions += referent.mentions
            del referents[key]


def _join_organs(referents: dict[str, Referent]) -> None:
    """Take a part of an authority that acts in its name (« la formation restreinte ») for the authority.

    It is one that stands in the text too, or that the part is named with (« commission des sanctions de l'ACPR »).
    """
    for key in list(referents):
        entry = referents[key].entry
        parent = entries().get(entry.parent or "") if entry else None
        if entry and parent and lexicon().organs.search(fold_characters(entry.name)):
            named = any(_holds_name(m.text, parent) for m in referents[key].mentions)
            if named or parent.id in referents:
                whole = referents.setdefault(parent.id, Referent(parent.id, "Organization", entry=parent))
                whole.mentions += referents.pop(key).mentions


def _holds_name(text: str, entry: Entry) -> bool:
    """Return whether a name of an entry stands within a text."""
    folded = fold_characters(text)
    names = map(fold_characters, entry.forms | entry.acronyms)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names)
