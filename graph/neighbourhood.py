"""Reading back from a store what is near a change: only as much as the change can touch.

Two tellings can be one event only if they have a party in common, so what a new telling can change
is found by going from its parties to the other events of these, to the parties of those, and so on
until nothing new comes, with the actions that concern an incident beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from greffier.graph.changes import Edge, Node
from greffier.graph.model import model
from greffier.graph.occurrences import LocatedClaim, Occurrence
from greffier.graph.records import Amount, AmountKind, Claim, Quote, Status
from greffier.graph.store import Row, Store

_OCCURRENCE = "properties(o) AS o, d.id AS document, d.published AS published, t.id AS thing"
_CLAIM = "properties(c) AS c, d.id AS document, d.published AS published, s.id AS subject"
_NAMED_PARTY = ("affected", "target")


@dataclass(slots=True)
class Neighbourhood:
    """Hold occurrences and claims of a store; `things` tells which thing each occurrence is."""

    occurrences: dict[str, Occurrence] = field(default_factory=dict)
    claims: dict[str, LocatedClaim] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)

    def drop(self, documents: Collection[str]) -> None:
        """Take out what these documents say."""
        self.occurrences = {k: o for k, o in self.occurrences.items() if o.document not in documents}
        self.claims = {k: c for k, c in self.claims.items() if c.document not in documents}


def read_documents(store: Store, documents: Iterable[str], into: Neighbourhood) -> None:
    """Read all that these documents say."""
    ids = sorted(documents)
    rows = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:IN]-(o:Occurrence)-[:IS]->(t) RETURN " + _OCCURRENCE,
        {"ids": ids},
    )
    _take_occurrences(rows, into)
    _read_claims(store, "MATCH (d:Document {id: id})<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(s:Occurrence)", ids, into)


def read_things(store: Store, things: Iterable[str], family: str, into: Neighbourhood) -> None:
    """Read every occurrence of these things of one family, without claims."""
    rows = store.read(
        f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) RETURN "
        + _OCCURRENCE,
        {"ids": sorted(things)},
    )
    _take_occurrences(rows, into)


def read_events_near(store: Store, parties: Iterable[str], events: Iterable[str], into: Neighbourhood) -> None:
    """Read the events that have these parties, or are these occurrences, and all that they lead to."""
    seen_parties: set[str] = set()
    seen_events: set[str] = set()
    new_parties, new_events = set(parties), set(events)
    while new_parties or new_events:
        seen_parties |= new_parties
        new_events |= _events_of_parties(store, new_parties)
        new_events -= seen_events
        seen_events |= new_events
        _read_events(store, sorted(new_events), into)
        told = [c for c in into.claims.values() if c.claim.subject in new_events]
        new_parties = parties_of(told, into.things) - seen_parties
        new_events = _actions_concerning(store, new_events) | {
            c.claim.object for c in told if c.claim.predicate == "concerns" and c.claim.object
        }
        new_events -= seen_events


def parties_of(claims: Iterable[LocatedClaim], things: Mapping[str, str]) -> set[str]:
    """Return the things by which events can be the same: who was hit or addressed, else who acted.

    An authority that acts on others is none of them: it would lead to all that it ever did.
    """
    named: dict[str, set[str]] = {}
    acting: dict[str, set[str]] = {}
    for claim in (located.claim for located in claims):
        if claim.object and claim.predicate in _NAMED_PARTY:
            named.setdefault(claim.subject, set()).add(things[claim.object])
        elif claim.object and claim.predicate == "issuer":
            acting.setdefault(claim.subject, set()).add(things[claim.object])
    alone = (parties for event, parties in acting.items() if event not in named)
    return set().union(*named.values(), *alone)


def _events_of_parties(store: Store, parties: set[str]) -> set[str]:
    found: set[str] = set()
    for predicates, condition in (
        (_NAMED_PARTY, ""),
        (("issuer",), "AND COUNT { (o)<-[:ABOUT]-(n:Claim) WHERE n.predicate IN $named } = 0 "),
    ):
        rows = store.read(
            "UNWIND $ids AS id MATCH (t:Organization {id: id})<-[:IS]-(:Occurrence)<-[:OBJECT]-(c:Claim)"
            f"-[:ABOUT]->(o:Occurrence) WHERE c.predicate IN $predicates {condition}RETURN DISTINCT o.id AS id",
            {"ids": sorted(parties), "predicates": list(predicates), "named": list(_NAMED_PARTY)},
        )
        found |= {row["id"] for row in rows}
    return found


def _actions_concerning(store: Store, events: set[str]) -> set[str]:
    rows = store.read(
        "UNWIND $ids AS id MATCH (:Occurrence {id: id})<-[:OBJECT]-(c:Claim)-[:ABOUT]->(o:Occurrence) "
        "WHERE c.predicate = 'concerns' RETURN DISTINCT o.id AS id",
        {"ids": sorted(events)},
    )
    return {row["id"] for row in rows}


def _read_events(store: Store, ids: list[str], into: Neighbourhood) -> None:
    for family in ("Incident", "Action"):
        rows = store.read(
            f"UNWIND $ids AS id MATCH (d:Document)<-[:IN]-(o:Occurrence {{id: id}})-[:IS]->(t:{family}) RETURN "
            + _OCCURRENCE,
            {"ids": ids},
        )
        _take_occurrences(rows, into)
    read_claims_about(store, ids, into)


def read_claims_about(store: Store, occurrences: Iterable[str], into: Neighbourhood) -> None:
    """Read every claim whose subject is one of these occurrences, by their ids."""
    pattern = "MATCH (d:Document)<-[:STATED_IN]-(c:Claim)-[:ABOUT]->(s:Occurrence {id: id})"
    _read_claims(store, pattern, sorted(occurrences), into)


def read_relations(store: Store, groups: Iterable[tuple[str, str, str]], into: Neighbourhood) -> None:
    """Read the claims that say (predicate, subject, object) of these organisations."""
    for predicate, subject, object_ in sorted(groups):
        rows = store.read(
            "MATCH (:Organization {id: $subject})<-[:IS]-(s:Occurrence)<-[:ABOUT]-(c:Claim {predicate: $predicate})"
            "-[:OBJECT]->(x:Occurrence)-[:IS]->(t:Organization {id: $object}) MATCH (c)-[:STATED_IN]->(d:Document) "
            f"RETURN {_CLAIM}, x.id AS object, t.id AS thing",
            {"subject": subject, "object": object_, "predicate": predicate},
        )
        _take_claims(rows, into)
        into.things |= {row["subject"]: subject for row in rows}


def read_nodes(store: Store, ids: Iterable[str], family: str) -> dict[str, Node]:
    """Return the stored things of one family among these ids."""
    rows = store.read(
        f"UNWIND $ids AS id MATCH (n:{family} {{id: id}}) RETURN labels(n) AS labels, properties(n) AS properties",
        {"ids": sorted(ids)},
    )
    known = model().families[family]
    nodes = {}
    for row in rows:
        stored = row["properties"]
        kind = model().kind_among(row["labels"], family)
        nodes[stored["id"]] = Node(family, stored["id"], kind, {p: stored.get(p) for p in known.properties})
    return nodes


def read_edges(
    store: Store, ids: Iterable[str], family: str, types: Collection[str]
) -> dict[tuple[str, str, str], Edge]:
    """Return the stored relations of these types that touch these things, by their keys."""
    edges: dict[tuple[str, str, str], Edge] = {}
    for name in sorted(types):
        relation = model().relations[name]
        (start,), (end,) = relation.start, relation.end
        if start == family:
            pattern = f"(a:{start} {{id: id}})-[r:{name}]->(b:{end})"
        elif end == family:
            pattern = f"(b:{end} {{id: id}})<-[r:{name}]-(a:{start})"
        else:
            continue
        rows = store.read(
            f"UNWIND $ids AS id MATCH {pattern} RETURN a.id AS a, b.id AS b, properties(r) AS properties",
            {"ids": sorted(ids)},
        )
        for row in rows:
            properties = {p: row["properties"].get(p) for p in relation.properties}
            edge = Edge(name, start, row["a"], end, row["b"], properties)
            edges[edge.key] = edge
    return edges


def _take_occurrences(rows: list[Row], into: Neighbourhood) -> None:
    for row in rows:
        occurrence = _occurrence(row["o"], row["document"])
        into.occurrences[occurrence.id] = occurrence
        into.things[occurrence.id] = row["thing"]
        into.published[row["document"]] = row["published"]


def _read_claims(store: Store, pattern: str, ids: list[str], into: Neighbourhood) -> None:
    rows = store.read(
        f"UNWIND $ids AS id {pattern} OPTIONAL MATCH (c)-[:OBJECT]->(x:Occurrence)-[:IS]->(t) "
        f"RETURN {_CLAIM}, x.id AS object, t.id AS thing",
        {"ids": ids},
    )
    _take_claims(rows, into)


def _take_claims(rows: list[Row], into: Neighbourhood) -> None:
    for row in rows:
        claim = _claim(row["c"], row["subject"], row["object"])
        located = LocatedClaim(row["c"]["id"], row["document"], claim, row["c"]["rank"])
        into.claims[located.id] = located
        into.published[row["document"]] = row["published"]
        if row["object"]:
            into.things[row["object"]] = row["thing"]


def _occurrence(stored: dict[str, Any], document: str) -> Occurrence:
    places = (place.split("-") for place in stored["starts"] or [])
    mentions = zip(places, stored["mentions"] or [], strict=True)
    return Occurrence(
        id=stored["id"],
        document=document,
        local=stored["local"],
        family=stored["family"],
        kind=stored["kind"],
        name=stored["name"],
        quote=Quote(stored["start"], stored["stop"], stored["quote"]),
        rule=stored["rule"],
        confidence=stored["confidence"],
        status=Status(stored["status"]),
        mentions=tuple(Quote(int(start), int(end), text) for (start, end), text in mentions),
        known_as=stored.get("gazetteer"),
        candidates=tuple(stored.get("candidates") or ()),
        jurisdiction=stored.get("jurisdiction"),
    )


def _claim(stored: dict[str, Any], subject: str, object_: str | None) -> Claim:
    value: str | Amount | None = stored.get("value")
    if stored.get("amount") is not None:
        number = Decimal(str(stored["value"]).split(" ", 1)[0])
        value = Amount(number, stored["currency"], stored.get("per"), AmountKind(stored["amount_kind"]))
    return Claim(
        subject=subject,
        predicate=stored["predicate"],
        evidence=Quote(stored["start"], stored["stop"], stored["quote"]),
        rule=stored["rule"],
        confidence=stored["confidence"],
        object=object_,
        value=value,
        status=Status(stored["status"]),
    )
