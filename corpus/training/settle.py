"""Settle two annotations of a document by program: what both have holds, what one has is optional.

    python corpus/training/settle.py FIRST SECOND GOLD      folders; documents that GOLD has already stay as they are

A third reader settled the differences in the development and test parts by the text. In the part for training a
difference is left open instead: nothing is learnt from it, for or against.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Item = dict[str, Any]
PARTIES = {"incidents": ("affected",), "actions": ("issuer", "target")}


def settle(first: Item, second: Item) -> Item:
    """Return the annotation on which both agree, with the rest as optional items."""
    names: dict[str, str] = {}
    entities = [dict(e) for e in first["entities"]]
    for other in second["entities"]:
        own = next((e for e in entities if set(e["mentions"]) & set(other["mentions"])), None)
        if own is None:
            names[other["id"]] = f"{other['id']}b"
            entities.append({**other, "id": f"{other['id']}b", "optional": True})
            continue
        names[other["id"]] = own["id"]
        own["mentions"] = list(dict.fromkeys([*own["mentions"], *other["mentions"]]))
        _widen(own, "alt_types", {other["type"], *other.get("alt_types", [])} - {own["type"]})
    shared = set(names.values())
    for entity in entities:
        if entity["id"] not in shared:
            entity["optional"] = True
    settled: Item = {**first, "entities": entities}
    known: dict[str, str] = {}
    for family, roles in PARTIES.items():
        settled[family] = _events(first[family], second[family], roles, names, known)
    return settled


def _events(
    first: list[Item], second: list[Item], roles: tuple[str, ...], names: dict[str, str], known: dict[str, str]
) -> list[Item]:
    """Return the events of both; `known` maps the second's incidents to the settled ones, and grows."""
    left = [_renamed(event, roles, names, known) for event in second]
    found = []
    for event in first:
        own = dict(event)
        same = next((o for o in left if _kinds(o) & _kinds(own) and _parties(o, roles) == _parties(own, roles)), None)
        if same is None:
            own["optional"] = True
        else:
            left.remove(same)
            known[same["id"]] = own["id"]
            _widen(own, "alt_types", _kinds(same) - {own["type"]})
            dates = {d for d in (same.get("date"), *same.get("alt_dates", [])) if d} - {own.get("date")}
            _widen(own, "alt_dates", dates)
            if same.get("optional"):
                own["optional"] = True
        found.append(own)
    for other in left:
        known[other["id"]] = f"{other['id']}b"
        found.append({**other, "id": f"{other['id']}b", "optional": True})
    return found


def _renamed(event: Item, roles: tuple[str, ...], names: dict[str, str], known: dict[str, str]) -> Item:
    """Return an event of the second reader with the settled ids of its parties, laws and incidents."""
    own = {**event, **{role: [names[e] for e in event.get(role) or []] for role in roles}}
    for slot, ids in (("law", names), ("concerns", known)):
        if slot in event:
            own[slot] = [ids[filler] for filler in event[slot] or []]
    return own


def _kinds(event: Item) -> set[str]:
    return {event["type"], *event.get("alt_types", [])}


def _parties(event: Item, roles: tuple[str, ...]) -> list[set[str]]:
    return [set(event.get(role) or []) for role in roles]


def _widen(item: Item, field: str, more: set[str]) -> None:
    if more - set(item.get(field, [])):
        item[field] = sorted({*item.get(field, []), *more})


def main() -> None:
    """Settle all documents of two folders."""
    first, second, gold = map(Path, sys.argv[1:4])
    gold.mkdir(exist_ok=True)
    for path in sorted(first.glob("*.json")):
        if not (gold / path.name).exists():
            settled = settle(*(json.loads((folder / path.name).read_text("utf-8")) for folder in (first, second)))
            (gold / path.name).write_text(json.dumps(settled, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
