"""Make graphs to measure with: as skewed as news is, with full provenance, the same for the same size.

A few institutions and authorities are in most of the news, most are in little; an event is told by one document or
by many. Each document has a text, and every occurrence and claim quotes it. Things and the relations between them are
projected by the program itself.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.identity import claim_id, digest, document_id, event_id, named_thing_id, occurrence_id
from greffier.graph.occurrences import LocatedClaim, Occurrence, Testimony, provenance
from greffier.graph.projection import Evidence, project
from greffier.graph.records import Amount, AmountKind, Claim, Document, Quote, Status

READER = "benchmark"
SYLLABLES = "ba del cor mon ver li san tor qui nor bel gar fon ter mar lun pra ost vil ram".split()
KINDS = ("Bank", "Insurer", "Company", "Institution", "Federation")
INCIDENTS = ("DataBreach", "Cyberattack", "Ransomware", "Outage", "Fraud", "ControlFailure")
ACTIONS = ("Fine", "Order", "Penalty", "Settlement", "Investigation")
JURISDICTIONS = ("FR", "GB", "CA-QC", "US", "DE", "BE", "CH", "CA")
FILLER = (
    "Customers were told by letter within the week.",
    "A spokeswoman declined to comment on the figures.",
    "Le dossier a été transmis aux services compétents, selon une source proche.",
    "Analysts had expected a longer procedure, given the number of people concerned.",
    "L'établissement affirme avoir renforcé ses contrôles depuis lors.",
    "The matter had been known to insiders for several months.",
)


@dataclass(frozen=True, slots=True)
class Party:
    """Hold an organisation or law that documents name."""

    id: str
    name: str
    kind: str
    jurisdiction: str


@dataclass(slots=True)
class Graph:
    """Hold all nodes and relations of a graph."""

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.nodes) + len(self.edges)

    def batches(self, size: int) -> Iterator[Changes]:
        """Yield the changes that make it in a store that has none of it, so many nodes or relations each."""
        for at in range(0, len(self.nodes), size):
            yield Changes(new_nodes=tuple(self.nodes[at : at + size]))
        for at in range(0, len(self.edges), size):
            yield Changes(new_edges=tuple(self.edges[at : at + size]))


class World:
    """Hold whom the news is about, and tell events of them."""

    def __init__(self, documents: int, seed: int = 1) -> None:
        """Make as many parties as so many documents would speak of."""
        self._chance = random.Random(seed)
        self.institutions = [self._party("organization", KINDS, "") for _ in range(max(20, documents // 8))]
        self.regulators = [self._party("organization", ("Regulator",), " Authority") for _ in range(60)]
        self.laws = [self._party("law", ("Law",), " Act") for _ in range(150)]
        self._weights = {
            id(parties): list(accumulate(1 / (rank + 2) for rank in range(len(parties))))
            for parties in (self.institutions, self.regulators, self.laws)
        }
        self._groups = {party.id: self.pick(self.institutions) for party in self.institutions[1::4]}

    def _party(self, prefix: str, kinds: Sequence[str], ending: str) -> Party:
        word = "".join(self._chance.choice(SYLLABLES) for _ in range(3)).title()
        name = f"{word} {self._chance.choice(SYLLABLES).title()}{self._chance.randrange(100)}{ending}"
        kind = self._chance.choice(kinds)
        return Party(named_thing_id(prefix, name), name, kind, self._chance.choice(JURISDICTIONS))

    def pick(self, parties: list[Party]) -> Party:
        """Return one of the parties, the first ones far more often."""
        return self._chance.choices(parties, cum_weights=self._weights[id(parties)])[0]

    def events(self) -> Iterator[list["Report"]]:
        """Yield events without end: for each, the documents that tell it."""
        serial = 0
        while True:
            parties = self.pick(self.institutions), self.pick(self.regulators), self.pick(self.laws)
            day = date(2015, 1, 1) + timedelta(days=self._chance.randrange(3600))
            kinds = self._chance.choice(INCIDENTS), self._chance.choice(ACTIONS)
            euros = self._chance.choice((50_000, 400_000, 1_500_000, 27_000_000))
            parts = self._chance.choices((("i",), ("a",), ("i", "a")), (3, 3, 4))[0]
            tellings = self._chance.choices((1, 2, 3, 5, 9), (50, 25, 12, 9, 4))[0]
            yield [
                Report(
                    serial + number, parties, self._groups.get(parties[0].id), day, kinds, euros, parts, self._chance
                )
                for number in range(tellings)
            ]
            serial += tellings


class Report:
    """Put together one document on an event, and what it says."""

    def __init__(
        self,
        serial: int,
        parties: tuple[Party, Party, Party],
        group: Party | None,
        day: date,
        kinds: tuple[str, str],
        euros: int,
        parts: tuple[str, ...],
        chance: random.Random,
    ) -> None:
        """Write the text, with the places of all that is quoted."""
        self.institution, self.regulator, self.law = parties
        self.group, self.day, self.kinds, self.euros, self.parts = group, day, kinds, euros, parts
        self._published = day + timedelta(days=chance.randrange(1, 40))
        self._text = f"{self.institution.name} in the news ({serial})\n\n"
        self._sentences: dict[str, Quote] = {}
        if "i" in parts:
            self._say("i", f"{self.institution.name} was hit by a case of {kinds[0]} on {day}, which it made public.")
        if "a" in parts:
            law = f" under the {self.law.name}"
            self._say("a", f"The {self.regulator.name} took action ({kinds[1]}) against {self.institution.name}{law}.")
            self._say("amount", f"The sum is {euros:,} euros.")
        if group:
            self._say("part_of", f"{self.institution.name} is part of {group.name}.")
        for sentence in chance.choices(FILLER, k=chance.randrange(4, 14)):
            self._text += f"{sentence} "

    def _say(self, what: str, sentence: str) -> None:
        self._sentences[what] = Quote(len(self._text), len(self._text) + len(sentence), sentence)
        self._text += f"{sentence} "

    def testimony(self) -> Testimony:
        """Return what the document says, located."""
        name = document_id(self._text)
        title = self._text.split("\n", 1)[0]
        document = Document(
            *(name, title, title, self._text, self._published.isoformat(), "en", f"news/{name[9:]}.txt"),
            digest(self._text),
        )
        occurrences: dict[str, Occurrence] = {}
        for local, party in self._parties():
            occurrences[local] = self._occurrence(name, local, party.kind, party.name, party)
        for local, kind in zip("ia", self.kinds, strict=True):
            if local in self.parts:
                occurrences[local] = self._occurrence(name, local, kind, kind, None)
        ids = {local: occurrence.id for local, occurrence in occurrences.items()}
        claims = [
            Claim(ids[subject], predicate, self._sentences[where], f"benchmark.{predicate}", 0.9, object_, value)
            for subject, predicate, where, object_, value in self._claims(ids)
        ]
        located = (LocatedClaim(claim_id(name, claim), name, claim, rank) for rank, claim in enumerate(claims))
        return Testimony(document, READER, tuple(occurrences.values()), tuple(located))

    def things(self, telling: str) -> dict[str, str]:
        """Return the thing of each local id; `telling` is the id of the first document that tells the event."""
        found = {local: party.id for local, party in self._parties()}
        for local, prefix, kind in zip("ia", ("incident", "action"), self.kinds, strict=True):
            if local in self.parts:
                found[local] = event_id(prefix, f"{telling}/{local}", self.institution.name, kind, str(self.day))
        return found

    def _parties(self) -> Iterator[tuple[str, Party]]:
        yield "e1", self.institution
        if "a" in self.parts:
            yield "e2", self.regulator
            yield "e3", self.law
        if self.group and self.group.id != self.institution.id:
            yield "e4", self.group

    def _occurrence(self, document: str, local: str, kind: str, form: str, party: Party | None) -> Occurrence:
        mentions = []
        at = self._text.find(form)
        while at >= 0:
            mentions.append(Quote(at, at + len(form), form))
            at = self._text.find(form, at + 1)
        quote = mentions[0] if party else self._sentences[local]
        families = {"i": "Incident", "a": "Action"}
        family = "Law" if kind == "Law" else families.get(local, "Organization")
        return Occurrence(
            occurrence_id(document, local, *(mentions[0].start, mentions[0].end)),
            *(document, local, family, kind, form, quote, "benchmark", 0.9, Status.ASSERTED, tuple(mentions)),
            jurisdiction=party.jurisdiction if party else None,
        )

    def _claims(self, ids: dict[str, str]) -> Iterator[tuple[str, str, str, str | None, str | Amount | None]]:
        if "i" in self.parts:
            yield "i", "affected", "i", ids["e1"], None
            yield "i", "date", "i", None, self.day.isoformat()
            yield "i", "announced", "i", None, self._published.isoformat()[:7]
        if "a" in self.parts:
            yield "a", "issuer", "a", ids["e2"], None
            yield "a", "target", "a", ids["e1"], None
            yield "a", "law", "a", ids["e3"], None
            yield "a", "date", "a", None, (self.day + timedelta(days=30)).isoformat()
            kind = AmountKind.EXPOSURE if self.kinds[1] == "Order" else AmountKind.IMPOSED
            yield "a", "amount", "amount", None, Amount(Decimal(self.euros), "EUR", None, kind)
        if len(self.parts) == 2:
            yield "a", "concerns", "a", ids["i"], None
            yield "e1", "notified", "a", ids["e2"], None
        if "e4" in ids:
            yield "e1", "part_of", "part_of", ids["e4"], None


def make_graph(documents: int, seed: int = 1) -> Graph:
    """Return the graph of at least so many documents: some 13 nodes and 30 relations for each."""
    graph = Graph()
    occurrences: list[Occurrence] = []
    claims: list[LocatedClaim] = []
    things: dict[str, str] = {}
    published: dict[str, str | None] = {}
    for reports in World(documents, seed).events():
        first = None
        for report in reports:
            testimony = report.testimony()
            first = first or testimony.document.id
            thing = report.things(first)
            nodes, edges = provenance(testimony)
            graph.nodes.extend(nodes)
            graph.edges.extend(edges)
            published[testimony.document.id] = testimony.document.published
            for occurrence in testimony.occurrences:
                things[occurrence.id] = thing[occurrence.local]
                told: dict[str, PropertyValue] = {"score": 0.9, "why": "made so", "by": "benchmark"}
                graph.edges.append(
                    Edge("IS", "Occurrence", occurrence.id, occurrence.family, thing[occurrence.local], told)
                )
            occurrences.extend(testimony.occurrences)
            claims.extend(testimony.claims)
        if len(published) >= documents:
            break
    projected, relations = project(Evidence(tuple(occurrences), tuple(claims), things, published))
    graph.nodes.extend(projected)
    graph.edges.extend(relations)
    return graph
