"""Triggers: the words that tell of incidents and actions, with how firmly they tell it.

The patterns are in `knowledge/triggers.yaml`; they are compiled once, when first needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.records import Status
from greffier.ingest.prefilters import Prefilter
from greffier.ingest.texts import Text

TRIGGERS_FILE: Final = Path(__file__).with_name("knowledge") / "triggers.yaml"
# A question that begins so takes what it asks about for granted ("Why was the bank fined?").
_SUPPOSING: Final = re.compile(
    r"[\"«\s-]*(?:why|when|how|who|what|which|pourquoi|quand|comment|qui|que|quel|combien|où)", re.I
)
TELLING: Final = "Ransomware"  # « touchée par une attaque au rançongiciel »: the word that says most holds
CLAUSE: Final = 90  # characters before a trigger in which a word can deny it or make it a fear


@dataclass(frozen=True, slots=True)
class Trigger:
    """Hold one place that tells of an event; a weak one only takes up an event told elsewhere.

    `learnt` says that no pattern tells it, but the words of its sentence, by what was learnt from the corpus.
    """

    start: int
    end: int
    family: str
    kind: str
    strong: bool
    sentence: int
    status: Status
    learnt: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold the pattern of the words that tell of one kind of event."""

    family: str
    kind: str
    strong: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Hold what leads from a sanction to its reason, and what the reason makes of it.

    `link` ends where the reason begins; `doing` matches a reason that tells of conduct; `compliance` one
    that is no failing; `topics` give the kind of failing, the surer first.
    """

    link: re.Pattern[str]
    doing: re.Pattern[str]
    compliance: re.Pattern[str]
    topics: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Hold the patterns of one language; the keys of `roles` are (role, "before" or "after")."""

    tellings: tuple[Telling, ...]
    failings: tuple[tuple[str, re.Pattern[str]], ...]
    reasons: Reasons
    roles: dict[tuple[str, str], tuple[re.Pattern[str], ...]]
    status: dict[str, re.Pattern[str]]


@cache
def patterns(language: str) -> Patterns:
    """Return the patterns of a language; raise KnowledgeError where the file is not well-formed."""
    data = _data()
    incidents = [
        Telling("Incident", kind, strength == "strong", _any(found, f"incidents.{kind}"))
        for kind, languages in data["incidents"].items()
        for strength, found in languages.get(language, {}).items()
    ]
    actions = [
        Telling("Action", kind, True, _any(v[language], f"actions.{kind}")) for kind, v in data["actions"].items()
    ]
    return Patterns(
        tellings=(*incidents, *actions),
        failings=tuple((kind, _any(v[language], f"failings.{kind}")) for kind, v in data["failings"].items()),
        reasons=Reasons(
            link=_compiled(data["reasons"]["link"][language], "reasons.link"),
            doing=_compiled(data["reasons"]["doing"][language], "reasons.doing"),
            compliance=_any(data["reasons"]["compliance"][language], "reasons.compliance"),
            topics=tuple(
                (kind, _any(v[language], f"reasons.topics.{kind}")) for kind, v in data["reasons"]["topics"].items()
            ),
        ),
        roles={
            (role, side): tuple(_compiled(p, f"roles.{role}") for p in found)
            for role, languages in data["roles"].items()
            for side, found in languages[language].items()
        },
        status={name: _compiled(v[language], f"status.{name}") for name, v in data["status"].items()},
    )


@cache
def _data() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(TRIGGERS_FILE.read_text("utf-8")))


def _any(found: list[str], where: str) -> re.Pattern[str]:
    return _compiled(r"(?<![\w-])(?:" + "|".join(found) + r")(?!\w)", where)


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.I)
    except re.error as error:
        raise KnowledgeError(f"{TRIGGERS_FILE.name}: {where}: {pattern[:60]!r} is no pattern: {error}") from error


def find_triggers(text: Text) -> tuple[Trigger, ...]:
    """Return the triggers of a text in order; of two at one place the longer, strong one holds."""
    known = patterns(text.document.language)
    found: dict[str, list[Trigger]] = {"Incident": [], "Action": []}
    for number, match in _prefilter(text.document.language).finditer(text.plain, text.folded):
        telling = known.tellings[number]
        found[telling.family].append(_trigger(text, match.start(), match.end(), telling))
    kept = (trigger for members in found.values() for trigger in _without_overlaps(members))
    return tuple(sorted(kept, key=lambda t: (t.start, t.end)))


@cache
def _prefilter(language: str) -> Prefilter:
    return Prefilter([telling.pattern for telling in patterns(language).tellings], by_line=True)


def _trigger(text: Text, start: int, end: int, telling: Telling) -> Trigger:
    sentence = text.sentence_at(start)
    status = status_at(text, start, end)
    return Trigger(start, end, telling.family, telling.kind, telling.strong, sentence.index, status)


def status_at(text: Text, start: int, end: int) -> Status:
    """Return how the words before a place, in its clause, present it."""
    sentence = text.sentence_at(start)
    lead = text.plain[max(sentence.start, start - CLAUSE) : start]
    lead = re.split(r"[;:]|, (?:mais|but|and|et|qui|que|who|which|after|après) ", lead)[-1]
    status = patterns(text.document.language).status
    for name in (Status.DENIED, Status.HYPOTHETICAL, Status.ALLEGED):
        if status[name.value].search(lead):
            return name
    if status["undone"].search(text.plain[end : sentence.end]):
        return Status.DENIED
    if text.plain[sentence.end - 1] == "?" and not _SUPPOSING.match(text.plain, sentence.start):
        return Status.HYPOTHETICAL
    if status["would"].search(text.plain[end : sentence.end]):
        return Status.HYPOTHETICAL
    return Status.ASSERTED


def _without_overlaps(found: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (not t.strong, t.kind != TELLING, t.start - t.end, t.start, t.kind)):
        if not any(t.start < trigger.end and trigger.start < t.end for t in kept):
            kept.append(trigger)
    return kept
