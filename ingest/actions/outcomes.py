"""Outcomes: what became of an action (appealed, confirmed, reduced, annulled, paid …), and of which action it is told.

The words that tell it are in `knowledge/outcomes.yaml`. An outcome is that of the action told in its sentence, of
the only one that its words can mean, of the one told in the sentence before, or of the one whose parties its
sentence names; else it is left out. An
appeal that is only announced is hypothetical.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.records import Outcome, Quote, Status
from greffier.ingest.actions.tellings import kind_of
from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.prefilters import Prefilter
from greffier.ingest.scenes import Scene
from greffier.ingest.texts import Sentence
from greffier.ingest.triggers import status_at

OUTCOMES_FILE: Final = KNOWLEDGE / "outcomes.yaml"
_PART: Final = re.compile(r"\{[a-z]+\}")
# What the words tell of an appeal that was not made, or only may be.
UNMADE: Final = {"intended": Status.HYPOTHETICAL, "unappealed": Status.DENIED}
# What ends an order is told in the same words as what ends an inquiry.
ENDINGS: Final = {
    (Outcome.LIFTED, "inquiry"): Outcome.CLOSED,
    (Outcome.LIFTED, "suit"): Outcome.CLOSED,
    (Outcome.ANNULLED, "suit"): Outcome.CLOSED,
    (Outcome.CLOSED, "order"): Outcome.LIFTED,
}
NEEDED: Final = {Outcome.PAID: "fine", Outcome.LIFTED: "order"}  # the object without which it tells of something else
ENDS: Final = ("Fine", "Penalty", "Settlement", "Undertaking")  # what an inquiry ends in, where it is told beside
_FUTURE: Final = re.compile(r"\b(?:sera|seront|serait|seraient|will be|would be|could be|may be)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Hold the patterns of one language, what each tells, and the kinds of action behind each word for one.

    `exceptions` matches a sentence that tells of no outcome, whatever its words.
    """

    told: Prefilter
    names: tuple[str, ...]
    kinds: dict[str, frozenset[str]]
    exceptions: re.Pattern[str]


@cache
def patterns(language: str) -> Patterns:
    """Return the patterns of a language; raise KnowledgeError where their file is not well-formed."""
    import yaml

    data = yaml.safe_load(OUTCOMES_FILE.read_text("utf-8"))
    words = "|".join(f"(?P<{name}>{entry[language]})" for name, entry in data["objects"].items())
    definite, indefinite = data["definite"][language], data["indefinite"][language]
    behind = rf"{data['between'][language]}(?:{words})\b"
    parts = {
        "{object}": definite + behind,
        "{known}": rf"(?:{definite}|{indefinite}){behind}",
        "{suit}": rf"{definite}{data['between'][language]}(?P<suit>{data['objects']['suit'][language]})\b",
        "{court}": data["court"][language],
        "{noone}": data["noone"],
    }
    every, names = [], []
    for name, languages in data["outcomes"].items():
        for pattern in languages[language]:
            text = rf"(?<!\w)(?:{_PART.sub(lambda m: parts[m[0]], pattern)})"
            try:
                every.append(re.compile(text, re.IGNORECASE))
            except re.error as error:
                raise KnowledgeError(f"{OUTCOMES_FILE.name}: {pattern[:60]!r} is no pattern: {error}") from error
            names.append(name)
    kinds = {name: frozenset(entry["kinds"]) for name, entry in data["objects"].items()}
    return Patterns(
        Prefilter(every, by_line=True), tuple(names), kinds, re.compile(data["except"][language], re.IGNORECASE)
    )


@dataclass(frozen=True, slots=True)
class OutcomeMention:
    """Hold a place that tells of an outcome; `kinds` are those of the actions that its words may mean.

    `known` says that its words take the action for known: "the fine", not "a fine".
    """

    start: int
    end: int
    outcome: Outcome
    kinds: frozenset[str]
    known: bool
    status: Status
    sentence: int


def add_outcomes(scene: Scene, actions: Sequence[Draft]) -> list[Draft]:
    """Give each action what the text tells became of it, and return the actions.

    Where an action is only told by its outcome, and was told before, both are one: "the fine was cut to £3m".
    """
    if not actions:
        return []
    kept = list(actions)
    for mention in find_outcomes(scene):
        kept = _without_retold(mention, kept)
        found = _actions(scene, mention, kept)
        if found is None:
            continue
        drafts, rule, confidence = found
        evidence = scene.evidence(scene.sentence(mention.sentence))
        for draft in drafts:
            if all(t.sentence == mention.sentence for t in draft.triggers):
                _drop_date(draft, evidence)
            filler = Filler(mention.outcome, evidence, f"{rule}@{mention.start}", confidence, mention.status)
            draft.add("outcome", [filler])
        # Who upheld or quashed it is mostly a court, and no party here: that is no further action of the authority.
        kept = [d for d in kept if not (kind_of(d) == "Other" and _told_by(mention, d))]
    return kept


