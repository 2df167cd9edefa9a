"""The merged view as RDF: the things, the relations between them, and which occurrence is which thing.

Whatever claims stand behind (a relation, a date, a sum) has an rdf:Statement that leads to them.
A plain triple stands beside it only where it is asserted, of events that are: who asks for plain
triples shall not take for a fact what was alleged, feared or denied. So an event that is not
asserted has no class in a plain triple, either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from greffier.graph.changes import Edge, Node
from greffier.graph.model import EVENTS, Predicate, model
from greffier.graph.neighbourhood import Neighbourhood, read_claims_about, read_edges, read_nodes, read_things
from greffier.graph.projection import FIRMNESS, Evidence, project
from greffier.graph.rdf.terms import (
    DERIVED,
    LEFT_OUT,
    NO_LANGUAGES,
    RDF,
    TYPE,
    KnownLanguages,
    Names,
    Triple,
    class_iri,
    grouped,
    in_order,
    literal,
    property_iri,
    property_literals,
)
from greffier.graph.records import AmountKind, Status
from greffier.graph.store import Row, Store


def describe_identities(store: Store, names: Names, ids: list[str]) -> Iterator[list[Triple]]:
    """Yield for each of these documents which things its occurrences are, how sure and why."""
    details = model().relations["IS"].properties
    rows = store.read(
        "UNWIND $ids AS id MATCH (d:Document {id: id})<-[:IN]-(o:Occurrence)-[r:IS]->(t) "
        f"RETURN d.id AS document, o.id AS occurrence, t.id AS thing, {', '.join(f'r.{p} AS {p}' for p in details)}",
        {"ids": ids},
    )
    for _, members in sorted(grouped(rows, "document").items()):
        triples: list[Triple] = []
        for row in members:
            subject = names.node(row["occurrence"])
            triples.append((subject, property_iri("IS"), names.node(row["thing"])))
            for name, detail in details.items():
                triples += [(subject, property_iri(name), v) for v in property_literals(detail, row[name])]
        yield in_order(triples)


def describe_things(
    store: Store,
    names: Names,
    family: str,
    ids: list[str],
    chosen: Collection[str] | None = None,
    known: KnownLanguages = NO_LANGUAGES,
) -> Iterator[list[Triple]]:
    """Yield each of these things of one family, in this order, with the relations it is the subject of.

    Of `chosen` documents alone, by their ids, where it is given; every thing must be in one of them.
    """
    predicates = {p.relation: p for p in model().predicates.values() if p.relation and p.fits(family)}
    if chosen is None:
        nodes = read_nodes(store, ids, family)
        relations = tuple(read_edges(store, ids, family, predicates.keys()).values())
    else:
        made, relations = project(read_evidence(store, family, ids, chosen))
        nodes = {node.id: node for node in made}
    edges: dict[str, list[tuple[Edge, str]]] = defaultdict(list)
    for edge in relations:
        subject, other = (edge.end, edge.start) if predicates[edge.type].inverse else (edge.start, edge.end)
        edges[subject].append((edge, other))
    claims = grouped(_read_claims(store, family, ids, chosen), "thing")
    statuses = _read_statuses(store, edges, predicates, chosen)
    languages = {} if family in EVENTS else _read_languages(store, family, ids, chosen)
    for id_ in ids:
        node, behind = nodes[id_], claims[id_]
        triples = _event(names, node, behind) if family in EVENTS else _named(names, node, languages, known)
        for edge, other in edges[id_]:
            said = [c for c in behind if c["predicate"] == predicates[edge.type].name and c["object"] == other]
            status = weakest(edge.properties["status"], node.properties.get("status"), statuses.get(other))
            triples += _relation(names, edge, status, said)
        yield in_order(triples)


def weakest(*statuses: object) -> Status:
    """Return the least firm of these; what has none, an organisation, does not count."""
    return min((Status(str(s)) for s in statuses if s), key=FIRMNESS.__getitem__)


def read_evidence(store: Store, family: str, ids: Iterable[str], chosen: Collection[str]) -> Evidence:
    """Return what the chosen documents say of these things."""
    found = Neighbourhood()
    read_things(store, ids, family, found)
    occurrences = {k: o for k, o in found.occurrences.items() if o.document in chosen}
    read_claims_about(store, occurrences, found)
    said = tuple(occurrences.values()), tuple(found.claims.values())
    return Evidence(*said, found.things, found.published, found.stories)


def _read_claims(store: Store, family: str, ids: list[str], chosen: Collection[str] | None) -> list[Row]:
    rows = store.read(
        f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(:Occurrence)<-[:ABOUT]-(c:Claim) "
        f"{'' if chosen is None else 'MATCH (c)-[:STATED_IN]->(d:Document) '}"
        "OPTIONAL MATCH (c)-[:OBJECT]->(:Occurrence)-[:IS]->(x) "
        "RETURN t.id AS thing, c.id AS id, c.predicate AS predicate, c.status AS status, c.value AS value, "
        f"{''.join(f'c.{name} AS {name}, ' for name in _claim_values())}"
        f"x.id AS object, {'null' if chosen is None else 'd.id'} AS document",
        {"ids": ids},
    )
    return [row for row in rows if chosen is None or row["document"] in chosen]


def _read_statuses(
    store: Store,
    edges: Mapping[str, list[tuple[Edge, str]]],
    predicates: Mapping[str, Predicate],
    chosen: Collection[str] | None,
) -> dict[str, str]:
    """Return the status of each event that these things have a relation to."""
    found: dict[str, str] = {}
    for name, predicate in predicates.items():
        if predicate.object not in EVENTS:
            continue
        ids = sorted({other for members in edges.values() for edge, other in members if edge.type == name})
        if chosen is None:
            rows = store.read(
                f"UNWIND $ids AS id MATCH (x:{predicate.object} {{id: id}}) RETURN x.id AS id, x.status AS status",
                {"ids": ids},
            )
            found |= {row["id"]: row["status"] for row in rows}
            continue
        near = Neighbourhood()
        read_things(store, ids, predicate.object, near)
        for occurrence in near.occurrences.values():
            if occurrence.document in chosen:
                thing = near.things[occurrence.id]
                firmer = (Status(found.get(thing, occurrence.status)), occurrence.status)
                found[thing] = max(firmer, key=FIRMNESS.__getitem__).value
    return found


def _read_languages(
    store: Store, family: str, ids: list[str], chosen: Collection[str] | None
) -> dict[tuple[str, str], set[str | None]]:
    """Return the languages of the documents that have each name of each thing in their text."""
    rows = store.read(
        f"UNWIND $ids AS id MATCH (t:{family} {{id: id}})<-[:IS]-(o:Occurrence)-[:IN]->(d:Document) "
        "UNWIND o.mentions AS name RETURN DISTINCT t.id AS id, name, d.language AS language, "
        f"{'null' if chosen is None else 'd.id'} AS document",
        {"ids": ids},
    )
    found: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for row in rows:
        if chosen is None or row["document"] in chosen:
            found[row["id"], row["name"]].add(row["language"])
    return found


def _named(
    names: Names, node: Node, languages: Mapping[tuple[str, str], set[str | None]], known: KnownLanguages
) -> list[Triple]:
    """Return an organisation or a law; a name whose language is known, or that one alone uses, is tagged with it."""
    subject = names.node(node.id)
    triples = [(subject, TYPE, class_iri(label, node.family)) for label in (node.family, node.kind) if label]
    for name, prop in model().families[node.family].properties.items():
        value = node.properties.get(name)
        if name in ("name", "names"):
            for form in value if isinstance(value, list) else [str(value)]:
                used = languages.get((node.id, form), set())
                tag = known.get((node.id, form)) or (next(iter(used)) if len(used) == 1 else None)
                triples.append((subject, property_iri(name), literal(form, "", tag)))
        elif name not in LEFT_OUT:
            triples += [(subject, property_iri(name), v) for v in property_literals(prop, value)]
    return triples


def _event(names: Names, node: Node, claims: list[Row]) -> list[Triple]:
    """Return an incident or an action; its class, dates and sums are plain only where asserted."""
    subject, status = names.node(node.id), Status(str(node.properties["status"]))
    known = model().families[node.family].properties
    triples: list[Triple] = []
    for label in filter(None, (node.family, node.kind)):
        triple = (subject, TYPE, class_iri(label, node.family))
        triples += [triple] if status is Status.ASSERTED else _statement(names, triple, status)
    slots: set[str] = set()
    for name, extra in _slots(known):
        slots |= {name, *extra}
        for value in property_literals(known[name], node.properties.get(name)):
            triple = (subject, property_iri(name), value)
            said = [c for c in claims if _says(c, name, node)]
            firmest = max((Status(c["status"]) for c in said), key=FIRMNESS.__getitem__, default=status)
            held = weakest(firmest, status)
            triples += _statement(names, triple, held, said)
            triples += [triple] if held is Status.ASSERTED else []
            holder = subject if held is Status.ASSERTED else names.statement(triple)
            for other in extra:
                values = property_literals(known[other], node.properties.get(other))
                triples += [(holder, property_iri(other), v) for v in values]
    for name, prop in known.items():
        if name not in slots and name not in LEFT_OUT:
            values = property_literals(prop, node.properties.get(name))
            triples += [(subject, property_iri(name), v) for v in values]
    return triples


def _slots(known: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the properties of an event that are values of claims, each with what goes with it (`date_from`)."""
    names = [*(p.name for p in model().predicates.values() if p.value), *(kind.value for kind in AmountKind)]
    written = [name for name in known if name not in LEFT_OUT]
    for name in names:
        if name in written:
            yield name, tuple(other for other in written if other.startswith(f"{name}_"))


