"""The graph as a bundle of STIX 2.1, checked by the validator of its makers."""

import io
import json
from typing import Any

import stix2
from hypothesis import given, settings
from hypothesis import strategies as st
from stix2validator import ValidationOptions, validate_instance

from greffier.graph.exports.stix import stix_id, write_stix
from greffier.graph.store import Store
from tests.ingest.generated import fresh_store, take_in
from tests.stores.wild_reports import wild_testimonies

# The validator asks for UUIDs of version 4; the specification allows version 5 (2.9), which is the same each time.
ANY_UUID = "103"


def bundle(store: Store) -> Any:
    stream = io.BytesIO()
    count = write_stix(store, stream)
    found = json.loads(stream.getvalue())
    assert len(found["objects"]) == count == len({o["id"] for o in found["objects"]})
    return found


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32))
def test_every_object_is_valid_and_every_reference_resolves(seed: int) -> None:
    with fresh_store() as store:
        take_in(store, wild_testimonies(seed, 4))
        found = bundle(store)
    assert len(stix2.parse(found).objects) == len(found["objects"])
    result = validate_instance(found, ValidationOptions(version="2.1", strict=True, disabled=[ANY_UUID]))
    assert [str(error) for error in result.errors] == []
    known = {o["id"] for o in found["objects"]}
    for told in found["objects"]:
        refs = [*told.get("object_refs", ()), *(told[key] for key in ("source_ref", "target_ref") if key in told)]
        assert set(refs) <= known
        assert told["created"] <= told["modified"]


def by_type(store: Store, kind: str) -> list[Any]:
    return [o for o in bundle(store)["objects"] if o["type"] == kind]


def test_an_order_tells_its_law_its_days_and_what_it_threatens_with(corpus: Store) -> None:
    (order,) = [o for o in by_type(corpus, "course-of-action") if o["labels"] == ["order"]]
    assert order["name"] == "Order · 2024-06-10"
    assert (order["created"], order["modified"]) == ("2024-06-11T00:00:00.000Z", "2024-06-12T00:00:00.000Z")
    assert "Sum: 5000 CAD per day (only threatened, not imposed)." in order["description"].splitlines()
    assert [r["source_name"] for r in order["external_references"]] == ["Loi sur les assureurs"]


def test_what_is_alleged_or_denied_is_left_out(corpus: Store) -> None:
    assert [o["labels"] for o in by_type(corpus, "incident")] == [["databreach"]]
    quotes = {note["content"] for note in by_type(corpus, "note")}
    claims = corpus.read("MATCH (c:Claim) RETURN c.quote AS quote, c.status AS status")
    assert quotes == {c["quote"] for c in claims if c["status"] == "asserted"}


def test_a_note_names_its_document_and_who_it_is_about(corpus: Store) -> None:
    (note,) = [o for o in by_type(corpus, "note") if o["content"] == "à la Banque du Fleuve"]
    assert (note["abstract"], note["confidence"], note["created"]) == ("target", 90, "2025-01-20T00:00:00.000Z")
    assert stix_id("identity", "organization/banque-du-fleuve") in note["object_refs"]
    (row,) = corpus.read("MATCH (d:Document) WHERE d.title STARTS WITH 'Sanction' RETURN d.id AS id")
    assert note["external_references"] == [{"source_name": "greffier", "external_id": row["id"]}]


def test_documents_are_reports_or_groupings_where_they_have_no_date(corpus: Store) -> None:
    assert len(by_type(corpus, "report")) == 5
    (undated,) = by_type(corpus, "grouping")
    assert (undated["name"], undated["context"]) == ("Une enquête", "unspecified")


def test_no_clock_is_asked(corpus: Store) -> None:
    days = {row["d"].isoformat() for row in corpus.read("MATCH (d:Document) RETURN d.published_on AS d") if row["d"]}
    for told in bundle(corpus)["objects"]:
        assert {told["created"][:10], told["modified"][:10]} <= days | {"1970-01-01"}


def test_an_empty_store_is_a_bundle_of_nothing() -> None:
    with fresh_store() as store:
        assert bundle(store)["objects"] == []
