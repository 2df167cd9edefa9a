"""Gazetteers: the authorities, institutions and laws that are known by name, found in a text.

The entries are the CSV files in `knowledge/`; their form and origin are told in the files beside
them. They are read when first needed and held as one automaton over folded names.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from greffier.graph.errors import KnowledgeError
from greffier.graph.model import model
from greffier.ingest.knowledge import KNOWLEDGE
from greffier.ingest.texts import TYPOGRAPHY, Text, fold_characters

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

JUDICIAL: Final = {"court": "Court", "police": "Police"}  # kinds of bodies that have such a role alone
FILES: Final = {"regulators.csv": "Regulator", "laws.csv": "Law", "institutions.csv": None}


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry: `forms` are full names, `acronyms` short ones, `common` those of both that are
    ordinary words, too; `jurisdiction` is an ISO 3166 code; `parent` the id of what it belongs to; `roles`
    what an authority watches over (see knowledge/ORIGIN.md)."""

    id: str
    name: str
    kind: str
    forms: frozenset[str]
    acronyms: frozenset[str]
    common: frozenset[str]
    jurisdiction: str | None
    parent: str | None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Hold a place in a text where the name of one or more entries stands.

    `weak` is told where the name is an ordinary word, or an acronym: context has to confirm it.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    weak: bool
    acronym: bool


@cache
def entries() -> dict[str, Entry]:
    """Return every entry by its id; raise KnowledgeError where a file is not well-formed."""
    found: dict[str, Entry] = {}
    for name, kind in FILES.items():
        for line, row in _rows(KNOWLEDGE / name):
            own = JUDICIAL.get(row.get("roles", ""), kind or row.get("kind", ""))
            entry = _entry(row, own, f"{name}:{line}")
            if entry.id in found:
                raise KnowledgeError(f"{name}:{line}: the id {entry.id!r} stands there twice")
            found[entry.id] = entry
    for entry in found.values():
        if entry.parent and entry.parent not in found:
            raise KnowledgeError(f"{entry.id}: its parent {entry.parent!r} is no entry")
    return found


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            if None in row or None in row.values():
                raise KnowledgeError(f"{path.name}:{reader.line_num}: the number of columns is wrong")
            yield reader.line_num, row


def _entry(row: dict[str, str], kind: str, place: str) -> Entry:
    if not row["id"] or not row["name"]:
        raise KnowledgeError(f"{place}: an entry needs an id and a name")
    if kind != "Law" and kind not in model().families["Organization"].kinds:
        raise KnowledgeError(f"{place}: {kind!r} is no kind of organisation")
    names = {row["name"], row.get("name_fr", ""), row.get("name_en", ""), *_split(row["aliases"])} - {""}
    return Entry(
        id=row["id"],
        name=row["name"],
        kind=kind,
        forms=frozenset(n.translate(TYPOGRAPHY) for n in names),
        acronyms=frozenset(_split(row["acronyms"])),
        common=frozenset(_split(row.get("common", ""))),
        jurisdiction=row["jurisdiction"] or None,
        parent=row.get("parent") or None,
        roles=frozenset(_split(row.get("roles", ""))),
    )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


@dataclass(frozen=True, slots=True)
class _Index:
    automaton: AhoCorasick
    names: tuple[str, ...]
    entries: tuple[tuple[tuple[Entry, str, bool], ...], ...]