@cache
def _claim_values() -> tuple[str, ...]:
    """Return the properties of claims that tell a sum, or another value that is more than a text."""
    values = [p.name for p in model().predicates.values() if p.value]
    known = model().families["Claim"].properties
    more = [name for name in known if any(name == value or name.startswith(f"{value}_") for value in values)]
    return tuple(dict.fromkeys(("amount", "amount_kind", "currency", "per", *more)))


def _says(claim: Row, slot: str, node: Node) -> bool:
    """Return whether a claim gives a slot of an event the value that the event has."""
    if claim["amount_kind"]:
        stated = (claim["amount_kind"], claim["amount"], claim["currency"], claim["per"])
        return stated == (slot, *(node.properties.get(p) for p in (slot, f"{slot}_currency", f"{slot}_per")))
    own = [name for name in _claim_values() if name == slot or name.startswith(f"{slot}_")]
    if slot in own:
        return claim["predicate"] == slot and all(claim[name] == node.properties.get(name) for name in own)
    return bool(claim["predicate"] == slot and claim["value"] == node.properties.get(slot))


def _relation(names: Names, edge: Edge, status: Status, claims: list[Row]) -> list[Triple]:
    triple = (names.node(edge.start), property_iri(edge.type), names.node(edge.end))
    triples = _statement(names, triple, status, claims)
    if status is Status.ASSERTED:
        triples.append(triple)
    statement = names.statement(triple)
    for name, prop in model().relations[edge.type].properties.items():
        if name != "status":
            values = property_literals(prop, edge.properties.get(name))
            triples += [(statement, property_iri(name), v) for v in values]
    return triples


def _statement(names: Names, triple: Triple, status: Status, claims: Iterable[Row] = ()) -> list[Triple]:
    """Return the statement of a triple, which says its status and leads to its claims."""
    statement = names.statement(triple)
    return [
        (statement, TYPE, f"<{RDF}Statement>"),
        (statement, f"<{RDF}subject>", triple[0]),
        (statement, f"<{RDF}predicate>", triple[1]),
        (statement, f"<{RDF}object>", triple[2]),
        (statement, property_iri("status"), literal(status.value)),
        *((statement, DERIVED, names.node(claim["id"])) for claim in claims),
    ]
