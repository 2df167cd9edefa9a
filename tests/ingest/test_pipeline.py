"""The pipeline: files into a store, once each, whatever the order, and whole or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import pytest

from greffier.graph.changes import Changes
from greffier.graph.errors import StoreError
from greffier.graph.occurrences import locate
from greffier.graph.records import Document, Extraction
from greffier.graph.store import Hit, Row, Store, open_store
from greffier.ingest import extraction, pipeline
from greffier.ingest.extraction import READER, extract
from greffier.ingest.models import NamedSpan
from greffier.ingest.pipeline import Summary, ingest, read_documents
from tests.ingest.generated import contents
from tests.neo4j_server import wipe

T = TypeVar("T")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"

ENGLISH = (
    "{bank} hit by {attack}\n\ndate: 2023-{month:02}-15\n{bank} was hit by {attack} on {day} {name} 2023. The {bank} "
    "data of {number} customers were stolen. {bank}, a unit of Northwind Group, notified the Information "
    "Commissioner's Office. Notice {serial}.\n"
)
FINE = (
    "Fine for {bank}\n\ndate: 2023-{month:02}-20\nThe Information Commissioner's Office fined {bank} £{number} on "
    "{day} {name} 2023 under the Data Protection Act 2018. Notice {serial}.\n"
)
FRENCH = (
    "{bank} : sanction\n\ndate: 2023-{month:02}-25\nLa CNIL a infligé à {bank} une amende de {number} euros le {day} "
    "{nom} 2023 pour manquement au RGPD. Avis {serial}.\n"
)
BANKS = ("Kestrel Bank", "Maple Leaf Credit Union", "Harbour Insurance Company", "Banque Lémane")
MONTHS = (("January", "janvier"), ("February", "février"), ("March", "mars"))


def no_names(texts: Iterable[str], language: str) -> Iterator[tuple[NamedSpan, ...]]:
    """Stand for the statistical models, which take seconds to load: find no name."""
    for _ in texts:
        yield ()


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "find_names", no_names)


def generate(folder: Path, count: int, seed: int = 1) -> list[str]:
    """Write documents that tell of a few events in many words, and return their paths."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    paths = []
    for serial in range(count):
        month = chance.randrange(len(MONTHS))
        text = chance.choice((ENGLISH, FINE, FRENCH)).format(
            bank=chance.choice(BANKS),
            attack=chance.choice(("a ransomware attack", "a cyberattack")),
            month=month + 2,
            day=chance.randint(1, 28),
            name=MONTHS[month][0],
            nom=MONTHS[month][1],
            number=chance.choice((20000, 30000, 40000)),
            serial=serial,
        )
        path = folder / f"{serial:03}.txt"
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return paths


class Recorder:
    """Pass everything on to a store, and keep what was written."""

    def __init__(self, store: Store) -> None:
        self.location = store.location
        self.notices = store.notices
        self.written: list[Changes | str] = []
        self._store = store

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return self._store.read(text, parameters)

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        self.written.append(text)
        return self._store.run(text, parameters)

    def write(self, changes: Changes) -> None:
        self.written.append(changes)
        self._store.write(changes)

    def exclusively(self, work: Callable[[], T]) -> T:
        return self._store.exclusively(work)

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        return self._store.search(text, limit)

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "graph.kgl"), writable=True) as opened:
        yield opened


