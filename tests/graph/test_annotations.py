"""Annotations: an extraction as JSON and back."""

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.annotations import from_annotation, to_annotation
from greffier.graph.errors import InputError
from greffier.graph.records import Amount, AmountKind, Document, Quote, Status
from tests.ingest.generated import Report, exposure, generate, imposed

TEXT = "Lémane puni\n\n« Banque Lémane » doit payer 1,5 million d'euros, dit l'Office. C'est une fraude. 😀 Lémane."
DOCUMENT = Document("document/1", "lemane", "Lémane puni", TEXT, "2021-03-02", "fr", "lemane.txt", "0")


def annotation() -> dict[str, Any]:
    fine = {"text": "doit payer 1,5 million d'euros", "start": 31, "end": 61}
    return {
        "id": "lemane",
        "lang": "fr",
        "published": "2021-03-02",
        "entities": [
            {
                "id": "e1",
                "type": "Bank",
                "name": "Banque Lémane",
                "mentions": [
                    {"text": "Banque Lémane", "start": 15, "end": 28},
                    {"text": "Lémane", "start": 97, "end": 103},
                ],
            },
            {
                "id": "e2",
                "type": "Regulator",
                "name": "Office des marchés",
                "mentions": [{"text": "l'Office", "start": 67, "end": 75}],
            },
        ],
        "incidents": [
            {
                "id": "i1",
                "type": "Fraud",
                "affected": ["e1"],
                "date": "2020",
                "announced": None,
                "evidence": {"text": "C'est une fraude.", "start": 77, "end": 94},
            }
        ],
        "actions": [
            {
                "id": "a1",
                "type": "Fine",
                "issuer": ["e2"],
                "target": ["e1"],
                "law": [],
                "concerns": ["i1"],
                "date": "2021-03",
                "amount": {"value": 1500000, "currency": "EUR", "per": None, "kind": "imposed"},
                "evidence": fine,
            }
        ],
        "relations": [{"subject": "e1", "type": "REGULATED_BY", "object": "e2", "evidence": fine}],
    }


def test_an_annotation_that_is_read_is_written_as_it_was() -> None:
    assert to_annotation(from_annotation(annotation(), DOCUMENT, "reader")) == annotation()


def test_what_is_read_is_all_that_stands_there() -> None:
    read = from_annotation(annotation(), DOCUMENT, "reader")
    assert read.document is DOCUMENT
    assert read.reader == "reader"
    assert read.entities[0].mentions == (Quote(15, 28, "Banque Lémane"), Quote(97, 103, "Lémane"))
    assert [(c.subject, c.predicate, c.object or c.value) for c in read.claims] == [
        ("i1", "affected", "e1"),
        ("i1", "date", "2020"),
        ("a1", "issuer", "e2"),
        ("a1", "target", "e1"),
        ("a1", "concerns", "i1"),
        ("a1", "date", "2021-03"),
        ("a1", "amount", Amount(Decimal(1500000), "EUR", None, AmountKind.IMPOSED)),
        ("e1", "regulated_by", "e2"),
    ]


def test_passages_given_as_text_are_found() -> None:
    data = annotation()
    for item in (*data["incidents"], *data["actions"], *data["relations"]):
        item["evidence"] = item["evidence"]["text"]
    data["entities"][0]["mentions"] = ["Banque Lémane"]
    read = from_annotation(data, DOCUMENT, "reader")
    assert read.incidents[0].evidence == Quote(77, 94, "C'est une fraude.")
    assert read.entities[0].mentions == (Quote(15, 28, "Banque Lémane"),)


@pytest.mark.parametrize("word", ["SUBSIDIARY_OF", "MEMBER_OF", "PART_OF"])
def test_a_subsidiary_is_a_part(word: str) -> None:
    data = annotation()
    data["relations"][0]["type"] = word
    assert to_annotation(from_annotation(data, DOCUMENT, "reader"))["relations"][0]["type"] == "PART_OF"


def _set(data: dict[str, Any], value: object, *path: str | int) -> dict[str, Any]:
    data = deepcopy(data)
    changed: Any = data
    for key in path[:-1]:
        changed = changed[key]
    changed[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            _set(annotation(), "une amende", "actions", 0, "evidence"),
            "'une amende' does not stand in the document",
        ),
        (
            _set(annotation(), 16, "entities", 0, "mentions", 0, "start"),
            "'Banque Lémane' does not stand in the document at 16",
        ),
        (_set(annotation(), ["e9"], "actions", 0, "target"), "target of a1 names an item that is not there"),
        (
            _set(annotation(), "e9", "relations", 0, "subject"),
            "regulated_by of e9 names an item that is not there",
        ),
        (_set(annotation(), "much", "actions", 0, "amount", "value"), "is no amount"),
        (_set(annotation(), "feared", "actions", 0, "amount", "kind"), "is no amount"),
        (_set(annotation(), "2020-13", "incidents", 0, "date"), "'2020-13' is not a day, month or year"),
        (_set(annotation(), "last week", "actions", 0, "date"), "'last week' is not a date"),
    ],
)
def test_what_does_not_fit_the_document_is_refused(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_annotation(changed, DOCUMENT, "reader")


def test_what_is_denied_or_feared_is_not_told() -> None:
    report = Report("Report")
    bank = report.entity("Bank", "Ostrava Bank")
    office = report.entity("Regulator", "Office of Markets")
    denied = report.incident("Fraud", bank, status=Status.DENIED)
    alleged = report.incident("DataBreach", bank, date="2020", status=Status.ALLEGED)
    report.incident("Outage", bank, status=Status.HYPOTHETICAL)
    fine = report.action("Fine", bank, issuer=office, concerns=denied)
    report.claim(fine, "concerns", object=alleged)
    report.claim(fine, "date", value="2021", status=Status.DENIED)
    report.claim(fine, "date", value="2022")
    report.claim(bank, "notified", object=office, status=Status.DENIED)
    told = to_annotation(report.extraction())
    assert [(i["id"], i["type"], i["date"]) for i in told["incidents"]] == [(alleged, "DataBreach", "2020")]
    assert [(a["id"], a["concerns"], a["date"]) for a in told["actions"]] == [(fine, [alleged], "2022")]
    assert told["relations"] == []


def test_things_are_named_where_they_are_known() -> None:
    report = Report("Report")
    bank = report.entity("Bank", "Ostrava Bank")
    report.incident("Fraud", bank)
    told = to_annotation(report.extraction(), {"e1": "organization/ostrava-bank"})
    assert told["entities"][0]["node"] == "organization/ostrava-bank"
    assert "node" not in told["incidents"][0]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (exposure("10000"), {"value": 10000, "currency": "CAD", "per": "day", "kind": "exposure"}),
        (imposed("0.50"), {"value": 0.5, "currency": "EUR", "per": None, "kind": "imposed"}),
        (imposed("1.83E+8"), {"value": 183000000, "currency": "EUR", "per": None, "kind": "imposed"}),
    ],
)
def test_sums_are_numbers(amount: Amount, expected: dict[str, object]) -> None:
    report = Report("Report")
    report.action("Order", amount=amount)
    written = to_annotation(report.extraction())["actions"][0]["amount"]
    assert written == expected
    assert type(written["value"]) is type(expected["value"])


@given(st.integers(0, 10**6))
def test_reading_back_what_was_written_gives_it_again(seed: int) -> None:
    for extraction in generate(seed, 2):
        written = json.loads(json.dumps(to_annotation(extraction)))
        read = from_annotation(written, extraction.document, "reader")
        assert to_annotation(read) == written
