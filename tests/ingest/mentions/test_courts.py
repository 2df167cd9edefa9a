"""Courts and police: how they are named, and what they do to firms and to the decisions of authorities."""

from __future__ import annotations

import pytest

from greffier.graph.annotations import from_annotation, to_annotation
from greffier.graph.records import Extraction
from greffier.ingest.documents import parse_document
from greffier.ingest.extraction import extract
from greffier.ingest.mentions.courts import find_courts
from greffier.ingest.texts import Text


def read(text: str, published: str = "2024-05-17") -> Extraction:
    """Return what the rules read in a text with a title line of its own."""
    return next(extract([parse_document(f"News\n\ndate: {published}\n{text}", "text", "text.txt")]))


def actions(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return (kind, issuers, targets) of the actions that a text tells."""
    found = read(text)
    names = {e.id: e.name for e in found.entities}

    def fill(event: str, role: str) -> tuple[str, ...]:
        return tuple(names[c.object] for c in found.claims_about(event, role) if c.object)

    return [(a.kind, fill(a.id, "issuer"), fill(a.id, "target")) for a in found.actions]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A judge of the U.S. District Court for the Northern District of Texas agreed.", ["Court"]),
        ("The Supreme Court of Victoria and Leeds Crown Court will hear them.", ["Court", "Court"]),
        ("The 8th U.S. Circuit Court of Appeals sat in St. Paul.", ["Court"]),
        ("Police in Leicester and Kingsport police were told.", ["Police", "Police"]),
        ("The RCMP said nothing.", ["Police"]),
        ("Le tribunal de commerce de Rouen et la cour d'appel de Douai siègent.", ["Court", "Court"]),
        ("La police judiciaire de Lille et la gendarmerie nationale enquêtent.", ["Police", "Police"]),
        ("Le Conseil d'État a tranché.", ["Court"]),
        ("The court was full, and the police came.", []),
        ("The FCA fined it.", []),  # of the courts with these initials none is meant
        ("Le tribunal correctionnel l'attend.", ["Court"]),
        ("Courtney Bank moved to Policeman Street.", []),
    ],
)
def test_how_they_are_named(text: str, named: list[str]) -> None:
    document = parse_document(text, "text", "text.txt")
    assert [m.kind for m in find_courts(Text(document))] == named


def test_a_known_court_goes_by_its_entry() -> None:
    found = read("The FCA fined Kestrel Bank £3m in March. In May the Upper Tribunal quashed the fine in London.")
    courts = [(e.kind, e.name, e.known_as) for e in found.entities if e.kind == "Court"]
    assert courts == [("Court", "Upper Tribunal (Tax and Chancery Chamber)", "regulator/gb-ut")]


def test_the_high_court_is_that_of_the_country_told_of() -> None:
    irish = read("The Irish High Court in Dublin ordered Kestrel Insurance to stop writing policies in Ireland.")
    kenyan = read("In Nairobi the High Court ordered Kestrel Insurance of Kenya to stop writing policies in Kenya.")
    assert {e.known_as for e in irish.entities if e.kind == "Court"} == {"regulator/ie-hc"}
    assert {(e.known_as, e.jurisdiction) for e in kenyan.entities if e.kind == "Court"} == {(None, "KE")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Paris Court of Appeal ordered Banque Corvine to publish its accounts.",
            [("Other", ("Cour d'appel de Paris",), ("Banque Corvine",))],
        ),
        (
            "Kestrel Bank was fined £2 million by Southwark Crown Court for money laundering.",
            [("Fine", ("Southwark Crown Court",), ("Kestrel Bank",))],
        ),
        (
            "Le tribunal de commerce de Rouen a prononcé la liquidation de Corvine Assurances après une enquête.",
            [("Other", ("tribunal de commerce de Rouen",), ("Corvine Assurances",))],
        ),
        (
            "Une cyberattaque a touché Corvine Assurances. La police de Rouen a ouvert une enquête.",
            [("Investigation", ("police de Rouen",), ())],
        ),
        (
            "Hackers broke into Kestrel Bank and stole customer data. The FBI is investigating.",
            [("Investigation", ("Federal Bureau of Investigation",), ())],
        ),
    ],
)
def test_what_they_do(text: str, told: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> None:
    assert actions(text) == told


def test_a_court_that_upholds_a_fine_has_not_imposed_it() -> None:
    told = actions(
        "The CNIL fined Kestrel Bank 3 million euros in 2022. The Conseil d'État upheld the fine in June 2023."
    )
    assert told == [
        ("Fine", ("Commission nationale de l'informatique et des libertés",), ("Kestrel Bank",)),
        ("Other", ("Conseil d'État",), ("Kestrel Bank",)),
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The Upper Tribunal quashed the fine that the FCA had imposed on Kestrel Bank on 3 May 2022.", []),
        ("On 3 May 2024 the Upper Tribunal quashed the FCA's fine against Kestrel Bank.", ["2024-05-03"]),
        ("Le Conseil d'État a confirmé le 3 mai 2024 l'amende infligée à la Banque Lémane.", ["2024-05-03"]),
        ("Le Conseil d'État a annulé la décision du 3 mai 2022 de l'ACPR contre la Banque Lémane.", []),
    ],
)
def test_the_day_of_a_reviewed_decision_is_not_that_of_the_ruling(text: str, dates: list[str]) -> None:
    found = read(text)
    courts = {e.id for e in found.entities if e.kind == "Court"}
    ruled = [a for a in found.actions if {c.object for c in found.claims_about(a.id, "issuer")} & courts]
    assert len(ruled) == 1
    assert [str(c.value) for a in ruled for c in found.claims_about(a.id, "date")] == dates


@pytest.mark.parametrize(
    "text",
    [
        "The FCA fined Kestrel Bank £3m. Its lawyers will go before the High Court in London.",
        "L'ACPR a infligé une amende de 3 millions d'euros à Banque Corvine, qui peut saisir le Conseil d'État.",
        "The FCA fined Kestrel Bank £3m. It will ask the Upper Tribunal to reduce the fine.",
        "The FCA fined Kestrel Bank £3m. The High Court in London convicted Ann Doe, who had run a desk there.",
        "The FCA fined Kestrel Bank £3m. The High Court in London has not ruled on the case.",
    ],
)
def test_where_something_is_asked_of_a_court_it_has_done_nothing(text: str) -> None:
    assert not any("Cour" in name or "Tribunal" in name for _, issuers, _ in actions(text) for name in issuers)
    assert not any(e.kind == "Court" for e in read(text).entities)


def test_whom_a_court_appoints_is_not_whom_it_rules_on() -> None:
    told = actions(
        "Creditors obtained an order from the High Court in London appointing KPMG as receiver of Kestrel Bank."
    )
    assert [targets for kind, _, targets in told if kind == "Other"] == [("Kestrel Bank",)]


def test_they_are_never_hit_nor_asked_to_pay() -> None:
    found = read("Kestrel Bank reported a data breach to the police in Leeds. The Leeds Crown Court was not affected.")
    assert {e.name for e in found.entities if e.kind in ("Court", "Police")} == set()


def test_annotations_keep_what_their_form_has_no_type_for() -> None:
    document = parse_document(
        "News\n\nHackers stole customer data from Kestrel Bank. The FBI is investigating.", "text", "text.txt"
    )
    annotation = to_annotation(next(extract([document])))
    (police,) = [e for e in annotation["entities"] if e["type"] == "Other"]
    assert police["kind"] == "Police"
    again = from_annotation(annotation, document, "rules")
    assert [e.kind for e in again.entities if e.id == police["id"]] == ["Police"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kestrel Bank was ordered by the High Court to pay £15,000 to each of 180 customers. "
            "The Financial Conduct Authority is looking on.",
            [("Fine", ("High Court of England and Wales",), ("Kestrel Bank",))],
        ),
        (
            "Kestrel Bank was ordered by a Manchester judge to pay £2m in damages. "
            "The Financial Conduct Authority is looking on.",
            [("Fine", (), ("Kestrel Bank",))],
        ),
        (
            "Le tribunal judiciaire de Paris a condamné la Banque Havrelac à 2 millions d'euros d'amende.",
            [("Fine", ("Tribunal judiciaire de Paris",), ("Banque Havrelac",))],
        ),
    ],
)
def test_what_a_court_orders_is_no_authority_s(
    text: str, told: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    assert actions(text) == told


def test_a_court_that_judges_a_penalty_has_not_imposed_it() -> None:
    told = actions(
        "The U.S. Court of Appeals for the Fifth Circuit ruled that the penalty on Kestrel Bank was arbitrary."
    )
    assert told == [("Other", ("U.S. Court of Appeals for the Fifth Circuit",), ("Kestrel Bank",))]
