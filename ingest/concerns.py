"""Concerns: which incidents of a text an action is about: those told beside it, or the one that it can only be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from greffier.ingest.drafts import Draft, Filler, dates_agree, dates_before
from greffier.ingest.incidents.failings import FAILINGS, NEAR
from greffier.ingest.scenes import Scene


def add_concerns(scene: Scene, actions: Sequence[Draft], incidents: list[Draft], ids: Mapping[int, str]) -> None:
    """Tie each action to the incidents of its party that it is about; `ids` are theirs by identity.

    A criminal inquiry has no party: it may be into any incident of the text.
    """
    for action in actions:
        kin = scene.kin(action.fillers("target"))
        own = [d for d in incidents if d.fillers("affected") & kin] if kin else incidents
        told = _sentences(action)
        beside = [d for d in own if told & _sentences(d)]
        for incident in beside or _understood(action, own, actions):
            shared = told & _sentences(incident)
            index = min(shared) if shared else action.triggers[0].sentence
            rule, confidence = ("concerns.beside", 0.85) if shared else ("concerns.only", 0.6)
            evidence = scene.evidence(scene.sentence(index))
            action.add("concerns", [Filler(ids[id(incident)], evidence, rule, confidence)])


def _understood(action: Draft, own: list[Draft], actions: Sequence[Draft]) -> list[Draft]:
    """Return the incident that an action is about without saying so; none where several may be meant.

    It is the only one that did not come after it, or of several the one told first, where none is told nearer.
    A failing that was told well before is what the action told there punished.
    """
    earlier = [d for d in own if not dates_before(action.dates(), d.dates())]
    first = earlier[0] if earlier else None
    if first is None or (set(first.kinds) <= set(FAILINGS) and _since(action, first) > NEAR):
        return []
    nearer = any(_distance(action, d) < _distance(action, first) for d in earlier)
    return [first] if len(earlier) == 1 or not (nearer or _is_of_another(first, action, actions)) else []


def _since(action: Draft, incident: Draft) -> int:
    """Return how many sentences before an action an incident was told last; less than 0 where it is told after."""
    return min(_sentences(action)) - max(_sentences(incident))


def _is_of_another(incident: Draft, action: Draft, actions: Sequence[Draft]) -> bool:
    """Return whether an incident is told beside an action of another day."""
    told = _sentences(incident)
    return any(
        _sentences(other) & told
        and other.fillers("target") & incident.fillers("affected")
        and not dates_agree(other.dates(), action.dates())
        for other in actions
    )


def _distance(one: Draft, other: Draft) -> int:
    return min(abs(a - b) for a in _sentences(one) for b in _sentences(other))


def _sentences(draft: Draft) -> set[int]:
    return {t.sentence for t in draft.triggers}
