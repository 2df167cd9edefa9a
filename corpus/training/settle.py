"""Settle two annotations of a document: what both have holds; where they differ, what a third reader found.

    python corpus/training/settle.py PART      such as corpus/train: from first, second and verdicts.tsv to gold

`verdicts.tsv` has a line for each difference: document, id of the item in the settled annotation, what differs
("item", "type" or "date"), verdict, reason. A difference that no verdict settles is left open: an item that only one
reader has is optional, either type and either date is right.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Item = dict[str, Any]
Verdicts = Mapping[tuple[str, str], str]  # by id of the item and what differs
PARTIES = {"incidents": ("affected",), "actions": ("issuer", "target")}
FILLERS = ("affected", "issuer", "target", "law", "concerns")
VERDICTS = {"item": {"yes", "optional", "no"}, "type": {"first", "second", "both"}, "date": {"first", "second", "both"}}
NONE: Verdicts = {}


def settle(first: Item, second: Item, verdicts: Verdicts = NONE) -> Item:
    """Return the annotation that two readers and the verdicts on their differences make."""
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
        _settle_type(own, other, verdicts)
    shared = set(names.values())
    for entity in entities:
        if entity["id"] not in shared:
            entity["optional"] = True
    settled: Item = {**first, "entities": entities}
    known: dict[str, str] = {}
    for family, roles in PARTIES.items():
        settled[family] = _events(first[family], second[family], roles, names, known, verdicts)
    return _judge(settled, verdicts)


def _judge(settled: Item, verdicts: Verdicts) -> Item:
    """Return a settled annotation without the items found wrong, and with those found right no longer optional."""
    wrong = {item for (item, what), verdict in verdicts.items() if what == "item" and verdict == "no"}
    judged = {**settled}
    for family in ("entities", *PARTIES):
        judged[family] = [dict(item) for item in settled[family] if item["id"] not in wrong]
        for item in judged[family]:
            if verdicts.get((item["id"], "item")) == "yes":
                item.pop("optional", None)
            for slot in FILLERS:
                if item.get(slot):
                    item[slot] = [filler for filler in item[slot] if filler not in wrong]
    judged["relations"] = [r for r in settled["relations"] if not {r["subject"], r["object"]} & wrong]
    return judged


def _events(
    first: list[Item],
    second: list[Item],
    roles: tuple[str, ...],
    names: dict[str, str],
    known: dict[str, str],
    verdicts: Verdicts,
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
            _settle_type(own, same, verdicts)
            _settle_date(own, same, verdicts)
            if same.get("optional"):
                own["optional"] = True
        found.append(own)
    for other in left:
        known[other["id"]] = f"{other['id']}b"
        found.append({**other, "id": f"{other['id']}b", "optional": True})
    return found


def _settle_type(own: Item, other: Item, verdicts: Verdicts) -> None:
    """Give an item of the first reader the type that is right, and the others that count as right."""
    verdict = verdicts.get((own["id"], "type"), "both")
    if verdict == "second":
        own["type"], own["alt_types"] = other["type"], other.get("alt_types", [])
        if not own["alt_types"]:
            del own["alt_types"]
    elif verdict == "both":
        _widen(own, "alt_types", _kinds(other) - {own["type"]})


def _settle_date(own: Item, other: Item, verdicts: Verdicts) -> None:
    """Give an event of the first reader the date that is right, and the others that count as right."""
    verdict = verdicts.get((own["id"], "date"), "both")
    dates = {d for d in (other.get("date"), *other.get("alt_dates", [])) if d}
    if verdict == "second" and other.get("date"):
        own["date"] = other["date"]
        own.pop("alt_dates", None)
        _widen(own, "alt_dates", dates - {own["date"]})
    elif verdict == "both":
        _widen(own, "alt_dates", dates - {own.get("date")})


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


def differences(first: Item, second: Item) -> set[tuple[str, str]]:
    """Return what a third reader is asked: items of the settled annotation, each with what differs about it."""
    own = {item["id"]: item for family in ("entities", *PARTIES) for item in first[family]}
    others = {f"{item['id']}b": item for family in ("entities", *PARTIES) for item in second[family]}
    found = set()
    settled = settle(first, second)
    for item in (item for family in ("entities", *PARTIES) for item in settled[family]):
        source = own.get(item["id"]) or others[item["id"]]
        if item.get("optional") and not source.get("optional"):
            found.add((item["id"], "item"))
        for what, field in (("type", "alt_types"), ("date", "alt_dates")):
            if set(item.get(field, [])) - set(source.get(field, [])):
                found.add((item["id"], what))
    return found


def read_verdicts(part: Path) -> dict[str, dict[tuple[str, str], str]]:
    """Return the verdicts of a part by document, then by item and what differs. Raise ValueError for an unknown one."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    path = part / "verdicts.tsv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["verdict"] not in VERDICTS[row["what"]]:
                    raise ValueError(f"{path}: {row['document']} {row['item']}: unknown verdict {row['verdict']!r}")
                found[row["document"]][row["item"], row["what"]] = row["verdict"]
    return found


def settle_part(part: Path) -> dict[str, Item]:
    """Return the settled annotations of a part by document."""
    verdicts = read_verdicts(part)
    read = [(path.stem, path, part / "second" / path.name) for path in sorted((part / "first").glob("*.json"))]
    return {
        name: settle(*(json.loads(p.read_text("utf-8")) for p in pair), verdicts.get(name, NONE))
        for name, *pair in read
    }


def main() -> None:
    """Write the settled annotations of a part."""
    part = Path(sys.argv[1])
    for name, settled in settle_part(part).items():
        (part / "gold" / f"{name}.json").write_text(json.dumps(settled, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
