"""Versions: the earlier text of a document that comes again changed.

It is taken for that where it was read from the same source and the two texts share at least half of the shorter
one: another article under the same file name is another document, and both stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from greffier.graph.copies import runs_of
from greffier.graph.records import Document
from greffier.graph.store import Store
from greffier.ingest.documents import STANDARD_INPUT

KEPT: Final = 0.5  # share of the shorter text that a changed document keeps


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold the ids of the documents that are replaced, and those that only lose a source, with what is left."""

    replaced: tuple[str, ...] = ()
    left: tuple[tuple[str, list[str]], ...] = ()


def find_earlier(store: Store, documents: Iterable[tuple[Document, set[str]]]) -> Earlier:
    """Return the stored documents whose changed texts these are; each is given with its sources."""
    replaced: set[str] = set()
    left: dict[str, list[str]] = {}
    for document, sources in documents:
        named = sorted(sources - {STANDARD_INPUT})
        rows = store.read(
            "UNWIND $files AS file MATCH (d:Document {file: file}) WHERE d.id <> $id "
            "RETURN d.id AS id, d.text AS text, d.sources AS sources",
            {"files": sorted({PurePosixPath(source).stem for source in named}), "id": document.id},
        )
        for row in rows:
            if set(row["sources"]) & set(named) and _is_version(document.text, row["text"]):
                known: list[str] = row["sources"]
                others = sorted(set(left.get(row["id"], known)) - set(named))
                if others:
                    left[row["id"]] = others
                else:
                    replaced.add(row["id"])
                    left.pop(row["id"], None)
    return Earlier(tuple(sorted(replaced)), tuple(sorted(left.items())))


def _is_version(one: str, other: str) -> bool:
    first, second = runs_of(one), runs_of(other)
    shorter = min(len(first), len(second))
    return bool(shorter) and len(first & second) >= KEPT * shorter
