"""From what documents say to the changes that take it into a graph.

Only what the new documents touch is read, resolved and projected again; what stays as it was is
not written. The graph that results is the one that all documents at once would have given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.model import EVENTS, THINGS, model
from greffier.graph.neighbourhood import (
    Neighbourhood,
    parties_of,
    read_documents,
    read_edges,
    read_events_near,
    read_nodes,
    read_relations,
    read_things,
)
from greffier.graph.occurrences import LocatedClaim, Testimony, provenance
from greffier.graph.projection import Evidence, project
from greffier.graph.store import Store
from greffier.ingest.resolution import Link, link_entities, link_events, tellings

EVENT_RELATIONS = ("ISSUED", "ADDRESSED_TO", "UNDER", "CONCERNS", "AFFECTED")
ORGANIZATION_RELATIONS = ("PART_OF", "REGULATED_BY", "NOTIFIED", "ACQUIRED")


def integrate(store: Store, testimonies: Sequence[Testimony], withdrawn: Collection[str] = ()) -> Changes:
    """Return the changes that take in these testimonies and take out what the withdrawn documents said.

    `withdrawn` are ids of documents in the store; one that is among the testimonies too is replaced.
    """
    before = Neighbourhood()
    read_documents(store, withdrawn, before)
    after = _collect(store, testimonies, before, withdrawn)
    events = [o for o in after.occurrences.values() if o.family in EVENTS]
    links = link_entities(o for t in testimonies for o in t.occurrences)
    after.things |= {name: link.thing for name, link in links.items()}
    old_events = {o.id: after.things[o.id] for o in events if o.id in after.things}
    links |= link_events(tellings(events, after.claims.values(), after.things, after.published))
    after.things |= {name: link.thing for name, link in links.items()}
    evidence = Evidence(tuple(after.occurrences.values()), tuple(after.claims.values()), after.things, after.published)
    nodes, edges = project(evidence)
    old_things = {before.things[o.id]: o.family for o in before.occurrences.values()}
    old_things |= {thing: after.occurrences[name].family for name, thing in old_events.items()}
    removed = {thing: family for thing, family in old_things.items() if thing not in {n.id for n in nodes}}
    changed_nodes = _changed_nodes(store, nodes)
    changed_edges, removed_edges = _changed_edges(store, edges, nodes, removed, after, before)
    families = {o.id: o.family for o in after.occurrences.values()}
    moved = tuple(
        Edge("IS", "Occurrence", name, families[name], thing)
        for name, thing in sorted(old_events.items())
        if thing != links[name].thing and thing not in removed
    )
    kept_nodes, kept_edges = _provenance(testimonies)
    return Changes(
        nodes=(*kept_nodes, *changed_nodes),
        edges=(*kept_edges, *_is_edges(links, families), *changed_edges),
        removed_nodes=(
            *(Node("Claim", name) for name in sorted(before.claims)),
            *(Node("Occurrence", name) for name in sorted(before.occurrences)),
            *(Node("Document", name) for name in sorted(withdrawn)),
            *(Node(family, thing) for thing, family in sorted(removed.items())),
        ),
        removed_edges=(*removed_edges, *moved),
    )


def _collect(
    store: Store, testimonies: Sequence[Testimony], before: Neighbourhood, withdrawn: Collection[str]
) -> Neighbourhood:
    """Return all occurrences and claims that the change can touch: those stored, and the new ones."""
    near = Neighbourhood()
    new = [o for t in testimonies for o in t.occurrences]
    things = {link.occurrence: link.thing for link in link_entities(new).values()} | before.things
    claims = [c for t in testimonies for c in t.claims] + list(before.claims.values())
    read_events_near(store, parties_of(claims, things), _concerned(before), near)
    occurrences = new + list(before.occurrences.values())
    for family in ("Organization", "Law"):
        touched = {things[o.id] for o in occurrences if o.family == family}
        read_things(store, touched, family, near)
    read_relations(store, _relation_groups(claims, things), near)
    near.drop(withdrawn)
    for testimony in testimonies:
        near.published[testimony.document.id] = testimony.document.published
        near.occurrences |= {o.id: o for o in testimony.occurrences}
        near.claims |= {c.id: c for c in testimony.claims}
    return near


def _concerned(before: Neighbourhood) -> set[str]:
    return {o.id for o in before.occurrences.values() if o.family in EVENTS}


def _relation_groups(claims: Iterable[LocatedClaim], things: dict[str, str]) -> set[tuple[str, str, str]]:
    return {
        (c.claim.predicate, things[c.claim.subject], things[c.claim.object])
        for c in claims
        if c.claim.object and model().predicates[c.claim.predicate].subject == "Organization"
    }


def _provenance(testimonies: Iterable[Testimony]) -> tuple[list[Node], list[Edge]]:
    nodes: list[Node] = []
    edges: list[Edge] = []
    for testimony in testimonies:
        more_nodes, more_edges = provenance(testimony)
        nodes.extend(more_nodes)
        edges.extend(more_edges)
    return nodes, edges


def _is_edges(links: dict[str, Link], families: dict[str, str]) -> Iterable[Edge]:
    for name, link in sorted(links.items()):
        properties: dict[str, PropertyValue] = {"score": link.score, "why": link.why, "by": link.by}
        yield Edge("IS", "Occurrence", name, families[name], link.thing, properties)


def _changed_nodes(store: Store, nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes that differ from the stored ones."""
    changed: list[Node] = []
    for family in THINGS:
        members = [n for n in nodes if n.family == family]
        stored = read_nodes(store, (n.id for n in members), family) if members else {}
        changed += [node for node in members if stored.get(node.id) != node]
    return changed


def _changed_edges(
    store: Store,
    edges: Sequence[Edge],
    nodes: Sequence[Node],
    removed: dict[str, str],
    after: Neighbourhood,
    before: Neighbourhood,
) -> tuple[list[Edge], list[Edge]]:
    """Return the relations between things that are to be set, and those to be removed."""
    stored: dict[tuple[str, str, str], Edge] = {}
    for family in EVENTS:
        own = {n.id for n in nodes if n.family == family} | {t for t, f in removed.items() if f == family}
        stored |= read_edges(store, own, family, EVENT_RELATIONS)
    all_claims = [*after.claims.values(), *before.claims.values()]
    groups = {
        (model().predicates[predicate].relation, subject, object_)
        for predicate, subject, object_ in _relation_groups(all_claims, after.things | before.things)
    }
    between = read_edges(store, {s for _, s, _ in groups}, "Organization", ORGANIZATION_RELATIONS)
    stored |= {key: edge for key, edge in between.items() if key in groups}
    wanted = {edge.key: edge for edge in edges}
    changed = [edge for key, edge in wanted.items() if stored.get(key) != edge]
    gone = [
        edge
        for key, edge in stored.items()
        if key not in wanted and edge.start not in removed and edge.end not in removed
    ]
    return changed, gone
