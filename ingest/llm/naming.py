"""Naming: which of the words that a model gives as names of one body are names, and names of that body.

A model may put the names of two bodies together, and so call the one by the other's name. What a gazetteer knows tells
them apart: a mention that it knows as another body, or as another kind of body, is no name of this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.graph.identity import name_key
from greffier.ingest.knowledge.gazetteers import Entry, Match, entries

COMMON: Final = 4  # entries in whose names a word stands that tells none of them
LEAST: Final = 2  # letters of a name
_ARTICLE: Final = re.compile(r"^(?:the |an? |les? |la |l'|une? |des |du |de la |d')+", re.I)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# Words that name nobody, also where a sentence begins with them.
_NOBODY: Final = frozenset(
    "the an it its he him his she her they them their we us our you your this that these those who whom which what "
    "nobody none someone somebody anyone anybody everyone everybody no one other others another both all "
    "le la les un une des du il elle ils elles on nous vous je tu ce cet cette ces celui celle ceux celles qui que "
    "quoi dont personne nul rien aucun aucune tout tous toutes lui leur leurs son sa ses autre autres".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """Hold words that a model gives as a name, as the document writes them, and what a gazetteer knows there."""

    words: str
    known: Match | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of which it is the name."""
        return self.known.entries if self.known else ()


def is_name(named: Named, kind: str) -> bool:
    """Return whether words can be a name: known ones, or with a capital; of a law also with a number."""
    if named.known:
        return True
    bare = _ARTICLE.sub("", named.words)
    words = _LETTERS.findall(bare)
    if sum(map(len, words)) < LEAST and not any(c.isdigit() for c in bare):
        return False
    if all(w.lower() in _NOBODY and not (w.isupper() and len(w) > 1) for w in words):
        return kind == "Law" and any(c.isdigit() for c in bare)
    return any(c.isupper() for c in bare) or (kind == "Law" and any(c.isdigit() for c in bare))


def own_names(given: Sequence[Named], kind: str, text: str) -> list[Named]:
    """Return the names that can be those of one body of a kind, in their order.

    The first decides who it is, among those that a gazetteer knows as of another sort only where there is no other;
    for an authority or a law the first that a gazetteer knows. `text` is what introduces short names in brackets.
    """
    fitting = [n for n in given if not n.entries or any(_sort(e.kind) == _sort(kind) for e in n.entries)] or list(given)
    known = [n for n in fitting if n.entries] if _sort(kind) else []
    first = next(iter([*known, *fitting]), None)
    return [n for n in fitting if first and (n == first or _one_body(first, n, text))]


def _sort(kind: str) -> str:
    """Return what tells authorities and laws from each other and from all other bodies."""
    return kind if kind in ("Regulator", "Law") else ""


def _one_body(first: Named, other: Named, text: str) -> bool:
    """Return whether a further name may be that of a body, as far as gazetteers know either.

    What an unknown body is known by must be like the full name, for its acronym may be that of many.
    """
    if not first.entries and not other.entries:
        return True
    if first.entries and other.entries:
        return bool(_kin(first.entries) & _kin(other.entries))
    if other.entries:
        return any(_alike(first.words, form) for e in other.entries for form in e.forms)
    forms = {first.words, *(form for e in first.entries for form in (*e.forms, *e.acronyms))}
    return f"{first.words} ({other.words})" in text or any(_alike(other.words, form) for form in forms)


def _kin(known: Iterable[Entry]) -> set[str]:
    return {name for e in known for name in (e.id, e.parent) if name}


def _alike(one: str, other: str) -> bool:
    """Return whether two names share a word that tells a body, are one within the other, or initials of one another."""
    a, b = (set(name_key(name).split()) for name in (one, other))
    if a <= b or b <= a or any(word not in _common_words() for word in a & b):
        return True
    return any(_initials(x) == y.replace(".", "").casefold() for x, y in ((one, other), (other, one)))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper()).casefold()


@cache
def _common_words() -> frozenset[str]:
    """Return the words that stand in the names of several entries."""
    counts = Counter(word for e in entries().values() for word in {w for f in e.forms for w in name_key(f).split()})
    return frozenset(word for word, count in counts.items() if count >= COMMON)
