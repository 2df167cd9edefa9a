"""Six short invented documents with what they say, and a store made of them.

In it: an insurer in a group, a bank, the two regulators of one name, an order told twice, a fine, a
sum that only threatens, an outage that is denied, a fraud that is alleged, a name left unresolved. A model has read
one of them beside the rules, and found nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from greffier.graph.occurrences import locate
from greffier.graph.records import Amount, AmountKind, Claim, Entity, Event, Extraction, Status
from greffier.graph.store import open_store
from greffier.ingest.documents import parse_document
from greffier.ingest.integration import integrate

READER = "tests 1"
READ_BY_BOTH = "2025-02-fleuve"
QUEBEC, FRANCE = "regulator/ca-qc-amf", "regulator/fr-amf"
INSURER = ("Insurer", "Assurance Boréale", "organization/assurance-boreale", "CA-QC")
GROUP = ("Federation", "Groupe Boréal", "organization/groupe-boreal", "CA-QC")
BANK = ("Bank", "Banque du Fleuve", "organization/banque-du-fleuve", "FR")
AMF_QUEBEC = ("Regulator", "Autorité des marchés financiers", QUEBEC, "CA-QC")
AMF_FRANCE = ("Regulator", "Autorité des marchés financiers", FRANCE, "FR")
INSURERS_ACT = ("Law", "Loi sur les assureurs", "law/ca-qc-assureurs", "CA-QC")

TEXTS = {
    "2024-03-boreale": (
        "Vol de données chez Assurance Boréale\n\n"
        "date: 2024-03-05\n\n"
        "Assurance Boréale, membre du Groupe Boréal, a annoncé lundi un vol de données commis en février. "
        "L'assureur a prévenu l'Autorité des marchés financiers (AMF) du Québec.\n"
    ),
    "2024-06-order": (
        "Quebec's AMF acts against Assurance Boréale\n\n"
        "date: 2024-06-11\n\n"
        "On Monday the AMF issued an order to Assurance Boréale under the Insurers Act after the theft "
        "of data in February. Each day would cost it 5,000 dollars.\n"
    ),
    "2024-06-ordonnance": (
        "Une ordonnance pour Assurance Boréale\n\n"
        "date: 2024-06-12\n\n"
        "L'Autorité des marchés financiers a rendu le 10 juin une ordonnance qui vise Assurance Boréale.\n"
    ),
    "2025-01-fleuve": (
        "Sanction de la Banque du Fleuve\n\n"
        "date: 2025-01-20\n\n"
        "L'Autorité des marchés financiers a infligé le 17 janvier une amende de 1,5 million d'euros à la "
        "Banque du Fleuve.\n"
    ),
    "2025-02-fleuve": (
        "Banque du Fleuve answers rumours\n\n"
        "date: 2025-02-02\n\n"
        "Banque du Fleuve denies that its cards failed. A former manager is said to have diverted 900,000 "
        "euros in 2024.\n"
    ),
    "sans-date": (
        "Une enquête\n\n"
        "L'Autorité des marchés financiers enquête sur le Groupe Boréal.\n"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a slot of an event, or a relation: its filler is an id, a date or a sum."""

    subject: str
    predicate: str
    filler: str | Amount
    quote: str
    status: Status = Status.ASSERTED


