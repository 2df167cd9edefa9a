"""Mentions: where organisations and laws are named, and what is no name of one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffier.ingest.mentions.body_signs import is_told
from greffier.ingest.mentions.mention import Mention
from greffier.ingest.mentions.recognition import find_mentions
from greffier.ingest.models import NamedSpan, find_names
from greffier.ingest.texts import Text
from tests.ingest.readings import make_document


def mentions(language: str, text: str) -> tuple[Mention, ...]:
    made = Text(make_document(text, language))
    (named,) = find_names([made.plain], language)
    return find_mentions(made, named)


def named(language: str, text: str) -> list[str]:
    """Return the words that name organisations well enough, in a text below a title that names nobody."""
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    return [m.text for m in mentions(language, f"{title}\n\n{text}") if m.support >= 0.65 or m.acronym_of is not None]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        # names that a word makes those of organisations
        ("en", "The Northwind Mutual Insurance Company was hit.", ["Northwind Mutual Insurance Company"]),
        ("en", "Acme Insurance Company of Ohio was hit last week.", ["Acme Insurance Company of Ohio"]),
        ("en", "Maple Leaf Credit Union was hit.", ["Maple Leaf Credit Union"]),
        ("en", "Springfield General Hospital was hit.", ["Springfield General Hospital"]),
        ("en", "The Federation of Harbour Credit Unions was hit.", ["Federation of Harbour Credit Unions"]),
        ("fr", "La Banque Lémane a été piratée.", ["Banque Lémane"]),
        ("fr", "La Mutuelle des Érables a été piratée.", ["Mutuelle des Érables"]),
        ("fr", "L'Hôpital de la Miséricorde a été touché.", ["Hôpital de la Miséricorde"]),
        ("fr", "Le Centre hospitalier de Saint-Brieuc a été touché.", ["Centre hospitalier de Saint-Brieuc"]),
        # legal forms belong to a name, the stop that ends the sentence does not
        ("en", "Kestrel Bank plc was fined.", ["Kestrel Bank plc"]),
        ("en", "Kestrel Bank, Inc. was fined.", ["Kestrel Bank, Inc."]),
        ("en", "They fined Kestrel Bank Ltd. The bank paid.", ["Kestrel Bank Ltd"]),
        # possessives do not
        ("en", "Barclays' customers and HSBC's clients wait.", ["Barclays", "HSBC"]),
        # a member of a group goes by its whole name
        ("en", "They spoke to Kestrel Bank Canada yesterday.", ["Kestrel Bank Canada"]),
        ("en", "They fined Tesco Stores Limited yesterday.", ["Tesco Stores Limited"]),
        ("en", "They fined CBL Insurance Europe yesterday.", ["CBL Insurance Europe"]),
        ("en", "They fined Aviva Actuaries and Consultants Limited.", ["Aviva Actuaries and Consultants Limited"]),
        ("en", "They fined Generali Insurance Company of Kenya.", ["Generali Insurance Company of Kenya"]),
        ("en", "They spoke to Aviva and Kestrel Bank Limited.", ["Aviva", "Kestrel Bank Limited"]),
        ("en", "They spoke to the Aviva of Canada and of Ireland.", ["Aviva"]),
        # a place in brackets belongs to a name where the legal form follows it
        ("en", "They fined Heron Trust Company (Guernsey) Limited.", ["Heron Trust Company (Guernsey) Limited"]),
        # a place that it is of does not, nor does whoever holds an office
        ("en", "They fined Germany's Heron Bank yesterday.", ["Heron Bank"]),
        ("en", "Attorney General Ann Doe sued Kestrel Bank.", ["Attorney General", "Kestrel Bank"]),
        # two names that "and" joins are two, the words of one are not
        ("en", "Heron Homes and Kestrel Mortgage Company were fined.", ["Heron Homes", "Kestrel Mortgage Company"]),
        ("en", "The Harbour Savings and Loan Bank was fined.", ["Harbour Savings and Loan Bank"]),
        # the last two of a list are two, and so are two of one house
        ("en", "They fined Heron Bank, Wexmoor and Kestrel Mortgage.", ["Heron Bank", "Wexmoor", "Kestrel Mortgage"]),
        ("en", "Heron Airways and Heron Construction were hit.", ["Heron Airways", "Heron Construction"]),
        ("fr", "Les cartes de Zubabank et de Bank of Wexmoor.", ["Zubabank", "Bank of Wexmoor"]),
        # who holds an office is no body
        ("en", "Finance Minister Ann Doe spoke to Kestrel Bank.", ["Kestrel Bank"]),
        # short names in brackets
        (
            "fr",
            "La Société de crédit populaire (ci-après « SCP ») a été touchée.",
            ["Société de crédit populaire", "SCP"],
        ),
        ("en", "The Bureau of Maritime Insurance (BMI) acted.", ["Bureau of Maritime Insurance", "BMI"]),
        # tickers and datelines name nobody
        ("en", "The shares of Kestrel Bank (KSB.L) fell.", ["Kestrel Bank"]),
        ("en", "LONDON (Reuters) - Kestrel Bank was hit by a hack.", ["Kestrel Bank"]),
        ("en", "PARIS, Jan 3 (AFP) - Kestrel Bank was fined.", ["Kestrel Bank"]),
        ("fr", "MONTRÉAL – La Mutuelle des Érables a été piratée.", ["Mutuelle des Érables"]),
        # who only reports, platforms and attackers are no parties; courts and police are named like others
        ("en", "Kestrel Bank was hit by a hack, the Financial Times reported.", ["Kestrel Bank"]),
        ("en", "Kestrel Bank was hit by a hack, Bloomberg and the Financial Times reported.", ["Kestrel Bank"]),
        ("fr", "Selon Le Monde et Les Echos, la Banque Lémane a été piratée.", ["Banque Lémane"]),
        ("en", "The Court ruled in favour of Kestrel Bank.", ["Kestrel Bank"]),
        ("fr", "La Banque Lémane a été piratée, rapporte La Presse.", ["Banque Lémane"]),
        ("fr", "Selon l'AFP et Radio-Canada, la Banque Lémane a été piratée.", ["Banque Lémane"]),
        ("en", "The attack was claimed by LockBit on Telegram and Twitter.", []),
        ("en", "The FBI and Interpol investigate.", ["FBI", "Interpol"]),
        ("fr", "La Sûreté du Québec et la GRC enquêtent.", ["Sûreté du Québec", "GRC"]),
        ("en", "The High Court in London heard the case.", ["High Court in London"]),
        # people and places are none either
        ("en", "John Smith, of Boston, spoke in Paris on Monday.", []),
        ("fr", "Jean Tremblay, de Lévis, a parlé lundi à Montréal.", []),
        # nor are organs and departments of a firm
        ("fr", "Hier, le Conseil de surveillance et la Direction du contrôle ont tranché.", []),
        # bodies of the state that neither supervise nor sanction
        ("en", "The Government acted. Parliament voted. The Senate agreed.", []),
        ("fr", "Le Sénat a voté, le Parlement aussi.", []),
    ],
)
def test_organisations_are_found_by_name(language: str, text: str, found: list[str]) -> None:
    assert named(language, text) == found


def test_a_title_has_the_longer_name_that_the_text_has() -> None:
    title, body = "Central Bank of Ireland Fines Tesco Stores Limited Again", "It fined Tesco Stores Limited on Monday."
    assert [m.text for m in mentions("en", f"{title}\n\n{body}")][1:] == ["Tesco Stores Limited"] * 2
    assert [m.text for m in mentions("en", f"{title}\n\nIt fined a firm on Monday.")][1:] == ["Tesco"]


def test_a_headline_in_capitals_is_no_evidence_of_names() -> None:
    assert named("en", "BIG BANK HIT BY CYBERATTACK AS REGULATOR MOVES IN") == []
    assert named("en", "Big Bank Hit By Massive Cyberattack As Angry Regulator Moves In\nIt was bad.") == []


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "The Northwind Mutual Insurance Company was hit.", "Northwind Mutual Insurance Company", "Insurer"),
        ("en", "Maple Leaf Credit Union was hit.", "Maple Leaf Credit Union", "Federation"),
        ("en", "The Bureau of Banking Supervision acted.", "Bureau of Banking Supervision", "Regulator"),
        ("en", "Kestrel Capital Partners paid.", "Kestrel Capital Partners", "Institution"),
        ("fr", "La Banque Lémane a été piratée.", "Banque Lémane", "Bank"),
        ("fr", "La Mutuelle des Érables a été piratée.", "Mutuelle des Érables", "Insurer"),
        ("fr", "L'Autorité de surveillance des Îles a agi.", "Autorité de surveillance des Îles", "Regulator"),
        ("en", "The Gaming Inspectorate acted.", "Gaming Inspectorate", "Regulator"),
        ("en", "The Rail Safety Board acted.", "Rail Safety Board", "Regulator"),
        ("en", "The Kansas Board of Pharmacy acted.", "Kansas Board of Pharmacy", "Regulator"),
        ("en", "The Heronry Friendly Society paid.", "Heronry Friendly Society", "Insurer"),
        ("en", "The Heronry Building Society paid.", "Heronry Building Society", "Bank"),
        ("fr", "Hier, l'Inspection du travail a agi.", "Inspection du travail", "Regulator"),
        ("fr", "Hier, le Conseil de la consommation a agi.", "Conseil de la consommation", "Regulator"),
        ("fr", "La Fédération des mutuelles de Lorraine a agi.", "Fédération des mutuelles de Lorraine", "Federation"),
    ],
)
def test_the_words_of_a_name_tell_its_kind(language: str, text: str, name: str, kind: str) -> None:
    title = {"fr": "Nouvelles du jour", "en": "News of the day"}[language]
    assert [(m.text, m.kind) for m in mentions(language, f"{title}\n\n{text}")] == [(name, kind)]


def test_a_mention_tells_its_rule_and_what_it_may_be() -> None:
    found = mentions("fr", "Nouvelles\n\nL'Autorité des marchés financiers (AMF) agit, selon le code des transports.")
    assert [(m.text, m.family, m.rule) for m in found] == [
        ("Autorité des marchés financiers", "Organization", "gazetteer"),
        ("AMF", "Organization", "gazetteer"),
        ("code des transports", "Law", "law.code"),
    ]
    assert [e.id for e in found[0].entries] == ["regulator/ca-qc-amf", "regulator/fr-amf"]
    assert found[1].acronym_of == found[0].start


def test_a_bracket_that_cannot_stand_for_the_name_is_no_short_name() -> None:
    found = mentions("en", "News\n\nKestrel Bank (KSB.L) and Maple Leaf Credit Union (Ontario) met.")
    assert [m.acronym_of for m in found] == [None] * len(found)


PIECES = st.sampled_from(
    [
        "The Kestrel Bank plc",
        "l'Autorité des marchés financiers (AMF)",
        "Free",
        "Free Mobile",
        "Desjardins",
        "« Loi 25 »",
        "RGPD",
        "Act",
        "(BMI)",
        "'s",
        ".",
        ",",
        "\n",
        "et la",
        "and",
        "was hit",
        "Société de crédit populaire",
    ]
)


@given(st.sampled_from(("en", "fr")), st.lists(PIECES, min_size=1, max_size=20), st.data())
def test_mentions_are_passages_in_order_and_apart(language: str, pieces: list[str], data: st.DataObject) -> None:
    text = Text(make_document(f"x {' '.join(pieces)}", language))
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+", text.plain)]
    first = data.draw(st.lists(st.integers(0, len(words) - 1), max_size=4))
    labels = data.draw(st.lists(st.sampled_from(("ORG", "PER", "MISC", "LOC")), min_size=4, max_size=4))
    spans = [
        NamedSpan(words[n][0], words[min(n + more, len(words) - 1)][1], label)
        for more, (n, label) in enumerate(zip(first, labels, strict=False))
    ]
    end = 0
    for mention in find_mentions(text, spans):
        assert end <= mention.start < mention.end <= len(text.plain)
        assert mention.text == text.plain[mention.start : mention.end]
        assert 0 <= mention.support <= 1
        end = mention.end


def test_two_authorities_that_and_joins_are_two() -> None:
    found = {m.text for m in mentions("en", "News\n\nThe CFPB and the Justice Department acted in America.")}
    assert {"CFPB", "Justice Department"} <= found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It wrote to lenders of Zorvane, the maker.", "Zorvane"),
        ("Last year the purchase of Zorvane was closed.", "Zorvane"),
        ("Hackers entered Zorvane's servers by night.", "Zorvane"),
        ("They met Zorvane, whose customers wait.", "Zorvane"),
        ("Les clients de Zorvane attendent.", "Zorvane"),
        ("Le logiciel édité par Zorvane ne marche plus.", "Zorvane"),
    ],
)
def test_what_is_said_of_bodies_only_tells_one(text: str, name: str) -> None:
    assert is_told(text, text.index(name), text.index(name) + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They spoke to Zorvane yesterday.", "Zorvane"),
        ("Zorvane paid, and Zorvane's wife waits.", "Zorvane"),
        ("La femme de Zorvane attend.", "Zorvane"),
    ],
)
def test_what_is_said_of_anybody_does_not(text: str, name: str) -> None:
    assert not is_told(text, text.index(name), text.index(name) + len(name))


def test_a_ministry_may_do_without_its_capital() -> None:
    found = mentions("fr", "Nouvelles\n\nLe département de la Justice des lieux a agi à Washington.")
    assert [m.entries[0].id for m in found if m.entries] == ["regulator/us-doj"]


def test_a_month_before_a_name_is_none_of_it() -> None:
    assert named("en", "In March Kestrel Insurance was fined.") == ["Kestrel Insurance"]
    assert named("en", "The firm is called March Kestrel Insurance.") == ["March Kestrel Insurance"]


def test_what_a_body_is_at_the_head_of_a_sentence_is_none_of_its_name() -> None:
    assert named("en", "It rained. Insurer Kestrel Insurance was fined.") == ["Kestrel Insurance"]
