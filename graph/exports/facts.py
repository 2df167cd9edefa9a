"""What documents assert, for formats that have no place for what is only alleged, feared or denied.

An event counts where a document asserts it; its dates, sums and parties, where a document asserts these. Each comes
with the words that say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from greffier.graph.mirrors import pages
from greffier.graph.model import EVENTS, model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.records import Amount, AmountKind, Status
from greffier.graph.store import Row, Store

ASSERTED: Final = Status.ASSERTED.value
SUMS: Final = {AmountKind.IMPOSED: "imposed", AmountKind.EXPOSURE: "only threatened, not imposed"}


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """Hold the words of a document that say something, and the id of the document."""

    document: str
    start: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Hold a thing that has to do with an event: the type of the relation between them, its id and its name.

    The name of an event is its kind.
    """

    relation: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class EventFact:
    """Hold an incident or an action that a document asserts.

    `name` is a line to show, made of what is asserted alone; dates are EDTF, `persons` how many
    it touched, in words, `outcome` what became of it.
    """

    id: str
    kind: str
    name: str
    date: str | None
    announced: str | None
    sums: tuple[Amount, ...]
    persons: str | None
    outcome: str | None
    confidence: float
    parties: tuple[Party, ...]
    proofs: tuple[Proof, ...]

    def of(self, relation: str) -> tuple[Party, ...]:
        """Return the parties of one relation."""
        return tuple(party for party in self.parties if party.relation == relation)


@dataclass(frozen=True, slots=True)
class LinkFact:
    """Hold a relation between two organisations that a document asserts; `meaning` says it in words."""

    type: str
    start: str
    end: str
    meaning: str
    confidence: float
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """Hold a claim that its document asserts, of things that are asserted too; `value` is a date or a sum as text."""

    id: str
    predicate: str
    subject: str
    object: str | None
    value: str | None
    confidence: float
    document: str
    start: int
    quote: str


def told(amount: Amount) -> str:
    """Return a sum in words; one that only threatens says so.

    >>> told(Amount(Decimal("10000"), "CAD", "day", AmountKind.EXPOSURE))
    '10000 CAD per day (only threatened, not imposed)'
    """
    per = f" per {amount.per}" if amount.per else ""
    return f"{amount.value.normalize():f} {amount.currency}{per} ({SUMS[amount.kind]})"


def read_events(store: Store, family: str) -> Iterator[EventFact]:
    """Yield the asserted events of a family, by order of id."""
    for page in pages(store, family):
        nodes = {
            n: node for n, node in read_nodes(store, page, family).items() if node.properties["status"] == ASSERTED
        }
        ids = sorted(nodes)
        values = _grouped(
            store.read(
                f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim) "
                "WHERE c.status = $asserted AND c.value IS NOT NULL "
                "RETURN id, properties(c) AS claim ORDER BY id, c.id",
                {"ids": ids, "asserted": ASSERTED},
            )
        )
        proofs = _grouped(
            store.read(
                f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) "
                "WHERE o.status = $asserted RETURN id, d.id AS document, o.start AS start, o.quote AS quote",
                {"ids": ids, "asserted": ASSERTED},
            )
        )
        parties = _read_parties(store, ids, family)
        for name in ids:
            claims = [row["claim"] for row in values.get(name, ())]
            found = _proofs(proofs.get(name, ()))
            yield _event(name, nodes[name].kind or family, nodes[name].properties, claims, parties.get(name, []), found)


def read_links(store: Store) -> Iterator[LinkFact]:
    """Yield the asserted relations between organisations, by type and ends."""
    for predicate in sorted(model().predicates.values(), key=lambda p: p.relation or ""):
        if predicate.subject != "Organization" or predicate.object != "Organization" or not predicate.relation:
            continue
        for page in pages(store, "Organization"):
            ids = list(page)
            rows = store.read(
                f"UNWIND $ids AS id MATCH (a:Organization {{id: id}})-[r:{predicate.relation}]->(b:Organization) "
                "WHERE r.status = $asserted RETURN id AS a, b.id AS b, r.confidence AS confidence ORDER BY a, b",
                {"ids": ids, "asserted": ASSERTED},
            )
            said: dict[tuple[str, str], list[Row]] = {}
            for row in store.read(
                "UNWIND $ids AS id MATCH (a:Organization {id: id})<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim)"
                "-[:OBJECT]->(:Occurrence)-[:IS]->(b:Organization) WHERE c.predicate = $predicate "
                "AND c.status = $asserted MATCH (c)-[:STATED_IN]->(d:Document) RETURN id AS a, b.id AS b, "
                "d.id AS document, c.start AS start, c.quote AS quote",
                {"ids": ids, "predicate": predicate.name, "asserted": ASSERTED},
            ):
                said.setdefault((row["a"], row["b"]), []).append(row)
            for row in rows:
                proofs = _proofs(said.get((row["a"], row["b"]), ()))
                confidence = float(row["confidence"])
                yield LinkFact(predicate.relation, row["a"], row["b"], predicate.summary, confidence, proofs)


