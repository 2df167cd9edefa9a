"""Parts: the fines that a total is made of, and what is to be paid back beside a fine.

"A fine of 251 million: 130 for …, 110 for …, 8 for … and 3 for …": the sums that follow add up to the one told, so
each is a fine of its own. "A penalty of $45 million and $20 million in redress": the second sum is ordered, no fine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from greffier.graph.records import Amount, Status
from greffier.ingest.actions.shares import is_of_person
from greffier.ingest.actions.sums import BESIDE, goes_back, imposed, is_conversion, threatens
from greffier.ingest.actions.tellings import kind_of
from greffier.ingest.drafts import Draft, Filler
from greffier.ingest.scenes import Scene
from greffier.ingest.triggers import Trigger

REACH: Final = 12  # sentences between a total and its parts
MOST: Final = 8  # parts of one total
_TOTALS: Final = ("Fine", "Penalty", "Settlement")
_FINES: Final = ("Fine", "Penalty", "Sanction")


def find_parts(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the fines that make up a total told of the same parties, where no word tells them."""
    told = {f.rule for d in drafts for f in d.slots.get("amount", [])}
    known = {f.filler.value for d in drafts for f in d.slots.get("amount", []) if isinstance(f.filler, Amount)}
    found: list[Draft] = []
    for draft in drafts:
        total = draft.amounts()[0] if draft.amounts() else None
        if total is None or kind_of(draft) not in _TOTALS or not draft.fillers("target"):
            continue
        for part in _adding_up(_sums_below(scene, draft), total):
            new = part.rule not in told and part.filler.value not in known  # type: ignore[union-attr]
            if new and not is_of_person(scene, part):
                told.add(part.rule)
                found.append(_like(scene, draft, kind_of(draft), part))
    return found


def _sums_below(scene: Scene, draft: Draft) -> list[Filler]:
    """Return the sums that follow what a draft tells, in order."""
    trigger = draft.triggers[0]
    return [
        filler
        for mention in scene.money
        if 0 <= scene.text.sentence_at(mention.start).index - trigger.sentence <= REACH
        and not is_conversion(scene, mention)
        and not threatens(scene.text, mention)
        and not goes_back(scene, mention)
        and (filler := imposed(scene, mention))
    ]


def _adding_up(sums: Sequence[Filler], total: Amount) -> Sequence[Filler]:
    """Return the first sums, one after the other, that add up to a total; none where there are none."""
    amounts = [f.filler for f in sums if isinstance(f.filler, Amount)]
    for start in range(len(amounts)):
        added = Decimal(0)
        for end in range(start, min(start + MOST, len(amounts))):
            amount = amounts[end]
            if amount.currency != total.currency or amount.value >= total.value:
                break
            added += amount.value
            if end > start and added == total.value:
                return sums[start : end + 1]
            if added > total.value:
                break
    return ()


def find_redress(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the orders to pay back a sum that a sentence tells beside a fine of the same party.

    An order that stands beside such a sum is given it.
    """
    for mention in scene.money:
        if threatens(scene.text, mention) or is_conversion(scene, mention) or not goes_back(scene, mention):
            continue
        index = scene.text.sentence_at(mention.start).index
        here = [d for d in drafts if d.triggers[0].sentence == index]
        filler = imposed(scene, mention)
        if filler is None or any(f.rule == filler.rule for d in here for f in d.slots.get("amount", [])):
            continue
        orders = [d for d in here if d.triggers[0].kind == "Order"]
        fines = [d for d in here if d.triggers[0].kind in _FINES and d.triggers[0].status is Status.ASSERTED]
        fines = [d for d in fines if d.fillers("issuer") and d.fillers("target")]
        if len(orders) == 1 and abs(orders[0].triggers[0].start - mention.start) <= BESIDE:
            orders[0].add("amount", [filler])
        elif fines and not orders and not any(d.triggers[0].kind == "Settlement" for d in here):
            yield _like(scene, fines[0], "Order", filler)


def _like(scene: Scene, draft: Draft, kind: str, part: Filler) -> Draft:
    """Return another action of the same parties on the same day, told by a sum."""
    start = int(part.rule.rsplit("@", 1)[1])
    told = draft.triggers[0]
    trigger = Trigger(start, start + 1, "Action", kind, True, scene.text.sentence_at(start).index, told.status)
    parties = {
        slot: [replace(f, rule="role.shared", confidence=0.7) for f in draft.slots.get(slot, [])]
        for slot in ("issuer", "target")
    }
    found = Draft("Action", Counter({kind: 1}), [trigger], {**parties, "amount": [part]})
    found.slots["date"] = list(draft.slots.get("date", []))
    return found
