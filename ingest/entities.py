"""Entities: which mentions of a text are one organisation or law (coreference within a document).

Known names go by their gazetteer entry; of several entries the places of the text choose one, or
none. Other names go by their words: « Promutuel » takes up « Promutuel Assurance », an acronym the
name it was introduced with, « la Fédération » the one body whose name has that word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from greffier.graph.identity import LEGAL_FORMS, name_key
from greffier.graph.records import Entity
from greffier.ingest.courts import KINDS as JUDICIAL
from greffier.ingest.courts import with_descriptions
from greffier.ingest.gazetteers import Entry, entries
from greffier.ingest.lexicon import lexicon
from greffier.ingest.mention import Mention
from greffier.ingest.name_shapes import singular
from greffier.ingest.names import unplaced
from greffier.ingest.places import Weights, choose, fit, lies_in, main_jurisdiction, told_places, weigh_jurisdictions
from greffier.ingest.texts import Text, fold_characters
from greffier.ingest.weak_names import CONFIRMED, SURNAME

ENOUGH: Final = 0.65  # support from which a name that no gazetteer has is taken for an organisation
PLATFORM: Final = 0.5  # support below which a known name is that of a platform or a medium
SUBJECT: Final = 30  # characters of a sentence before which its subject is named
CLOSE: Final = 2  # how many of the bodies named last a description may take up
_NEXT_WORD: Final = re.compile(r"(?:\s[\w-]+)?")
_PRONOUN: Final = re.compile(
    r"(It|They|Elle|Il|Elles|Ils)\b"
    r"(?! (?:is (?:un|not )?(?:clear|possible|likely)|y a|s'agit|faut|est (?:possible|probable)|"
    r"was not (?:immediately )?clear|remains|appears|seems|semble|reste))"
)
_BOTH: Final = re.compile(r"(?:les|des|aux|the|both) (?:deux|two)", re.I)
GENERIC: Final = LEGAL_FORMS | frozenset("group groupe holding holdings financial international the".split())


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


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Hold a definite description (« l'assureur ») and the index of the entity that it takes up."""

    start: int
    end: int
    entity: int


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
    grouped = _group(mentions, certain, weights)
    _join_short(grouped)
    names = frozenset(m.text for m in mentions if m.entries and not m.weak)
    meant = [r for r in grouped.values() if _is_meant(r, weights, text, names)]
    referents = sorted(meant, key=lambda r: min(m.start for m in r.mentions))
    _add_short_names(text, referents)
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


def _group(mentions: Sequence[Mention], certain: dict[str, Entry], weights: Weights) -> dict[str, Referent]:
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


def _join_short(referents: dict[str, Referent]) -> None:
    """Join a name to the one longer name that begins with its words, or that only adds empty words."""
    for key in sorted(referents, key=lambda k: (-len(k), k)):
        referent = referents[key]
        if referent.entry or referent.family == "Law" or referent.candidates:
            continue
        words = key.split(":", 1)[1].split()
        longer = [r for k, r in referents.items() if k != key and r.family == "Organization" and _begins(r, words)]
        plain = [r for r in longer if not set(_words(r)[len(words) :]) - GENERIC]
        found = longer if len(longer) == 1 else plain
        if len(found) == 1:
            found[0].mentions += referent.mentions
            del referents[key]


def _words(referent: Referent) -> list[str]:
    if referent.entry:
        return singular(name_key(referent.entry.name)).split()
    return referent.key.split(":", 1)[-1].split()


def _begins(referent: Referent, words: list[str]) -> bool:
    forms = [_words(referent)]
    if referent.entry:
        forms += [singular(name_key(f)).split() for f in referent.entry.forms]
    return any(len(f) > len(words) and f[: len(words)] == words for f in forms)


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


