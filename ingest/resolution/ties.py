"""Ties: what two tellings have in common beside what they say of their event itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from greffier.ingest.resolution.tellings import Telling


class TieKind(StrEnum):
    """Tell what ties: the event at the other end of `concerns`, an action told beside, or a sentence of copies."""

    CONCERN = "concern"
    BESIDE = "beside"
    WORDS = "words"


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Hold one tie: tellings that have it are tied to one another."""

    kind: TieKind
    to: str


Ties = frozenset[Tie]


def tie_words(tellings: Iterable[Telling]) -> dict[str, Ties]:
    """Return the ties of tellings by the sentence that copies of one text have, by telling."""
    return {t.id: frozenset((Tie(TieKind.WORDS, t.words),)) for t in tellings if t.words}


def tie_concerns(concerned: Mapping[str, Iterable[str]]) -> dict[str, Ties]:
    """Return the ties of tellings to the events, by telling, that concern them or that they concern."""
    return {name: frozenset(Tie(TieKind.CONCERN, event) for event in events) for name, events in concerned.items()}


def tie_beside(actions: Sequence[Telling], events: Mapping[str, str]) -> dict[str, Ties]:
    """Return the ties of actions to what the same authority did to the same party, told in the same document.

    `events` gives what each telling is so far.
    """
    together: dict[tuple[str, frozenset[str], frozenset[str]], list[Telling]] = defaultdict(list)
    for action in actions:
        if action.profile.issuers:
            together[action.document, action.profile.parties, action.profile.issuers].append(action)
    return {
        one.id: frozenset(Tie(TieKind.BESIDE, events[other.id]) for other in members if other is not one)
        for members in together.values()
        for one in members
        if len(members) > 1
    }


def join_ties(*every: Mapping[str, Ties]) -> dict[str, Ties]:
    """Return all ties together, by telling."""
    joined: dict[str, Ties] = {}
    for ties in every:
        for name, found in ties.items():
            joined[name] = joined.get(name, frozenset()) | found
    return joined
