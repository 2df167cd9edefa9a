"""Introduced names, public bodies and lists: names that what stands beside them tells to be those of bodies."""

from __future__ import annotations

import pytest

from greffier.ingest.mentions.introduced_names import find_introduced
from greffier.ingest.mentions.public_bodies import find_public_bodies
from greffier.ingest.models import NamedSpan
from greffier.ingest.texts import Text
from tests.ingest.mentions.test_mentions import named
from tests.ingest.readings import make_document

TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def made(language: str, text: str) -> Text:
    return Text(make_document(f"{TITLES[language]}\n\n{text}", language))


def introduced(language: str, text: str, person: str = "") -> list[tuple[str, str | None]]:
    """Return the names that are introduced, with their kinds; the model is told to take `person` for one."""
    whole = made(language, text)
    at = whole.plain.find(person) if person else -1
    spans = [NamedSpan(at, at + len(person), "PERSON")] if at >= 0 else []
    return [(m.text, m.kind) for m in find_introduced(whole, spans)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a noun before
        ("fr", "L'assureur Zéphyr a été piraté.", [("Zéphyr", "Insurer")]),
        ("fr", "L'assureur vision Zéphyr a été piraté.", [("Zéphyr", "Insurer")]),
        ("fr", "La néobanque bretonne Zéphyr a été piratée.", [("Zéphyr", "Bank")]),
        ("fr", "Un vol chez la mutuelle d'assurance Zéphyr.", [("Zéphyr", "Insurer")]),
        ("fr", "Le groupe lyonnais Zéphyr a été piraté.", [("Zéphyr", "Company")]),
        ("en", "The lender Nordlys was hacked.", [("Nordlys", "Bank")]),
        ("en", "Crypto exchange Nordlys was hacked.", [("Nordlys", "Institution")]),
        ("en", "Hackers hit the furniture retailer Nordlys.", [("Nordlys", "Company")]),
        # which belongs to some names
        ("fr", "La fondation Zéphyr a été piratée.", [("fondation Zéphyr", "Company")]),
        # a noun after
        ("en", "Hackers hit Nordlys, a Danish lender.", [("Nordlys", "Bank")]),
        ("en", "Hackers hit Nordlys, a Winnipeg, Manitoba brokerage with ten desks.", [("Nordlys", "Institution")]),
        ("en", "Hackers hit Nordlys, the country's largest lender.", [("Nordlys", "Bank")]),
        ("en", "They sued Nordlys, the owner of a mine.", [("Nordlys", "Company")]),
        ("fr", "Un pirate a visé Zéphyr, mutuelle de fonctionnaires.", [("Zéphyr", "Insurer")]),
        ("fr", "Un pirate a visé Zéphyr, un courtier en ligne.", [("Zéphyr", "Institution")]),
        # lists
        (
            "fr",
            "Les courtiers Zéphyr, Alizé et Mistral sont touchés.",
            [("Zéphyr", "Institution"), ("Alizé", "Institution"), ("Mistral", "Institution")],
        ),
        ("en", "It hit banks such as Nordlys and Wexmoor.", [("Nordlys", "Bank"), ("Wexmoor", "Bank")]),
        (
            "en",
            "The companies are Nordlys, Wexmoor and Heronry.",
            [(n, "Company") for n in ("Nordlys", "Wexmoor", "Heronry")],
        ),
        ("en", "Two law firms, Nordlys and Wexmoor, wait.", [("Nordlys", "Company"), ("Wexmoor", "Company")]),
        ("fr", "Le cabinet Zéphyr and Associates a signé.", [("Zéphyr and Associates", "Company")]),
        # a noun with what the firm deals in
        ("fr", "Le groupe de cosmétiques Zéphyr a été piraté.", [("Zéphyr", "Company")]),
        ("fr", "L'intermédiaire de crédit Zéphyr a été piraté.", [("Zéphyr", "Institution")]),
        ("fr", "Le fournisseur de l'énergie Zéphyr a été piraté.", [("Zéphyr", "Company")]),
        ("en", "Hackers hit the cosmetics group Nordlys.", [("Nordlys", "Company")]),
        ("en", "Hackers hit the loan servicer Nordlys.", [("Nordlys", "Institution")]),
        ("en", "Hackers hit the transport network Nordlys.", [("Nordlys", "Company")]),
        # but not where it calls attackers, teams or things
        ("fr", "Le groupe de pirates Zéphyr a revendiqué le vol.", []),
        ("fr", "Le groupe de travail Zéphyr s'est réuni.", []),
        ("en", "The hacking group Nordlys claimed it.", []),
        ("en", "The supply chain Nordlys has no name.", []),
        # no name of a body: a place, a month, a title, a verb between, a firm said to be elsewhere, another body
        ("en", "The lender Paris. In March, a bank closed.", []),
        ("en", "The bank CEO resigned. The regulator fines Wexmoor.", []),
        ("en", "On Tuesday, the bank said so. Meanwhile, a lender closed.", []),
        ("fr", "Le régulateur condamne Zéphyr. Lundi, la banque a fermé.", []),
        ("fr", "Zoé Doe, a poursuivi l'assureur.", []),
        ("fr", "Il a choisi Zéphyr, une plate-forme conçue par un éditeur de logiciels.", []),
        ("en", "Russian ransomware group Nordlys claimed it.", []),
        ("fr", "Le groupe russe Zéphyr a revendiqué le vol.", []),
    ],
)
def test_nouns_beside_a_name_tell_what_it_is(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert introduced(language, text) == found


def test_who_is_called_a_broker_may_be_a_person() -> None:
    assert introduced("fr", "Le courtier Durand a fui.", person="Durand") == []
    assert introduced("fr", "Le courtier en assurance Zoé Durand a fui.", person="Zoé Durand") == []
    assert introduced("en", "The auto parts dealer Ann Doe waited.", person="Ann Doe") == []
    assert introduced("en", "The broker Ann Doe fled.") == []
    assert introduced("fr", "Le courtier Durand a fui.") == [("Durand", "Institution")]


def test_one_word_after_a_noun_of_several_is_no_person() -> None:
    assert introduced("fr", "Le courtier en assurance Zéphyr attend.", person="Zéphyr") == [("Zéphyr", "Institution")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Le centre hospitalier de Mirebois a été touché.", ["centre hospitalier de Mirebois"]),
        ("fr", "Un vol à la caisse populaire de Mirebois.", ["caisse populaire de Mirebois"]),
        ("fr", "La ville de Mirebois a été victime d'une cyberattaque.", ["ville de Mirebois"]),
        ("fr", "Une cyberattaque contre la commune de Mirebois.", ["commune de Mirebois"]),
        ("fr", "La MRC de Mirebois a été attaquée.", ["MRC de Mirebois"]),
        ("en", "The hospital in Crewe was hit.", ["hospital in Crewe"]),
        ("en", "An attack on the Mirewood hospital.", ["Mirewood hospital"]),
        ("en", "The Mirewood County School Board was hit.", ["Mirewood County School Board"]),
        ("en", "Ireland's health service shut down.", ["Ireland's health service"]),
        ("en", "Ransomware hit the city of Mirewood.", ["city of Mirewood"]),
        ("en", "Mirewood County was hit by ransomware.", ["Mirewood County"]),
        ("fr", "Hier soir, la mairie de Mirebois a été attaquée.", ["mairie de Mirebois"]),
        ("fr", "L'assurance mutuelle de Mirebois a été piratée.", ["assurance mutuelle de Mirebois"]),
        ("fr", "Le crédit municipal de Mirebois a été piraté.", ["crédit municipal de Mirebois"]),
        ("en", "The City of Mirewood's network was hit.", ["City of Mirewood"]),
        # several of one sort
        ("fr", "Les villes de Mirebois et de Vireval ont été attaquées.", ["Mirebois", "Vireval"]),
        ("fr", "Les villes de Mirebois et de Vireval sont en fête.", []),
        # any of them; one that is named before
        ("fr", "Une clinique de Mirebois a été piratée. C'est la première mutuelle de Mirebois.", []),
        ("fr", "Le piratage de la clinique du docteur Zoé Doe, la clinique de Mirebois.", []),
        ("en", "The Houston hospital waits.", []),
        # a place where nothing befalls it; somebody of a school; what only says what a body is
        ("fr", "La ville de Mirebois accueille un salon.", []),
        ("fr", "Il est professeur à l'hôpital de Mirebois.", []),
        ("en", "She was born in the city of Mirewood. Mirewood County is flat.", []),
        ("en", "A French hospital was hit. Northern Care, a Mirewood health authority, was too.", []),
    ],
)
def test_public_bodies_are_told_by_sort_and_place(language: str, text: str, found: list[str]) -> None:
    assert [m.text for m in find_public_bodies(made(language, text))] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # a longer name is that of another body
        ("en", "They fined Aviva Japan yesterday.", ["Aviva Japan"]),
        ("en", "They fined Barclays (Guernsey) Limited yesterday.", ["Barclays (Guernsey) Limited"]),
        ("en", "They spoke to the HSBC London office yesterday.", ["HSBC"]),
        ("fr", "Ils ont saisi l'Urssaf Rhône-Alpes hier.", ["Urssaf Rhône-Alpes"]),
        ("en", "They fined Wexmoor Insurance Co-operative.", ["Wexmoor Insurance Co-operative"]),
        # a bracket that has the initials of all that "and" joins
        (
            "en",
            "They fined Investment Counsel and Computing Services (ICC).",
            ["Investment Counsel and Computing Services", "ICC"],
        ),
        # what begins a sentence is no part of a name
        (
            "fr",
            "Ensuite la Banque Lémane a payé. D'après Mistral Courtage, rien.",
            ["Banque Lémane", "Mistral Courtage"],
        ),
        ("fr", "L'assureur Alizé Prévoyance a été piraté.", ["Alizé Prévoyance"]),
        ("fr", "À la Banque Lémane, rien.", ["Banque Lémane"]),
        ("fr", "Les amendes :\n- Allianz Ticket France : 5 millions d'euros", ["Allianz Ticket France"]),
        ("en", "They fined A.B. Heron Mutual Bank Limited.", ["A.B. Heron Mutual Bank Limited"]),
        ("en", "They fined Wexmoor (Guernsey) Limited yesterday.", ["Wexmoor (Guernsey) Limited"]),
        ("en", "They fined Wexmoor Services Co. Limited yesterday.", ["Wexmoor Services Co. Limited"]),
        # what stands where bodies stand in the other rows
        (
            "en",
            "The fines:\n\nBank | Fine\nHSBC | 5m\nBarclays | 4m\nWexmoor | 3m",
            ["HSBC", "Barclays", "Wexmoor"],
        ),
        # a medium that reports, a product, and an acronym of words in lower case are none
        ("en", "Reuters reports that Kestrel Bank was hit.", ["Kestrel Bank"]),
        ("en", "Computers running Microsoft Windows crashed at Kestrel Bank.", ["Kestrel Bank"]),
        ("fr", "Le papier commercial adossé à des actifs (PCAA) a ruiné la Banque Lémane.", ["Banque Lémane"]),
        ("en", "A Deferred Prosecution Agreement with Kestrel Bank was signed.", ["Kestrel Bank"]),
    ],
)
def test_names_end_where_they_end(language: str, text: str, found: list[str]) -> None:
    assert named(language, text) == found
