"""Annotations: an extraction as the JSON in which annotated documents are exchanged, and back.

The form: `id`, `lang`, `published`, then `entities` (with `mentions`), `incidents`, `actions` and
`relations`, each with its `evidence`; an incident may have `persons`, the numbers of persons that the
document gives; passages are `{"text", "start", "end"}`, offsets in code
points from 0. An item's `node` is the thing that it is in the graph. Courts and police are of the type `Other`, as
the form has no type for them; `kind` tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from greffier.graph.dates import parse_date
from greffier.graph.errors import InputError
from greffier.graph.records import (
    Amount,
    AmountKind,
    Bound,
    Claim,
    Count,
    Counted,
    Document,
    Entity,
    Event,
    Extraction,
    Outcome,
    Quote,
    Status,
)

INCIDENT_DATES = ("date", "announced")
ACTION_ROLES = ("issuer", "target", "law", "concerns")
UNTYPED = ("Court", "Police")  # kinds for which the form has no type of its own
OTHER = "Other"
TOLD_AS_FACT = (Status.ASSERTED, Status.ALLEGED)


def to_annotation(extraction: Extraction, nodes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return an extraction as an annotation; `nodes` gives the thing of each local id, if known.

    Events that the document denies or only fears are left out, with the claims about them.
    """
    told = {e.id for e in (*extraction.incidents, *extraction.actions) if e.status in TOLD_AS_FACT}

    def node(local: str) -> dict[str, str]:
        return {"node": nodes[local]} if nodes and local in nodes else {}

    def objects(event: Event, predicate: str) -> list[str]:
        found = (c.object for c in extraction.claims_about(event.id, predicate) if c.object and _stated(c))
        return list(dict.fromkeys(o for o in found if predicate != "concerns" or o in told))

    def value(event: Event, predicate: str) -> Any:
        return next((c.value for c in extraction.claims_about(event.id, predicate) if _stated(c)), None)

    return {
        "id": extraction.document.name,
        "lang": extraction.document.language,
        "published": extraction.document.published,
        "entities": [
            {
                "id": e.id,
                **_type(e.kind),
                "name": e.name,
                "mentions": [_passage(m) for m in e.mentions],
                **node(e.id),
            }
            for e in extraction.entities
        ],
        "incidents": [
            {
                "id": i.id,
                "type": i.kind,
                "affected": objects(i, "affected"),
                **{name: value(i, name) for name in INCIDENT_DATES},
                **_counts(extraction.claims_about(i.id, "persons")),
                "evidence": _passage(i.evidence),
                **node(i.id),
            }
            for i in extraction.incidents
            if i.id in told
        ],
        "actions": [
            {
                "id": a.id,
                "type": a.kind,
                **{role: objects(a, role) for role in ACTION_ROLES},
                "date": value(a, "date"),
                "amount": _sum(value(a, "amount")),
                **_outcomes(extraction.claims_about(a.id, "outcome")),
                "evidence": _passage(a.evidence),
                **node(a.id),
            }
            for a in extraction.actions
            if a.id in told
        ],
        "relations": [
            {
                "subject": c.subject,
                "type": c.predicate.upper(),
                "object": c.object,
                "evidence": _passage(c.evidence),
            }
            for c in extraction.claims
            if c.subject.startswith("e") and _stated(c)
        ],
    }


def _stated(claim: Claim) -> bool:
    return claim.status in TOLD_AS_FACT


