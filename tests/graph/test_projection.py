"""The projection: things and relations follow from what documents say, and from nothing else."""

import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.graph.changes import Edge, Node, PropertyValue
from greffier.graph.model import model
from greffier.graph.occurrences import LocatedClaim, Occurrence
from greffier.graph.projection import Evidence, project
from greffier.graph.records import Amount, AmountKind, Claim, Quote, Status
from tests.ingest.generated import exposure, generate_testimonies, imposed

PUBLISHED = {"d1": "2021-01-10", "d2": "2021-03-05", "d3": None, "d4": "2020-12-01"}


def told(
    document: str,
    thing: str,
    kind: str,
    name: str,
    *,
    status: Status = Status.ASSERTED,
    confidence: float = 0.5,
    **rest: str | tuple[str, ...],
) -> Occurrence:
    """Return an occurrence whose id says which thing it is."""
    families = {"organization": "Organization", "law": "Law", "incident": "Incident", "action": "Action"}
    mentions = rest.pop("mentions", (name,))
    return Occurrence(
        f"{document}:{thing}",
        document,
        "x1",
        families[thing.partition("/")[0]],
        kind,
        name,
        Quote(0, len(name), name),
        "rule",
        confidence,
        status,
        tuple(Quote(0, len(m), m) for m in mentions),
        **rest,  # type: ignore[arg-type]
    )


def claimed(
    document: str,
    subject: str,
    predicate: str,
    value: str | Amount,
    *,
    status: Status = Status.ASSERTED,
    confidence: float = 0.5,
    start: int = 0,
) -> LocatedClaim:
    """Return a claim about a thing of a document; a value with a slash is another thing."""
    about = isinstance(value, str) and "/" in value
    claim = Claim(
        f"{document}:{subject}",
        predicate,
        Quote(start, start + 1, "x"),
        "rule",
        confidence,
        f"{document}:{value}" if about else None,
        None if about else value,
        status,
    )
    return LocatedClaim(f"{document}:{subject}:{predicate}:{value}:{status}:{start}", document, claim)


def projected(
    occurrences: Sequence[Occurrence], claims: Sequence[LocatedClaim] = ()
) -> tuple[dict[str, Node], list[Edge]]:
    ends = {end for c in claims for end in (c.claim.subject, c.claim.object) if end}
    things = {name: name.split(":", 1)[1] for name in ends | {o.id for o in occurrences}}
    nodes, edges = project(Evidence(tuple(occurrences), tuple(claims), things, PUBLISHED))
    return {node.id: node for node in nodes}, list(edges)


def test_a_body_is_called_what_most_documents_call_it() -> None:
    nodes, _ = projected(
        [
            told("d1", "organization/1", "Bank", "Lémane", mentions=("Lémane", "la banque")),
            told("d2", "organization/1", "Bank", "Banque Lémane", jurisdiction="CH"),
            told("d3", "organization/1", "Institution", "Banque Lémane", jurisdiction="CH"),
            told("d4", "organization/1", "Institution", "BL", jurisdiction="FR", candidates=("b", "a")),
        ]
    )
    assert nodes == {
        "organization/1": Node(
            "Organization",
            "organization/1",
            "Bank",
            {
                "name": "Banque Lémane",
                "names": ["BL", "Banque Lémane", "Lémane", "la banque"],
                "search": "bl banque lemane lemane la banque",
                "jurisdiction": "CH",
                "gazetteer": None,
                "unresolved": ["a", "b"],
                "documents": 4,
            },
        )
    }


def test_of_names_that_are_told_as_often_the_longest_is_shown() -> None:
    nodes, _ = projected([told("d1", "law/1", "Law", "Act"), told("d2", "law/1", "Law", "Data Act", known_as="law/1")])
    assert nodes["law/1"].properties["name"] == "Data Act"
    assert nodes["law/1"].kind is None


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (["Company", "Bank"], "Bank"),
        (["Company", "Company", "Bank"], "Company"),
        (["Institution", "Regulator"], "Regulator"),
    ],
)
def test_a_body_is_of_the_kind_most_told_or_most_telling(kinds: list[str], shown: str) -> None:
    nodes, _ = projected([told(f"d{n}", "organization/1", k, "B") for n, k in enumerate(kinds, 1)])
    assert nodes["organization/1"].kind == shown


