"""A subset is what some documents alone make, and nothing in it leads out of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.rdf import export
from greffier.graph.rdf.subsets import find_documents_about, find_documents_published
from greffier.graph.records import Status
from greffier.graph.store import Store
from tests.ingest.generated import Report, fresh_store, generate_testimonies, take_in

BASE = "https://greffier.example/"


def exported(store: Store, documents: set[str] | None = None) -> bytes:
    stream = BytesIO()
    export(store, stream, "nquads", documents=documents)
    return stream.getvalue()


@pytest.fixture
def store() -> Iterator[Store]:
    with fresh_store() as opened:
        yield opened


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_all_documents_are_the_whole(seed: int) -> None:
    testimonies = generate_testimonies(seed, 5)
    with fresh_store() as store:
        take_in(store, testimonies)
        assert exported(store, {t.document.id for t in testimonies}) == exported(store)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_nothing_leads_to_what_is_not_there(seed: int, chance: random.Random) -> None:
    testimonies = generate_testimonies(seed, 6)
    chosen = {t.document.id for t in chance.sample(testimonies, 2)}
    with fresh_store() as store:
        take_in(store, testimonies)
        quads = list(pyoxigraph.parse(exported(store, chosen), format=pyoxigraph.RdfFormat.N_QUADS))
    subjects = {quad.subject for quad in quads}
    objects = {quad.object for quad in quads if str(quad.object).startswith(f"<{BASE}")}
    vocabulary = {name for name in objects if "vocabulary#" in str(name)}
    assert objects - vocabulary <= subjects
    graphs = {str(quad.graph_name).removeprefix(f"<{BASE}graph/").rstrip(">") for quad in quads}
    assert graphs == {"merged", *chosen}


def test_a_subset_says_what_its_documents_say_of_a_thing_that_others_tell_otherwise(store: Store) -> None:
    reports = []
    for name, day, status in (("One", "2021-01-01", Status.ALLEGED), ("Two", "2022-01-01", Status.ASSERTED)):
        report = Report(name, day)
        bank, group = report.entity("Bank", "Ostrava Bank"), report.entity("Company", "Kestrel Telecom")
        report.claim(bank, "part_of", object=group, status=status)
        reports.append(report.testimony())
    take_in(store, reports)
    plain = b"<https://greffier.example/vocabulary#partOf>"
    said = [line for line in exported(store).splitlines() if plain in line.split(b" ")[1]]
    assert len(said) == 1
    first = exported(store, {reports[0].document.id})
    assert not [line for line in first.splitlines() if plain in line.split(b" ")[1]]
    assert b'vocabulary#status> "alleged"' in first
    assert b'vocabulary#last> "2021-01-01"' in first
    things = {line.split(b" ")[0] for line in first.splitlines() if b"vocabulary#Organization>" in line}
    assert things < {line.split(b" ")[0] for line in exported(store).splitlines()}


def test_documents_are_found_by_what_they_speak_of(store: Store) -> None:
    one, two = Report("One", "2021-01-01"), Report("Two", "2022-06-01")
    bank = one.entity("Bank", "Ostrava Bank", known_as="organization/ostrava-bank")
    one.incident("Outage", bank)
    two.entity("Regulator", "Office", known_as="regulator/aa-office")
    undated = Report("Three")
    undated.entity("Regulator", "Office", known_as="regulator/aa-office")
    testimonies = [report.testimony() for report in (one, two, undated)]
    take_in(store, testimonies)
    first, second, third = (t.document.id for t in testimonies)
    assert find_documents_about(store, ["organization/ostrava-bank"]) == {first}
    assert find_documents_about(store, ["regulator/aa-office"]) == {second, third}
    assert find_documents_about(store, ["regulator/aa-office", second]) == {second, third}
    assert find_documents_about(store, [testimonies[0].claims[0].id]) == {first}
    assert find_documents_about(store, ["organization/nobody"]) == set()
    assert find_documents_published(store, date(2021, 1, 1), None) == {first, second}
    assert find_documents_published(store, date(2021, 1, 2), None) == {second}
    assert find_documents_published(store, None, date(2022, 5, 31)) == {first}