def filled(path: Path, paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what a fresh store holds after an ingest."""
    with open_store(str(path), writable=True) as opened:
        ingest(opened, paths)
        return contents(opened)


def told(summary: Summary) -> tuple[int, int, int, int]:
    return summary.new, summary.renewed, summary.known, len(summary.unread)


# Once each


def test_an_ingest_tells_what_it_did(store: Store) -> None:
    summary = ingest(store, [str(EXAMPLES)])
    assert told(summary) == (16, 0, 0, 0)
    assert summary.things["Fine"] >= 5
    assert summary.claims == store.read("MATCH (c:Claim) RETURN count(c) AS n")[0]["n"]
    things = sum(row["n"] for row in store.read("MATCH (o:Occurrence)-[:IS]->(t) RETURN count(DISTINCT t.id) AS n"))
    assert sum(summary.things.values()) == things


def test_what_is_new_is_what_was_not_there_before(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("TSB fined\n\nThe Financial Conduct Authority fined TSB £2 million on 3 March 2021.\n", "utf-8")
    second.write_text("Barclays too\n\nThe Financial Conduct Authority fined Barclays £3 million.\n", "utf-8")
    assert ingest(store, [str(first)]).things == {"Bank": 1, "Regulator": 1, "Fine": 1}
    assert ingest(store, [str(second)]).things == {"Bank": 1, "Fine": 1}


def test_a_second_ingest_writes_nothing(store: Store) -> None:
    ingest(store, [str(EXAMPLES)])
    before = contents(store)
    recorder = Recorder(store)
    summary = ingest(recorder, [str(EXAMPLES)])
    assert told(summary) == (0, 0, 16, 0)
    assert (summary.things.total(), summary.claims) == (0, 0)
    assert recorder.written == []
    assert contents(store) == before


def test_a_second_ingest_does_not_read_the_documents_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, [str(EXAMPLES)])

    def unexpected(documents: Iterable[Document]) -> Iterator[Extraction]:
        raise AssertionError(f"read again: {[d.name for d in documents]}")

    monkeypatch.setattr(pipeline, "extract", unexpected)
    assert told(ingest(store, [str(EXAMPLES)])) == (0, 0, 16, 0)


def test_progress_tells_of_every_file_in_batches(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 3)
    done: list[int] = []
    paths = [*generate(tmp_path / "news", 7), str(tmp_path / "missing.txt")]
    ingest(store, paths, done.append)
    assert sum(done) == 8
    ingest(store, paths, done.append)
    assert sum(done) == 16
    assert min(done) >= 0


def test_nothing_to_ingest_is_nothing_done(store: Store) -> None:
    assert told(ingest(store, [])) == (0, 0, 0, 0)
    assert contents(store) == ([], [])


# Whatever the order


@pytest.mark.parametrize(("batch", "order"), [(1, 0), (7, 1), (16, 2), (50, 3)])
def test_order_and_size_of_batches_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int, order: int
) -> None:
    paths = [*map(str, sorted(EXAMPLES.glob("*.txt"))), *generate(tmp_path / "news", 30)]
    expected = filled(tmp_path / "expected.kgl", paths)
    monkeypatch.setattr(pipeline, "BATCH", batch)
    random.Random(order).shuffle(paths)
    assert filled(tmp_path / "found.kgl", paths) == expected


def test_a_folder_gives_the_same_graph_as_its_files_in_several_runs(tmp_path: Path) -> None:
    paths = generate(tmp_path / "news", 20)
    expected = filled(tmp_path / "expected.kgl", paths)
    with open_store(str(tmp_path / "found.kgl"), writable=True) as found:
        for path in reversed(paths):
            ingest(found, [path])
        assert contents(found) == expected


# One text in two files


def test_one_text_in_two_files_is_one_document_with_two_sources(store: Store, tmp_path: Path) -> None:
    (first,) = generate(tmp_path / "news", 1)
    second = tmp_path / "a-copy.txt"
    second.write_bytes(Path(first).read_bytes())
    assert told(ingest(store, [first, str(second)])) == (1, 0, 0, 0)
    (row,) = store.read("MATCH (d:Document) RETURN d.sources AS sources, d.file AS file")
    assert row == {"sources": ["000.txt", "a-copy.txt"], "file": "000"}


@pytest.mark.parametrize("together", [True, False])
def test_the_sources_do_not_depend_on_the_order(tmp_path: Path, together: bool) -> None:
    (first,) = generate(tmp_path / "news", 1)
    second = tmp_path / "a-copy.txt"
    second.write_bytes(Path(first).read_bytes())
    graphs = []
    for number, paths in enumerate(([first, str(second)], [str(second), first])):
        with open_store(str(tmp_path / f"{number}.kgl"), writable=True) as opened:
            for group in [paths] if together else [[p] for p in paths]:
                ingest(opened, group)
            graphs.append(contents(opened))
    assert graphs[0] == graphs[1]


def test_a_source_that_is_known_is_not_written_again(store: Store, tmp_path: Path) -> None:
    (path,) = generate(tmp_path / "news", 1)
    ingest(store, [path])
    ingest(store, [str(tmp_path / "news")])
    recorder = Recorder(store)
    ingest(recorder, [path, str(tmp_path / "news")])
    assert recorder.written == []
    (row,) = store.read("MATCH (d:Document) RETURN d.sources AS sources")
    assert row["sources"] == ["000.txt", "news/000.txt"]


def test_a_name_that_is_not_utf_8_is_kept_as_far_as_it_can_be(store: Store, tmp_path: Path) -> None:
    (path,) = generate(tmp_path / "news", 1)
    try:
        Path(path).rename(tmp_path / "news" / os.fsdecode(b"caf\xe9.txt"))
    except OSError:
        pytest.skip("this file system takes no such name")
    ingest(store, [str(tmp_path / "news")])
    (row,) = store.read("MATCH (d:Document) RETURN d.sources AS sources, d.file AS file")
    assert row == {"sources": ["news/caf\ufffd.txt"], "file": "caf\ufffd"}
    recorder = Recorder(store)
    ingest(recorder, [str(tmp_path / "news")])
    assert recorder.written == []


# Two at once


def test_what_another_took_in_meanwhile_is_not_taken_in_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = generate(tmp_path / "news", 3)

    def extract_slowly(documents: Iterable[Document]) -> Iterator[Extraction]:
        monkeypatch.setattr(pipeline, "extract", extract)
        assert told(ingest(store, paths[:2])) == (2, 0, 0, 0)
        yield from extract(documents)

    monkeypatch.setattr(pipeline, "extract", extract_slowly)
    assert told(ingest(store, paths)) == (1, 0, 2, 0)
    assert contents(store) == filled(tmp_path / "fresh.kgl", paths)


@pytest.mark.neo4j
def test_two_ingests_at_once_give_the_graph_of_one_after_the_other(
    neo4j_uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wipe(neo4j_uri)
    monkeypatch.setattr(pipeline, "BATCH", 5)
    paths = generate(tmp_path / "news", 60)

    def take_in(some: list[str]) -> None:
        with open_store(neo4j_uri, writable=True) as own:
            ingest(own, some)

    with ThreadPoolExecutor(2) as pool:  # they have a third of the documents in common
        for done in [pool.submit(take_in, paths[:40]), pool.submit(take_in, paths[:19:-1])]:
            done.result()
    with open_store(neo4j_uri) as opened:
        assert contents(opened) == filled(tmp_path / "graph.kgl", paths)


# Files that cannot be read


def test_bad_files_are_reported_and_the_others_taken_in(store: Store, tmp_path: Path) -> None:
    generate(tmp_path / "news", 3)
    bad = {
        "news/empty.txt": b"",
        "news/picture.txt": b"\x89PNG\r\n\x1a\n\0\0\0",
        "news/older.txt": "L’été".encode("cp1252"),
        "news/wide.txt": "Un titre".encode("utf-16"),
        "news/undated.txt": b"A title\n\ndate: tomorrow\nBody.",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    summary = ingest(store, [str(tmp_path / "missing"), str(tmp_path / "news")])
    assert told(summary) == (3, 0, 0, 6)
    messages = [str(error) for error in summary.unread]
    for name in ("missing", "empty.txt", "older.txt", "picture.txt", "undated.txt", "wide.txt"):
        assert [m for m in messages if f"{name}: " in m], name
    assert len(store.read("MATCH (d:Document) RETURN d.id AS id")) == 3


def test_a_file_that_goes_away_meanwhile_is_reported(tmp_path: Path) -> None:
    paths = generate(tmp_path / "news", 3)
    found = read_documents([str(tmp_path / "news")])
    first = next(found)
    assert isinstance(first, Document)
    Path(paths[1]).unlink()
    second, third = found
    assert str(second).startswith(f"{paths[1]}: cannot be read: ")
    assert isinstance(third, Document)


def test_a_store_opened_for_reading_takes_nothing_in(tmp_path: Path) -> None:
    paths = generate(tmp_path / "news", 2)
    filled(tmp_path / "graph.kgl", paths[:1])
    with open_store(str(tmp_path / "graph.kgl")) as opened:
        before = contents(opened)
        with pytest.raises(StoreError, match="opened for reading only"):
            ingest(opened, paths)
        assert contents(opened) == before


# Another reader


def change_reader(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    monkeypatch.setattr(pipeline, "READER", version)
    monkeypatch.setattr(extraction, "READER", version)


def test_a_changed_reader_reads_again(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = generate(tmp_path / "news", 12)
    ingest(store, paths[:8])
    change_reader(monkeypatch, "rules 99")
    assert told(ingest(store, paths)) == (4, 8, 0, 0)
    assert store.read("MATCH (d:Document) RETURN DISTINCT d.reader AS reader") == [{"reader": "rules 99"}]
    assert contents(store) == filled(tmp_path / "fresh.kgl", paths)
    assert told(ingest(store, paths)) == (0, 0, 12, 0)


def test_a_changed_reader_keeps_all_sources(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = generate(tmp_path / "news", 1)
    ingest(store, [path, str(tmp_path / "news")])
    before = contents(store)
    change_reader(monkeypatch, "rules 99")
    assert told(ingest(store, [path])) == (0, 1, 0, 0)
    change_reader(monkeypatch, READER)
    assert told(ingest(store, [path])) == (0, 1, 0, 0)
    assert contents(store) == before


def test_what_a_changed_reader_no_longer_says_is_gone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = generate(tmp_path / "news", 5)
    ingest(store, paths)
    assert store.read("MATCH (i:Incident) RETURN count(i) AS n")[0]["n"] > 0
    change_reader(monkeypatch, "rules 99")
    monkeypatch.setattr(pipeline, "extract", lambda documents: (Extraction(d, "rules 99") for d in documents))
    assert told(ingest(store, paths)) == (0, 5, 0, 0)
    nodes, edges = contents(store)
    assert len(nodes) == 5
    assert all('"labels": ["Document"]' in node for node in nodes)
    assert edges == []


def test_the_reader_of_a_document_is_kept(store: Store) -> None:
    ingest(store, [str(EXAMPLES)])
    assert store.read("MATCH (d:Document) RETURN DISTINCT d.reader AS reader") == [{"reader": READER}]


# Killed in the middle

CHILD = """
import os, signal, sys
from greffier.graph import embedded_store
from greffier.graph.store import open_store
from greffier.ingest import extraction, pipeline

location, folder, die_in = sys.argv[1], sys.argv[2], int(sys.argv[3])
extraction.find_names = lambda texts, language: (() for _ in texts)
pipeline.BATCH = 10
statements = embedded_store.statements
writes = 0

def dying(changes):
    global writes
    writes += 1
    for number, statement in enumerate(statements(changes)):
        if writes == die_in and number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement

def told(changes):
    write(changes)
    print("written", flush=True)

embedded_store.statements = dying
with open_store(location, writable=True) as store:
    write, store.write = store.write, told
    pipeline.ingest(store, [folder])
"""


def run_until_killed(location: Path, folder: Path, die_in: int, batches: int) -> None:
    """Ingest in another process: it dies within a transaction, or is killed after some batches."""
    command = [sys.executable, "-c", CHILD, str(location), str(folder), str(die_in)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(batches):
            assert child.stdout.readline() == "written\n"
        if not die_in:
            child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize(("die_in", "batches"), [(3, 0), (0, 1), (0, 4)])
def test_a_killed_ingest_leaves_whole_documents_and_the_next_completes_it(
    tmp_path: Path, die_in: int, batches: int
) -> None:
    folder = tmp_path / "news"
    paths = generate(folder, 120)
    run_until_killed(tmp_path / "graph.kgl", folder, die_in, batches)
    documents = [d for d in read_documents([str(folder)]) if isinstance(d, Document)]
    expected = {e.document.id: locate(e) for e in extract(documents)}
    with open_store(str(tmp_path / "graph.kgl"), writable=True) as opened:
        rows = opened.read(
            "MATCH (d:Document) RETURN d.id AS id, COUNT { (d)<-[:IN]-(:Occurrence)-[:IS]->() } AS occurrences, "
            "COUNT { (d)<-[:STATED_IN]-(:Claim) } AS claims"
        )
        assert batches * 10 <= len(rows) < len(paths)
        assert len(rows) % 10 == 0
        if die_in:
            assert len(rows) == (die_in - 1) * 10
        for row in rows:
            testimony = expected[row["id"]]
            assert (row["occurrences"], row["claims"]) == (len(testimony.occurrences), len(testimony.claims))
        (stray,) = opened.read("MATCH (o:Occurrence) WHERE NOT (o)-[:IN]->(:Document) RETURN count(o) AS n")
        assert stray["n"] == 0
        summary = ingest(opened, [str(folder)])
        assert told(summary) == (len(paths) - len(rows), 0, len(rows), 0)
        completed = contents(opened)
    assert completed == filled(tmp_path / "undisturbed.kgl", [str(folder)])


# A document that comes again


LONG = " ".join(f"word{number}" for number in range(60))


def write(path: Path, text: str) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def texts_of(store: Store) -> list[str]:
    return sorted(row["text"] for row in store.read("MATCH (d:Document) RETURN d.text AS text"))


def test_a_changed_document_replaces_what_the_store_has_of_it(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "news" / "leak.txt", f"Leak\n\n{LONG}")
    ingest(store, [str(tmp_path / "news")])
    write(Path(path), f"Leak, corrected\n\n{LONG} and more")
    summary = ingest(store, [str(tmp_path / "news")])
    assert (summary.new, summary.replaced, summary.known) == (0, 1, 0)
    assert texts_of(store) == [f"Leak, corrected\n\n{LONG} and more"]


def test_another_text_under_the_same_name_stays_beside_it(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "news" / "1.txt", f"Leak\n\n{LONG}")
    ingest(store, [str(tmp_path / "news")])
    write(Path(path), " ".join(f"other{number}" for number in range(60)))
    summary = ingest(store, [str(tmp_path / "news")])
    assert (summary.new, summary.replaced, len(texts_of(store))) == (1, 0, 2)


def test_a_text_that_another_source_has_too_only_loses_the_source(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "news" / "leak.txt", f"Leak\n\n{LONG}")
    write(tmp_path / "archive" / "leak.txt", f"Leak\n\n{LONG}")
    ingest(store, [str(tmp_path / "news"), str(tmp_path / "archive")])
    write(Path(path), f"Leak, corrected\n\n{LONG}")
    summary = ingest(store, [str(tmp_path / "news")])
    assert (summary.new, summary.replaced) == (1, 0)
    rows = store.read("MATCH (d:Document) RETURN d.sources AS sources ORDER BY d.title")
    assert [row["sources"] for row in rows] == [["archive/leak.txt"], ["news/leak.txt"]]
