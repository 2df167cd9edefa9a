"""Triggers: the words that tell of incidents and actions, with how firmly they tell it.

The patterns are in `knowledge/triggers.yaml`; they are compiled once, when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.records import Status
from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.knowledge.word_classes import expanded, one_of
from greffier.ingest.prefilters import Prefilter
from greffier.ingest.texts import Text

TRIGGERS_FILE: Final = KNOWLEDGE / "triggers.yaml"
CONSTRUCTIONS_FILE: Final = TRIGGERS_FILE.with_name("constructions.yaml")
# A question that begins so takes what it asks about for granted ("Why was the bank fined?").
_SUPPOSING: Final = re.compile(
    r"[\"«\s-]*(?:why|when|how|who|what|which|pourquoi|quand|comment|qui|que|quel|combien|où)", re.I
)
TELLING: Final = "Ransomware"  # « touchée par une attaque au rançongiciel »: the word that says most holds
# « n'enquête pas »: what negates stands on both sides.
_NOT: Final = re.compile(r"\b(?:n'|ne )(?:l'|les? |la |lui |leur |y )?$", re.I)
_PAS: Final = re.compile(r" (?:pas|jamais|nullement)\b", re.I)
_CLAUSES: Final = re.compile(r"[;:]|, (?:mais|but|and|et|qui|que|who|which|after|après) ")
# « n'ont pas été payés à cause d'une panne », "lost nothing in the hack": the cause is not what is denied.
_CAUSES: Final = re.compile(
    r"(?<!not )(?<!n't )(?<!never )(?<!pas )(?<!point )(?<!rien )\b"
    r"(?:because of|due to|owing to|as a result of|in the wake of|since the|after (?:an?|the)|following (?:an?|the)|"
    r"à cause d['eu]|en raison d['eu]|à la suite d['eu]|du fait d['eu]|depuis l['ae]|après (?:une?|la|le|l')) ?",
    re.I,
)
# What is not done about a thing takes the thing for granted: "did not report the breach", « n'a pas signalé la fuite ».
_GRANTED: Final = re.compile(
    r"\b(?:not|never|n't|declined to|refused to|without|pas|jamais|refusé de|sans)"
    r"(?: (?:yet|been|été|encore|immédiatement))? "
    r"(?:report|disclos|notif|detect|notic|comment|explain|reveal|inform|warn|prevent|stop|assist|tell|told|say|said|"
    r"recover|respond|investigat|signal|déclar|notifi|détect|expliqu|révél|averti|prévenu|alert|empêch|précis|dit|"
    r"commenté|remarqué|remis|enquêt)\w*\b[^.;]{0,40}\b(?:the|this|its|their|la|cette|sa|leur|son|cet|l') ?"
    r"(?:[\w-]+ ){0,2}$",
    re.I,
)
ATTACKS: Final = ("Cyberattack", "DataBreach", "Ransomware")  # what one attack is told as, by turns
# "breach at": a preposition at the end of what tells of an event says how the name after it stands to that.
_LINK: Final = re.compile(
    r"(?<= )(?:at|of|on|in|into|against|by|to|from|with|over|de|du|des|d'|à|au|aux|chez|contre|par|sur)$"
)
_OCCASION: Final = re.compile(
    r"[^,.;:]{0,40}\b(?:after|following|when|as|amid|après|à la suite d[eu']|suite à|lorsqu[e']|quand|alors qu[e'])",
    re.I,
)
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

    def gap_from(self, plain: str) -> int:
        """Return where what stands between the words of a telling and a name after them begins, in a text."""
        link = _LINK.search(plain[self.start : self.end].lower())
        return self.start + link.start() if link else self.end


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold the pattern of the words that tell of one kind of event; `framed` says that it is a construction."""

    family: str
    kind: str
    strong: bool
    pattern: re.Pattern[str]
    framed: bool = False


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
        Telling("Incident", kind, strength == "strong", _any([pattern], f"incidents.{kind}"))
        for kind, languages in data["incidents"].items()
        for strength, found in languages.get(language, {}).items()
        for pattern in found
    ]
    actions = [
        Telling("Action", kind, True, _any([pattern], f"actions.{kind}"))
        for kind, languages in data["actions"].items()
        for pattern in languages[language]
    ]
    return Patterns(
        tellings=(*incidents, *actions, *_constructions(language)),
        failings=tuple(
            (kind, _any([*found[language], *_framed("failings", kind, language)], f"failings.{kind}"))
            for kind, found in data["failings"].items()
        ),
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


def _constructions(language: str) -> list[Telling]:
    """Return what tells of an event by words of a class in their frames; raise KnowledgeError as `patterns` does."""
    return [
        Telling(family, kind, True, _any([pattern], f"{part}.{kind}", CONSTRUCTIONS_FILE), True)
        for family, part in (("Incident", "incidents"), ("Action", "actions"))
        for kind in _frames()[part]
        for pattern in _framed(part, kind, language)
    ]


def _framed(part: str, kind: str, language: str) -> list[str]:
    """Return the frames of a kind with the words of their classes put in."""
    found = []
    for frame in _frames()[part][kind][language]:
        try:
            found.append(expanded(frame, _classes(language)))
        except KeyError as error:
            raise KnowledgeError(
                f"{CONSTRUCTIONS_FILE.name}: {part}.{kind}: {frame[:60]!r} names no words: {error}"
            ) from error
    return found


@cache
def _classes(language: str) -> dict[str, str]:
    return {name: one_of(written) for name, written in _frames()["words"][language].items()}


@cache
def _frames() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(CONSTRUCTIONS_FILE.read_text("utf-8")))


