"""Reading back from a store what documents said: by document, by thing, by what is claimed of two things."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from greffier.graph.changes import Edge, Node
from greffier.graph.model import EVENTS, model
from greffier.graph.occurrences import LocatedClaim, Occurrence, claim_from, occurrence_from
from greffier.graph.store import Row, Store

_OCCURRENCE = "properties(o) AS o, d.id AS document, d.published AS published, d.story AS story, t.id AS thing"
_CLAIM = "properties(c) AS c, d.id AS document, d.published AS published, d.story AS story, s.id AS subject"


@dataclass(slots=True)
class Neighbourhood:
    """Hold occurrences and claims of a store; `things` tells which thing each occurrence is.

    `published` is the date of each document, `stories` the original of each that has copies or is one.
    """

    occurrences: dict[str, Occurrence] = field(default_factory=dict)
    claims: dict[str, LocatedClaim] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)

    def take(self, other: Neighbourhood) -> None:
        """Add what another one holds."""
        self.occurrences |= other.occurrences
        self.claims |= other.claims
        self.things |= other.things
        self.published |= other.published
        self.stories |= other.stories

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


def read_events(store: Store, things: Iterable[str], family: str, into: Neighbourhood) -> None:
    """Read every occurrence of these incidents or actions, with the claims about them."""
    ids = sorted(things)
    read_things(store, ids, family, into)
    pattern = f"MATCH (:{family} {{id: id}})<-[:IS]-(s:Occurrence)<-[:ABOUT]-(c:Claim)-[:STATED_IN]->(d:Document)"
    _read_claims(store, pattern, ids, into)


def read_claims_with(store: Store, things: Iterable[str], family: str, into: Neighbourhood) -> None:
    """Read every claim that has one of these things of one family as its subject or its object."""
    ids = sorted(things)
    of = f"MATCH (:{family} {{id: id}})<-[:IS]-"
    stated = "MATCH (c)-[:STATED_IN]->(d:Document)"
    _read_claims(store, f"{of}(s:Occurrence)<-[:ABOUT]-(c:Claim) {stated}", ids, into)
    _read_claims(store, f"{of}(:Occurrence)<-[:OBJECT]-(c:Claim)-[:ABOUT]->(s:Occurrence) {stated}", ids, into)
    into.things |= read_things_of(store, {c.claim.subject for c in into.claims.values()} - into.things.keys())


def read_things_of(store: Store, occurrences: Iterable[str]) -> dict[str, str]:
    """Return the things that these occurrences are, by occurrence, as far as they are in the store."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (o:Occurrence {id: id})-[:IS]->(t) RETURN id, t.id AS thing",
        {"ids": sorted(occurrences)},
    )
    return {row["id"]: row["thing"] for row in rows}


def read_events_of_story(store: Store, stories: Iterable[str]) -> set[str]:
    """Return the occurrences of events in the documents that have these originals."""
    names = sorted(stories)
    if not names:
        return set()
    rows = store.read(
        "MATCH (d:Document) WHERE d.story IN $ids WITH d MATCH (d)<-[:IN]-(o:Occurrence) WHERE o.family IN $families "
        "RETURN o.id AS id",
        {"ids": names, "families": list(EVENTS)},
    )
    return {row["id"] for row in rows}


def read_actions_beside(store: Store, actions: Iterable[str]) -> set[str]:
    """Return the occurrences of actions that their documents tell of a target of these, these left out."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (:Occurrence {id: id})<-[:ABOUT]-(c:Claim {predicate: 'target'})-[:OBJECT]->(x)"
        "<-[:OBJECT]-(n:Claim {predicate: 'target'})-[:ABOUT]->(o:Occurrence) WHERE o.id <> id "
        "RETURN DISTINCT o.id AS id",
        {"ids": sorted(actions)},
    )
    return {row["id"] for row in rows}


def read_actions_concerning(store: Store, incidents: Iterable[str]) -> set[str]:
    """Return the occurrences of actions that are about these occurrences of incidents."""
    rows = store.read(
        "UNWIND $ids AS id MATCH (:Occurrence {id: id})<-[:OBJECT]-(c:Claim)-[:ABOUT]->(o:Occurrence) "
        "WHERE c.predicate = 'concerns' RETURN DISTINCT o.id AS id",
        {"ids": sorted(incidents)},
    )
    return {row["id"] for row in rows}


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
        occurrence = occurrence_from(row["o"], row["document"])
        into.occurrences[occurrence.id] = occurrence
        into.things[occurrence.id] = row["thing"]
        into.published[row["document"]] = row["published"]
        if row["story"]:
            into.stories[row["document"]] = row["story"]


def _read_claims(store: Store, pattern: str, ids: list[str], into: Neighbourhood) -> None:
    rows = store.read(
        f"UNWIND $ids AS id {pattern} OPTIONAL MATCH (c)-[:OBJECT]->(x:Occurrence)-[:IS]->(t) "
        f"RETURN {_CLAIM}, x.id AS object, t.id AS thing",
        {"ids": ids},
    )
    _take_claims(rows, into)


def _take_claims(rows: list[Row], into: Neighbourhood) -> None:
    for row in rows:
        claim = claim_from(row["c"], row["subject"], row["object"])
        located = LocatedClaim(row["c"]["id"], row["document"], claim, row["c"]["rank"])
        into.claims[located.id] = located
        into.published[row["document"]] = row["published"]
        if row["story"]:
            into.stories[row["document"]] = row["story"]
        if row["object"]:
            into.things[row["object"]] = row["thing"]
