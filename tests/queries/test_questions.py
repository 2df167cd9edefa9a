"""What the questions of the catalogue answer on a small store."""

from datetime import date
from typing import Any

import pytest

from greffier.graph.errors import QueryError
from greffier.graph.store import Store
from greffier.queries.catalogue import Query, load

TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "texts": list,
    "date": date,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
AMF_QUEBEC = "Autorité des marchés financiers (CA-QC)"
AMF_FRANCE = "Autorité des marchés financiers (FR)"
EXAMPLES = {
    "actions": {"regulator": "regulator/ca-qc-amf"},
    "evidence": {"thing": "Assurance Boréale"},
    "incidents": {"institution": "Assurance Boréale"},
    "timeline": {"institution": "Assurance Boréale"},
}


def ask(store: Store, name: str, columns: str, **parameters: object) -> list[tuple[Any, ...]]:
    """Return the answer to a question as tuples of some of its columns."""
    return [tuple(row[c] for c in columns.split()) for row in load()[name].run(store, parameters)]


def test_incidents_of_an_institution(store: Store) -> None:
    assert load()["incidents"].run(store, {"institution": "assurance boreale"}) == [
        {
            "date": "2024-02",
            "announced": "2024-03-04",
            "kind": "DataBreach",
            "institution": "Assurance Boréale",
            "status": "asserted",
            "confidence": 0.9,
            "documents": 2,
            "quote": "Assurance Boréale, membre du Groupe Boréal, a annoncé",
            "document": "Vol de données chez Assurance Boréale",
            "published": "2024-03-05",
            "institution_id": "organization/assurance-boreale",
            "id": "incident/assurance-boreale-databreach-2024-02-7212dfa2",
        }
    ]


def test_incidents_of_a_group_are_those_of_its_parts_only_if_asked_for(store: Store) -> None:
    assert ask(store, "incidents", "kind institution", institution="Groupe Boréal") == []
    assert ask(store, "incidents", "kind institution", institution="Groupe Boréal", parts="yes") == [
        ("DataBreach", "Assurance Boréale")
    ]


def test_what_is_denied_is_no_incident_unless_asked_for(store: Store) -> None:
    assert ask(store, "incidents", "date kind status", institution="Banque du Fleuve") == [("2024", "Fraud", "alleged")]
    assert ask(store, "incidents", "date kind status", institution="Banque du Fleuve", unproven="true") == [
        ("2024", "Fraud", "alleged"),
        (None, "Outage", "denied"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, 1),
        ("2024-02", "2024-02", 1),
        ("2024-02-29", None, 1),
        ("2024-03", None, 0),
        (None, "2024-02-01", 1),
        (None, "2024-01", 0),
        ("2024", "2024", 1),
    ],
)
def test_a_period_holds_what_may_have_happened_in_it(
    store: Store, since: str | None, until: str | None, found: int
) -> None:
    rows = ask(store, "incidents", "id", institution="Assurance Boréale", since=since, until=until)
    assert len(rows) == found


def test_actions_of_a_regulator(store: Store) -> None:
    assert load()["actions"].run(store, {"regulator": "ca-qc-amf"}) == [
        {
            "date": "2024-06-10",
            "kind": "Order",
            "targets": ["Assurance Boréale"],
            "laws": ["Loi sur les assureurs"],
            "imposed": None,
            "imposed_currency": None,
            "imposed_per": None,
            "exposure": 5000.0,
            "exposure_currency": "CAD",
            "exposure_per": "day",
            "outcome": None,
            "status": "asserted",
            "documents": 2,
            "quote": "the AMF issued an order",
            "document": "Quebec's AMF acts against Assurance Boréale",
            "published": "2024-06-11",
            "target_ids": ["organization/assurance-boreale"],
            "id": "action/assurance-boreale-order-2024-06-10-d2884842",
        }
    ]
    assert ask(store, "actions", "kind imposed", regulator="regulator/fr-amf") == [("Fine", 1500000.0)]


def test_actions_of_one_kind(store: Store) -> None:
    assert ask(store, "actions", "kind", regulator="ca-qc-amf", kind="order") == [("Order",)]
    assert ask(store, "actions", "kind", regulator="ca-qc-amf", kind="Fine") == []


def test_a_timeline_is_in_order_of_date_with_the_words(store: Store) -> None:
    columns = "date kind role institution others laws quote document published"
    assert ask(store, "timeline", columns, institution="Groupe Boréal", parts="true") == [
        (
            "2024-02",
            "DataBreach",
            "affected",
            "Assurance Boréale",
            [],
            [],
            "Assurance Boréale, membre du Groupe Boréal, a annoncé",
            "Vol de données chez Assurance Boréale",
            "2024-03-05",
        ),
        (
            "2024-06-10",
            "Order",
            "target",
            "Assurance Boréale",
            [AMF_QUEBEC],
            ["Loi sur les assureurs"],
            "an order to Assurance Boréale",
            "Quebec's AMF acts against Assurance Boréale",
            "2024-06-11",
        ),
        (
            None,
            "Investigation",
            "target",
            "Groupe Boréal",
            ["Autorité des marchés financiers"],
            [],
            "enquête sur le Groupe Boréal",
            "Une enquête",
            None,
        ),
    ]


