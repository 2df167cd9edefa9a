"""Names: what two spellings of one name share, its translation included, and which known body a name is.

The words of a name are folded, written out and, where they are common words of French or English names, given
by what both languages call them; articles and legal forms are left out. Names of the same words are of one body:
translation changes the order. A name of common words alone (« Commission des assurances ») names a body only
together with a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.identity import ARTICLES, LEGAL_FORMS, fold
from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.knowledge.gazetteers import Entry, entries, jurisdictions

WORDS_FILE: Final = KNOWLEDGE / "name_words.yaml"
_DOTTED: Final = re.compile(r"\b(?:\w\.\s?){2,}")
_POSSESSIVE: Final = re.compile(r"'s\b")
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_WORD: Final = re.compile(r"\w+")
_ACT_OF_YEAR: Final = re.compile(r"([A-Z]{2,8}) (\d{4})")


@dataclass(frozen=True, slots=True)
class _Words:
    common: dict[str, str]
    phrases: tuple[tuple[str, ...], ...]
    abbreviations: dict[str, str]
    empty: frozenset[str]
    places: frozenset[str]
    codes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Key:
    """Hold the words of a name: `own` in their order, `common` ones sorted."""

    own: tuple[str, ...]
    common: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((*self.own, *self.common))

    def __len__(self) -> int:
        return len(self.own) + len(self.common)

    @property
    def generic(self) -> bool:
        """Return whether a name has common words alone, and none of a place."""
        return not self.own and not _words().places.intersection(self.common)


@cache
def _words() -> _Words:
    import yaml

    data = yaml.safe_load(WORDS_FILE.read_text("utf-8"))
    common: dict[str, str] = {}
    for variants in data["words"]:
        for word in variants:
            if common.setdefault(word, variants[0]) != variants[0]:
                raise KnowledgeError(f"{WORDS_FILE.name}: {word!r} stands in two lists")
    phrases = sorted((tuple(p.split()) for p in data["phrases"]), key=lambda p: (-len(p), p))
    places = data["places"]
    return _Words(
        common,
        tuple(phrases),
        data["abbreviations"],
        frozenset(data["empty"]),
        frozenset(places),
        {place: code for place in places if (code := place.strip("_").upper()) in jurisdictions()},
    )


@lru_cache(maxsize=65536)
def key_of(name: str) -> Key:
    """Return what spellings and translations of a name share.

    >>> str(key_of("Banque Royale du Canada")) == str(key_of("The Royal Bank of Canada"))
    True
    """
    known = _words()
    words = _written_out(name)
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    kept = [w for w in words if w not in known.empty] or words
    joined = _join_phrases([_singular(w) for w in kept], known)
    common = sorted(known.common[w] for w in joined if w in known.common)
    if "mutual" in common and "insurance" in common and len(joined) > 2:
        common.remove("insurance")  # what a mutual does is often left out
    own = tuple(w for w in joined if w not in known.common)
    return Key(own if not common else tuple(sorted(own)), tuple(common))


def _written_out(name: str) -> list[str]:
    """Return the words of a name, folded, with initials joined and abbreviations written out."""
    folded = _POSSESSIVE.sub("", fold(name.replace("’", "'")))
    folded = _DOTTED.sub(lambda m: m[0].replace(".", "").replace(" ", "") + " ", folded)
    abbreviations = _words().abbreviations
    return [w for word in _WORD.findall(folded) for w in abbreviations.get(word, word).split()]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("aux"):
        return f"{word[:-2]}l"
    if len(word) > 4 and word.endswith("ies"):
        return word if word == "securities" else f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


def _join_phrases(words: list[str], known: _Words) -> list[str]:
    joined: list[str] = []
    at = 0
    while at < len(words):
        for phrase in known.phrases:
            if tuple(words[at : at + len(phrase)]) == tuple(_singular(w) for w in phrase):
                joined.append("_".join(phrase))
                at += len(phrase)
                break
        else:
            joined.append(words[at])
            at += 1
    return joined


@cache
def _known_by_key() -> dict[tuple[bool, Key], tuple[Entry, ...]]:
    table: dict[tuple[bool, Key], dict[str, Entry]] = defaultdict(dict)
    for entry in entries().values():
        for form in (*entry.forms, *entry.acronyms):
            table[entry.kind == "Law", key_of(form)][entry.id] = entry
    return {key: tuple(found[id_] for id_ in sorted(found)) for key, found in table.items()}


def known_as(name: str, kind: str, jurisdiction: str | None = None) -> tuple[Entry, ...]:
    """Return the gazetteer entry that a name is, or those between which its jurisdiction does not let one choose.

    `jurisdiction` is an ISO 3166 code, where the document tells it. None fits: an empty tuple.
    """
    bare = _without_article(_BRACKETS.sub("", name).strip()) or name
    fitting = tuple(e for e in _named(bare, kind == "Law") if _fits(e, kind, bare))
    if not fitting and (placed := _without_place(bare)):
        return known_as(placed[0], kind, placed[1])
    if len(fitting) > 1:
        # « Crédit Agricole SA » is no other spelling of « Crédit Agricole »: there is a body of just that name.
        fitting = tuple(e for e in fitting if any(_letters(f) == _letters(bare) for f in e.forms)) or fitting
    if not jurisdiction or not fitting:
        return fitting
    near = [(_nearness(e.jurisdiction, jurisdiction), e) for e in fitting]
    best = max(n for n, _ in near)
    if best == 0 and any(e.kind in ("Regulator", "Law") for e in fitting):
        return ()
    return tuple(e for n, e in near if n == best)


def _named(name: str, law: bool) -> tuple[Entry, ...]:
    """Return the entries of these words; an act may be named by its acronym and its year."""
    found = _known_by_key().get((law, key_of(name)), ())
    if not found and law and (match := _ACT_OF_YEAR.fullmatch(name)):
        acts = _known_by_key().get((law, key_of(match[1])), ())
        return tuple(e for e in acts if any(match[2] in form for form in e.forms))
    return found


def _without_place(name: str) -> tuple[str, str] | None:
    """Return a name without the country that stands before it or after it, with the country: "the U.S. SEC"."""
    words = _POSSESSIVE.sub("", name).split()
    for place, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        key = key_of(" ".join(place)) if place else None
        code = _words().codes.get(key.common[0]) if key and len(key.common) == 1 and not key.own else None
        left = _without_last_empty(rest)
        if code and left and not key_of(" ".join(left)).generic:
            return " ".join(left), code
    return None


def _without_last_empty(words: list[str]) -> list[str]:
    while words and fold(words[-1]) in _words().empty:
        words = words[:-1]
    return words


def _fits(entry: Entry, kind: str, name: str) -> bool:
    """Return whether an entry may be what is named: acronyms are so in capitals only, authorities no others."""
    if (entry.kind == "Regulator") != (kind == "Regulator") and kind in ("Insurer", "Bank", "Federation", "Company"):
        return False
    key = key_of(name)
    if any(key_of(form) == key for form in entry.forms):
        return True
    letters = [c for c in name if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters) or name[:1].isupper()


def _nearness(home: str | None, wanted: str) -> int:
    """Return 3 for the same place, 2 where one is within the other, 1 where nothing is known, 0 for another."""
    if home is None:
        return 1
    if home == wanted:
        return 3
    members = {
        home: jurisdictions().get(home, {}).get("members") or (),
        wanted: jurisdictions().get(wanted, {}).get("members") or (),
    }
    inside = wanted.startswith(f"{home}-") or home.startswith(f"{wanted}-")
    return 2 if inside or wanted in members[home] or home in members[wanted] or home == "XG" else 0


def unplaced(name: str) -> bool:
    """Return whether a name is that of a body only together with a place."""
    return key_of(name).generic


def _letters(name: str) -> str:
    return "".join(_WORD.findall(fold(name)))


def _without_article(name: str) -> str:
    match = ARTICLES.match(fold(name))
    # Folding keeps the length of an article, so that what follows it stands where it did.
    return name[match.end() :].lstrip() if match else name
