"""Values of the Neo4j driver as the store protocol wants them (see `greffier.graph.store.Store`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from greffier.graph.model import model


def plain_value(value: Any) -> Any:
    """Return a value of the driver as text, number, date, list or dict, whatever is in it."""
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time

    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, list):
        return [plain_value(v) for v in value]
    if isinstance(value, dict):
        return {k: plain_value(v) for k, v in sorted(value.items())}  # the server gives them in any order
    if isinstance(value, Node):
        return {"labels": in_order(value.labels), "properties": _properties(value)}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": _properties(value)}
    if isinstance(value, Path):
        return {
            "nodes": [plain_value(n) for n in value.nodes],
            "relations": [plain_value(r) for r in value.relationships],
        }
    if isinstance(value, (Date, DateTime, Time)):
        return value.to_native()
    if isinstance(value, Duration):
        return {"months": value.months, "days": value.days, "seconds": value.seconds + value.nanoseconds / 1e9}
    if isinstance(value, Point):
        return dict(zip("xyz", value, strict=False)) | {"srid": value.srid}
    return value


def in_order(labels: frozenset[str]) -> list[str]:
    """Return the labels of a node in the order of the model: its family, its kind, then what is not of the model."""
    order = _order()
    return sorted(labels, key=lambda label: (order.get(label, len(order)), label))


def _properties(entity: Any) -> dict[str, Any]:
    return {k: plain_value(v) for k, v in sorted(entity.items())}


@cache
def _order() -> dict[str, int]:
    families = model().families
    labels = dict.fromkeys([*families, *(kind for family in families.values() for kind in family.kinds)])
    return {label: place for place, label in enumerate(labels)}
