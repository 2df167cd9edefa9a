"""Names: from what a user calls a thing to the thing in the store.

A text is compared with ids, then with names (no case, accents, articles or legal forms), then word
by word. Only a single best thing is taken; several of them are for the user to choose from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from greffier.graph.errors import QueryError
from greffier.graph.identity import fold, name_key
from greffier.graph.model import EVENTS, THINGS, model
from greffier.graph.store import Row, Store

SHOWN: Final = 8  # candidates that an error message lists
NEAR_ENOUGH: Final = 70  # likeness, 0 to 100, above which another name is offered


class Fit(IntEnum):
    """Tell how a text fits a thing, best first."""

    ID = 0
    NAME = 1
    OTHER_NAME = 2
    WORDS = 3
    TOLD = 4  # an event or a document that has the words
    TEXT = 5


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold a thing of the store, and how the text by which it was found fits it.

    `unresolved` are the gazetteer entries between which the documents do not let one choose.
    """

    family: str
    id: str
    kind: str
    name: str
    jurisdiction: str | None
    documents: int
    unresolved: tuple[str, ...]
    fit: Fit

    def __str__(self) -> str:
        which = f"one of {', '.join(self.unresolved)}" if self.unresolved else None
        told = ", ".join(part for part in (self.kind, self.jurisdiction, which) if part)
        return f"{self.id} ({self.name}, {told})"


def find_things(store: Store, text: str, labels: Collection[str] = ()) -> list[Thing]:
    """Return the things that a text may name, best first: by id, name, words, full text.

    `labels` (families or kinds) says which things may be meant; all, and documents, if empty. Only
    where no name has the words of the text is full text asked.
    """
    families = _families(labels)
    found = [t for family in families for t in _by_id(store, text, family)]
    if not found:
        found = [t for family in families for t in _by_name(store, text, family)]
    if not found:
        found = list(_by_text(store, text, families))
    wanted = [t for t in found if not labels or t.family in labels or t.kind in labels]
    return sorted(wanted, key=lambda t: (t.fit, -t.documents, t.id))


def get_thing(store: Store, text: str, labels: Collection[str] = ()) -> Thing:
    """Return the one thing that a text names; raise QueryError where it names none, or several."""
    found = find_things(store, text, labels)
    best = [t for t in found if t.fit == found[0].fit]
    if best and best[0].fit is not Fit.TEXT:
        if len(best) == 1 or best[0].fit is Fit.ID:
            return best[0]
        shown = "; ".join(str(t) for t in best[:SHOWN])
        more = f"; and {len(best) - SHOWN} more" if len(best) > SHOWN else ""
        raise QueryError(f"{text!r} names {len(best)} things; give the id of one: {shown}{more}")
    if labels:
        others = [t for t in find_things(store, text) if t.fit < Fit.TEXT]
        others = [t for t in others if t.fit == others[0].fit]
        if others:
            raise QueryError(f"{text!r} is no {' or '.join(labels)}: {'; '.join(str(t) for t in others[:SHOWN])}")
    near = list(dict.fromkeys([*_near_names(store, text, labels), *(f"{t.name} ({t.id})" for t in found)]))
    told = f"; near it: {'; '.join(near[:SHOWN])}" if near else ""
    raise QueryError(f"{text!r} names nothing in {store.location}{told}")


def _families(labels: Collection[str]) -> tuple[str, ...]:
    every = (*THINGS, "Document")
    return tuple(f for f in every if not labels or f in labels or model().families[f].kinds.keys() & set(labels))


def _by_id(store: Store, text: str, family: str) -> Iterable[Thing]:
    """Yield the thing with this id, or with this part of an id after the slash."""
    wanted = text.strip().lower()
    if not wanted or " " in wanted:
        return ()
    rows = store.read(
        f"MATCH (n:{family}) WHERE n.id = $id OR n.id ENDS WITH $end RETURN {_columns(family)}",
        {"id": wanted, "end": f"/{wanted}"},
    )
    return [_thing(row, family, Fit.ID) for row in rows]


def _by_name(store: Store, text: str, family: str) -> Iterable[Thing]:
    folded, key = fold(text), name_key(text)
    if not key:
        return []
    field = "n.search" if "search" in model().families[family].properties else "(n.id + ' ' + toLower(n.name))"
    named = "OR toLower(n.file) CONTAINS $raw " if family == "Document" else ""
    rows = store.read(
        f"MATCH (n:{family}) WHERE all(w IN $words WHERE {field} CONTAINS w) "
        f"OR all(w IN $key WHERE {field} CONTAINS w) {named}RETURN {_columns(family)}",
        {"words": folded.split(), "key": key.split(), "raw": text.strip().lower()},
    )
    fits = ((row, _fit(folded, key, row, family)) for row in rows)
    return [_thing(row, family, fit) for row, fit in fits if fit is not None]


def _fit(folded: str, key: str, row: Row, family: str) -> Fit | None:
    """Return how the names of a row fit; None where they only have parts of words of the text."""
    names = row["names"] or []
    if family not in EVENTS:  # an event has no name of its own: many are a "Fine"
        if fold(row["name"]) == folded:
            return Fit.NAME
        if folded in map(fold, names) or key in (name_key(n) for n in (row["name"], *names)):
            return Fit.OTHER_NAME
    texts = [row["name"], *names, row["id"].split("/", 1)[1] if family in EVENTS else ""]
    words = " ".join(name_key(t) for t in texts)
    if not all(f" {word}" in f" {words}" for word in key.split()):
        return None
    return Fit.WORDS if family in ("Organization", "Law") else Fit.TOLD


def _by_text(store: Store, text: str, families: Collection[str]) -> Iterable[Thing]:
    for hit in store.search(text, SHOWN * 2):
        if hit.family in families:
            for row in store.read(f"MATCH (n:{hit.family} {{id: $id}}) RETURN {_columns(hit.family)}", {"id": hit.id}):
                yield _thing(row, hit.family, Fit.TEXT)


def _near_names(store: Store, text: str, labels: Collection[str]) -> list[str]:
    """Return names that are spelt much like the text, each with its id."""
    from rapidfuzz import fuzz, process

    named: dict[str, str] = {}
    for family in _families(labels):
        if family in EVENTS:
            continue
        for row in store.read(f"MATCH (n:{family}) RETURN {_columns(family)} ORDER BY n.id"):
            for name in (row["name"], *(row["names"] or [])):
                named.setdefault(fold(name), f"{row['name']} ({row['id']})")
    found = process.extract(fold(text), named.keys(), scorer=fuzz.WRatio, limit=SHOWN, score_cutoff=NEAR_ENOUGH)
    return [named[name] for name, _, _ in found]


def _columns(family: str) -> str:
    if family == "Document":
        own = "n.title AS name, [n.file] AS names, null AS jurisdiction, 1 AS documents, [] AS unresolved"
    elif family in EVENTS:
        own = "n.name AS name, [] AS names, null AS jurisdiction, n.documents AS documents, [] AS unresolved"
    else:
        own = (
            "n.name AS name, n.names AS names, n.jurisdiction AS jurisdiction, n.documents AS documents, "
            "n.unresolved AS unresolved"
        )
    return f"n.id AS id, labels(n) AS labels, {own}"


def _thing(row: Row, family: str, fit: Fit) -> Thing:
    kind = model().kind_among(row["labels"], family) or family
    return Thing(
        family,
        row["id"],
        kind,
        row["name"],
        row["jurisdiction"],
        row["documents"] or 0,
        tuple(row["unresolved"] or ()),
        fit,
    )
