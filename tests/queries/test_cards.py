"""All that is known of one thing."""

import pytest

from greffier.graph.store import Store
from greffier.queries.cards import Card, build_card
from greffier.queries.names import get_thing


def card_of(store: Store, text: str) -> Card:
    return build_card(store, get_thing(store, text))


def told(card: Card) -> list[tuple[str, str, str]]:
    return [(fact.heading, fact.text, fact.status) for fact in card.facts]


def test_an_organisation_is_told_with_its_relations_incidents_and_actions(store: Store) -> None:
    card = card_of(store, "Assurance Boréale")
    assert card.details == (
        ("Jurisdiction", "CA-QC"),
        ("Gazetteer", "organization/assurance-boreale"),
        ("Documents", "3"),
    )
    assert told(card) == [
        ("Part of", "Groupe Boréal", "asserted"),
        ("Informed", "Autorité des marchés financiers (CA-QC)", "asserted"),
        ("Incidents", "data breach of 2024-02 at Assurance Boréale", "asserted"),
        (
            "Actions addressed to it",
            "order of 2024-06-10 by Autorité des marchés financiers (CA-QC) to Assurance Boréale under Loi "
            "sur les "
            "assureurs; threatened, not imposed: 5,000 CAD per day",
            "asserted",
        ),
    ]
    assert [(s.quote, s.title, s.published) for s in card.facts[2].sources] == [
        (
            "Assurance Boréale, membre du Groupe Boréal, a annoncé",
            "Vol de données chez Assurance Boréale",
            "2024-03-05",
        ),
        (
            "Assurance Boréale under the Insurers Act after the theft",
            "Quebec's AMF acts against Assurance Boréale",
            "2024-06-11",
        ),
    ]


def test_the_other_end_of_a_relation_is_told_too(store: Store) -> None:
    assert told(card_of(store, "Groupe Boréal")) == [
        (
            "Actions addressed to it",
            "investigation by Autorité des marchés financiers to Groupe Boréal",
            "asserted",
        ),
        ("Its parts", "Assurance Boréale", "asserted"),
    ]
    assert ("Informed by", "Assurance Boréale", "asserted") in told(card_of(store, "ca-qc-amf"))


def test_what_is_alleged_or_denied_is_said_to_be(store: Store) -> None:
    assert told(card_of(store, "Banque du Fleuve")) == [
        ("Incidents", "fraud of 2024 at Banque du Fleuve [alleged]", "alleged"),
        ("Incidents", "outage at Banque du Fleuve [denied]", "denied"),
        (
            "Actions addressed to it",
            "fine of 2025-01-17 by Autorité des marchés financiers (FR) to Banque du Fleuve; imposed: 1,500,000 EUR",
            "asserted",
        ),
    ]


def test_a_name_that_is_not_resolved_is_said_to_be(store: Store) -> None:
    card = card_of(store, "organization/autorite-des-marches-financiers-ba82ce1a")
    assert card.details == (
        ("Unresolved", "the documents do not tell which is meant: regulator/ca-qc-amf, regulator/fr-amf"),
        ("Documents", "1"),
    )


def test_an_action_is_told_slot_by_slot(store: Store) -> None:
    card = card_of(store, "assurance-boreale-order-2024-06-10-d2884842")
    assert card.details == (
        ("Date", "2024-06-10"),
        ("Sum that only threatens (not imposed)", "5,000 CAD per day"),
        ("Status", "asserted"),
        ("Documents", "2"),
    )
    assert told(card) == [
        ("Date", "2024-06-10", "asserted"),
        ("By", "Autorité des marchés financiers (CA-QC)", "asserted"),
        ("Addressed to", "Assurance Boréale", "asserted"),
        ("Under", "Loi sur les assureurs", "asserted"),
        ("Concerns", "data breach of 2024-02 at Assurance Boréale", "asserted"),
        ("Sum that only threatens (not imposed)", "5,000 CAD per day", "asserted"),
    ]
    assert [(t.source.published, t.name) for t in card.tellings] == [
        ("2024-06-11", "order"),
        ("2024-06-12", "ordonnance"),
    ]
    assert all(0.6 < t.score < 1 and "same party" in t.why for t in card.tellings)


def test_an_incident_is_told_with_the_actions_that_concern_it(store: Store) -> None:
    assert [f[:2] for f in told(card_of(store, "boreale databreach"))] == [
        ("Who was hit", "Assurance Boréale"),
        ("Date", "2024-02"),
        ("Announced", "2024-03-04"),
        (
            "Actions that concern it",
            "order of 2024-06-10 by Autorité des marchés financiers (CA-QC) to Assurance Boréale under Loi "
            "sur les "
            "assureurs; threatened, not imposed: 5,000 CAD per day",
        ),
    ]


def test_a_law_is_told_with_the_actions_under_it(store: Store) -> None:
    assert [f.heading for f in card_of(store, "Insurers Act").facts] == ["Actions under it"]


def test_a_document_is_told_with_what_it_says(store: Store) -> None:
    card = card_of(store, "2024-03-boreale")
    assert card.details == (
        ("File", "2024-03-boreale"),
        ("Read from", "documents/2024-03-boreale.txt"),
        ("Published", "2024-03-05"),
        ("Language", "fr"),
        ("Read by", "tests 1"),
    )
    assert [f[:2] for f in told(card)] == [
        ("Incidents", "data breach of 2024-02 at Assurance Boréale"),
        ("Organisations", "Assurance Boréale (insurer, CA-QC)"),
        ("Organisations", "Groupe Boréal (federation, CA-QC)"),
        ("Organisations", "Autorité des marchés financiers (regulator, CA-QC)"),
        ("Relations", "Assurance Boréale: part of Groupe Boréal"),
        ("Relations", "Assurance Boréale: informed Autorité des marchés financiers (CA-QC)"),
    ]


@pytest.mark.parametrize("family", ["Organization", "Law", "Incident", "Action", "Document"])
def test_every_thing_has_a_card_whose_words_stand_in_documents(store: Store, family: str) -> None:
    texts = {row["id"]: row["text"] for row in store.read("MATCH (d:Document) RETURN d.id AS id, d.text AS text")}
    for row in store.read(f"MATCH (n:{family}) RETURN n.id AS id"):
        card = card_of(store, row["id"])
        sources = [s for f in card.facts for s in f.sources] + [t.source for t in card.tellings]
        assert sources
        assert all(texts[s.document][s.start : s.stop] == s.quote for s in sources)
