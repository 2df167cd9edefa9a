"""What judgements amount to: which items people hold to be one thing, and which not.

The latest decision counts: an earlier one that goes against it has no effect, and has it again when the later
one is undone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from greffier.graph.identity import SHORT_HASH, digest
from greffier.graph.judgements import Judgement, Verdict, in_order


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold what is decided.

    `group` gives, for an item that is judged to be the same as others, the item that stands for them all;
    `apart` the items from which one is judged to differ; `splits` the body that an occurrence was made; `source`
    the judgement that binds an item. `void` are the ids of judgements without effect.
    """

    group: dict[str, str] = field(default_factory=dict)
    apart: dict[str, frozenset[str]] = field(default_factory=dict)
    splits: dict[str, str] = field(default_factory=dict)
    source: dict[str, Judgement] = field(default_factory=dict)
    void: frozenset[str] = frozenset()

    def partners(self, item: str) -> frozenset[str]:
        """Return the items that one is judged to be the same as, itself included."""
        group = self.group.get(item)
        return frozenset(i for i, g in self.group.items() if g == group) if group else frozenset((item,))


def split_body(judgement: Judgement) -> str:
    """Return the id of the body that a split gives to its occurrences."""
    return f"{judgement.left[0]}-{digest(*sorted(judgement.right))[:SHORT_HASH]}"


def weigh(judgements: Iterable[Judgement]) -> Judged:
    """Return what these judgements amount to."""
    groups: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = {}
    splits: dict[str, str] = {}
    source: dict[str, Judgement] = {}
    effective: list[Judgement] = []
    void: set[str] = set()
    for judgement in reversed(in_order(judgements)):
        sides = list(itertools.product(judgement.left, judgement.right))
        if judgement.verdict is Verdict.SAME:
            united = set().union(*(groups.get(item, {item}) for item in judgement.items))
            if any(apart.get(item, set()) & united for item in united):
                void.add(judgement.id)
                continue
            for item in united:
                groups[item] = united
                source.setdefault(item, judgement)
            effective.append(judgement)
        elif judgement.verdict is Verdict.DIFFERENT:
            if any(other in groups.get(item, ()) for item, other in sides):
                void.add(judgement.id)
                continue
            for item, other in sides:
                apart.setdefault(item, set()).add(other)
                apart.setdefault(other, set()).add(item)
                # What is different from one of a group is different from all of it.
                for one, two in itertools.product(groups.get(item, {item}), groups.get(other, {other})):
                    apart.setdefault(one, set()).add(two)
                    apart.setdefault(two, set()).add(one)
        elif judgement.verdict is Verdict.SPLIT:
            for occurrence in judgement.right:
                if splits.setdefault(occurrence, split_body(judgement)) == split_body(judgement):
                    source.setdefault(occurrence, judgement)
    heads: dict[str, str] = {}
    for judgement in reversed(effective):  # the earliest first: what it named first stands for the group
        for item in groups[judgement.left[0]]:
            heads.setdefault(item, judgement.left[0])
    return Judged(heads, {k: frozenset(v) for k, v in apart.items()}, splits, source, frozenset(void))
