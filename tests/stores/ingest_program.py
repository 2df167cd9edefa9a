"""`greffier ingest` as a program of its own that reads in no time what random documents say, two a transaction.

    python -m tests.stores.ingest_program SECONDS WORDS…

It takes files of `write_documents`. SECONDS are those in which a server that is gone is tried again; the WORDS are
those of the command line. After each batch that the store has acknowledged, it says `kept` and a number.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from greffier.graph.identity import document_id
from greffier.graph.records import Document, Extraction
from tests.stores.wild_reports import wild_extractions

SEED: Final = 7
DOCUMENTS: Final = 6
BATCH: Final = 2
BATCHES: Final = DOCUMENTS // BATCH


def write_documents(folder: Path) -> list[Path]:
    """Write the documents, and return their files in the order in which they are taken in."""
    folder.mkdir()
    files = []
    for number, extraction in enumerate(wild_extractions(SEED, DOCUMENTS)):
        file = folder / f"{number}.txt"
        file.write_text(extraction.document.text, "utf-8")
        files.append(file)
    return files


def read_at_once(put: Callable[[object, str, object], None] = setattr) -> None:
    """Have the pipeline take these documents as they were made, in small batches; `put` sets its attributes."""
    from greffier.ingest import pipeline
    from greffier.ingest.extraction import READER

    known = {e.document.id: e for e in wild_extractions(SEED, DOCUMENTS)}

    def extract(documents: Iterable[Document]) -> Iterator[Extraction]:
        for document in documents:
            found = known[document_id(document.text)]
            yield Extraction(document, READER, found.entities, found.incidents, found.actions, found.claims)

    put(pipeline, "extract", extract)
    put(pipeline, "BATCH", BATCH)


def say_what_is_kept() -> None:
    """Have each batch that is acknowledged told at once."""
    from greffier.graph.neo4j.store import Neo4jStore

    carry_out, kept = Neo4jStore.exclusively, 0

    def exclusively(store: Neo4jStore, work: Callable[[], object]) -> object:
        nonlocal kept
        result = carry_out(store, work)
        kept += 1
        print("kept", kept, flush=True)
        return result

    Neo4jStore.exclusively = exclusively  # type: ignore[assignment, method-assign]


def main() -> None:
    from greffier.cli.main import cli
    from greffier.graph.neo4j import store

    store.SECONDS_OF_RETRIES = float(sys.argv[1])  # type: ignore[misc]
    read_at_once()
    say_what_is_kept()
    cli(["ingest", *sys.argv[2:]])


if __name__ == "__main__":
    main()
