"""Extractions made for tests: one by one, or many at random, and what they leave in a store.

The text of a document is made of the passages that are quoted from it, so every quote stands where
its offsets say.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import batched, islice
from pathlib import Path

from greffier.graph.identity import document_id
from greffier.graph.occurrences import Testimony, locate
from greffier.graph.records import (
    Amount,
    AmountKind,
    Claim,
    Count,
    Document,
    Entity,
    Event,
    Extraction,
    Outcome,
    Quote,
    Status,
)
from greffier.graph.store import Store, open_store
from greffier.ingest.integration import integrate

READER = "made for tests"


class Report:
    """Put together what one document says; each method returns the local id of what it adds."""

    def __init__(self, name: str, published: str | None = None, language: str = "en") -> None:
        self.name = name
        self.published = published
        self.language = language
        self.text = f"{name}\n\n"
        self._entities: list[Entity] = []
        self._incidents: list[Event] = []
        self._actions: list[Event] = []
        self._claims: list[Claim] = []

    def quote(self, words: str) -> Quote:
        """Add the words to the text, and return where they stand."""
        start = len(self.text)
        self.text += f"{words}\n"
        return Quote(start, start + len(words), words)

    def entity(
        self,
        kind: str,
        name: str,
        *,
        known_as: str | None = None,
        candidates: tuple[str, ...] = (),
        jurisdiction: str | None = None,
        mentions: Sequence[str] = (),
    ) -> str:
        local = f"e{len(self._entities) + 1}"
        found = tuple(self.quote(words) for words in mentions or (name,))
        self._entities.append(Entity(local, kind, name, found, "rule", 0.9, known_as, candidates, jurisdiction))
        return local

    def incident(
        self,
        kind: str,
        *affected: str,
        date: str | None = None,
        announced: str | None = None,
        status: Status = Status.ASSERTED,
        evidence: Quote | None = None,
        anchor: Quote | None = None,
    ) -> str:
        local = f"i{len(self._incidents) + 1}"
        quote = evidence or self.quote(f"There was a case of {kind}.")
        self._incidents.append(Event(local, kind, anchor or quote, quote, "rule", 0.8, status))
        for filler in affected:
            self.claim(local, "affected", object=filler, status=status, evidence=quote)
        for predicate, value in (("date", date), ("announced", announced)):
            if value:
                self.claim(local, predicate, value=value, status=status, evidence=quote)
        return local

    def action(
        self,
        kind: str,
        *targets: str,
        issuer: str | None = None,
        law: str | None = None,
        concerns: str | None = None,
        date: str | None = None,
        amount: Amount | None = None,
        status: Status = Status.ASSERTED,
        evidence: Quote | None = None,
        anchor: Quote | None = None,
    ) -> str:
        local = f"a{len(self._actions) + 1}"
        quote = evidence or self.quote(f"There was a measure: {kind}.")
        self._actions.append(Event(local, kind, anchor or quote, quote, "rule", 0.8, status))
        fillers = [("target", t) for t in targets] + [
            ("issuer", issuer),
            ("law", law),
            ("concerns", concerns),
        ]
        for predicate, filler in fillers:
            if filler:
                self.claim(local, predicate, object=filler, status=status, evidence=quote)
        if date:
            self.claim(local, "date", value=date, status=status, evidence=quote)
        if amount:
            self.claim(local, "amount", value=amount, status=status, evidence=quote)
        return local

    def claim(
        self,
        subject: str,
        predicate: str,
        *,
        object: str | None = None,
        value: str | Amount | Count | None = None,
        status: Status = Status.ASSERTED,
        evidence: Quote | None = None,
    ) -> None:
        quote = evidence or self.quote(f"It is said of {subject}: {predicate}.")
        self._claims.append(Claim(subject, predicate, quote, "rule", 0.7, object, value, status))

    def extraction(self) -> Extraction:
        document = Document(
            id=document_id(self.text),
            name=self.name,
            title=self.name,
            text=self.text,
            published=self.published,
            language=self.language,
            source=f"{self.name}.txt",
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
        )
        return Extraction(
            document,
            READER,
            tuple(self._entities),
            tuple(self._incidents),
            tuple(self._actions),
            tuple(self._claims),
        )

    def testimony(self) -> Testimony:
        return locate(self.extraction())


def imposed(value: str, currency: str = "EUR") -> Amount:
    return Amount(Decimal(value), currency, None, AmountKind.IMPOSED)


def exposure(value: str, currency: str = "CAD", per: str | None = "day") -> Amount:
    return Amount(Decimal(value), currency, per, AmountKind.EXPOSURE)


# Few names, dates and sums, so that the documents of a small set have many in common.
NAMED = (
    ("Insurer", ("Northwind Mutual", "The Northwind Mutual Inc.", "NORTHWIND MUTUAL")),
    ("Bank", ("Banque Lémane", "Banque Lemane SA")),
    ("Federation", ("Fédération Aurore", "la Fédération Aurore")),
    ("Institution", ("Fédération Aurore",)),
    ("Company", ("Kestrel Telecom", "Kestrel Telecom plc")),
)
KNOWN = (
    ("Bank", "Ostrava Bank", "organization/ostrava-bank"),
    ("Regulator", "Autorité des données", "regulator/aa-data"),
    ("Regulator", "Office of Markets", "regulator/bb-markets"),
    ("Law", "Loi sur les données", "law/aa-data-act"),
)
DATES = (None, None, "2020", "2020-12", "2020-12-14", "2020-12-20", "2021-03-02")
SUMS = (None, None, imposed("183000000"), imposed("183900000"), imposed("20000000"), exposure("10000"))
PUBLISHED = (None, "2020-12-15", "2020-12-15", "2021-01-20", "2021-03-05")
INCIDENTS = ("Cyberattack", "Cyberattack", "DataBreach", "Ransomware", "Outage")
ACTIONS = ("Fine", "Fine", "Fine", "Penalty", "Settlement", "Order")
STATUSES = (*[Status.ASSERTED] * 6, Status.ALLEGED, Status.HYPOTHETICAL, Status.DENIED)


def generate(seed: int, count: int) -> tuple[Extraction, ...]:
    """Return what `count` documents say; the same for the same seed."""
    chance = random.Random(seed)
    return tuple(_report(chance, f"Report {seed}-{number}").extraction() for number in range(count))


def generate_testimonies(seed: int, count: int) -> tuple[Testimony, ...]:
    """Return the same, located."""
    return tuple(locate(extraction) for extraction in generate(seed, count))


def _report(chance: random.Random, name: str) -> Report:
    report = Report(name, chance.choice(PUBLISHED), chance.choice(("en", "fr")))
    bodies = []
    for kind, names in chance.sample(NAMED, chance.randint(1, 3)):
        mentions = chance.choices(names, k=chance.randint(1, 2))
        bodies.append(report.entity(kind, chance.choice(names), mentions=mentions))
    regulators: list[str] = []
    laws: list[str] = []
    for kind, name_, known_as in chance.sample(KNOWN, chance.randint(0, 3)):
        local = report.entity(kind, name_, known_as=known_as)
        {"Regulator": regulators, "Law": laws}.get(kind, bodies).append(local)
    if chance.random() < 0.2:
        candidates = ("regulator/aa-amf", "regulator/bb-amf")
        regulators.append(report.entity("Regulator", "AMF", candidates=candidates))
    # Several events in one sentence: only their anchors tell them apart.
    shared = report.quote("All this came out on one single day of that year.")
    words = [Quote(m.start() + shared.start, m.end() + shared.start, m[0]) for m in re.finditer(r"\w+", shared.text)]
    anchors = iter(chance.sample(words, 5))

    def parties() -> list[str]:
        return chance.sample(bodies, min(chance.choice((0, 1, 1, 1, 2)), len(bodies)))

    incidents = []
    for anchor in islice(anchors, chance.randint(0, 2)):
        together = chance.random() < 0.5
        incidents.append(
            report.incident(
                chance.choice(INCIDENTS),
                *parties(),
                date=chance.choice(DATES),
                announced=chance.choice(DATES),
                status=chance.choice(STATUSES),
                evidence=shared if together else None,
                anchor=anchor if together else None,
            )
        )
    for anchor in islice(anchors, chance.randint(0, 3)):
        together = chance.random() < 0.5
        action = report.action(
            chance.choice(ACTIONS),
            *parties(),
            issuer=chance.choice([None, *regulators]),
            law=chance.choice([None, *laws]),
            concerns=chance.choice([None, *incidents]),
            date=chance.choice(DATES),
            amount=chance.choice(SUMS),
            status=chance.choice(STATUSES),
            evidence=shared if together else None,
            anchor=anchor if together else None,
        )
        if anchor.start % 2:  # without drawing, so that all else stays as it was
            outcome = tuple(Outcome)[anchor.start % len(Outcome)]
            report.claim(
                action, "outcome", value=outcome, status=STATUSES[anchor.start % len(STATUSES)], evidence=shared
            )
    if len(bodies) > 1 and chance.random() < 0.5:
        one, other = chance.sample(bodies, 2)
        report.claim(one, "part_of", object=other, status=chance.choice(STATUSES))
    if regulators and chance.random() < 0.5:
        report.claim(chance.choice(bodies), "notified", object=chance.choice(regulators))
    return report


@contextmanager
def fresh_store() -> Iterator[Store]:
    """Give an empty store that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder, "graph.kgl")), writable=True) as store,
    ):
        yield store


