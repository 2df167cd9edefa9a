"""Judgements: what people decide about which things are the same. They bind resolution and outlive documents.

A judgement is about items. For organisations and laws these are bodies: the ids that resolution gives to a
name by itself (a gazetteer entry, or the id of a name), or that a split has given; for incidents and actions
they are occurrences, as the id of an event can change with every document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from greffier.graph.changes import Node
from greffier.graph.errors import InputError
from greffier.graph.identity import digest
from greffier.graph.model import THINGS
from greffier.graph.store import Store

FAMILY: Final = "Judgement"
_PREFIX: Final = "judgement"


class Verdict(StrEnum):
    """Tell what was decided of two sides.

    SAME: all items of both are one thing. DIFFERENT: none of the one is the thing that one of the other is.
    UNSURE: whoever looked could not tell; it binds nothing, but is not asked again. SPLIT: the occurrences at
    the right are another body than the one at the left, whose name they bear.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold one decision: about which family of things, between which items, by whom and when (UTC, ISO 8601)."""

    verdict: Verdict
    family: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    by: str
    at: str
    note: str = ""

    def __post_init__(self) -> None:
        """Raise InputError where it decides nothing."""
        if self.family not in THINGS:
            raise InputError(f"a judgement is about {', '.join(THINGS)}, not {self.family!r}")
        if not self.left or not self.right or set(self.left) & set(self.right):
            raise InputError("a judgement needs two sides with nothing in common")

    @property
    def id(self) -> str:
        """Return its id; who decided, and when, are no part of it, so that deciding again replaces it."""
        sides = (" ".join(sorted(self.left)), " ".join(sorted(self.right)))
        ordered = sides if self.verdict is Verdict.SPLIT else sorted(sides)
        return f"{_PREFIX}/{digest(self.verdict, self.family, *ordered)[:12]}"

    @property
    def items(self) -> frozenset[str]:
        """Return the items of both sides."""
        return frozenset((*self.left, *self.right))

    @property
    def order(self) -> tuple[str, str]:
        """Return where it stands: the latest decision is last."""
        return (self.at, self.id)

    def __str__(self) -> str:
        return f"{self.verdict}: {', '.join(self.left)} and {', '.join(self.right)}"


def judgement_node(judgement: Judgement) -> Node:
    """Return the node that keeps a judgement."""
    return Node(
        FAMILY,
        judgement.id,
        None,
        {
            "name": f"{judgement.verdict} · {judgement.family}",
            "verdict": judgement.verdict.value,
            "family": judgement.family,
            "left": list(judgement.left),
            "right": list(judgement.right),
            "by": judgement.by,
            "at": judgement.at,
            "note": judgement.note,
        },
    )


def read_judgements(store: Store) -> tuple[Judgement, ...]:
    """Return the judgements of a store, the earliest first."""
    rows = store.read(f"MATCH (j:{FAMILY}) RETURN properties(j) AS judgement")
    return in_order(_judgement(row["judgement"]) for row in rows)


def in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return judgements, the earliest first."""
    return tuple(sorted(judgements, key=lambda j: j.order))


def _judgement(stored: dict[str, Any]) -> Judgement:
    return Judgement(
        Verdict(stored["verdict"]),
        stored["family"],
        tuple(stored["left"]),
        tuple(stored["right"]),
        stored["by"],
        stored["at"],
        stored.get("note") or "",
    )