@cache
def _data() -> dict[str, Any]:
    import yaml

    return dict(yaml.safe_load(TRIGGERS_FILE.read_text("utf-8")))


def _any(found: list[str], where: str, file: Path = TRIGGERS_FILE) -> re.Pattern[str]:
    return _compiled(r"(?<![\w-])(?:" + "|".join(found) + r")(?!\w)", where, file)


def _compiled(pattern: str, where: str, file: Path = TRIGGERS_FILE) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.I)
    except re.error as error:
        raise KnowledgeError(f"{file.name}: {where}: {pattern[:60]!r} is no pattern: {error}") from error


def find_triggers(text: Text) -> tuple[Trigger, ...]:
    """Return the triggers of a text in order; of two at one place the longer, strong one holds."""
    known = patterns(text.document.language)
    found: dict[str, list[Trigger]] = {"Incident": [], "Action": []}
    framed: list[tuple[Telling, re.Match[str]]] = []
    for number, match in _prefilter(text.document.language).finditer(text.plain, text.folded):
        telling = known.tellings[number]
        if telling.framed:
            framed.append((telling, match))
        else:
            found[telling.family].append(_trigger(text, match.start(), match.end(), telling))
    told = {family: tuple(members) for family, members in found.items()}
    for telling, match in framed:
        trigger = _trigger(text, match.start(), match.end(), telling)
        if not any(_tells(known, trigger) for known in told[telling.family]):
            found[telling.family].append(trigger)
    kept = (trigger for members in found.values() for trigger in _without_overlaps(members))
    return _with_denials(text, sorted(kept, key=lambda t: (t.start, t.end)))


def _with_denials(text: Text, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Return triggers, those denied too that are but the occasion of a denial (« dément tout piratage après … »)."""
    gainsaid = patterns(text.document.language).status["gainsaid"]
    found: list[Trigger] = []
    for trigger in triggers:
        last = found[-1] if found else None
        occasion = (
            last is not None
            and (last.family, last.sentence, last.status) == ("Incident", trigger.sentence, Status.DENIED)
            and trigger.family == "Incident"
            and _OCCASION.match(text.plain, last.end, trigger.start)
            and gainsaid.search(text.plain, text.sentences[last.sentence].start, last.start)
        )
        found.append(replace(trigger, status=Status.DENIED) if occasion else trigger)
    return tuple(found)


def _tells(known: Trigger, framed: Trigger) -> bool:
    """Return whether plain words tell what a construction would tell, which only steps in where they do not.

    One incident is told by many words: beside any that tells of one in its sentence a construction is silent, and so
    is one of an attack or a leak in a text that tells of one anyway.
    """
    if not known.strong:
        return False
    if framed.family == "Incident":
        told = known.status is Status.ASSERTED and known.kind in ATTACKS and framed.kind in ATTACKS
        return told or known.sentence == framed.sentence
    overlaps = known.start < framed.end and framed.start < known.end
    return overlaps and known.kind in (framed.kind, "Sanction")


@cache
def _prefilter(language: str) -> Prefilter:
    return Prefilter([telling.pattern for telling in patterns(language).tellings], by_line=True)


def _trigger(text: Text, start: int, end: int, telling: Telling) -> Trigger:
    sentence = text.sentence_at(start)
    status = status_at(text, start, end)
    if telling.family == "Action" and status is Status.ASSERTED and _is_pondered(text, start):
        status = Status.HYPOTHETICAL
    return Trigger(start, end, telling.family, telling.kind, telling.strong, sentence.index, status)


def _is_pondered(text: Text, start: int) -> bool:
    """Return whether the words before an action say that it is only weighed, prepared or threatened."""
    lead = text.plain[max(text.sentence_at(start).start, start - CLAUSE) : start]
    return patterns(text.document.language).status["pondered"].search(re.split(r"[,;:]", lead)[-1]) is not None


def status_at(text: Text, start: int, end: int) -> Status:
    """Return how the words before a place, in its clause, present it."""
    sentence = text.sentence_at(start)
    lead = text.plain[max(sentence.start, start - CLAUSE) : start]
    lead = _CLAUSES.split(lead)[-1]
    status = patterns(text.document.language).status
    first = f"{text.plain[start:end].split(' ')[0]} "
    for name in (Status.DENIED, Status.HYPOTHETICAL, Status.ALLEGED):
        said = _CAUSES.split(lead)[-1] if name is Status.DENIED else lead
        if status[name.value].search(said) and not (name is Status.DENIED and _GRANTED.search(said + first)):
            return name
    if status["undone"].search(text.plain[end : sentence.end]) or (_NOT.search(lead) and _PAS.match(text.plain, end)):
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
