"""From what documents say, and people decide, to the changes that take it into a graph.

Only what is touched is read, resolved and projected again; what stays as it was is not written. The graph that
results is the one that all documents and judgements at once would have given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.copies import Text, read_copies, stories, text_of
from greffier.graph.judgements import FAMILY as JUDGEMENT
from greffier.graph.judgements import Judgement, Verdict, judgement_node, read_judgements
from greffier.graph.model import EVENTS, THINGS, model
from greffier.graph.neighbourhood import (
    Neighbourhood,
    read_claims_with,
    read_documents,
    read_edges,
    read_nodes,
    read_relations,
    read_things,
)
from greffier.graph.occurrences import LocatedClaim, Testimony, provenance
from greffier.graph.projection import Evidence, project
from greffier.graph.store import Row, Store
from greffier.graph.tallies import Tally, read_tallies
from greffier.ingest.resolution.bodies import link_bodies
from greffier.ingest.resolution.events import link_events
from greffier.ingest.resolution.judged import Judged, split_body, weigh
from greffier.ingest.resolution.links import Link
from greffier.ingest.resolution.reach import read_reach
from greffier.ingest.resolution.tellings import Telling, tellings

EVENT_RELATIONS = ("ISSUED", "ADDRESSED_TO", "UNDER", "CONCERNS", "AFFECTED")
ORGANIZATION_RELATIONS = ("PART_OF", "REGULATED_BY", "NOTIFIED", "ACQUIRED")
BODIES = tuple(family for family in THINGS if family not in EVENTS)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Hold judgements that come, and stored ones that go."""

    made: tuple[Judgement, ...] = ()
    undone: tuple[Judgement, ...] = ()


