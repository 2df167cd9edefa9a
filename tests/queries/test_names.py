"""From what a user calls a thing to the thing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greffier.graph.errors import GreffierError, QueryError
from greffier.graph.store import Store
from greffier.queries.names import Fit, find_things, get_thing

INSURER = "organization/assurance-boreale"


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("organization/assurance-boreale", Fit.ID),
        ("Organization/Assurance-Boreale", Fit.ID),
        ("assurance-boreale", Fit.ID),
        ("Assurance Boréale", Fit.NAME),
        ("ASSURANCE BOREALE", Fit.NAME),
        ("  assurance   boréale ", Fit.NAME),
        ("l'Assurance Boréale inc.", Fit.OTHER_NAME),
        ("L’Assurance Boréale", Fit.OTHER_NAME),
        ("boreale", Fit.WORDS),
        ("boréale assur", Fit.WORDS),
    ],
)
def test_a_name_is_found_whatever_its_spelling(store: Store, text: str, fit: Fit) -> None:
    found = get_thing(store, text, ("Organization",))
    assert (found.id, found.fit) == (INSURER, fit)


def test_a_thing_is_found_by_a_form_that_documents_use(store: Store) -> None:
    assert get_thing(store, "insurers act").id == "law/ca-qc-assureurs"


def test_a_document_is_found_by_the_name_of_its_file(store: Store) -> None:
    assert get_thing(store, "2025-01-fleuve").name == "Sanction de la Banque du Fleuve"


def test_an_event_is_found_by_the_words_of_its_id(store: Store) -> None:
    assert get_thing(store, "boreale databreach").kind == "DataBreach"


def test_organisations_come_before_documents_with_the_same_words(store: Store) -> None:
    found = find_things(store, "fleuve")
    assert [(t.family, t.fit) for t in found[:2]] == [("Organization", Fit.WORDS), ("Action", Fit.TOLD)]
    assert {t.family for t in found[1:]} == {"Action", "Incident", "Document"}


def test_a_name_that_several_share_is_answered_with_their_ids(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        get_thing(store, "autorité des marchés financiers")
    assert str(caught.value) == (
        "'autorité des marchés financiers' names 3 things; give the id of one: "
        "regulator/ca-qc-amf (Autorité des marchés financiers, Regulator, CA-QC); "
        "organization/autorite-des-marches-financiers-ba82ce1a (Autorité des marchés financiers, Regulator, "
        "one of regulator/ca-qc-amf, regulator/fr-amf); "
        "regulator/fr-amf (Autorité des marchés financiers, Regulator, FR)"
    )


def test_words_that_fit_several_are_answered_with_their_ids(store: Store) -> None:
    with pytest.raises(QueryError, match="'boréal' names 2 things; give the id of one: organization/assurance-"):
        get_thing(store, "boréal")


def test_a_name_that_is_not_there_is_answered_with_near_ones(store: Store) -> None:
    with pytest.raises(QueryError, match=r"'Banque du Flueve' names nothing in .*corpus\.kgl; near it: ") as caught:
        get_thing(store, "Banque du Flueve")
    assert "Banque du Fleuve (organization/banque-du-fleuve)" in str(caught.value)


def test_a_name_unlike_all_is_answered_with_none(store: Store) -> None:
    with pytest.raises(QueryError, match=r"'Xyzzy' names nothing in .*corpus\.kgl$"):
        get_thing(store, "Xyzzy")


def test_a_thing_of_another_kind_is_not_taken(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        get_thing(store, "Assurance Boréale", ("Bank", "Law"))
    assert str(caught.value) == (
        "'Assurance Boréale' is no Bank or Law: organization/assurance-boreale (Assurance Boréale, Insurer, CA-QC)"
    )


@pytest.mark.parametrize("text", ["!!!", "…", "—", "'", '"', "%", "\\", "`", "$x", "{}"])
def test_marks_alone_name_nothing(store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="names nothing"):
        get_thing(store, text)


@given(text=st.text(min_size=1, max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_names_a_thing_or_is_refused(store: Store, text: str) -> None:
    try:
        found = get_thing(store, text)
    except GreffierError:
        return
    assert "/" in found.id


def test_an_empty_store_names_nothing(empty_store: Store) -> None:
    with pytest.raises(QueryError, match="'CNIL' names nothing in "):
        get_thing(empty_store, "CNIL")
