"""Random documents that say everything the model has a place for: every kind, relation and status.

Names are in many scripts, much is absent or equal (dates, names, sums), organisations are part of each other in
circles, and one name stands for several bodies.
"""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Final

from greffier.graph.model import model
from greffier.graph.occurrences import Testimony, locate
from greffier.graph.records import Amount, AmountKind, Bound, Count, Counted, Event, Extraction, Outcome, Status
from tests.ingest.generated import Report, syndicated

BODIES: Final = (
    "Assurance Boréale",
    "ASSURANCE BORÉALE",
    "Œuvre d’Épargne",
    "Ünïon Bank",
    "Žižkov Pojišťovna",
    "Αθήνα Τράπεζα",
    "Банк Реки",
    "東京海上",
    'Müller & Söhne "Nord"',
    "O'Neill \\ Sons",
    "X",
    "😀 Mutual",
)
KNOWN: Final = (
    ("Regulator", "Autorité des données", "regulator/aa-data", "CA-QC"),
    ("Regulator", "Office of Markets", "regulator/bb-markets", "FR"),
    ("Bank", "Ostrava Bank", "organization/ostrava-bank", None),
    ("Institution", "Office of Markets", "organization/office-of-markets", "CA"),
)
LAWS: Final = (
    ("Loi sur les données", "law/aa-data-act", "FR"),
    ("Insurers Act", None, None),
    ("Règlement (UE) 2016/679", None, None),
)
CANDIDATES: Final = ("regulator/aa-amf", "regulator/bb-amf")
LAW_CANDIDATES: Final = ("law/aa-code", "law/bb-code")
DATES: Final = (None, None, "2020", "2020-12", "2020-12", "2020-12-14", "2021-03-02", "2019-02-28")
PUBLISHED: Final = (None, None, "2020-12-15", "2020-12-15", "2021-01-20")
SUMS: Final = (None, "0", "0.5", "10000", "10000", "1500000", "183000000.25")
NUMBERS: Final = (0, 100, 2_700_000, 2_714_000, 9_700_000, 3_000_000_000)
CURRENCIES: Final = ("EUR", "CAD", "CHF")
STATUSES: Final = (*[Status.ASSERTED] * 4, Status.ALLEGED, Status.HYPOTHETICAL, Status.DENIED)
RULES: Final = ("rule", "rule", "llm m", "rule + llm m", "rule + llm m")
BETWEEN: Final = ("part_of", "part_of", "part_of", "regulated_by", "notified", "acquired")


def wild_extractions(seed: int, count: int) -> tuple[Extraction, ...]:
    """Return what `count` documents say, the last of several a copy of the longest; the same for the same seed."""
    chance, readers = random.Random(seed), random.Random(f"readers {seed}")
    found = [_report(chance, f"Récit {seed}/{number} 😀 “x”").extraction() for number in range(count)]
    if len(found) > 1:
        longest = max(found[:-1], key=lambda e: len(e.document.text))
        found[-1] = syndicated(longest, "the Herald", "2021-01-21")
    return tuple(_read_by_both(readers, extraction) if readers.random() < 0.4 else extraction for extraction in found)


def _read_by_both(chance: random.Random, extraction: Extraction) -> Extraction:
    """Return an extraction as if two readers had told it, each a part of it, and differed in some kinds."""

    def told(event: Event) -> Event:
        rule = chance.choice((*RULES, f"rule as {event.kind} + llm m as Other"))
        return replace(event, rule=rule)

    return replace(
        extraction,
        reader=f"{extraction.reader} + llm m 1",
        incidents=tuple(map(told, extraction.incidents)),
        actions=tuple(map(told, extraction.actions)),
        claims=tuple(replace(claim, rule=chance.choice(RULES)) for claim in extraction.claims),
    )


def wild_testimonies(seed: int, count: int) -> tuple[Testimony, ...]:
    """Return the same, located."""
    return tuple(locate(extraction) for extraction in wild_extractions(seed, count))


def _report(chance: random.Random, name: str) -> Report:
    outcomes = random.Random(f"outcomes {name}")
    report = Report(name, chance.choice(PUBLISHED), chance.choice(("en", "fr")))
    if report.published:
        report.quote(f"date: {report.published}")
    report.quote(chance.choice(("It is told in English.", "C’est raconté en français.")))
    if chance.random() < 0.1:
        return report  # it says nothing
    kinds = [kind for kind in model().families["Organization"].kinds if kind != "Regulator"]
    bodies = [report.entity(chance.choice(kinds), body) for body in chance.sample(BODIES, chance.randint(1, 4))]
    for kind, body, known_as, where in chance.sample(KNOWN, chance.randint(0, 3)):
        bodies.append(report.entity(kind, body, known_as=known_as, jurisdiction=where))
    laws = [
        report.entity("Law", law, known_as=known_as, jurisdiction=where)
        for law, known_as, where in chance.sample(LAWS, chance.randint(0, 2))
    ]
    if chance.random() < 0.3:
        bodies.append(report.entity("Regulator", "AMF", candidates=CANDIDATES))
    if chance.random() < 0.3:
        laws.append(report.entity("Law", "Code", candidates=LAW_CANDIDATES))

    def some(most: int) -> list[str]:
        return chance.sample(bodies, min(chance.randint(0, most), len(bodies)))

    incidents = [
        report.incident(
            chance.choice(list(model().families["Incident"].kinds)),
            *some(3),
            date=chance.choice(DATES),
            announced=chance.choice(DATES),
            status=chance.choice(STATUSES),
        )
        for _ in range(chance.randint(0, 3))
    ]
    for local in incidents:
        for _ in range(chance.randint(0, 2)):
            report.claim(local, "persons", value=_count(chance), status=chance.choice(STATUSES))
    for _ in range(chance.randint(0, 4)):
        status = chance.choice(STATUSES)
        local = report.action(
            chance.choice(list(model().families["Action"].kinds)),
            *some(3),
            issuer=chance.choice([None, *bodies]),
            law=chance.choice([None, *laws]),
            concerns=chance.choice([None, *incidents]),
            date=chance.choice(DATES),
            amount=_sum(chance, AmountKind.IMPOSED),
            status=status,
        )
        threatened = _sum(chance, AmountKind.EXPOSURE)
        if threatened:
            report.claim(local, "amount", value=threatened, status=chance.choice(STATUSES))
        for _ in range(outcomes.randint(0, 2)):
            report.claim(local, "outcome", value=outcomes.choice(list(Outcome)), status=outcomes.choice(STATUSES))
        for law in laws[:1] if chance.random() < 0.3 else ():
            report.claim(local, "law", object=law, status=chance.choice(STATUSES))
        if chance.random() < 0.3:
            report.claim(local, "issuer", object=chance.choice(bodies), status=chance.choice(STATUSES))
    for _ in range(chance.randint(0, 4)):
        if len(bodies) > 1:
            one, other = chance.sample(bodies, 2)
            report.claim(one, chance.choice(BETWEEN), object=other, status=chance.choice(STATUSES))
    return report


def _sum(chance: random.Random, kind: AmountKind) -> Amount | None:
    value = chance.choice(SUMS)
    if value is None or chance.random() < 0.4:
        return None
    return Amount(Decimal(value), chance.choice(CURRENCIES), chance.choice((None, None, "day")), kind)


def _count(chance: random.Random) -> Count:
    number = chance.choice(NUMBERS)
    most = number * 2 if number and chance.random() < 0.2 else None
    return Count(number, most, chance.choice(list(Counted)), chance.choice(list(Bound)))