def _drop_date(draft: Draft, evidence: Quote) -> None:
    """Take from an action that its outcome alone tells the only date of that sentence: it is the outcome's."""
    dates = draft.slots.get("date", [])
    if len(dates) == 1 and dates[0].evidence == evidence:
        draft.slots["date"] = []


def _without_retold(mention: OutcomeMention, actions: Sequence[Draft]) -> list[Draft]:
    """Return actions without those that nothing but this mention tells, and that were told before."""
    kept: list[Draft] = []
    for draft in actions:
        only_here = mention.known and _told_by(mention, draft)
        first = only_here and next(
            (d for d in kept if kind_of(d) in mention.kinds and _parties(d) == _parties(draft)), None
        )
        if first:
            first.triggers += draft.triggers
        else:
            kept.append(draft)
    return kept


def find_outcomes(scene: Scene) -> list[OutcomeMention]:
    """Return the places of a text that tell of outcomes, in order; of two that overlap the longer one."""
    found = sorted(_mentions(scene), key=lambda m: (m.start - m.end, m.start, m.outcome))
    kept: list[OutcomeMention] = []
    for mention in found:
        if not any(m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _mentions(scene: Scene) -> Iterator[OutcomeMention]:
    text = scene.text
    known = patterns(text.document.language)
    every = frozenset().union(*known.kinds.values()) - {"Investigation", "Lawsuit"}
    for number, match in known.told.finditer(text.plain, text.folded):
        sentence = text.sentence_at(match.start())
        if match.end() > sentence.end or known.exceptions.search(text.plain, sentence.start, sentence.end):
            continue
        groups = match.groupdict()
        named = next((name for name in known.kinds if groups.get(name)), None)
        kinds = known.kinds[named] if named else every
        name = known.names[number]
        if name in UNMADE:
            outcome, status = Outcome.APPEALED, UNMADE[name]
        else:
            outcome = ENDINGS.get((Outcome(name), named or ""), Outcome(name))
            future = _FUTURE.search(match[0])
            status = Status.HYPOTHETICAL if future else status_at(text, match.start(), match.end())
        if named != NEEDED.get(outcome, named):
            continue
        yield OutcomeMention(
            match.start(), match.end(), outcome, kinds, groups.get("new") is None, status, sentence.index
        )


def _actions(scene: Scene, mention: OutcomeMention, actions: Sequence[Draft]) -> tuple[list[Draft], str, float] | None:
    """Return the actions that an outcome befell, the rule that says so and how sure it is; None if unsure."""
    fitting = [d for d in actions if kind_of(d) in mention.kinds]
    here = [d for d in actions if _told_in(d, mention.sentence)]
    if mention.outcome is Outcome.CLOSED and any(kind_of(d) in ENDS for d in here):
        return None
    own = [d for d in fitting if d in here]
    beside = [d for d in own if len(own) == 1 or any(_within(mention, t.start) for t in d.triggers)]
    sentence = scene.sentence(mention.sentence)
    before = [d for d in fitting if any(t.start < mention.start for t in d.triggers)]
    named = [d for d in before if _named(scene, sentence) & (d.fillers("target") | d.fillers("issuer"))]
    last = [d for d in before if _told_in(d, mention.sentence - 1)]
    if _are_one_decision(beside):
        new = [d for d in beside if all(t.sentence >= mention.sentence for t in d.triggers)]
        if new or _are_one_decision(before) or any(d in named or d in last for d in beside):
            return beside, "outcome.beside", 0.85
        return None
    if own or (mention.outcome is Outcome.APPEALED and not mention.known):
        return None
    for rule, chosen, confidence in (
        ("outcome.only", before, 0.7),
        ("outcome.before", last, 0.65),
        ("outcome.named", named, 0.6),
    ):
        if _are_one_decision(chosen) and not _names_others(scene, sentence, chosen):
            return chosen, rule, confidence
    return None


def _told_in(draft: Draft, sentence: int) -> bool:
    return any(t.sentence == sentence for t in draft.triggers)


def _told_by(mention: OutcomeMention, draft: Draft) -> bool:
    """Return whether nothing but the words of an outcome tells an action."""
    return all(_within(mention, t.start) for t in draft.triggers)


def _within(mention: OutcomeMention, place: int) -> bool:
    return mention.start <= place < mention.end


def _are_one_decision(drafts: Sequence[Draft]) -> bool:
    """Return whether there are actions, all by one authority against the same: a fine and the reprimand beside it."""
    return len({_parties(d) for d in drafts}) == 1


def _parties(draft: Draft) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(draft.fillers("issuer")), frozenset(draft.fillers("target"))


def _named(scene: Scene, sentence: Sentence) -> set[str]:
    return scene.kin({scene.entity(p.entity).id for p in scene.places_in(sentence)})


def _names_others(scene: Scene, sentence: Sentence, drafts: Sequence[Draft]) -> bool:
    """Return whether a sentence names firms, and none of those whom these actions address."""
    firms = {scene.entity(p.entity).id for p in scene.places_in(sentence) if not scene.is_authority(p)}
    targets = scene.kin(set().union(*(d.fillers("target") for d in drafts)))
    return bool(firms and targets and not firms & targets)
