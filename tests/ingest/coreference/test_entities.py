"""Entities: which names of one text are one organisation or law."""

from __future__ import annotations

import pytest

from greffier.graph.records import Entity
from greffier.ingest.coreference.entities import Cast, find_entities, parent_of
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import find_names
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document


def find_cast(language: str, text: str) -> Cast:
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    made = Text(make_document(f"{title}\n\n{text}", language))
    (named,) = find_names([made.plain], language)
    return find_entities(made, find_mentions(made, named))


def cast(language: str, text: str) -> list[list[str]]:
    """Return the names of each entity of a text, below a title that names nobody."""
    return [[m.text for m in e.mentions] for e in find_cast(language, text).entities]


def one(language: str, text: str) -> Entity:
    (entity,) = find_cast(language, text).entities
    return entity


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a short name introduced in brackets is that name from there on
        (
            "fr",
            "La Commission d'accès à l'information (CAI) a ouvert une enquête. La CAI dira son avis.",
            [["Commission d'accès à l'information", "CAI", "CAI"]],
        ),
        (
            "fr",
            "La Société de crédit populaire (ci-après « SCP ») a été touchée. La SCP le dit.",
            [["Société de crédit populaire", "SCP", "SCP"]],
        ),
        (
            "en",
            "The Bureau of Maritime Insurance (BMI) acted. The BMI said so.",
            [["Bureau of Maritime Insurance", "BMI", "BMI"]],
        ),
        # a capitalised word of a name takes it up
        (
            "en",
            "The Federation of Harbour Credit Unions was hit. The Federation said so.",
            [["Federation of Harbour Credit Unions", "The Federation"]],
        ),
        (
            "fr",
            "L'Autorité des marchés financiers du Québec a parlé. L'Autorité ajoute que tout va bien.",
            [["Autorité des marchés financiers du Québec", "L'Autorité"]],
        ),
        (
            "en",
            "The Financial Conduct Authority said on Monday that the Authority would act.",
            [["Financial Conduct Authority", "the Authority"]],
        ),
        (
            "fr",
            "L'Autorité des marchés financiers du Québec a parlé; selon l'Autorité, tout va bien.",
            [["Autorité des marchés financiers du Québec", "l'Autorité"]],
        ),
        (
            "fr",
            "La Fédération des caisses Desjardins du Québec a reçu une lettre, dit la Fédération.",
            [["Fédération des caisses Desjardins du Québec", "la Fédération"]],
        ),
        (
            "en",
            "They cite the Data Protection Act 1998. The Act applies in London.",
            [["Data Protection Act 1998", "The Act"]],
        ),
        # one name begins with the other
        (
            "fr",
            "Promutuel Assurance a été touchée. Un avis de Promutuel le confirme.",
            [["Promutuel Assurance", "Promutuel"]],
        ),
        (
            "en",
            "Northwind Mutual Insurance Company was hit, and Northwind Mutual said so.",
            [["Northwind Mutual Insurance Company", "Northwind Mutual"]],
        ),
        (
            "en",
            "Northwind Mutual Insurance was hit. Northwind said that it was back. Northwind Mutual agreed.",
            [["Northwind Mutual Insurance", "Northwind", "Northwind Mutual"]],
        ),
        # firms named together are several
        (
            "fr",
            "La Banque Lémane SA et Assurances Lacustres Ltée se sont rencontrées.",
            [["Banque Lémane SA"], ["Assurances Lacustres Ltée"]],
        ),
        (
            "en",
            "It is said that Kestrel Bank and Northwind Insurance met.",
            [["Kestrel Bank"], ["Northwind Insurance"]],
        ),
        # articles, legal forms, possessives and plurals make no other name
        (
            "en",
            "The Kestrel Bank plc was hit. Kestrel Bank's site was down, Kestrel Bank said.",
            [["Kestrel Bank plc", "Kestrel Bank", "Kestrel Bank"]],
        ),
        # a group and its members are several
        (
            "en",
            "Aviva Canada said on Monday that it belongs to Aviva, as does Aviva Ireland.",
            [["Aviva Canada"], ["Aviva"], ["Aviva Ireland"]],
        ),
        (
            "fr",
            "Le Mouvement Desjardins et la Fédération des caisses Desjardins du Québec ne sont pas un.",
            [["Mouvement Desjardins"], ["Fédération des caisses Desjardins du Québec"]],
        ),
        # one body under two names
        (
            "en",
            "The Commission d'accès à l'information of Quebec, or CAI, met the AMF in Montreal.",
            [["Commission d'accès à l'information", "CAI"], ["AMF"]],
        ),
        (
            "en",
            "The GDPR applies: the General Data Protection Regulation, or Regulation (EU) 2016/679.",
            [["GDPR", "General Data Protection Regulation", "Regulation (EU) 2016/679"]],
        ),
    ],
)
def test_names_of_one_body_are_one_entity(language: str, text: str, found: list[list[str]]) -> None:
    assert cast(language, text) == found


def test_a_short_name_is_of_the_body_named_last() -> None:
    text = (
        "The Prudential Regulation Authority acted on Monday. It said that the Authority would act again.\n"
        "The Financial Conduct Authority acted on Tuesday. It said that the Authority would not."
    )
    assert cast("en", text) == [
        ["Prudential Regulation Authority", "the Authority"],
        ["Financial Conduct Authority", "the Authority"],
    ]


