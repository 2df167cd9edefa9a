"""Occurrences: what a document says, under ids that hold in the whole graph, and the nodes that keep it."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from greffier.graph import occurrences
from greffier.graph.model import model
from greffier.graph.occurrences import locate, provenance
from greffier.graph.records import Quote, Status
from tests.ingest.generated import Report, exposure, generate

seeds = st.integers(0, 10**6)


def order() -> occurrences.Testimony:
    report = Report("Order", "2021-06-11", "fr")
    body = report.entity("Federation", "Fédération Aurore", mentions=["la Fédération", "Fédération Aurore"])
    office = report.entity("Regulator", "Office of Markets", known_as="regulator/bb-markets")
    report.action("Order", body, issuer=office, amount=exposure("10000.00"), evidence=report.quote("Il ordonne."))
    return report.testimony()


def test_occurrences_know_where_they_stand() -> None:
    testimony = order()
    document = testimony.document.id.removeprefix("document/")
    assert [(o.id, o.family, o.kind, o.name, o.quote, o.known_as, o.status) for o in testimony.occurrences] == [
        (
            f"occurrence/{document}/e7-20",
            "Organization",
            "Federation",
            "Fédération Aurore",
            Quote(7, 20, "la Fédération"),
            None,
            Status.ASSERTED,
        ),
        (
            f"occurrence/{document}/e39-56",
            "Organization",
            "Regulator",
            "Office of Markets",
            Quote(39, 56, "Office of Markets"),
            "regulator/bb-markets",
            Status.ASSERTED,
        ),
        (
            f"occurrence/{document}/a57-68",
            "Action",
            "Order",
            "Il ordonne.",
            Quote(57, 68, "Il ordonne."),
            None,
            Status.ASSERTED,
        ),
    ]


def test_claims_speak_of_occurrences() -> None:
    testimony = order()
    body, office, action = (o.id for o in testimony.occurrences)
    assert [(c.claim.subject, c.claim.predicate, c.claim.object) for c in testimony.claims] == [
        (action, "target", body),
        (action, "issuer", office),
        (action, "amount", None),
    ]


def test_two_events_at_one_place_have_two_ids() -> None:
    report = Report("Report")
    words = report.quote("Fined and fined again.")
    for _ in range(3):
        report.action("Fine", evidence=words)
    first, second, third = (o.id for o in report.testimony().occurrences)
    assert (second, third) == (f"{first}+", f"{first}++")


def test_a_claim_stated_twice_in_one_place_is_one_claim() -> None:
    report = Report("Report")
    words = report.quote("The bank told the office.")
    bank, office = report.entity("Bank", "Ostrava Bank"), report.entity("Regulator", "Office")
    for _ in range(2):
        report.claim(bank, "notified", object=office, evidence=words)
    report.claim(bank, "notified", object=office)
    assert len(report.testimony().claims) == 2


def test_a_document_and_its_claims_are_kept_as_nodes() -> None:
    testimony = order()
    nodes, edges = provenance(testimony)
    document = testimony.document
    kept, *_, amount = nodes
    assert kept.properties == {
        "title": "Order",
        "file": "Order",
        "sources": ["Order.txt"],
        "published": "2021-06-11",
        "published_on": date(2021, 6, 11),
        "language": "fr",
        "text": document.text,
        "search": "order order la federation federation aurore office of markets il ordonne.",
        "sha256": document.sha256,
        "reader": "made for tests",
        "story": None,
        "print1": None,
        "print2": None,
        "print3": None,
        "print4": None,
        "sketch": None,
    }
    assert amount.properties == {
        "name": "amount 10000 CAD per day, exposure",
        "predicate": "amount",
        "rank": 2,
        "value": "10000 CAD per day, exposure",
        "amount": 10000.0,
        "currency": "CAD",
        "per": "day",
        "amount_kind": "exposure",
        "persons": None,
        "persons_most": None,
        "persons_kind": None,
        "persons_bound": None,
        "start": 57,
        "stop": 68,
        "quote": "Il ordonne.",
        "status": "asserted",
        "confidence": 0.7,
        "rule": "rule",
    }
    assert [(e.type, e.start) for e in edges if e.end == document.id] == [
        *(("IN", o.id) for o in testimony.occurrences),
        *(("STATED_IN", c.id) for c in testimony.claims),
    ]


def test_an_occurrence_keeps_all_its_mentions() -> None:
    nodes, _ = provenance(order())
    body = nodes[1].properties
    assert (body["mentions"], body["starts"]) == (["la Fédération", "Fédération Aurore"], ["7-20", "21-38"])
    assert (body["start"], body["stop"], body["quote"]) == (7, 20, "la Fédération")


def test_a_document_without_a_date_has_none() -> None:
    nodes, _ = provenance(Report("Report").testimony())
    assert (nodes[0].properties["published"], nodes[0].properties["published_on"]) == (None, None)


@given(seeds)
def test_ids_are_told_apart_and_every_end_is_there(seed: int) -> None:
    for extraction in generate(seed, 2):
        testimony = locate(extraction)
        nodes, edges = provenance(testimony)
        ids = [n.id for n in nodes]
        assert len(set(ids)) == len(ids)
        assert {end for e in edges for end in (e.start, e.end)} <= set(ids)
        assert len({e.key for e in edges}) == len(edges)


@given(seeds)
def test_what_is_kept_fits_the_model(seed: int) -> None:
    for extraction in generate(seed, 2):
        nodes, edges = provenance(locate(extraction))
        for node in nodes:
            assert node.properties.keys() <= model().families[node.family].properties.keys()
            assert re.fullmatch(rf"{model().families[node.family].prefix}/\S+", node.id)
        for edge in edges:
            relation = model().relations[edge.type]
            assert edge.start_family in relation.start
            assert edge.end_family in relation.end


@given(seeds)
def test_quotes_stand_in_the_text(seed: int) -> None:
    def check(testimony: occurrences.Testimony, quote: Quote) -> None:
        assert testimony.document.text[quote.start : quote.end] == quote.text

    for extraction in generate(seed, 2):
        testimony = locate(extraction)
        for occurrence in testimony.occurrences:
            for quote in (occurrence.quote, *occurrence.mentions):
                check(testimony, quote)
        for located in testimony.claims:
            check(testimony, located.claim.evidence)