def read_claims(store: Store) -> Iterator[ClaimFact]:
    """Yield the asserted claims about asserted things, by order of id."""
    for page in pages(store, "Claim"):
        rows = store.read(
            "UNWIND $ids AS id MATCH (c:Claim {id: id})-[:STATED_IN]->(d:Document) "
            "MATCH (c)-[:ABOUT]->(:Occurrence)-[:IS]->(t) OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(o) "
            "RETURN id, properties(c) AS claim, t.id AS subject, t.status AS subject_status, o.id AS object, "
            "o.status AS object_status, d.id AS document ORDER BY id",
            {"ids": list(page)},
        )
        for row in rows:
            claim = row["claim"]
            if {claim["status"], row["subject_status"], row["object_status"]} <= {ASSERTED, None}:
                yield ClaimFact(
                    *(row["id"], claim["predicate"], row["subject"], row["object"], claim.get("value")),
                    *(float(claim["confidence"]), row["document"], claim["start"], claim["quote"]),
                )


def _event(
    name: str,
    kind: str,
    stored: Any,
    claims: Sequence[dict[str, Any]],
    parties: Iterable[Party],
    proofs: tuple[Proof, ...],
) -> EventFact:
    def asserted(predicate: str) -> str | None:
        value: str | None = stored.get(predicate)
        return value if any(c["predicate"] == predicate and c["value"] == value for c in claims) else None

    sums = tuple(s for s in (_sum(stored, claims, kind) for kind in AmountKind) if s)
    when = asserted("date")
    shown = [kind, *(f"{s.value:,.0f} {s.currency}" for s in sums if s.kind is AmountKind.IMPOSED)]
    return EventFact(
        id=name,
        kind=kind,
        name=" · ".join([*shown, when] if when else shown),
        date=when,
        announced=asserted("announced"),
        sums=sums,
        persons=_persons(stored, claims),
        outcome=asserted("outcome"),
        confidence=float(stored["confidence"]),
        parties=tuple(sorted(parties)),
        proofs=proofs,
    )


def _sum(stored: Any, claims: Iterable[dict[str, Any]], kind: AmountKind) -> Amount | None:
    """Return the sum of a kind that the event bears, as the claim tells it; None where no claim asserts it."""
    for claim in claims:
        same = (claim.get("amount_kind"), claim.get("currency"), claim.get("per")) == (
            *(kind.value, stored.get(f"{kind.value}_currency"), stored.get(f"{kind.value}_per")),
        )
        if same and claim["amount"] == stored.get(kind.value):
            return Amount(Decimal(claim["value"].split(" ", 1)[0]), claim["currency"], claim.get("per"), kind)
    return None


def _persons(stored: Any, claims: Iterable[dict[str, Any]]) -> str | None:
    """Return how many an event touched, as the claim tells it; None where no claim asserts it."""
    for claim in claims:
        if claim["predicate"] == "persons" and all(
            claim.get(name) == stored.get(name) for name in ("persons", "persons_most", "persons_kind", "persons_bound")
        ):
            return str(claim["value"])
    return None


def _read_parties(store: Store, ids: Sequence[str], family: str) -> dict[str, list[Party]]:
    """Return the parties of events, by the event; an event that is one has to be asserted itself."""
    found: dict[str, list[Party]] = {}
    for name, relation in sorted(model().relations.items()):
        if name == "IS" or family not in (*relation.start, *relation.end) or "status" not in relation.properties:
            continue
        (other,) = relation.end if family in relation.start else relation.start
        arrow = f"-[r:{name}]->" if family in relation.start else f"<-[r:{name}]-"
        rows = store.read(
            f"UNWIND $ids AS id MATCH (t:{family} {{id: id}}){arrow}(x:{other}) WHERE r.status = $asserted "
            "RETURN id, x.id AS other, x.name AS name, labels(x) AS labels, x.status AS status",
            {"ids": list(ids), "asserted": ASSERTED},
        )
        for row in rows:
            if row["status"] in (None, ASSERTED):
                # The name of an event may hold what is only alleged of it.
                shown = model().kind_among(row["labels"], other) if other in EVENTS else None
                found.setdefault(row["id"], []).append(Party(name, row["other"], shown or row["name"]))
    return found


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(row)
    return found


def _proofs(rows: Iterable[Row]) -> tuple[Proof, ...]:
    return tuple(sorted({Proof(row["document"], row["start"], row["quote"]) for row in rows}))