@cache
def _index(judicial: bool) -> _Index:
    """Return the automaton over folded names, with (entry, written form, is an acronym) of each.

    Courts and police have one of their own: elsewhere they are no parties. An acronym of another body is not theirs
    (the FCA fines, be it that a federal court has these initials, too).
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    table: dict[str, list[tuple[Entry, str, bool]]] = defaultdict(list)
    for entry in entries().values():
        if (entry.kind in JUDICIAL.values()) is not judicial:
            continue
        for form in sorted(entry.forms):
            table[fold_characters(form)].append((entry, form, False))
        for acronym in sorted(entry.acronyms - entry.forms - (_of_parties() if judicial else frozenset())):
            table[fold_characters(acronym)].append((entry, acronym, True))
    names = tuple(sorted(table))
    automaton = AhoCorasick(names, matchkind=MatchKind.Standard)
    return _Index(automaton, names, tuple(tuple(table[name]) for name in names))


@cache
def _of_parties() -> frozenset[str]:
    return frozenset(a for e in entries().values() if e.kind not in JUDICIAL.values() for a in (*e.acronyms, *e.forms))


def find_known(text: Text, judicial: bool = False) -> tuple[Match, ...]:
    """Return where known names stand in a text: the longest ones, in order, none over another.

    They are those of courts and police where `judicial`, else those of all others.
    """
    index = _index(judicial)
    found: list[Match] = []
    for pattern, start, end in index.automaton.find_matches_as_indexes(text.folded, overlapping=True):
        if _is_word(text.folded, start, end):
            match = _match(text.plain, start, end, index.entries[pattern])
            if match:
                found.append(match)
    found.sort(key=lambda m: (m.start - m.end, m.start))
    kept: list[Match] = []
    taken = [False] * len(text.plain)
    for match in found:
        if not any(taken[match.start : match.end]):
            taken[match.start : match.end] = [True] * (match.end - match.start)
            kept.append(match)
    return tuple(sorted(kept, key=lambda m: m.start))


def known_acronym(written: str) -> bool:
    """Return whether capitals are the acronym, or the short name, of an entry."""
    return written in _acronyms()


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(a for e in entries().values() for a in (*e.acronyms, *e.forms) if a.isupper())


def _is_word(folded: str, start: int, end: int) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not before.isalnum() and not after.isalnum() and after != "+"  # « Kestrel+ » is what Kestrel sells


def _match(plain: str, start: int, end: int, named: tuple[tuple[Entry, str, bool], ...]) -> Match | None:
    written = plain[start:end]
    right = [(entry, form, acronym) for entry, form, acronym in named if _written_right(written, form, acronym, entry)]
    if not right:
        return None
    weak = all(acronym or form in entry.common for entry, form, acronym in right)
    acronym = all(acronym for _, _, acronym in right)
    kept = {entry.id: entry for entry, _, _ in right}
    return Match(start, end, tuple(kept[k] for k in sorted(kept)), weak, acronym)


def _written_right(written: str, form: str, acronym: bool, entry: Entry) -> bool:
    """Return whether the case of a word lets it be the name: acronyms as they are, names with capitals."""
    if acronym:
        return written == form or (len(form) >= 4 and form.isupper() and written == form.capitalize())
    words = form.split()
    if len(words) == 1:
        if form.isupper() and len(form) <= 5:
            return written == form or (len(form) >= 4 and written == form.capitalize())
        return written[:1].isupper() or written[:1].isdigit() or not form[:1].isupper()
    if form in entry.common:  # « le département de la Justice », « le parquet fédéral »: the first word may be small
        own, found = ([w[:1].isupper() for w in text.split()] for text in (form, written))
        return own[1:] == found[1:] and (own[0] == found[0] or any(found) or "prosecution" in entry.roles)
    if entry.kind in ("Law", "Regulator", *JUDICIAL.values()) and len(words) >= 3:
        return True
    capitals = sum(w[:1].isupper() for w in words)
    return sum(w[:1].isupper() for w in written.split()) >= max(capitals - (len(words) > 3), 1)


@cache
def jurisdictions() -> dict[str, dict[str, Any]]:
    """Return what is known of each jurisdiction: parent, currency, and the words that point to it."""
    import yaml

    path = KNOWLEDGE / "jurisdictions.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    for code, entry in data.items():
        if entry.get("parent") and entry["parent"] not in data:
            raise KnowledgeError(f"{path.name}: {code} has the unknown parent {entry['parent']!r}")
    return dict(data)