def test_a_timeline_of_a_regulator_has_what_it_did(store: Store) -> None:
    assert ask(store, "timeline", "date kind role others", institution="regulator/fr-amf") == [
        ("2025-01-17", "Fine", "issuer", ["Banque du Fleuve"])
    ]


def test_laws_are_told_with_who_invoked_them_against_whom(store: Store) -> None:
    told = [
        (
            "Loi sur les assureurs",
            "CA-QC",
            [AMF_QUEBEC],
            ["Assurance Boréale"],
            "Order",
            "2024-06-10",
            "under the Insurers Act",
        )
    ]
    columns = "law jurisdiction regulators targets kind date quote"
    assert ask(store, "laws", columns) == told
    assert (
        ask(store, "laws", columns, law="Insurers Act", regulator="ca-qc-amf", institution="Assurance Boréale") == told
    )
    assert ask(store, "laws", columns, institution="Banque du Fleuve") == []
    assert ask(store, "laws", columns, regulator="fr-amf") == []


def test_evidence_is_every_claim_with_its_words(store: Store) -> None:
    columns = "predicate object status quote published start stop"
    assert ask(store, "evidence", columns, thing="Banque du Fleuve") == [
        ("target", "Banque du Fleuve", "asserted", "à la Banque du Fleuve", "2025-01-20", 143, 164),
        ("affected", "Banque du Fleuve", "denied", "denies that its cards failed", "2025-02-02", 69, 97),
        (
            "affected",
            "Banque du Fleuve",
            "alleged",
            "is said to have diverted 900,000 euros",
            "2025-02-02",
            116,
            154,
        ),
    ]


def test_evidence_of_an_event_has_its_dates_and_sums(store: Store) -> None:
    fine = load()["fines"].run(store)[0]["id"]
    assert ask(store, "evidence", "predicate object", thing=fine) == [
        ("issuer", "Autorité des marchés financiers"),
        ("date", "2025-01-17"),
        ("amount", "1500000 EUR, imposed"),
        ("target", "Banque du Fleuve"),
    ]
    assert ask(store, "evidence", "object quote", thing=fine, predicate="amount") == [
        ("1500000 EUR, imposed", "une amende de 1,5 million d'euros")
    ]


def test_evidence_stands_in_its_document_word_for_word(store: Store) -> None:
    for thing in ("organization/assurance-boreale", "regulator/ca-qc-amf", "organization/banque-du-fleuve"):
        for quote, start, stop, document in ask(store, "evidence", "quote start stop document_id", thing=thing):
            (row,) = store.read("MATCH (d:Document {id: $id}) RETURN d.text AS text", {"id": document})
            assert row["text"][start:stop] == quote


def test_fines_are_what_was_imposed(store: Store) -> None:
    columns = "date kind regulators targets imposed imposed_currency imposed_per quote"
    told = [("2025-01-17", "Fine", [AMF_FRANCE], ["Banque du Fleuve"], 1500000.0, "EUR", None)]
    assert ask(store, "fines", columns) == [(*told[0], "une amende de 1,5 million d'euros")]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"regulator": "fr-amf"}, 1),
        ({"regulator": "ca-qc-amf"}, 0),
        ({"institution": "Banque du Fleuve"}, 1),
        ({"institution": "Assurance Boréale"}, 0),
        ({"currency": "eur"}, 1),
        ({"currency": "CAD"}, 0),
        ({"minimum": "1 500 000"}, 1),
        ({"minimum": 1500001}, 0),
        ({"since": "2025", "until": "2025"}, 1),
        ({"since": date(2025, 1, 18)}, 0),
        ({"until": "2024"}, 0),
    ],
)
def test_fines_are_narrowed_down(store: Store, parameters: dict[str, object], found: int) -> None:
    assert len(load()["fines"].run(store, parameters)) == found


def test_exposures_are_no_fines(store: Store) -> None:
    columns = "kind regulators targets exposure exposure_currency exposure_per quote"
    assert ask(store, "exposures", columns) == [
        ("Order", [AMF_QUEBEC], ["Assurance Boréale"], 5000.0, "CAD", "day", "Each day would cost it")
    ]
    assert ask(store, "exposures", "kind", institution="Banque du Fleuve") == []


def test_notifications_tell_who_informed_whom(store: Store) -> None:
    told = [
        (
            "Assurance Boréale",
            "Autorité des marchés financiers",
            "L'assureur a prévenu l'Autorité des marchés financiers (AMF)",
            "regulator/ca-qc-amf",
        )
    ]
    columns = "informer informed quote informed_id"
    assert ask(store, "notifications", columns) == told
    assert ask(store, "notifications", columns, institution="ca-qc-amf") == told
    assert ask(store, "notifications", columns, institution="Assurance Boréale") == told
    assert ask(store, "notifications", columns, institution="Groupe Boréal") == []


