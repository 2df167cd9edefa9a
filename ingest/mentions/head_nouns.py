"""Head nouns: which kind of body a noun tells of, or a noun with what it deals in.

The nouns are those of `knowledge/head_nouns.yaml`. What a firm deals in may be anything (« groupe de cosmétiques »,
"the tyre maker"): a noun for a firm that says so is read as a whole, but for what attackers and teams are called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.texts import fold_characters

NOUNS_FILE: Final = KNOWLEDGE / "head_nouns.yaml"
LONGEST: Final = 5  # words of the longest noun
_ADJECTIVE: Final = re.compile(
    r"[a-z-]{2,}(?:ois|oise|ais|aise|ain|aine|ien|ienne|al|ale|ique|if|ive|iel|ielle|elle|ier|iere|aire|eur|euse|"
    r"iste|ol|ole)s?$"
)
_DEALS_IN: Final = frozenset("de d du des en".split())  # between a French noun for a firm and what it deals in
_ARTICLES: Final = frozenset("l la le les".split())


@dataclass(frozen=True, slots=True)
class Nouns:
    """Hold the nouns of one language: kinds by noun, singular and plural; those that persons are called by, too, and
    those that belong to the name (« la fondation Zéphyr »), and those that say whose body it is ("the owner of").

    `dealers` are nouns for a firm that say what it deals in beside them, `trades` the kinds of which such words tell,
    `no_trades` those with which they call something else."""

    kinds: dict[str, str]
    plurals: frozenset[str]
    personal: frozenset[str]
    inclusive: frozenset[str]
    relational: frozenset[str]
    qualifiers: frozenset[str]
    nations: frozenset[str]
    dealers: frozenset[str]
    trades: dict[str, str]
    no_trades: frozenset[str]

    def told_by(self, words: Sequence[str]) -> tuple[str, str] | None:
        """Return the noun with which these folded words end, and the kind that it tells, or None."""
        for size in range(min(LONGEST, len(words)), 0, -1):
            noun = " ".join(words[-size:])
            kind = self.kinds.get(noun)
            if kind:
                return noun, kind
        return self._dealing(words)

    def qualifies(self, word: str) -> bool:
        """Return whether a word may stand between a noun and the name in French."""
        return word in self.qualifiers or bool(self.qualifiers and _ADJECTIVE.match(word))

    def _dealing(self, words: Sequence[str]) -> tuple[str, str] | None:
        """Return a noun for a firm with what it deals in: before it in English, after it in French."""
        size = 2
        if self.qualifiers:
            size = next((n for n in (3, 4, 5) if len(words) >= n and words[1 - n] in _DEALS_IN), 0)
        if not size or len(words) < size:
            return None
        head = words[-size] if self.qualifiers else words[-1]
        goods = [w for w in (words[2 - size :] if self.qualifiers else words[-2:-1]) if w not in _ARTICLES]
        if head not in self.dealers or not goods or not all(w.isalpha() and len(w) > 2 for w in goods):
            return None
        if any(w in self.no_trades for w in goods):
            return None
        return " ".join(words[-size:]), next((self.trades[w] for w in goods if w in self.trades), "Company")


@cache
def nouns(language: str) -> Nouns:
    """Return the nouns of a language; those of both are read from one file."""
    data = _data()
    kinds: dict[str, str] = {}
    plurals: set[str] = set()
    for kind, words in (*data[language].items(), ("Institution", data["brokers"]), ("Company", data["relational"])):
        for word in map(fold_characters, words):
            kinds.setdefault(word, kind)
            for plural in _plurals(word, language):
                kinds.setdefault(plural, kind)
                plurals.add(plural)
    french = language == "fr"
    return Nouns(
        kinds,
        frozenset(plurals),
        frozenset(data["personal"]),
        frozenset(data["inclusive"]),
        frozenset(data["relational"]),
        frozenset(data["qualifiers"]) if french else frozenset(),
        frozenset(data["nations"]) if french else frozenset(),
        frozenset(data["dealers"][language]),
        {word: kind for kind, words in data["trades"].items() for word in words},
        frozenset(data["no_trades"]),
    )


@cache
def _data() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(NOUNS_FILE.read_text("utf-8")))


def _plurals(noun: str, language: str) -> set[str]:
    """Return the plurals of a noun: of its last word in English, of its first one or two in French."""
    if language == "en":
        last = (
            noun[:-1] + "ies"
            if re.search(r"[^aeiou]y$", noun)
            else noun + ("es" if noun.endswith(("x", "ch", "s")) else "s")
        )
        return {last}
    words = noun.split()
    several = [w if w.endswith(("s", "x")) else w[:-2] + "aux" if w.endswith("al") else w + "s" for w in words]
    return {" ".join([several[0], *words[1:]]), " ".join([*several[:2], *words[2:]])}
