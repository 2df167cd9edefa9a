"""Statuses: how the words of a passage present what a model says that they tell.

The rules' own reading of denials, fears, threats and claims is asked: at the words that tell of such an event where
the rules know some, else over the whole passage. The weaker of this and of what the model says holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from greffier.graph.projection import FIRMNESS
from greffier.graph.records import Status
from greffier.ingest.actions.empty_words import threatens
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, patterns, status_at

PUNISHING: Final = ("Fine", "Penalty")  # kinds that a threat of them is often taken for
HEAD: Final = 8  # words at the beginning of a failing in which a word makes it a fear: later ones are of its content
LEAD: Final = 50  # characters before a trigger in which a word says that it did not come, or is only meant
_CLAUSE_END: Final = re.compile(r"[;:,]")
_SUIT: Final = "Lawsuit"
_FAILING: Final = "ControlFailure"  # told by what was not done: "not" denies nothing there
_WORD: Final = re.compile(r"\w+")


def weaker(one: Status, other: Status) -> Status:
    """Return the less firm of two statuses."""
    return min(one, other, key=FIRMNESS.__getitem__)


def tells(trigger: Trigger, kind: str) -> bool:
    """Return whether the words of a trigger tell of events of a kind."""
    return trigger.kind == kind or (trigger.kind == "Sanction" and kind in PUNISHING)


def presented(text: Text, trigger: Trigger) -> Status:
    """Return how a trigger tells its event: what only threatens, by its own words or those before, was not done."""
    exposure = patterns(text.document.language).status["exposure"]
    announced = tells(trigger, PUNISHING[0]) and exposure.search(text.plain, trigger.start, trigger.end)
    sentence = text.sentences[trigger.sentence]
    lead = _CLAUSE_END.split(text.plain[max(sentence.start, trigger.start - LEAD) : trigger.start])[-1]
    status = weaker(trigger.status, _meant(text, lead, trigger.kind))
    return weaker(status, Status.HYPOTHETICAL) if announced or threatens(text, trigger) else status


def _meant(text: Text, words: str, kind: str | None) -> Status:
    """Return whether words say that something did not come, or is only meant: a suit that is announced is one."""
    known = patterns(text.document.language).status
    if known["spared"].search(words):
        return Status.DENIED
    if kind != _SUIT and known["intended"].search(words):
        return Status.HYPOTHETICAL
    return Status.ASSERTED


def status_of(text: Text, triggers: Iterable[Trigger], kind: str, start: int, end: int) -> Status:
    """Return how a passage, between two offsets of `Text.plain`, presents an event of a kind.

    `triggers` are those of its family in its sentences. Of several that tell of the kind the firmest holds, those in
    the passage before those beside it.
    """
    own = [t for t in triggers if tells(t, kind)]
    inside = [t for t in own if start <= t.start and t.end <= end] or own
    if inside:
        return max((presented(text, t) for t in inside), key=FIRMNESS.__getitem__)
    return status_of_passage(text, start, end, kind)


def status_of_passage(text: Text, start: int, end: int, kind: str | None = None) -> Status:
    """Return the weakest status that the words of a passage give to what follows them in it."""
    words = text.plain[start:end]
    known = patterns(text.document.language).status
    if known["gainsaid"].search(words):
        return Status.DENIED
    places = [start + word.start() for word in _WORD.finditer(words)]
    found = [status_at(text, start, end)]
    if kind == _FAILING:
        found += [s for s in _statuses(text, places[1:HEAD], end) if s is not Status.DENIED]
    else:
        found += [*_statuses(text, places[1:], end), _meant(text, words, kind)]
    if kind in PUNISHING and known["exposure"].search(words):
        found.append(Status.HYPOTHETICAL)
    return min(found, key=FIRMNESS.__getitem__)


def _statuses(text: Text, places: Sequence[int], end: int) -> list[Status]:
    return [status_at(text, place, end) for place in places]
