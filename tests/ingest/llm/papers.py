"""Invented documents, and what a model answers about them, for the tests of reading with a model."""

from __future__ import annotations

from typing import Any

from greffier.graph.records import Document
from greffier.ingest.documents import parse_document
from greffier.ingest.texts import Text

FINE = (
    "An insurer in London\n\n"
    "date: 2021-03-08\n\n"
    "The Financial Conduct Authority (FCA) fined Northwind Mutual £2 million on 3 March 2021 after a data breach at "
    "the insurer in June 2020. Northwind Mutual is part of Kestrel Group.\n"
)
AMENDE = (
    "L’assureur Boréal sanctionné\n\n"
    "date: 2024-06-11\n\n"
    "L’Autorité des marchés financiers, à Québec, a rendu lundi une ordonnance qui vise «\u00a0Boréal Assurance\u00a0»."
    " Chaque jour de retard l’expose à une amende de 5\u202f000\u00a0$ par jour.\n"
)


def paper(text: str, name: str = "paper") -> Document:
    """Return a document with this text."""
    return parse_document(text, name, f"{name}.txt")


def read(text: str) -> Text:
    """Return a document with this text, prepared for reading."""
    return Text(paper(text))


def entity(local: str, kind: str, *mentions: str) -> dict[str, Any]:
    """Return an entity as a model answers it."""
    return {"id": local, "type": kind, "mentions": list(mentions)}


def incident(local: str, kind: str, evidence: str, *affected: str, **more: Any) -> dict[str, Any]:
    """Return an incident as a model answers it."""
    empty = {"date": None, "announced": None, "status": "asserted"}
    return {"id": local, "type": kind, "affected": list(affected), "evidence": evidence, **empty, **more}


def action(local: str, kind: str, evidence: str, issuer: str, target: str, **more: Any) -> dict[str, Any]:
    """Return an action as a model answers it."""
    empty: dict[str, Any] = {"law": [], "concerns": [], "date": None, "amount": None, "status": "asserted"}
    parties = {"issuer": [issuer], "target": [target]}
    return {"id": local, "type": kind, **parties, "evidence": evidence, **empty, **more}


def dated(value: str, quote: str) -> dict[str, str]:
    """Return a date as a model answers it."""
    return {"value": value, "quote": quote}


def counted(value: float, currency: str, quote: str, kind: str = "imposed", per: str | None = None) -> dict[str, Any]:
    """Return a sum as a model answers it."""
    return {"value": value, "currency": currency, "per": per, "kind": kind, "quote": quote}


FINE_ANSWER: dict[str, Any] = {
    "entities": [
        entity("e1", "Regulator", "Financial Conduct Authority", "FCA"),
        entity("e2", "Insurer", "Northwind Mutual"),
        entity("e3", "Institution", "Kestrel Group"),
    ],
    "incidents": [
        incident("i1", "DataBreach", "a data breach at the insurer", "e2", date=dated("2020-06", "June 2020"))
    ],
    "actions": [
        action(
            *("a1", "Fine", "fined Northwind Mutual £2 million", "e1", "e2"),
            concerns=["i1"],
            date=dated("2021-03-03", "on 3 March 2021"),
            amount=counted(2000000, "GBP", "£2 million"),
        )
    ],
    "relations": [
        {
            "subject": "e2",
            "type": "part_of",
            "object": "e3",
            "evidence": "Northwind Mutual is part of Kestrel Group",
        }
    ],
}