def test_documents_are_in_order_of_publication(store: Store) -> None:
    assert ask(store, "documents", "published file language incidents actions claims") == [
        ("2024-03-05", "2024-03-boreale", "fr", 1, 0, 5),
        ("2024-06-11", "2024-06-order", "en", 1, 1, 8),
        ("2024-06-12", "2024-06-ordonnance", "fr", 0, 1, 3),
        ("2025-01-20", "2025-01-fleuve", "fr", 0, 1, 4),
        ("2025-02-02", "2025-02-fleuve", "en", 2, 0, 3),
        (None, "sans-date", "fr", 0, 1, 2),
    ]


def test_documents_are_narrowed_down(store: Store) -> None:
    assert ask(store, "documents", "file", thing="ca-qc-amf", language="EN") == [("2024-06-order",)]
    assert ask(store, "documents", "file", since="2025-02") == [("2025-02-fleuve",)]
    assert ask(store, "documents", "file", thing="Loi sur les assureurs") == [("2024-06-order",)]
    order = load()["exposures"].run(store)[0]["id"]
    assert ask(store, "documents", "file", thing=order) == [("2024-06-order",), ("2024-06-ordonnance",)]


def test_a_name_that_two_regulators_share_is_unresolved(store: Store) -> None:
    assert ask(store, "unresolved", "name kind candidates documents quote document") == [
        (
            "Autorité des marchés financiers",
            "Regulator",
            ["regulator/ca-qc-amf", "regulator/fr-amf"],
            1,
            "Autorité des marchés financiers",
            "Une enquête",
        )
    ]


def test_organizations_are_counted_without_what_is_denied(store: Store) -> None:
    assert ask(store, "organizations", "name jurisdiction incidents addressed issued documents") == [
        ("Assurance Boréale", "CA-QC", 1, 1, 0, 3),
        ("Banque du Fleuve", "FR", 1, 1, 0, 2),
        ("Autorité des marchés financiers", "CA-QC", 0, 0, 1, 3),
        ("Groupe Boréal", "CA-QC", 0, 1, 0, 2),
        ("Autorité des marchés financiers", None, 0, 0, 1, 1),
        ("Autorité des marchés financiers", "FR", 0, 0, 1, 1),
    ]
    assert ask(store, "organizations", "name", kind="regulator", jurisdiction="ca") == [
        ("Autorité des marchés financiers",)
    ]


# The small store has nothing for them; what they answer is in test_contradictions.py, test_outcomes.py and
# ingest/test_copies.py.
ELSEWHERE = ("contradictions", "copies", "outcomes", "persons")


@pytest.mark.parametrize("query", [q for q in load().values() if q.name not in ELSEWHERE], ids=lambda query: query.name)
def test_values_are_of_the_type_that_is_documented(store: Store, query: Query) -> None:
    rows = query.run(store, EXAMPLES.get(query.name, {}))
    assert rows
    for row in rows:
        for column in query.columns:
            assert row[column.name] is None or isinstance(row[column.name], TYPES[column.type])


@pytest.mark.parametrize("query", load().values(), ids=lambda query: query.name)
def test_an_empty_store_answers_with_no_rows(empty_store: Store, query: Query) -> None:
    if any(p.required for p in query.parameters):
        with pytest.raises(QueryError, match="'CNIL' names nothing in "):
            query.run(empty_store, {p.name: "CNIL" for p in query.parameters if p.required})
    else:
        assert query.run(empty_store) == []


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        (
            "notifications",
            {"who": "x"},
            "notifications: there is no parameter 'who'; it takes institution (thing[Organization])",
        ),
        ("unresolved", {"who": "x"}, "unresolved: there is no parameter 'who'; it takes none"),
        (
            "evidence",
            {"predicate": "law"},
            "evidence: the parameter 'thing' is missing; it takes "
            "thing (thing[Organization|Law|Incident|Action], required), predicate (text[affected|date|",
        ),
        ("fines", {"since": "soon"}, "fines: the parameter 'since': 'soon' is not a date: write YYYY, "),
        ("fines", {"minimum": "much"}, "fines: the parameter 'minimum': 'much' is no number"),
        ("fines", {"minimum": True}, "fines: the parameter 'minimum': True is no number"),
        ("incidents", {"institution": " "}, "incidents: the parameter 'institution': the text is empty"),
        (
            "actions",
            {"regulator": "fr-amf", "kind": "x"},
            "actions: the parameter 'kind': 'x' is none of Order, ",
        ),
        (
            "laws",
            {"law": "fr-amf"},
            "'fr-amf' is no Law: regulator/fr-amf (Autorité des marchés financiers, ",
        ),
    ],
)
def test_wrong_parameters_are_refused(store: Store, name: str, parameters: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        load()[name].run(store, parameters)
    assert str(caught.value).startswith(message)
