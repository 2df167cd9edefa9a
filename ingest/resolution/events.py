"""Incidents and actions: which tellings are one event, and what the event is called.

Actions are joined first by what they say themselves, then incidents, for which it counts that one action
concerns them, then actions again, for which it counts that they concern one incident.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from greffier.graph.identity import event_id
from greffier.graph.model import model
from greffier.ingest.resolution.clusters import COPY, Cluster, Ties, cluster, explanation
from greffier.ingest.resolution.judged import Judged
from greffier.ingest.resolution.links import Link
from greffier.ingest.resolution.tellings import Telling


def link_events(tellings: Iterable[Telling], judged: Judged | None = None) -> dict[str, Link]:
    """Return the event that each telling is, by occurrence."""
    known = judged or Judged()
    ordered = sorted(tellings, key=lambda t: t.order)
    actions = [t for t in ordered if t.profile.family == "Action"]
    incidents = [t for t in ordered if t.profile.family == "Incident"]
    told = {t.id for t in incidents}
    copied = {t.id: frozenset((f"{COPY}{t.words}",)) for t in ordered if t.words}
    first = _heads(cluster(actions, copied, known))
    acted: dict[str, set[str]] = defaultdict(set)
    for action in actions:
        for incident in action.concerns & told:
            acted[incident].add(first[action.id])
    found = cluster(incidents, _ties(acted, copied), known)
    events = _heads(found)
    about = {a.id: {events[i] for i in a.concerns & told} for a in actions}
    return _links([*cluster(actions, _ties(about, copied), known), *found], known)


def _heads(clusters: Iterable[Cluster]) -> dict[str, str]:
    """Return the telling that stands for the event of each: the first published."""
    return {t.id: min(found.members, key=lambda m: m.order).id for found in clusters for t in found.members}


def _ties(tied: Mapping[str, set[str]], copied: Mapping[str, Ties]) -> dict[str, Ties]:
    names = tied.keys() | copied.keys()
    return {name: frozenset(tied.get(name, ())) | copied.get(name, frozenset()) for name in names}


def _links(clusters: Iterable[Cluster], judged: Judged) -> dict[str, Link]:
    links = {}
    for found in clusters:
        thing = _name(min(found.members, key=lambda t: t.order))
        for telling in found.members:
            score, why = explanation(found, telling)
            source = judged.source.get(telling.id)
            if source and telling.id in judged.group:
                note = f" ({source.note})" if source.note else ""
                links[telling.id] = Link(telling.id, thing, 1.0, f"judged to be the same{note}", source.by, source.at)
            else:
                links[telling.id] = Link(telling.id, thing, score, why)
    return links


def _name(first: Telling) -> str:
    profile = first.profile
    parties = "-".join(sorted(p.split("/", 1)[1] for p in profile.parties)[:2])
    when = (profile.dates or profile.announced or ("",))[0]
    return event_id(model().families[profile.family].prefix, first.id, parties, profile.kind, when)