def _passage(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def _sum(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    value = int(amount.value) if amount.value == amount.value.to_integral_value() else float(amount.value)
    return {"value": value, "currency": amount.currency, "per": amount.per, "kind": amount.kind.value}


def _counts(claims: Iterable[Claim]) -> dict[str, Any]:
    """Return every number of persons of an incident, each with its own evidence; nothing where there is none."""
    told = [
        {
            "number": claim.value.number,
            "most": claim.value.most,
            "counted": claim.value.counted.value,
            "bound": claim.value.bound.value,
            "status": claim.status.value,
            "evidence": _passage(claim.evidence),
        }
        for claim in claims
        if isinstance(claim.value, Count)
    ]
    return {"persons": told} if told else {}


def _type(kind: str) -> dict[str, str]:
    return {"type": OTHER, "kind": kind} if kind in UNTYPED else {"type": kind}


def _outcomes(claims: Iterable[Claim]) -> dict[str, Any]:
    """Return what became of an action, each with its own evidence; nothing where the document does not tell."""
    told = [
        {"outcome": claim.value.value, "status": claim.status.value, "evidence": _passage(claim.evidence)}
        for claim in claims
        if isinstance(claim.value, Outcome)
    ]
    return {"outcomes": told} if told else {}


def from_annotation(data: Mapping[str, Any], document: Document, reader: str) -> Extraction:
    """Return an annotation as an extraction of its document; plain strings are found in the text.

    Raise InputError where a passage does not stand in the document, or an id or value is wrong.
    """
    names = {e["id"] for e in data["entities"]}
    entities = tuple(
        Entity(e["id"], e.get("kind", e["type"]), e["name"], _mentions(e, document), reader, 1.0)
        for e in data["entities"]
    )
    claims: list[Claim] = []
    events: dict[str, list[Event]] = {"incidents": [], "actions": []}
    for group, members in events.items():
        for item in data.get(group, ()):
            evidence = _found(item["evidence"], document)
            members.append(Event(item["id"], item["type"], evidence, evidence, reader, 1.0))
            names.add(item["id"])
            roles = ("affected",) if group == "incidents" else ACTION_ROLES
            dates = INCIDENT_DATES if group == "incidents" else ("date",)
            for role in roles:
                for filler in item.get(role) or ():
                    claims.append(Claim(item["id"], role, evidence, reader, 1.0, object=filler))
            for role in dates:
                if item.get(role):
                    claims.append(Claim(item["id"], role, evidence, reader, 1.0, value=parse_date(item[role])))
            for count in item.get("persons") or ():
                claims.append(_count(item["id"], count, document, reader))
            for outcome in item.get("outcomes") or ():
                claims.append(_outcome(item["id"], outcome, document, reader))
            if item.get("amount"):
                claims.append(
                    Claim(item["id"], "amount", evidence, reader, 1.0, value=_amount(item["amount"], document))
                )
    for relation in data.get("relations", ()):
        evidence = _found(relation["evidence"], document)
        predicate = {"subsidiary_of": "part_of", "member_of": "part_of"}.get(
            relation["type"].lower(), relation["type"].lower()
        )
        claims.append(Claim(relation["subject"], predicate, evidence, reader, 1.0, object=relation["object"]))
    for claim in claims:
        if claim.subject not in names or (claim.object and claim.object not in names):
            raise InputError(f"{document.name}: {claim.predicate} of {claim.subject} names an item that is not there")
    return Extraction(document, reader, entities, tuple(events["incidents"]), tuple(events["actions"]), tuple(claims))


def _mentions(entity: Mapping[str, Any], document: Document) -> tuple[Quote, ...]:
    return tuple(_found(m, document) for m in entity["mentions"])


def _found(passage: str | Mapping[str, Any], document: Document) -> Quote:
    if isinstance(passage, str):
        start = document.text.find(passage)
        quote = Quote(start, start + len(passage), passage)
    else:
        quote = Quote(passage["start"], passage["end"], passage["text"])
    if quote.start < 0 or document.text[quote.start : quote.end] != quote.text:
        raise InputError(f"{document.name}: {quote.text!r} does not stand in the document at {quote.start}")
    return quote


def _amount(data: Mapping[str, Any], document: Document) -> Amount:
    try:
        return Amount(Decimal(str(data["value"])), data["currency"], data.get("per"), AmountKind(data["kind"]))
    except (InvalidOperation, ValueError) as error:
        raise InputError(f"{document.name}: {data!r} is no amount") from error


def _count(subject: str, data: Mapping[str, Any], document: Document, reader: str) -> Claim:
    try:
        count = Count(int(data["number"]), data.get("most"), Counted(data["counted"]), Bound(data["bound"]))
        status = Status(data.get("status", Status.ASSERTED.value))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{document.name}: {data!r} is no number of persons") from error
    return Claim(subject, "persons", _found(data["evidence"], document), reader, 1.0, value=count, status=status)


def _outcome(subject: str, data: Mapping[str, Any], document: Document, reader: str) -> Claim:
    try:
        outcome, status = Outcome(data["outcome"]), Status(data.get("status", Status.ASSERTED.value))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{document.name}: {data!r} is nothing that becomes of an action") from error
    evidence = _found(data["evidence"], document)
    return Claim(subject, "outcome", evidence, reader, 1.0, value=outcome, status=status)
