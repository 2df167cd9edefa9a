"""Tellings of actions as drafts: parties, sum and date of one place in a text that tells of an action."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from greffier.graph.records import Amount, AmountKind
from greffier.ingest.dating.times import dates_of
from greffier.ingest.drafts import Draft, Filler, date_filler, entity_fillers
from greffier.ingest.scenes import Place, Scene
from greffier.ingest.triggers import Trigger

# Kinds of which one may be told with the other's words.
SORTS: Final = {"Fine": "money", "Penalty": "penalty", "Settlement": "settlement"}
ROUND: Final = 3  # digits of a sum in round numbers
NEAR: Final = Decimal("0.02")  # of a sum, by which round numbers may miss it
IMPOSING: Final = ("Fine", "Penalty", "Order", "Settlement", "Undertaking")  # kinds that bind whom they address
FROM_BEFORE: Final = "role.from-before"  # the rule of a party that the sentence of the telling does not name
_PUBLISHED: Final = re.compile(r"\b(?:publiée?s?|rendue?s? publique?s?|published|made public)\b", re.I)


@dataclass(frozen=True, slots=True)
class Parties:
    """Hold who acts on whom in one telling."""

    issuers: tuple[Place, ...]
    targets: tuple[Place, ...]


def draft_action(scene: Scene, trigger: Trigger, parties: Parties, sums: Sequence[Filler]) -> Draft:
    """Return the draft of an action from one telling, dated by its sentence."""
    sentence = scene.sentence(trigger.sentence)
    evidence = scene.evidence(sentence)
    kind = ("Fine" if sums else "Penalty") if trigger.kind == "Sanction" else trigger.kind
    draft = Draft("Action", Counter({kind: 1}), [trigger])
    for role, places in (("issuer", parties.issuers), ("target", parties.targets)):
        here = all(p.sentence == trigger.sentence for p in places)
        draft.add(role, entity_fillers(scene, places, evidence, f"role.{role}" if here else FROM_BEFORE))
    own, announced = dates_of(scene, trigger)
    plain = scene.text.plain
    announced = [d for d in announced if not _PUBLISHED.search(plain[max(0, d.start - 25) : d.start])]
    draft.add("date", date_filler(own or announced, evidence))
    draft.add("amount", sums)
    return draft


def kind_of(draft: Draft) -> str:
    """Return the kind that most tellings give; a sum makes a sanction a fine."""
    kinds = draft.kinds
    if kinds["Fine"] and draft.amounts():
        return "Fine"
    return min(kinds, key=lambda k: (-kinds[k], k))


def imposed_sums(draft: Draft) -> set[tuple[str, str]]:
    """Return the sums that an action imposes, as text, each with its currency."""
    return {(str(a.value), a.currency) for a in draft.amounts() if a.kind is AmountKind.IMPOSED}


def is_open(draft: Draft) -> bool:
    """Return whether an action is only told as a sanction, with no word and no sum that says of which sort."""
    return not draft.amounts() and all(t.kind == "Sanction" for t in draft.triggers)


def sorts_of(draft: Draft) -> set[str]:
    """Return the sorts of an action: two that share one may be one action told in two ways."""
    if is_open(draft):
        return {"money", "penalty"}
    # « sanctionnée »: what it was is said by the other tellings
    kinds = [t.kind for t in draft.triggers if t.kind != "Sanction"] or ["Fine"]
    found = {SORTS.get(k, k) for k in kinds}
    if found & {"money", "settlement"} and draft.amounts():
        found |= {"money", "settlement"}
    return found


def same_sums(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    """Return whether a sum of the one is a sum of the other, or tells it in round numbers (44 for 44.078)."""
    return any(a[1] == b[1] and (a[0] == b[0] or rounds(a[0], b[0]) or rounds(b[0], a[0])) for a in one for b in other)


def put_exact_first(draft: Draft) -> None:
    """Put the sums of an action that another one of its sums tells in full behind it."""
    fillers = draft.slots.get("amount", [])
    sums = [f.filler for f in fillers if isinstance(f.filler, Amount)]

    def is_rough(filler: Filler) -> bool:
        one = filler.filler
        return isinstance(one, Amount) and any(
            one.currency == s.currency and one.kind is s.kind and rounds(str(one.value), str(s.value)) for s in sums
        )

    fillers.sort(key=is_rough)


def rounds(rough: str, exact: str) -> bool:
    """Return whether a number with few digits is another one that has more, in round numbers."""
    few, many = (len(n.partition(".")[0].rstrip("0")) for n in (rough, exact))
    unit = Decimal(10) ** (len(rough.partition(".")[0]) - few)
    off = abs(Decimal(rough) - Decimal(exact))
    return few <= ROUND and few < many and off < unit and off <= Decimal(exact) * NEAR