@dataclass(slots=True)
class _Copies:
    """Hold the stored documents whose place among copies may change (properties), and the originals now."""

    documents: list[Row] = field(default_factory=list)
    stories: dict[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> list[str]:
        """Return the ids of these documents."""
        return [document["id"] for document in self.documents]

    def changed(self) -> Iterator[Node]:
        """Yield those whose original is another than before."""
        for document in self.documents:
            story = self.stories.get(document["id"])
            if document.get("story") != story:
                known = model().families["Document"].properties
                properties = {name: document.get(name) for name in known} | {"story": story}
                yield Node("Document", document["id"], None, properties)


@dataclass(slots=True)
class _Touched:
    """Hold what a change touches: what is stored of it (`near`, without what is withdrawn), and what it was before.

    `moved` are the stored bodies, by family, that a ruling can take occurrences from or give some to; all of
    their occurrences are in `near`. `stored` tells what each stored occurrence is so far, `links` what those that
    are decided anew are now; `whole` are the documents of which all that they say is in `near`.
    """

    near: Neighbourhood = field(default_factory=Neighbourhood)
    before: Neighbourhood = field(default_factory=Neighbourhood)
    moved: dict[str, set[str]] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    copies: _Copies = field(default_factory=_Copies)
    whole: set[str] = field(default_factory=set)


def integrate(
    store: Store,
    testimonies: Sequence[Testimony] = (),
    withdrawn: Collection[str] = (),
    ruling: Ruling | None = None,
) -> Changes:
    """Return the changes that take in these testimonies, and take out what the withdrawn documents said.

    `withdrawn` are ids of documents in the store; one that is among the testimonies too is replaced. `ruling`
    gives judgements that come or go with it.
    """
    decided = ruling or Ruling()
    told = read_judgements(store)
    old = weigh(told)
    gone = {j.id for j in (*decided.undone, *decided.made)}
    judged = weigh([*(j for j in told if j.id not in gone), *decided.made])
    touched = _read_touched(store, testimonies, withdrawn, decided, old, judged)
    near = touched.near
    events = [o for o in near.occurrences.values() if o.family in EVENTS]
    links = touched.links | link_events(
        tellings(events, near.claims.values(), near.things, near.published, near.stories), judged
    )
    near.things |= {name: link.thing for name, link in links.items()}
    nodes, edges = _project(store, touched, withdrawn)
    families = {o.id: o.family for o in (*touched.before.occurrences.values(), *near.occurrences.values())}
    was = {name: touched.stored[name] for name in families if name in touched.stored}
    kept = {node.id for node in nodes}
    removed = {thing: families[name] for name, thing in was.items() if thing not in kept}
    changed_edges, removed_edges = _changed_edges(store, edges, nodes, removed, touched)
    left = (
        Edge("IS", "Occurrence", name, families[name], thing)
        for name, thing in sorted(was.items())
        if name in links and thing != links[name].thing and thing not in removed
    )
    kept_nodes, kept_edges = _provenance(testimonies, touched.copies.stories)
    return Changes(
        nodes=(
            *kept_nodes,
            *touched.copies.changed(),
            *_changed_nodes(store, nodes),
            *map(judgement_node, decided.made),
        ),
        edges=(*kept_edges, *_is_edges(links, families), *changed_edges),
        removed_nodes=(
            *(Node("Claim", name) for name in sorted(touched.before.claims)),
            *(Node("Occurrence", name) for name in sorted(touched.before.occurrences)),
            *(Node("Document", name) for name in sorted(withdrawn)),
            *(Node(family, thing) for thing, family in sorted(removed.items())),
            *(Node(JUDGEMENT, judgement.id) for judgement in decided.undone),
        ),
        removed_edges=(*removed_edges, *left),
    )


def _read_touched(
    store: Store,
    testimonies: Sequence[Testimony],
    withdrawn: Collection[str],
    ruling: Ruling,
    old: Judged,
    judged: Judged,
) -> _Touched:
    """Return all occurrences and claims that the change can touch, stored and new."""
    touched = _Touched()
    near, before = touched.near, touched.before
    read_documents(store, withdrawn, before)
    copies = touched.copies = _read_copies(store, testimonies, withdrawn)
    now = {name: copies.stories.get(name, "") for name in copies.ids} | copies.stories
    judgements = (*ruling.made, *ruling.undone)
    touched.moved = _moved_bodies(judgements, old, judged)
    for family, things in touched.moved.items():
        read_things(store, things, family, near)
        read_claims_with(store, things, family, near)
    read_documents(store, copies.ids, near)
    new = [o for t in testimonies for o in t.occurrences]
    touched.links = link_bodies([*near.occurrences.values(), *new], judged)
    bodies = {name: link.thing for name, link in touched.links.items()}
    fresh = Neighbourhood(
        occurrences={o.id: o for o in new},
        claims={c.id: c for t in testimonies for c in t.claims},
        things=bodies,
        published={t.document.id: t.document.published for t in testimonies},
        stories=copies.stories,
    )
    coming = [*_tellings(fresh, {}), *_tellings(before, bodies)]
    asked = {o.id for o in before.occurrences.values() if o.family in EVENTS}
    asked |= {c.claim.subject for c in near.claims.values()}
    asked |= {item for j in judgements if j.family in EVENTS for item in j.items}
    read_reach(store, coming, asked, judged, bodies, now, near)
    claims = (*fresh.claims.values(), *before.claims.values(), *near.claims.values())
    moved = set().union(*touched.moved.values())
    groups = _relation_groups(claims, {**before.things, **near.things, **bodies})
    read_relations(store, (g for g in groups if not moved & {g[1], g[2]}), near)
    touched.stored = before.things | near.things
    near.drop(withdrawn)
    near.take(fresh)
    touched.whole = {*copies.ids, *fresh.published}
    near.stories = {name: story for name, story in {**near.stories, **now}.items() if story}
    return touched


def _tellings(found: Neighbourhood, bodies: Mapping[str, str]) -> tuple[Telling, ...]:
    events = [o for o in found.occurrences.values() if o.family in EVENTS]
    return tellings(events, found.claims.values(), {**found.things, **bodies}, found.published, found.stories)


def _moved_bodies(judgements: Iterable[Judgement], old: Judged, judged: Judged) -> dict[str, set[str]]:
    """Return the things, by family, whose occurrences may become others by these judgements."""
    moved: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.family in EVENTS or judgement.verdict is Verdict.UNSURE:
            continue
        named = {judgement.left[0], split_body(judgement)} if judgement.verdict is Verdict.SPLIT else judgement.items
        items = set().union(*(known.partners(item) for known in (old, judged) for item in named))
        if judgement.verdict is Verdict.SPLIT:  # another split may have given them away before
            items |= {known.splits[o] for known in (old, judged) for o in judgement.right if o in known.splits}
        things = {known.group.get(item, item) for known in (old, judged) for item in items}
        moved.setdefault(judgement.family, set()).update(things)
    return moved


def _project(store: Store, touched: _Touched, withdrawn: Collection[str]) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    near = touched.near
    counted: dict[str, Tally] = {}
    for family in BODIES:
        gone = {touched.before.things[o.id] for o in touched.before.occurrences.values() if o.family == family}
        come = {near.things[o.id] for o in near.occurrences.values() if o.family == family}
        unread = (gone | come) - touched.moved.get(family, set())
        counted |= read_tallies(store, unread, family, {*withdrawn, *touched.whole})
    evidence = Evidence(
        tuple(near.occurrences.values()), tuple(near.claims.values()), near.things, near.published, near.stories
    )
    return project(evidence, counted)


def _relation_groups(claims: Iterable[LocatedClaim], things: Mapping[str, str]) -> set[tuple[str, str, str]]:
    return {
        (c.claim.predicate, things[c.claim.subject], things[c.claim.object])
        for c in claims
        if c.claim.object and model().predicates[c.claim.predicate].subject == "Organization"
    }


def _read_copies(store: Store, testimonies: Sequence[Testimony], withdrawn: Collection[str]) -> _Copies:
    new = {t.document.id: t.document for t in testimonies}
    texts = [Text.of(d.id, d.published, d.text) for d in new.values()]
    documents = [d for d in read_copies(store, texts, withdrawn) if d["id"] not in new]
    return _Copies(documents, stories([*texts, *map(text_of, documents)]))


def _provenance(testimonies: Iterable[Testimony], stories_of: Mapping[str, str]) -> tuple[list[Node], list[Edge]]:
    nodes: list[Node] = []
    edges: list[Edge] = []
    for testimony in testimonies:
        more_nodes, more_edges = provenance(testimony, stories_of.get(testimony.document.id))
        nodes.extend(more_nodes)
        edges.extend(more_edges)
    return nodes, edges


def _is_edges(links: Mapping[str, Link], families: Mapping[str, str]) -> Iterable[Edge]:
    for name, link in sorted(links.items()):
        properties: dict[str, PropertyValue] = {"score": link.score, "why": link.why, "by": link.by, "at": link.at}
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
    store: Store, edges: Sequence[Edge], nodes: Sequence[Node], removed: Mapping[str, str], touched: _Touched
) -> tuple[list[Edge], list[Edge]]:
    """Return the relations between things that are to be set, and those to be removed."""
    stored: dict[tuple[str, str, str], Edge] = {}
    for family in EVENTS:
        own = {n.id for n in nodes if n.family == family} | {t for t, f in removed.items() if f == family}
        stored |= read_edges(store, own, family, EVENT_RELATIONS)
    claims = [*touched.near.claims.values(), *touched.before.claims.values()]
    now = {**touched.before.things, **touched.near.things}
    groups = {
        (model().predicates[predicate].relation, subject, object_)
        for things in (now, {**now, **touched.stored})
        for predicate, subject, object_ in _relation_groups(claims, things)
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
