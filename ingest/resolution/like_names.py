"""Like names: the pairs of bodies of a store whose names may be those of one, and what makes one think so."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from greffier.graph.store import Row, Store
from greffier.ingest.names import Key, key_of

NEAR_SPELLING: Final = 90.0  # likeness of two names, 0 to 100
_INITIALS: Final = range(2, 9)

Likeness = tuple[Row, Row, str]


def find_like_names(store: Store, family: str) -> Iterator[Likeness]:
    """Yield pairs of bodies whose names may be those of one: the nodes as rows, and what speaks for one."""
    rows = store.read(
        f"MATCH (t:{family}) RETURN t.id AS id, t.name AS name, t.names AS names, t.gazetteer AS gazetteer, "
        "t.unresolved AS unresolved, t.documents AS documents, t.jurisdiction AS jurisdiction ORDER BY id"
    )
    by_id = {row["id"]: row for row in rows}
    seen: set[tuple[str, str]] = set()
    every = itertools.chain(
        _unresolved(rows, by_id), _acronyms(rows), _shorter(rows), _same_without_place(rows), _near_spellings(rows)
    )
    for one, other, why in every:
        pair = (min(one["id"], other["id"]), max(one["id"], other["id"]))
        both_known = one["gazetteer"] and other["gazetteer"]
        if pair in seen or pair[0] == pair[1] or both_known:
            continue
        seen.add(pair)
        yield by_id[pair[0]], by_id[pair[1]], why


def _unresolved(rows: Iterable[Row], by_id: dict[str, Row]) -> Iterator[Likeness]:
    for row in rows:
        for candidate in row["unresolved"] or ():
            if candidate in by_id:
                yield row, by_id[candidate], "the documents do not tell which body of this name is meant"


def _acronyms(rows: Iterable[Row]) -> Iterator[Likeness]:
    spelt: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in row["names"]:
            if " " not in name and name.isupper() and len(name) in _INITIALS:
                spelt[name].append(row)
    if not spelt:
        return
    for row in rows:
        for name in row["names"]:
            for initials in {
                "".join(w[0] for w in name.split()),
                "".join(w[0] for w in name.split() if w[0].isupper()),
            }:
                for short in spelt.get(initials.upper(), ()):
                    yield short, row, f"{initials.upper()} may be the initials of {name}"


def _shorter(rows: Iterable[Row]) -> Iterator[Likeness]:
    """Yield names of which one has all own words of the other, and common words beside."""
    by_own: dict[tuple[str, ...], list[tuple[Key, Row]]] = defaultdict(list)
    for row in rows:
        key = key_of(row["name"])
        if key.own:
            by_own[tuple(sorted(key.own))].append((key, row))
    for members in by_own.values():
        for (one, row), (other, more) in itertools.combinations(members, 2):
            if set(one.common) <= set(other.common) or set(other.common) <= set(one.common):
                yield row, more, f"{row['name']} and {more['name']} share the words that tell who is meant"


def _same_without_place(rows: Iterable[Row]) -> Iterator[Likeness]:
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[str(key_of(row["name"]))].append(row)
    for members in by_key.values():
        for one, other in itertools.combinations(members, 2):
            if not (one["jurisdiction"] and other["jurisdiction"]) or one["jurisdiction"] == other["jurisdiction"]:
                yield one, other, "one name, and no place tells whether they are two bodies"


def _near_spellings(rows: list[Row]) -> Iterator[Likeness]:
    from rapidfuzz import fuzz, process

    keys = [str(key_of(row["name"])) for row in rows]
    for at in range(0, len(keys), 1000):
        likeness = process.cdist(keys[at : at + 1000], keys, scorer=fuzz.ratio, score_cutoff=NEAR_SPELLING)
        for i, j in zip(*likeness.nonzero(), strict=True):
            if at + i < j and keys[at + i] != keys[j]:
                one, other = rows[at + i], rows[j]
                yield one, other, f"{one['name']} and {other['name']} are spelt much alike"