def extractions() -> list[Extraction]:
    """Return what each document says."""
    order = "the AMF issued an order to Assurance Boréale under the Insurers Act"
    fine = "une amende de 1,5 million d'euros"
    theft = "un vol de données commis en février"
    fraud = "is said to have diverted 900,000 euros"
    outage = "denies that its cards failed"
    return [
        _extraction(
            "2024-03-boreale",
            {"e1": INSURER, "e2": GROUP, "e3": AMF_QUEBEC},
            {"i1": ("DataBreach", "vol de données", theft, Status.ASSERTED)},
            [
                Said("i1", "affected", "e1", "Assurance Boréale, membre du Groupe Boréal, a annoncé"),
                Said("i1", "date", "2024-02", theft),
                Said("i1", "announced", "2024-03-04", "a annoncé lundi"),
                Said("e1", "part_of", "e2", "membre du Groupe Boréal"),
                Said("e1", "notified", "e3", "L'assureur a prévenu l'Autorité des marchés financiers (AMF)"),
            ],
        ),
        _extraction(
            "2024-06-order",
            {"e1": INSURER, "e2": AMF_QUEBEC, "e3": INSURERS_ACT},
            {
                "i1": ("DataBreach", "theft of data", "the theft of data in February", Status.ASSERTED),
                "a1": ("Order", "order", order, Status.ASSERTED),
            },
            [
                Said("i1", "affected", "e1", "Assurance Boréale under the Insurers Act after the theft"),
                Said("i1", "date", "2024-02", "in February"),
                Said("a1", "issuer", "e2", "the AMF issued an order"),
                Said("a1", "target", "e1", "an order to Assurance Boréale"),
                Said("a1", "law", "e3", "under the Insurers Act"),
                Said("a1", "concerns", "i1", "after the theft of data"),
                Said("a1", "date", "2024-06-10", "On Monday"),
                Said("a1", "amount", _sum("5000", "CAD", "day", "exposure"), "Each day would cost it"),
            ],
        ),
        _extraction(
            "2024-06-ordonnance",
            {"e1": INSURER, "e2": AMF_QUEBEC},
            {"a1": ("Order", "ordonnance", "une ordonnance qui vise Assurance Boréale", Status.ASSERTED)},
            [
                Said("a1", "issuer", "e2", "L'Autorité des marchés financiers a rendu"),
                Said("a1", "target", "e1", "qui vise Assurance Boréale"),
                Said("a1", "date", "2024-06-10", "le 10 juin"),
            ],
        ),
        _extraction(
            "2025-01-fleuve",
            {"e1": BANK, "e2": AMF_FRANCE},
            {"a1": ("Fine", "amende", fine, Status.ASSERTED)},
            [
                Said("a1", "issuer", "e2", "L'Autorité des marchés financiers a infligé"),
                Said("a1", "target", "e1", "à la Banque du Fleuve"),
                Said("a1", "date", "2025-01-17", "le 17 janvier"),
                Said("a1", "amount", _sum("1500000", "EUR", None, "imposed"), fine),
            ],
        ),
        _extraction(
            "2025-02-fleuve",
            {"e1": BANK},
            {
                "i1": ("Outage", "failed", outage, Status.DENIED),
                "i2": ("Fraud", "diverted", fraud, Status.ALLEGED),
            },
            [
                Said("i1", "affected", "e1", outage, Status.DENIED),
                Said("i2", "affected", "e1", fraud, Status.ALLEGED),
                Said("i2", "date", "2024", "in 2024", Status.ALLEGED),
            ],
        ),
        _extraction(
            "sans-date",
            {"e1": ("Regulator", "Autorité des marchés financiers", f"{QUEBEC}|{FRANCE}", None), "e2": GROUP},
            {"a1": ("Investigation", "enquête", "enquête sur le Groupe Boréal", Status.ASSERTED)},
            [
                Said("a1", "issuer", "e1", "L'Autorité des marchés financiers enquête"),
                Said("a1", "target", "e2", "enquête sur le Groupe Boréal"),
            ],
        ),
    ]  # fmt: skip


def build_store(path: Path) -> None:
    """Make a store of the six documents at a path."""
    with open_store(str(path), writable=True) as store:
        store.write(integrate(store, [locate(extraction) for extraction in extractions()]))


def _extraction(
    name: str,
    entities: Mapping[str, tuple[str, str, str, str | None]],
    events: Mapping[str, tuple[str, str, str, Status]],
    said: Sequence[Said],
) -> Extraction:
    document = parse_document(TEXTS[name], name, f"documents/{name}.txt")

    def quote(words: str, after: int = 0) -> tuple[int, int]:
        start = document.text.index(words, after)
        return start, start + len(words)

    body = document.text.index("\n\n") + 2
    found = []
    for local, (kind, full_name, known_as, jurisdiction) in entities.items():
        form = "Insurers Act" if kind == "Law" else full_name if full_name in document.text[body:] else "AMF"
        mention = document.quote(*quote(form, body))
        candidates = tuple(known_as.split("|")) if "|" in known_as else ()
        found.append(
            Entity(
                *(local, kind, full_name, (mention,), "gazetteer", 0.95),
                known_as=None if candidates else known_as,
                candidates=candidates,
                jurisdiction=jurisdiction,
            )
        )
    told = {
        local: Event(local, kind, document.quote(*quote(anchor, body)), document.quote(*quote(words)), "events", 0.9, s)
        for local, (kind, anchor, words, s) in events.items()
    }
    claims = tuple(
        Claim(
            *(s.subject, s.predicate, document.quote(*quote(s.quote)), f"events.{s.predicate}", 0.9),
            object=s.filler if isinstance(s.filler, str) and not s.filler[0].isdigit() else None,
            value=s.filler if isinstance(s.filler, Amount) or s.filler[0].isdigit() else None,
            status=s.status,
        )
        for s in said
    )
    incidents = tuple(e for local, e in told.items() if local.startswith("i"))
    actions = tuple(e for local, e in told.items() if local.startswith("a"))
    reader = f"{READER} + llm m 1" if name == READ_BY_BOTH else READER
    return Extraction(document, reader, tuple(found), incidents, actions, claims)


def _sum(value: str, currency: str, per: str | None, kind: str) -> Amount:
    return Amount(Decimal(value), currency, per, AmountKind(kind))