def _add_short_names(text: Text, referents: list[Referent]) -> None:
    """Add « l'Autorité », "the Federation" as mentions of the last body named with that word."""
    taken = {m.start for r in referents for m in r.mentions}
    for match in lexicon().short_names[text.document.language].finditer(text.plain):
        start, end = match.span()
        if any(start <= t < end for t in taken) or any(
            m.start <= match.start(1) < m.end for r in referents for m in r.mentions
        ):
            continue
        word = fold_characters(match[1])
        fitting = [r for r in referents if _has_word(r, word)]
        referent = _last_before(fitting, start)
        if referent:
            kind = referent.kind
            written = text.plain[start:end]
            referent.mentions.append(Mention(start, end, written, referent.family, "short-name", 0.0, kind))


def _has_word(referent: Referent, word: str) -> bool:
    if referent.kind in JUDICIAL:
        return False
    names = [m.text for m in referent.mentions if m.rule != "short-name"]
    names += [referent.entry.name, *referent.entry.forms] if referent.entry else []
    head = {
        "act": "Law",
        "loi": "Law",
        "code": "Law",
        "reglement": "Law",
        "regulation": "Law",
        "directive": "Law",
    }
    if head.get(word, "Organization") != referent.family:  # "the Department" is no law that has its name
        return False
    return any(re.search(rf"\b{word}\b", fold_characters(n)) for n in names)


def _last_before(referents: Iterable[Referent], offset: int) -> Referent | None:
    """Return the one named last before an offset; where none is, the only one there is."""
    best: tuple[int, Referent] | None = None
    options = list(referents)
    for referent in options:
        before = [m.start for m in referent.mentions if m.start < offset and m.rule != "short-name"]
        if before and (best is None or max(before) > best[0]):
            best = (max(before), referent)
    if best:
        return best[1]
    return options[0] if len(options) == 1 else None


def find_anaphors(text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]) -> tuple[Anaphor, ...]:
    """Return the definite descriptions that take up an entity named before."""
    found: dict[tuple[int, int, int], Anaphor] = {}
    for kind, pattern in lexicon().descriptions[text.document.language]:
        for match in pattern.finditer(text.plain):
            if any(start < match.end() and match.start() < end for start, end, _ in places):
                continue
            several = 2 if _BOTH.match(match[0]) else 1
            after = _NEXT_WORD.match(text.plain, match.end())
            where = told_places(match[0] + (after[0] if after else ""))
            for entity in _taken_up(kind, match.start(), built, places, several, where):
                found.setdefault((*match.span(), entity), Anaphor(*match.span(), entity))
    for anaphor in _pronouns(text, built, places):
        found.setdefault((anaphor.start, anaphor.end, anaphor.entity), anaphor)
    return tuple(sorted(found.values(), key=lambda a: (a.start, a.entity)))


def _pronouns(text: Text, built: Sequence[Entity], places: Sequence[tuple[int, int, int]]) -> list[Anaphor]:
    """Return the pronouns that begin a sentence and take up the body that begins the sentence before."""
    found = []
    for sentence in text.sentences[1:]:
        match = _PRONOUN.match(text.plain, sentence.start)
        before = text.sentences[sentence.index - 1]
        if not match or before.line != sentence.line:
            continue
        named = [(start, e) for start, _, e in places if before.start <= start < before.end and built[e].kind != "Law"]
        if named and named[0][0] - before.start < SUBJECT:
            found.append(Anaphor(match.start(1), match.end(1), named[0][1]))
    return found


def _taken_up(
    kind: str,
    offset: int,
    built: Sequence[Entity],
    places: Sequence[tuple[int, int, int]],
    several: int,
    where: frozenset[str],
) -> list[int]:
    """Return the entities named last that fit a description: one, or as many as it speaks of; `where` is their home."""
    found: list[int] = []
    before = [entity for start, _, entity in places if start < offset]
    for entity in reversed(before):
        other = built[entity].kind
        mixed = kind in ("Insurer", "Bank", "Federation") and other == "Institution" and len(built) < 4
        fits = other == kind or mixed or (kind == "any" and other not in ("Regulator", "Law"))
        if fits and entity not in found and lies_in(built[entity].jurisdiction, where):
            found.append(entity)
        if len(found) == max(several, CLOSE):
            break
    if several == 1:  # of the two named last, the one that is spoken of more
        return found[:1] if len(found) < CLOSE or kind != "any" else [max(found, key=before.count)]
    return found[:several] if len(found) >= several else []


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
