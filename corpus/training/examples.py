"""Examples: the annotated documents of a part of the corpus as what the scorers learn from.

A sentence is an example of the events whose evidence it is; a doubtful name is one of the kind of the organisation
that it names, or of none; an organisation beside a telling is one of the roles that it has in the event. What is
optional, or only another right answer, is left out: nothing is learnt from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from greffier.graph.records import Entity, Status
from greffier.ingest.documents import read_document
from greffier.ingest.extraction import stage
from greffier.ingest.incidents.assembly import SORTS
from greffier.ingest.mentions.doubtful_names import doubtful
from greffier.ingest.mentions.recognition import sure_mentions
from greffier.ingest.models import NamedSpan, find_names
from greffier.ingest.scenes import Scene
from greffier.ingest.scorers import sentences
from greffier.ingest.scorers.names import NONE, features_of
from greffier.ingest.scorers.parties import OF_FAMILY, ROLES, suits
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, find_triggers
from greffier.ingest.values.dates import find_dates
from greffier.ingest.values.money import find_money

CORPUS: Final = Path(__file__).parents[1]
KINDS: Final = ("Insurer", "Bank", "Federation", "Institution", "Company", "Regulator", "Law")
COVERED: Final = 0.5  # share of a sentence, or of the evidence, that the two have in common
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """Hold an annotated document: its text, what is told in it, and the names that spaCy finds."""

    name: str
    case: str
    text: Text
    gold: Item
    named: tuple[NamedSpan, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Hold the features of one example, the labels that are right, and those of which nothing is learnt.

    `beside` are labels that the document has elsewhere: an example tells of them again, or not. Of the examples of one
    `rivalry` one is right for a label, or none.
    """

    case: str
    features: tuple[str, ...]
    right: frozenset[str]
    open: frozenset[str] = field(default_factory=frozenset)
    beside: frozenset[str] = field(default_factory=frozenset)
    rivalry: str = ""


def read_part(part: str) -> list[Case]:
    """Return the documents of a part of the corpus, in the order of their names."""
    cases = dict(line.split("\t")[:2] for line in (CORPUS / "cases.tsv").read_text("utf-8").splitlines()[1:])
    paths = sorted((CORPUS / part / "documents").glob("*.txt"))
    texts = [Text(read_document(path, path.name)) for path in paths]
    found: dict[str, tuple[NamedSpan, ...]] = {}
    for language in ("en", "fr"):
        own = [t for t in texts if t.document.language == language]
        named = find_names([t.plain for t in own], language)
        found |= {t.document.name: n for t, n in zip(own, named, strict=True)}
    return [
        Case(
            path.stem,
            cases[path.stem],
            text,
            json.loads((CORPUS / part / "gold" / f"{path.stem}.json").read_text("utf-8")),
            found[path.stem],
        )
        for path, text in zip(paths, texts, strict=True)
    ]


def sentence_examples(case: Case) -> Iterator[Example]:
    """Yield the sentences of a document, each with the events that it tells as `Family:Kind`."""
    right: dict[int, set[str]] = {}
    unsure: dict[int, set[str]] = {}
    for family, events in (("Incident", case.gold["incidents"]), ("Action", case.gold["actions"])):
        for event in events:
            kinds = [f"{family}:{kind}" for kind in (event["type"], *event.get("alt_types", []))]
            for number, sentence in enumerate(_sentences_of(case.text, event["evidence"])):
                sure = not number and not event.get("optional")
                (right if sure else unsure).setdefault(sentence, set()).add(kinds[0])
                unsure.setdefault(sentence, set()).update(kinds[1:])
    beside = frozenset(label for labels in (*right.values(), *unsure.values()) for label in labels)
    text = case.text
    language = text.document.language
    dates = find_dates(text.plain, language, text.document.published)
    mentions = sure_mentions(text, case.named)
    for told in sentences.look_at(text, find_triggers(text), mentions, dates, find_money(text.plain, language)):
        own = frozenset(right.get(told.sentence.index, ()))
        unsure_here = frozenset(unsure.get(told.sentence.index, ())) - own
        yield Example(case.case, told.features, own, unsure_here, beside - own)