def properties_of(*claims: LocatedClaim, family: str = "action") -> Mapping[str, PropertyValue]:
    """Return the properties of one event that documents tell so."""
    kind = "Fine" if family == "action" else "Fraud"
    events = [told(d, f"{family}/1", kind, kind) for d in sorted({c.document for c in claims})]
    nodes, _ = projected(events, claims)
    return nodes[f"{family}/1"].properties


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([("d1", "2020", Status.ASSERTED), ("d2", "2020-12", Status.ASSERTED)], "2020-12"),
        ([("d1", "2020", Status.ASSERTED), ("d2", "2020-12", Status.ALLEGED)], "2020"),
        (
            [
                ("d1", "2020-11", Status.ASSERTED),
                ("d2", "2020-12", Status.ASSERTED),
                ("d3", "2020-12", Status.ASSERTED),
            ],
            "2020-12",
        ),
        ([("d1", "2020-11", Status.ASSERTED), ("d4", "2020-12", Status.ASSERTED)], "2020-12"),
        ([("d3", "2020-11", Status.ASSERTED), ("d1", "2020-12", Status.ASSERTED)], "2020-12"),
    ],
    ids=["more precise", "firmer", "in more documents", "told first", "told without a date comes last"],
)
def test_the_best_date_is_shown(claims: list[tuple[str, str, Status]], expected: str) -> None:
    properties = properties_of(*(claimed(d, "action/1", "date", v, status=s) for d, v, s in claims))
    assert properties["date"] == expected


def test_a_date_has_its_first_and_last_day() -> None:
    properties = properties_of(claimed("d1", "incident/1", "date", "2020-02"), family="incident")
    assert [properties[n] for n in ("date", "date_from", "date_to", "announced", "name")] == [
        "2020-02",
        date(2020, 2, 1),
        date(2020, 2, 29),
        None,
        "Fraud · 2020-02",
    ]


def test_an_incident_without_a_date_is_named_by_its_announcement() -> None:
    properties = properties_of(claimed("d1", "incident/1", "announced", "2020-12-14"), family="incident")
    assert (properties["name"], properties["announced_to"]) == (
        "Fraud · announced 2020-12-14",
        date(2020, 12, 14),
    )


def test_an_incident_says_whether_a_document_tells_it_without_a_date() -> None:
    dated = claimed("d1", "incident/1", "date", "2020-12-14")
    announced = claimed("d2", "incident/1", "announced", "2020-12-20")
    assert properties_of(dated, family="incident")["undated"] is False
    assert properties_of(dated, announced, family="incident")["undated"] is True


def test_a_sum_that_threatens_is_never_one_imposed() -> None:
    properties = properties_of(claimed("d1", "action/1", "amount", exposure("10000")))
    assert properties == {
        "name": "Fine",
        "date": None,
        "date_from": None,
        "date_to": None,
        "imposed": None,
        "imposed_currency": None,
        "imposed_per": None,
        "imposed_least": None,
        "imposed_most": None,
        "exposure": 10000.0,
        "exposure_currency": "CAD",
        "exposure_per": "day",
        "exposure_least": 10000.0,
        "exposure_most": 10000.0,
        "outcome": None,
        "earliest": None,
        "latest": None,
        "status": "asserted",
        "confidence": 0.5,
        "documents": 1,
    }


def test_both_kinds_of_sum_stand_side_by_side() -> None:
    properties = properties_of(
        claimed("d1", "action/1", "amount", exposure("10000")),
        claimed("d2", "action/1", "amount", imposed("1500000")),
    )
    assert [properties[n] for n in ("imposed", "imposed_currency", "imposed_per", "exposure", "exposure_per")] == [
        1500000.0,
        "EUR",
        None,
        10000.0,
        "day",
    ]
    assert properties["name"] == "Fine · 1,500,000 EUR"


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        (
            [
                ("d1", "183000000", Status.ASSERTED),
                ("d2", "183900000", Status.ASSERTED),
                ("d3", "183900000", Status.ASSERTED),
            ],
            183900000.0,
        ),
        ([("d2", "183900000", Status.ASSERTED), ("d4", "183000000", Status.ASSERTED)], 183000000.0),
        ([("d1", "1", Status.ALLEGED), ("d2", "2", Status.ASSERTED)], 2.0),
        ([("d1", "1", Status.DENIED)], None),
    ],
    ids=["in more documents", "told first", "firmer", "denied"],
)
def test_the_best_sum_is_shown(sums: list[tuple[str, str, Status]], expected: float | None) -> None:
    properties = properties_of(*(claimed(d, "action/1", "amount", imposed(v), status=s) for d, v, s in sums))
    assert properties["imposed"] == expected


