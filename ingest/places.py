"""Places: which jurisdictions a text is about, told by the words that point to them.

Two bodies may bear one name; what the text is about then tells them apart, or leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from greffier.ingest.knowledge.gazetteers import Entry, jurisdictions

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Weights = dict[str, float]

PARENT_SHARE = 0.4  # what a cue for a country says for one of its provinces or states
ENTRY_WEIGHT = 2.0  # what a body named without doubt says for its own jurisdiction


@cache
def _cues() -> tuple[AhoCorasick, tuple[tuple[str, ...], ...]]:
    """Return the automaton over the words that point to places, and the codes of each word."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    codes: dict[str, list[str]] = {}
    for code, entry in jurisdictions().items():
        for cue in entry.get("cues") or ():
            for written in {cue, cue.upper()} if len(cue) > 3 else {cue}:  # datelines are in capitals
                codes.setdefault(written, []).append(code)
    words = sorted(codes)
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), tuple(tuple(codes[w]) for w in words)


@cache
def place_names() -> frozenset[str]:
    """Return the words that point to places: countries, people and cities, as they are written."""
    return frozenset(cue for entry in jurisdictions().values() for cue in entry.get("cues") or ())


def told_places(words: str) -> frozenset[str]:
    """Return the jurisdictions that these words point to ("the Irish regulator", « l'autorité italienne »)."""
    automaton, codes = _cues()
    return frozenset(
        code
        for word, start, end in automaton.find_matches_as_indexes(words)
        if not words[start - 1 : start].isalnum() and not words[end : end + 1].isalnum()
        for code in codes[word]
    )


def lies_in(jurisdiction: str | None, places: frozenset[str]) -> bool:
    """Return whether a body may be of one of these places: of one, of a part of it, or of a union that it is in.

    A body of no known home may be of any, and where no place is told, all may be meant.
    """
    if not places or jurisdiction is None:
        return True
    members = (jurisdictions().get(jurisdiction) or {}).get("members") or ()
    return any(jurisdiction == place or jurisdiction.startswith(f"{place}-") or place in members for place in places)


def weigh_jurisdictions(plain: str, certain: Iterable[Entry]) -> Weights:
    """Return how much a text points to each jurisdiction; `certain` are bodies named without doubt."""
    automaton, codes = _cues()
    weights: Weights = {}
    for word, start, end in automaton.find_matches_as_indexes(plain):
        if not plain[start - 1 : start].isalnum() and not plain[end : end + 1].isalnum():
            for code in codes[word]:
                weights[code] = weights.get(code, 0.0) + 1
    for entry in certain:
        if entry.jurisdiction:
            weights[entry.jurisdiction] = weights.get(entry.jurisdiction, 0.0) + ENTRY_WEIGHT
    return weights


def fit(entry: Entry, weights: Weights) -> float:
    """Return how well an entry's jurisdiction fits what a text is about; 0 where nothing points to it."""
    if entry.jurisdiction is None:
        return 0.0
    own = weights.get(entry.jurisdiction, 0.0)
    home = jurisdictions().get(entry.jurisdiction) or {}
    parent = home.get("parent")
    members = home.get("members") or ()
    inside = sum(n for code, n in weights.items() if code.startswith(f"{entry.jurisdiction}-") or code in members)
    return own + PARENT_SHARE * (weights.get(parent, 0.0) if parent else 0) + PARENT_SHARE * inside


def choose(candidates: Iterable[Entry], weights: Weights) -> Entry | None:
    """Return the one entry that a text's places speak for, or None where they do not tell."""
    ranked = sorted(((fit(e, weights), e) for e in candidates), key=lambda r: (-r[0], r[1].id))
    if not ranked or ranked[0][0] <= 0:
        return None
    if len(ranked) > 1 and ranked[0][0] <= ranked[1][0] * 1.25:
        return None
    return ranked[0][1]


def main_jurisdiction(weights: Weights) -> str | None:
    """Return the jurisdiction that a text points to most, the finer one where it does so too."""
    if not weights:
        return None
    totals: Weights = {}
    for code, weight in weights.items():
        totals[code.split("-")[0]] = totals.get(code.split("-")[0], 0.0) + weight
    country = min(totals, key=lambda c: (-totals[c], c))
    finer = {c: w for c, w in weights.items() if c.startswith(f"{country}-") and w >= weights.get(country, 0.0) / 3}
    return min(finer, key=lambda c: (-finer[c], c)) if finer else country


def currency_of(code: str | None) -> str | None:
    """Return the currency of a jurisdiction (ISO 4217), or None where it is not known."""
    while code:
        entry = jurisdictions().get(code) or {}
        if entry.get("currency"):
            return str(entry["currency"])
        code = entry.get("parent")
    return None


def local_currencies(weights: Weights) -> list[str]:
    """Return the currencies of the jurisdictions that a text points to, that of the likeliest first."""
    ranked = sorted(weights, key=lambda code: (-weights[code], code))
    return [currency for code in ranked if (currency := currency_of(code))]
