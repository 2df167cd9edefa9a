"""Grounding: from what a model answers to what the document says.

Every mention and all evidence is found in the document, word for word, or the item is dropped and
counted; kinds and predicates are those of the graph model; roles are filled by what was kept only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from greffier.graph.model import model
from greffier.graph.records import Claim, Event, Extraction, Quote, Status
from greffier.ingest.llm.alignment import Aligner
from greffier.ingest.llm.answers import ActionAnswer, Answer, IncidentAnswer, RelationAnswer
from greffier.ingest.llm.drops import Drop, Drops
from greffier.ingest.llm.linking import Linker
from greffier.ingest.llm.parts import Part
from greffier.ingest.llm.values import Read, ValueReader
from greffier.ingest.texts import Text
from greffier.ingest.triggers import Trigger, find_triggers

CONFIDENCE: Final = 0.8  # of what a model says, once grounded
CHECKED: Final = 0.9  # of a value that our own grammar reads in the same words
ROLES: Final = ("affected", "issuer", "target", "law", "concerns")
ALIASES: Final = {"subsidiary_of": "part_of", "member_of": "part_of"}


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
        kinds = {e.id: model().family_of(e.kind) for e in linked.entities}
        ids = dict(linked.ids)
        claims: list[Claim] = []
        incidents = self._events(answer.incidents, "Incident", part, ids, drops)
        actions = self._events(answer.actions, "Action", part, ids, drops)
        families = kinds | {e.id: "Incident" for e, _ in incidents} | {e.id: "Action" for e, _ in actions}
        for event, said in (*incidents, *actions):
            claims += self._roles(event, said, ids, families, drops)
            claims += self._read_values(event, said, part, drops)
        claims += self._relations(answer.relations, part, ids, families, drops)
        document = self.text.document
        if not incidents and not actions and not claims:
            return Extraction(document, self._reader)
        return Extraction(
            document,
            self._reader,
            linked.entities,
            tuple(e for e, _ in incidents),
            tuple(e for e, _ in actions),
            tuple(claims),
        )

    def _events(
        self,
        answered: Iterable[IncidentAnswer | ActionAnswer],
        family: str,
        part: Part,
        ids: dict[str, str],
        drops: Drops,
    ) -> list[tuple[Event, IncidentAnswer | ActionAnswer]]:
        """Return the events that stand in the text, each with what was said of it; add their ids to `ids`."""
        found: list[tuple[Event, IncidentAnswer | ActionAnswer]] = []
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
            local = f"{family[0].lower()}{len(found) + 1}"
            ids[said.id] = local
            evidence = self.text.quote(*place)
            anchor = self._anchor(place, family, said.type) or evidence
            found.append((Event(local, said.type, anchor, evidence, self._rule, CONFIDENCE, said.status), said))
        return found

    def _anchor(self, place: tuple[int, int], family: str, kind: str) -> Quote | None:
        """Return the word in the evidence that tells such an event, where the rules know one."""
        inside = [t for t in self._triggers if t.family == family and place[0] <= t.start and t.end <= place[1]]

        def order(trigger: Trigger) -> tuple[bool, bool, int]:
            return (trigger.kind != kind, not trigger.strong, trigger.start)

        best = min(inside, key=order, default=None)
        return self.text.quote(best.start, best.end) if best else None

    def _roles(
        self,
        event: Event,
        said: IncidentAnswer | ActionAnswer,
        ids: Mapping[str, str],
        families: Mapping[str, str],
        drops: Drops,
    ) -> Iterable[Claim]:
        for role in ROLES:
            for filler in dict.fromkeys(getattr(said, role, ())):
                local = ids.get(filler)
                if local is None or families[local] != model().predicates[role].object:
                    drops[Drop.UNKNOWN_ITEM] += 1
                    continue
                yield self._claim(event.id, role, event.evidence, event.status, local)

    def _read_values(
        self, event: Event, said: IncidentAnswer | ActionAnswer, part: Part, drops: Drops
    ) -> Iterable[Claim]:
        for slot in ("date", "announced"):
            given = getattr(said, slot, None)
            if given:
                yield from self._valued(event, slot, self._values.read_date(given, part.start, part.end, drops))
        if isinstance(said, ActionAnswer) and said.amount:
            read = self._values.read_amount(said.amount, part.start, part.end, drops)
            yield from self._valued(event, "amount", read)

    def _valued(self, event: Event, slot: str, read: Read | None) -> Iterable[Claim]:
        if read:
            yield Claim(event.id, slot, read.evidence, self._rule, CHECKED, value=read.value, status=event.status)

    def _relations(
        self,
        answered: Iterable[RelationAnswer],
        part: Part,
        ids: Mapping[str, str],
        families: Mapping[str, str],
        drops: Drops,
    ) -> Iterable[Claim]:
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
            yield self._claim(subject, name, self.text.quote(*place), Status.ASSERTED, filler)

    def _claim(self, subject: str, predicate: str, evidence: Quote, status: Status, filler: str) -> Claim:
        return Claim(subject, predicate, evidence, self._rule, CONFIDENCE, object=filler, status=status)
