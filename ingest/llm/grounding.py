"""Grounding: from what a model answers to what the document says.

Every mention and all evidence is found in the document, word for word, or the item is dropped and
counted; kinds and predicates are those of the graph model; roles are filled by what was kept only. The sentences of
the evidence must tell of such an event or name who it is about, and nothing is told more firmly than they tell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from greffier.graph.model import model
from greffier.graph.records import Amount, AmountKind, Claim, Event, Extraction, Quote, Status
from greffier.ingest.llm.alignment import Aligner
from greffier.ingest.llm.answers import ActionAnswer, Answer, IncidentAnswer, RelationAnswer
from greffier.ingest.llm.drops import Drop, Drops
from greffier.ingest.llm.linking import Linker
from greffier.ingest.llm.parts import Part
from greffier.ingest.llm.passages import Passage, Passages
from greffier.ingest.llm.statuses import PUNISHING, status_of, status_of_passage, tells, weaker
from greffier.ingest.llm.values import Read, ValueReader
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, find_triggers

CONFIDENCE: Final = 0.8  # of what a model says, once grounded
CHECKED: Final = 0.9  # of a value that our own grammar reads in the same words
ELSEWHERE: Final = 0.6  # of either, where it does not stand by the words that tell the event
UNKNOWN: Final = 0.5  # of an event in whose sentences the rules know no word that tells of one
ROLES: Final = ("affected", "issuer", "target", "law", "concerns")
UNTOLD: Final = ("ControlFailure", "Other")  # kinds that the rules know few words for: any sentence may tell them
OF_AUTHORITY: Final = ("Fine", "Penalty", "Order", "Investigation")  # what only authorities and courts do
PARTIES: Final = ("affected", "issuer", "target")
_COURT: Final = re.compile(r"\b(?:court|tribunal|cour|judge|juge|jury|conseil d'état)\b", re.I)
ALIASES: Final = {"subsidiary_of": "part_of", "member_of": "part_of"}


@dataclass(frozen=True, slots=True)
class _Told:
    """Hold an event that is kept, what was said of it, its passage, and its sum."""

    event: Event
    said: IncidentAnswer | ActionAnswer
    passage: Passage
    amount: Read | None


class Ground:
    """Hold one document, ready for the answers about it to be grounded in it."""

    def __init__(self, text: Text, rule: str, reader: str) -> None:
        self.text = text
        self._rule = rule
        self._reader = reader
        self._aligner = Aligner(text)
        self._linker = Linker(text)
        self._values = ValueReader(text, self._aligner)
        self._triggers = find_triggers(text)

    def ground(self, answer: Answer, part: Part, drops: Drops) -> Extraction:
        """Return what holds of an answer about a part of the text; count the rest in `drops`.

        Nothing is kept of an answer without an event or a relation: it says nothing of whom it names.
        """
        linked = self._linker.link(answer.entities, self._aligner, part, self._rule, drops)
        passages = Passages(self.text, self._triggers, linked.places)
        kinds = {e.id: model().family_of(e.kind) for e in linked.entities}
        authorities = frozenset(e.id for e in linked.entities if e.kind == "Regulator" or _COURT.search(e.name))
        ids = dict(linked.ids)
        claims: list[Claim] = []
        incidents = self._events(answer.incidents, "Incident", part, passages, authorities, ids, drops)
        actions = self._events(answer.actions, "Action", part, passages, authorities, ids, drops)
        families = kinds | {t.event.id: "Incident" for t in incidents} | {t.event.id: "Action" for t in actions}
        for told in (*incidents, *actions):
            claims += self._roles(told, passages, ids, families, drops)
            claims += self._read_values(told, part, drops)
        claims += self._relations(answer.relations, part, passages, ids, families, drops)
        document = self.text.document
        if not incidents and not actions and not claims:
            return Extraction(document, self._reader)
        return Extraction(
            document,
            self._reader,
            linked.entities,
            tuple(t.event for t in incidents),
            tuple(t.event for t in actions),
            tuple(claims),
        )

    def _events(
        self,
        answered: Iterable[IncidentAnswer | ActionAnswer],
        family: str,
        part: Part,
        passages: Passages,
        authorities: frozenset[str],
        ids: dict[str, str],
        drops: Drops,
    ) -> list[_Told]:
        """Return the events that the text tells; add their ids to `ids`."""
        found: list[_Told] = []
        for said in answered:
            if said.type not in model().families[family].kinds:
                drops[Drop.UNKNOWN_KIND] += 1
                continue
            if said.id in ids:
                drops[Drop.MALFORMED] += 1
                continue
            place = self._aligner.find(said.evidence, part.start, part.end)
            if place is None:
                drops[Drop.NOT_IN_DOCUMENT] += 1
                continue
            passage = passages.around(*place)
            amount = self._read_amount(said, part, drops)
            reason = self._unfounded(said, family, passage, passages, ids, amount)
            if not reason and isinstance(said, ActionAnswer) and _swapped(said, authorities, ids):
                reason = Drop.SWAPPED
            if reason:
                drops[reason] += 1
                continue
            triggers = passages.triggers(passage, family)
            status = weaker(said.status, self._status(said.type, triggers, passage, amount))
            if status is not said.status:
                drops[Drop.STATUS] += 1
            local = f"{family[0].lower()}{len(found) + 1}"
            ids[said.id] = local
            evidence = self.text.quote(passage.start, passage.end)
            anchor = self._anchor(triggers, passage, said.type) or evidence
            confidence = CONFIDENCE if triggers else UNKNOWN
            event = Event(local, said.type, anchor, evidence, self._rule, confidence, status)
            found.append(_Told(event, said, passage, amount))
        return found

    def _unfounded(
        self,
        said: IncidentAnswer | ActionAnswer,
        family: str,
        passage: Passage,
        passages: Passages,
        ids: Mapping[str, str],
        amount: Read | None,
    ) -> Drop | None:
        """Return why an event is not kept that its evidence does not bear out; None where it does."""
        parties = [ids[i] for role in PARTIES for i in getattr(said, role, ()) if i in ids]
        fillers = [ids[i] for role in ROLES for i in getattr(said, role, ()) if i in ids]
        near = passages.beside if said.type in UNTOLD else passages.named
        told = near(passage, fillers) or passages.taken_up(passage, parties) or _stands_in(amount, passage)
        if not (told or passages.triggers(passage, family)):
            return Drop.EVIDENCE
        found = passages.beside(passage, parties) or passages.titled(parties) or passages.taken_up(passage, parties)
        if parties and not found:
            return Drop.PARTIES
        return None

    def _status(self, kind: str, triggers: list[Trigger], passage: Passage, amount: Read | None) -> Status:
        """Return how a passage presents an event: a punishment of which only a threatening sum tells is none yet."""
        status = status_of(self.text, triggers, kind, passage.start, passage.end)
        exposed = amount and isinstance(amount.value, Amount) and amount.value.kind is AmountKind.EXPOSURE
        done = any(tells(t, kind) for t in triggers)
        if kind in PUNISHING and exposed and _stands_in(amount, passage) and not done:
            return weaker(status, Status.HYPOTHETICAL)
        return status

    def _anchor(self, triggers: list[Trigger], passage: Passage, kind: str) -> Quote | None:
        """Return the word in the evidence that tells such an event, where the rules know one."""
        inside = [t for t in triggers if passage.start <= t.start and t.end <= passage.end]

        def order(trigger: Trigger) -> tuple[bool, bool, int]:
            return (trigger.kind != kind, not trigger.strong, trigger.start)

        best = min(inside, key=order, default=None)
        return self.text.quote(best.start, best.end) if best else None

    def _roles(
        self, told: _Told, passages: Passages, ids: Mapping[str, str], families: Mapping[str, str], drops: Drops
    ) -> Iterable[Claim]:
        event = told.event
        for role in ROLES:
            for filler in dict.fromkeys(getattr(told.said, role, ())):
                local = ids.get(filler)
                if local is None or families[local] != model().predicates[role].object:
                    drops[Drop.UNKNOWN_ITEM] += 1
                    continue
                near = role == "concerns" or passages.beside(told.passage, (local,))
                confidence = event.confidence if near else min(event.confidence, ELSEWHERE)
                yield self._claim(event.id, role, event.evidence, event.status, local, confidence)

    def _read_amount(self, said: IncidentAnswer | ActionAnswer, part: Part, drops: Drops) -> Read | None:
        if isinstance(said, ActionAnswer) and said.amount:
            return self._values.read_amount(said.amount, part.start, part.end, drops)
        return None

    def _read_values(self, told: _Told, part: Part, drops: Drops) -> Iterable[Claim]:
        for slot in ("date", "announced"):
            given = getattr(told.said, slot, None)
            if given:
                yield from self._valued(told, slot, self._values.read_date(given, part.start, part.end, drops))
        yield from self._valued(told, "amount", told.amount)

    def _valued(self, told: _Told, slot: str, read: Read | None) -> Iterable[Claim]:
        event = told.event
        if read:
            confidence = CHECKED if _stands_in(read, told.passage) else ELSEWHERE
            yield Claim(event.id, slot, read.evidence, self._rule, confidence, value=read.value, status=event.status)

    def _relations(
        self,
        answered: Iterable[RelationAnswer],
        part: Part,
        passages: Passages,
        ids: Mapping[str, str],
        families: Mapping[str, str],
        drops: Drops,
    ) -> Iterable[Claim]:
        found: list[Claim] = []
        for said in answered:
            name = ALIASES.get(said.type.lower(), said.type.lower())
            predicate = model().predicates.get(name)
            if predicate is None or predicate.subject != "Organization":
                drops[Drop.UNKNOWN_KIND] += 1
                continue
            subject, filler = ids.get(said.subject), ids.get(said.object)
            if not (subject and filler and subject != filler) or {families[subject], families[filler]} != {
                "Organization"
            }:
                drops[Drop.UNKNOWN_ITEM] += 1
                continue
            place = self._aligner.find(said.evidence, part.start, part.end)
            if place is None:
                drops[Drop.NOT_IN_DOCUMENT] += 1
                continue
            passage = passages.around(*place)
            ends = (subject, filler)
            near = len(passages.beside(passage, ends)) == len(ends)
            if not passages.named(passage, ends) or not (near or passages.titled(ends)):
                drops[Drop.ENDS] += 1
                continue
            if status_of_passage(self.text, passage.start, passage.end) is not Status.ASSERTED:
                drops[Drop.UNCERTAIN] += 1
                continue
            evidence = self.text.quote(passage.start, passage.end)
            found.append(
                self._claim(subject, name, evidence, Status.ASSERTED, filler, CONFIDENCE if near else ELSEWHERE)
            )
        consistent = [c for c in found if not any(_contradict(c, other) for other in found)]
        if len(consistent) < len(found):
            drops[Drop.CONTRADICTION] += len(found) - len(consistent)
        return consistent

    def _claim(
        self, subject: str, predicate: str, evidence: Quote, status: Status, filler: str, confidence: float
    ) -> Claim:
        return Claim(subject, predicate, evidence, self._rule, confidence, object=filler, status=status)


def _swapped(said: ActionAnswer, authorities: frozenset[str], ids: Mapping[str, str]) -> bool:
    """Return whether an act of authority is told as that of another body on an authority."""
    issuers, targets = ({ids[i] for i in role if i in ids} for role in (said.issuer, said.target))
    return (
        said.type in OF_AUTHORITY and bool(issuers and targets) and targets <= authorities and not issuers & authorities
    )


def _stands_in(read: Read | None, passage: Passage) -> bool:
    """Return whether a value stands in the sentences of a passage."""
    return bool(read and read.place and passage.holds(*read.place))


def _contradict(one: Claim, other: Claim) -> bool:
    """Return whether two relations are one told in both directions by the same words."""
    if one.predicate != other.predicate or (one.subject, one.object) != (other.object, other.subject):
        return False
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
