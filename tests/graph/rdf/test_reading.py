"""What documents say comes back from N-Quads as it went out."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.errors import InputError
from greffier.graph.occurrences import locate
from greffier.graph.rdf import export
from greffier.graph.rdf.reading import read_testimonies, read_with_sources
from greffier.graph.records import Extraction, Status
from greffier.graph.store import Store
from greffier.graph.testimonies import read_extractions
from greffier.ingest.pipeline import ingest
from tests.ingest.generated import (
    Report,
    contents,
    exposure,
    fresh_store,
    generate_testimonies,
    imposed,
    take_in,
)

if TYPE_CHECKING:
    from greffier.graph.occurrences import Testimony


def exported(store: Store, *, with_text: bool = True, base: str = "https://greffier.example/") -> bytes:
    stream = BytesIO()
    export(store, stream, "nquads", base, with_text=with_text)
    return stream.getvalue()


def read(data: bytes) -> list[Testimony]:
    return list(read_testimonies(BytesIO(data)))


def by_id(testimonies: list[Testimony] | tuple[Testimony, ...]) -> list[Testimony]:
    return sorted(testimonies, key=lambda t: t.document.id)


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_what_is_read_is_what_was_written(seed: int) -> None:
    testimonies = generate_testimonies(seed, 4)
    with fresh_store() as store:
        take_in(store, testimonies)
        assert read(exported(store)) == by_id(testimonies)


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_a_store_made_again_is_the_same_store(seed: int) -> None:
    with fresh_store() as store, fresh_store() as copy:
        take_in(store, generate_testimonies(seed, 5))
        data = exported(store)
        take_in(copy, read(data))
        assert contents(copy) == contents(store)
        assert exported(copy) == data


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=30)
@given(st.lists(HOSTILE, min_size=1, max_size=4), st.sampled_from(["2020", "2020-12", "2020-12-14"]), st.booleans())
def test_words_of_any_kind_come_back(words: list[str], date: str, threatens: bool) -> None:
    report = Report(f"Title {words[0]}", "2021-01-01", "fr")
    bank = report.entity("Bank", words[0], mentions=words)
    office = report.entity("Regulator", words[-1], candidates=("regulator/aa-amf", "regulator/bb-amf"))
    sum_ = exposure("0.10") if threatens else imposed("12345678901234567.89", "USD")
    report.action("Fine", bank, issuer=office, date=date, amount=sum_, status=Status.ALLEGED)
    with fresh_store() as store:
        take_in(store, [report.testimony()])
        assert read(exported(store)) == [report.testimony()]


def test_mentions_keep_an_order_that_is_not_that_of_the_text() -> None:
    report = Report("Report")
    report.entity("Bank", "Ostrava Bank", mentions=("Ostrava Bank", "the Bank", "Ostrava"))
    extraction = report.extraction()
    (entity,) = extraction.entities
    first, second, third = entity.mentions
    changed = replace(entity, mentions=(third, first, second))
    testimony = locate(Extraction(extraction.document, extraction.reader, (changed,)))
    with fresh_store() as store:
        take_in(store, [testimony])
        assert read(exported(store)) == [testimony]


@pytest.mark.parametrize("base", ["https://example.org/graph/", "urn:x:", "https://example.org/a/graph/document/"])
def test_the_base_is_found_out(base: str) -> None:
    testimonies = generate_testimonies(3, 3)
    with fresh_store() as store:
        take_in(store, testimonies)
        assert read(exported(store, base=base)) == by_id(testimonies)


def test_the_examples_come_back(project_root: Path) -> None:
    with fresh_store() as store:
        ingest(store, [str(project_root / "examples/documents")])
        expected = [locate(extraction) for extraction, _ in read_extractions(store)]
        assert len(expected) == 16
        assert read(exported(store)) == expected


def test_all_places_where_a_document_was_read_come_back(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text("Nothing is told here.\n", "utf-8")
    with fresh_store() as store:
        ingest(store, [str(tmp_path)])
        ((testimony, sources),) = read_with_sources(BytesIO(exported(store)))
    assert [Path(source).name for source in sources] == ["a.txt", "b.txt"]
    assert testimony.document.source == sources[0]


def test_an_empty_file_says_nothing() -> None:
    assert read(b"") == []


@pytest.fixture
def lines() -> list[bytes]:
    with fresh_store() as store:
        take_in(store, generate_testimonies(5, 2))
        return exported(store).splitlines(keepends=True)


def test_an_export_without_texts_is_refused() -> None:
    with fresh_store() as store:
        take_in(store, generate_testimonies(5, 2))
        data = exported(store, with_text=False)
    with pytest.raises(InputError, match=r"document/\w+: its text is not in the file; .*--with-text"):
        read(data)


def test_lines_in_another_order_are_refused(lines: list[bytes]) -> None:
    random.Random(1).shuffle(lines)
    with pytest.raises(InputError, match="its lines do not stand together"):
        read(b"".join(lines))


def test_lines_of_one_document_may_come_in_any_order(lines: list[bytes]) -> None:
    expected = read(b"".join(lines))
    one = {line.rsplit(b" ", 2)[-2] for line in lines if b"/document/" in line.rsplit(b" ", 2)[-2]}
    shuffled = []
    for graph in sorted(one):
        members = [line for line in lines if line.rsplit(b" ", 2)[-2] == graph]
        random.Random(2).shuffle(members)
        shuffled += members
    assert read(b"".join(shuffled)) == expected


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"vocabulary#rank>", b"vocabulary#rang>", "has 0 values of .*rank>?, not one"),
        (b'"asserted"', b'"certain"', "'certain' is not a valid Status"),
        (b'<http://www.w3.org/ns/oa#exact> "', b'<http://www.w3.org/ns/oa#exact> "x', "has not 'x"),
        (b"/graph/document/", b"/graph/other/", "does not stand in the graph of its name"),
        (b" .\n", b" \n", "this is not N-Quads"),
    ],
)
def test_what_is_broken_is_named(lines: list[bytes], old: bytes, new: bytes, message: str) -> None:
    data = b"".join(lines)
    assert old in data
    with pytest.raises(InputError, match=message):
        read(data.replace(old, new))