def test_a_short_name_of_nobody_is_left_alone() -> None:
    assert cast("fr", "Hier, selon l'Autorité, tout allait bien; ni la Fédération, ni la Banque n'ont parlé.") == []


def test_an_entity_tells_what_it_is_in_the_gazetteer() -> None:
    entity = one("fr", "La Fédération des caisses Desjardins (la Fédération) est à Lévis.")
    assert entity.name == "Fédération des caisses Desjardins du Québec"
    assert entity.known_as == "organization/federation-des-caisses-desjardins-du-quebec"
    assert (entity.kind, entity.jurisdiction) == ("Federation", "CA-QC")
    assert parent_of(entity) == "organization/mouvement-desjardins"


def test_an_entity_that_no_gazetteer_has_goes_by_its_longest_name() -> None:
    entity = one("en", "Northwind Mutual said so, in the name of Northwind Mutual Insurance Company.")
    assert (entity.name, entity.known_as, entity.kind) == ("Northwind Mutual Insurance Company", None, "Insurer")
    assert parent_of(entity) is None


def test_a_name_of_several_bodies_stays_open_where_the_text_does_not_tell() -> None:
    entity = one("fr", "L'Autorité des marchés financiers a sanctionné un courtier. C'est grave, dit l'Autorité.")
    assert entity.known_as is None
    assert entity.candidates == ("regulator/ca-qc-amf", "regulator/fr-amf")
    assert entity.kind == "Regulator"
    assert [m.text for m in entity.mentions] == ["Autorité des marchés financiers", "l'Autorité"]


def test_an_acronym_that_stays_open_is_named_as_it_is_written() -> None:
    entity = one("fr", "L'AMF a sanctionné un courtier, dit l'AMF.")
    assert (entity.name, entity.known_as, entity.kind) == ("AMF", None, "Regulator")
    assert {"regulator/ca-qc-amf", "regulator/fr-amf"} <= set(entity.candidates)


def test_a_name_of_several_bodies_is_that_of_the_one_named_in_full() -> None:
    text = "L'Autorité des marchés financiers du Québec a parlé. L'AMF surveille les assureurs, dit l'AMF."
    assert one("fr", text).known_as == "regulator/ca-qc-amf"


def test_a_law_that_no_gazetteer_has_is_of_the_place_of_the_text() -> None:
    (law,) = find_cast("fr", "À Lyon, en France, la loi n° 2099-12 du 3 mai 2099 s'applique.").entities
    assert (law.name, law.jurisdiction) == ("loi n° 2099-12 du 3 mai 2099", "FR")


@pytest.mark.parametrize(
    ("language", "text", "description", "name"),
    [
        (
            "fr",
            "La Banque Lémane a fermé. L'établissement bancaire le dit.",
            "L'établissement bancaire",
            "Banque Lémane",
        ),
        ("fr", "La Mutuelle des Érables a fermé. L'assureur le dit.", "L'assureur", "Mutuelle des Érables"),
        ("fr", "La CNIL surveille Orange Bank. Le régulateur le dit.", "Le régulateur", "CNIL"),
        (
            "en",
            "In Britain, the FCA supervises Kestrel Bank plc. The lender says so.",
            "The lender",
            "Kestrel Bank plc",
        ),
        ("en", "In Britain, the FCA supervises Kestrel Bank plc. The watchdog says so.", "The watchdog", "FCA"),
        ("en", "Maple Leaf Credit Union is closed. The company says so.", "The company", "Maple Leaf Credit Union"),
        # of several, the one of the place that is told
        (
            "fr",
            "La Commission nationale pour la protection des données et la CNIL ont parlé. "
            "L'autorité luxembourgeoise l'a dit.",
            "L'autorité luxembourgeoise",
            "Commission nationale pour la protection des données",
        ),
        (
            "en",
            "The Central Bank of Ireland and BaFin spoke. The Irish regulator said so.",
            "The Irish regulator",
            "Central Bank of Ireland",
        ),
    ],
)
def test_a_description_takes_up_who_was_named_before(language: str, text: str, description: str, name: str) -> None:
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    found = find_cast(language, text)
    (anaphor,) = [a for a in found.anaphors if f"{title}\n\n{text}"[a.start : a.end] == description]
    assert found.entities[anaphor.entity].mentions[0].text == name


def test_a_description_with_a_place_takes_up_nobody_of_another() -> None:
    assert find_cast("en", "The Central Bank of Ireland spoke. The German regulator said no.").anaphors == ()


def test_a_description_takes_up_nobody_who_comes_later() -> None:
    assert find_cast("fr", "L'assureur a fermé. La Mutuelle des Érables le dit.").anaphors == ()


def test_the_names_of_an_entity_are_in_the_order_of_the_text() -> None:
    for entity in find_cast(
        "en", "In Britain, the FCA fined Kestrel Bank plc. Kestrel Bank paid the FCA. The FCA agreed."
    ).entities:
        starts = [m.start for m in entity.mentions]
        assert starts == sorted(set(starts))
