"""The graph model as Python objects: families, kinds, properties, predicates, relations.

It is read once, when first asked for, from `model.yaml` beside this file, and checked there: a
wrong model is a KnowledgeError at once, not a wrong graph later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import KnowledgeError

MODEL_FILE: Final = Path(__file__).with_name("model.yaml")

PROPERTY_TYPES: Final[dict[str, type]] = {
    "text": str,
    "texts": list,
    "number": float,
    "integer": int,
    "date": date,
    "boolean": bool,
}
# Properties by which things are found; they tell nothing by themselves, so that no export has them.
LOOKUP: Final = frozenset(
    ("search", "earliest", "latest", "undated", "imposed_least", "imposed_most", "exposure_least", "exposure_most")
    + ("print1", "print2", "print3", "print4", "sketch")
)
THINGS: Final = ("Organization", "Law", "Incident", "Action")
EVENTS: Final = ("Incident", "Action")
PUBLIC: Final = frozenset(("Regulator", "Court", "Police"))  # kinds of organisations that act for the public


@dataclass(frozen=True, slots=True)
class Property:
    """Describe a property: its name, type (a key of PROPERTY_TYPES) and what it means."""

    name: str
    type: str
    summary: str


@dataclass(frozen=True, slots=True)
class Family:
    """Describe a label and the kinds (further labels) that its nodes may bear.

    Ids of its nodes begin with `prefix` and a slash, or with one of `known` and a slash (gazetteer entries).
    """

    name: str
    prefix: str
    known: tuple[str, ...]
    summary: str
    kinds: dict[str, str]
    properties: dict[str, Property]


@dataclass(frozen=True, slots=True)
class Predicate:
    """Describe what a claim may say: a slot of an event, or a relation between organisations.

    `subject` and `object` are families ("Event" for both kinds of event); `value` is "date",
    "amount", "count" or "outcome" where the claim holds a value. `relation` is the type it is projected to; `inverse`
    means that the relation goes from the object to the subject.
    """

    name: str
    subject: str
    object: str | None
    value: str | None
    relation: str | None
    inverse: bool
    summary: str

    def fits(self, family: str) -> bool:
        """Return whether things of this family may be its subject."""
        return family == self.subject or (self.subject == "Event" and family in EVENTS)


@dataclass(frozen=True, slots=True)
class Relation:
    """Describe a relation type: between which families, and with which properties."""

    name: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    summary: str
    properties: dict[str, Property]


@dataclass(frozen=True, slots=True)
class Model:
    """Hold the whole model."""

    families: dict[str, Family]
    predicates: dict[str, Predicate]
    relations: dict[str, Relation]
    search: tuple[str, ...]

    def labels(self) -> frozenset[str]:
        """Return every label that a node may bear."""
        return frozenset(self.families) | {k for f in self.families.values() for k in f.kinds}

    def kind_among(self, labels: Iterable[str], family: str) -> str | None:
        """Return the kind that the labels of a node of a family tell; None where they tell none."""
        return next((label for label in labels if label in self.families[family].kinds), None)

    def family_of(self, kind: str) -> str:
        """Return the family of a kind of organisation (or "Law"); raise KnowledgeError for others."""
        for family in ("Organization", "Law"):
            if kind == family or kind in self.families[family].kinds:
                return family
        raise KnowledgeError(f"{MODEL_FILE.name}: no family has the kind {kind!r}")


@cache
def model() -> Model:
    """Return the graph model; raise KnowledgeError where its file is not well-formed."""
    import yaml

    try:
        data = yaml.safe_load(MODEL_FILE.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{MODEL_FILE.name}: is not YAML: {error}") from error
    return _build(data)


def _needed(entry: Any, key: str, where: str) -> Any:
    if not isinstance(entry, dict) or key not in entry:
        raise KnowledgeError(f"{MODEL_FILE.name}: {where} needs {key!r}")
    return entry[key]


def _build(data: Any) -> Model:
    families = {
        name: Family(
            name,
            _needed(f, "prefix", f"families.{name}"),
            tuple(f.get("known", ())),
            _needed(f, "summary", f"families.{name}"),
            dict(_needed(f, "kinds", f"families.{name}")),
            _properties(_needed(f, "properties", f"families.{name}"), f"families.{name}"),
        )
        for name, f in _needed(data, "families", "the file").items()
    }
    predicates = {
        name: Predicate(
            name,
            _needed(p, "subject", f"predicates.{name}"),
            p.get("object"),
            p.get("value"),
            p.get("relation"),
            p.get("inverse", False),
            _needed(p, "summary", f"predicates.{name}"),
        )
        for name, p in _needed(data, "predicates", "the file").items()
    }
    projected = _properties(_needed(data, "projection", "the file"), "projection")
    relations = {
        name: Relation(
            name,
            tuple(_needed(r, "from", f"relations.{name}")),
            tuple(_needed(r, "to", f"relations.{name}")),
            _needed(r, "summary", f"relations.{name}"),
            _properties(
                {k: {"type": t, "summary": ""} for k, t in r.get("properties", {}).items()},
                f"relations.{name}",
            ),
        )
        for name, r in _needed(data, "relations", "the file").items()
    }
    for p in predicates.values():
        if (p.object is None) == (p.value is None):
            raise KnowledgeError(f"{MODEL_FILE.name}: predicates.{p.name} needs an object or a value, and only one")
        if p.value not in (None, "date", "amount", "count", "outcome"):
            raise KnowledgeError(f"{MODEL_FILE.name}: predicates.{p.name} has the unknown value {p.value!r}")
        for family in (p.subject, p.object):
            if family not in (None, "Event") and family not in families:
                raise KnowledgeError(f"{MODEL_FILE.name}: predicates.{p.name} names {family!r}, which is no family")
        if p.relation and p.object:
            start, end = (p.object, p.subject) if p.inverse else (p.subject, p.object)
            relations[p.relation] = Relation(p.relation, (start,), (end,), p.summary, projected)
    for r in relations.values():
        for family in (*r.start, *r.end):
            if family not in families:
                raise KnowledgeError(f"{MODEL_FILE.name}: relations.{r.name} names {family!r}, which is no family")
    search = tuple(_needed(data, "search", "the file"))
    for label in search:
        if label not in families or "search" not in families[label].properties:
            raise KnowledgeError(f"{MODEL_FILE.name}: search names {label!r}, which has no property `search`")
    return Model(families, predicates, relations, search)


def _properties(data: dict[str, Any], where: str) -> dict[str, Property]:
    found = {
        name: Property(name, _needed(p, "type", f"{where}.{name}"), _needed(p, "summary", f"{where}.{name}"))
        for name, p in data.items()
    }
    for p in found.values():
        if p.type not in PROPERTY_TYPES:
            raise KnowledgeError(f"{MODEL_FILE.name}: {where}.{p.name} has the unknown type {p.type!r}")
    return found