def test_sums_of_two_currencies_are_not_mixed_up() -> None:
    dollars = Amount(Decimal(5), "USD", None, AmountKind.IMPOSED)
    properties = properties_of(
        claimed("d1", "action/1", "amount", dollars), claimed("d2", "action/1", "amount", imposed("5"))
    )
    assert (properties["imposed"], properties["imposed_currency"]) == (5.0, "USD")


def test_an_event_is_as_firm_as_its_firmest_telling() -> None:
    nodes, _ = projected(
        [
            told("d1", "incident/1", "Fraud", "x", status=Status.DENIED, confidence=0.9),
            told("d2", "incident/1", "Other", "x", status=Status.ALLEGED, confidence=0.4),
        ]
    )
    found = nodes["incident/1"]
    assert (found.kind, found.properties["status"], found.properties["confidence"]) == ("Fraud", "alleged", 0.9)


def test_claims_of_one_thing_make_one_relation() -> None:
    _, edges = projected(
        [],
        [
            claimed("d1", "action/1", "target", "organization/1", confidence=0.4),
            claimed("d2", "action/1", "target", "organization/1", confidence=0.8, status=Status.ALLEGED),
            claimed("d2", "action/1", "target", "organization/1", start=5),
            claimed("d3", "action/1", "target", "organization/1"),
        ],
    )
    assert edges == [
        Edge(
            "ADDRESSED_TO",
            "Action",
            "action/1",
            "Organization",
            "organization/1",
            {
                "claims": 4,
                "documents": 3,
                "confidence": 0.8,
                "status": "asserted",
                "first": date(2021, 1, 10),
                "last": date(2021, 3, 5),
            },
        )
    ]


def test_relations_go_the_way_of_the_model() -> None:
    _, edges = projected(
        [],
        [
            claimed("d3", "action/1", "issuer", "organization/1"),
            claimed("d3", "action/1", "law", "law/1"),
            claimed("d3", "action/1", "concerns", "incident/1"),
            claimed("d3", "incident/1", "affected", "organization/2"),
            claimed("d3", "organization/2", "part_of", "organization/3", status=Status.DENIED),
        ],
    )
    assert {(e.start, e.type, e.end, e.properties["status"]) for e in edges} == {
        ("organization/1", "ISSUED", "action/1", "asserted"),
        ("action/1", "UNDER", "law/1", "asserted"),
        ("action/1", "CONCERNS", "incident/1", "asserted"),
        ("incident/1", "AFFECTED", "organization/2", "asserted"),
        ("organization/2", "PART_OF", "organization/3", "denied"),
    }
    assert {(e.properties["first"], e.properties["last"]) for e in edges} == {(None, None)}


def test_nothing_is_related_to_itself() -> None:
    assert projected([], [claimed("d1", "organization/1", "part_of", "organization/1")]) == ({}, [])


@given(st.integers(0, 10**6))
def test_what_is_projected_depends_on_no_order_and_fits_the_model(seed: int) -> None:
    testimonies = generate_testimonies(seed, 3)
    occurrences = [o for t in testimonies for o in t.occurrences]
    claims = [c for t in testimonies for c in t.claims]
    things = {o.id: f"{o.family}/{o.kind}" for o in occurrences}
    published = {t.document.id: t.document.published for t in testimonies}
    expected = project(Evidence(tuple(occurrences), tuple(claims), things, published))
    chance = random.Random(seed)
    chance.shuffle(occurrences)
    chance.shuffle(claims)
    assert project(Evidence(tuple(occurrences), tuple(claims), things, published)) == expected
    nodes, edges = expected
    assert {n.id for n in nodes} == set(things.values())
    for node in nodes:
        assert node.properties.keys() == model().families[node.family].properties.keys()
    for edge in edges:
        assert edge.properties.keys() == model().relations[edge.type].properties.keys()