def _sentences_of(text: Text, evidence: str) -> list[int]:
    start = text.document.text.find(evidence)
    end = start + len(evidence)
    found = []
    for sentence in text.sentences if start >= 0 else ():
        common = min(end, sentence.end) - max(start, sentence.start)
        if common > 0 and common >= COVERED * min(sentence.end - sentence.start, len(evidence)):
            found.append(sentence.index)
    return found


def name_examples(case: Case) -> Iterator[Example]:
    """Yield the doubtful names of a document, each with the kind of what it names, or NONE."""
    spans = dict(_gold_spans(case.text.document.text, case.gold["entities"]))
    for candidate in doubtful(case.text, case.named, sure_mentions(case.text, case.named)):
        entity = spans.get((candidate.start, candidate.end))
        overlapping = [e for (start, end), e in spans.items() if start < candidate.end and candidate.start < end]
        features = features_of(case.text, candidate)
        if entity is not None and not entity.get("optional") and entity["type"] in KINDS:
            yield Example(case.case, features, frozenset({entity["type"]}))
        elif not any(e.get("optional") for e in overlapping):
            yield Example(case.case, features, frozenset({NONE}))


def _gold_spans(plain: str, entities: Sequence[Item]) -> Iterator[tuple[tuple[int, int], Item]]:
    """Yield where the entities are named, the longest names first where some lie within others."""
    every = sorted(((m, e) for e in entities for m in e["mentions"]), key=lambda p: -len(p[0]))
    taken = bytearray(len(plain))
    for written, entity in every:
        for match in re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", plain):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                yield match.span(), entity


def party_examples(case: Case) -> Iterator[Example]:
    """Yield the candidates for the roles of each telling, each with the roles that are its own.

    Of a role that the annotated event leaves empty nothing is learnt. A telling of no annotated event has no parties.
    """
    scene, _ = stage(case.text, find_triggers(case.text), case.named)
    ids = _aligned(scene.cast.entities, case.gold["entities"])
    for trigger in scene.triggers:
        told = _told_by(case, scene, trigger, ids)
        if trigger.status in (Status.DENIED, Status.HYPOTHETICAL) or not (told or trigger.strong):
            continue
        roles = OF_FAMILY[trigger.family]
        parties = {role: {e for event in told for e in event.get(role) or []} for role in roles}
        unknown = frozenset(role for role in ROLES if role not in roles or (told and not parties[role]))
        for suit in suits(scene, trigger):
            own = ids.get(scene.entity(suit.place.entity).id)
            right = frozenset(role for role in roles if own in parties[role])
            yield Example(case.case, suit.features, right, unknown, rivalry=f"{case.name} {trigger.start} {roles}")


def _told_by(case: Case, scene: Scene, trigger: Trigger, ids: dict[str, str]) -> list[Item]:
    """Return the events that a telling may tell: those that its sentence states, else those of its sort.

    Where there are several of its sort, they are those of which it names one that was hit or addressed.
    """
    family = "incidents" if trigger.family == "Incident" else "actions"
    sorts = [(e, {_sort(k, trigger.family) for k in (e["type"], *e.get("alt_types", []))}) for e in case.gold[family]]
    fitting = [event for event, own in sorts if _sort(trigger.kind, trigger.family) in own]
    stated = [e for e in fitting if trigger.sentence in _sentences_of(case.text, e["evidence"])]
    if stated or len(fitting) == 1:
        return stated or fitting
    named = {ids.get(scene.entity(p.entity).id) for p in scene.places_in(scene.sentence(trigger.sentence))}
    return [e for e in fitting if named & {i for role in ("affected", "target") for i in e.get(role) or []}]


def _sort(kind: str, family: str) -> str:
    if family == "Incident":
        return SORTS[kind]
    return "sanction" if kind in ("Fine", "Sanction", "Penalty", "Settlement") else kind


def _aligned(found: Sequence[Entity], gold: Sequence[Item]) -> dict[str, str]:
    """Return the annotated entity of each entity that was found, by the mentions that they share."""
    names = {e["id"]: {_bare(written) for written in (e["name"], *e["mentions"])} for e in gold}
    aligned = {}
    for entity in found:
        own = {_bare(quote.text) for quote in entity.mentions} | {_bare(entity.name)}
        shared = {annotated: len(own & known) for annotated, known in names.items() if own & known}
        if shared:
            aligned[entity.id] = max(shared, key=lambda i: (shared[i], i))
    return aligned


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|le|la|les|l'|l’) ?", "", " ".join(name.lower().split()))