def take_in(store: Store, testimonies: Iterable[Testimony], batch: int = 100) -> None:
    """Write what the testimonies say into the store, `batch` documents a transaction."""
    for members in batched(testimonies, batch):
        store.write(integrate(store, members))


def withdraw(store: Store, testimonies: Iterable[Testimony]) -> None:
    """Take what these documents said out of the store."""
    store.write(integrate(store, (), [t.document.id for t in testimonies]))


def contents(store: Store) -> tuple[list[str], list[str]]:
    """Return all nodes and all relations of a store, each as a line, in a fixed order."""
    nodes = [json.dumps(row, default=str, sort_keys=True) for row in store.read("MATCH (n) RETURN n")]
    edges = [
        json.dumps(row, default=str, sort_keys=True)
        for row in store.read("MATCH (a)-[r]->(b) RETURN a.id AS a, r, b.id AS b")
    ]
    return sorted(nodes), sorted(edges)


def syndicated(extraction: Extraction, site: str, published: str | None) -> Extraction:
    """Return the same on another site: the text and what it says, with a line of the site's own at the end."""
    text = f"{extraction.document.text}From the wire, for {site}.\n"
    document = replace(
        extraction.document,
        id=document_id(text),
        name=f"{extraction.document.name} at {site}",
        text=text,
        published=published,
        source=f"{extraction.document.name} at {site}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return replace(extraction, document=document)


def story() -> Report:
    """Return a report of a leak, of as many words as copies of it can be told by."""
    report = Report("Kestrel Telecom admits a leak of the data of its customers")
    report.quote(
        "The operator said on Monday that the names and addresses of some customers had been copied by thieves"
    )
    report.quote("who had come in by way of the network of a supplier, which it declined to name for the time being.")
    report.incident("DataBreach", report.entity("Company", "Kestrel Telecom"))
    return report
