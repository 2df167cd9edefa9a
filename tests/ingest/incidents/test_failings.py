"""Failings and incidents in plain words: what sentences of notices and news tell, in both languages.

Firms are invented, authorities are not; no sentence tells of anything that happened. All is published on Monday
15 May 2023.
"""

from __future__ import annotations

import pytest

from tests.ingest.test_events import hits, read_below

FINED_EN = "The Financial Conduct Authority fined Kestrel Bank £10 million. "
FINED_FR = "L'ACPR a infligé une amende de 10 millions d'euros à la Banque Lémane. "


@pytest.mark.parametrize(
    "text",
    [
        FINED_EN + "The bank had not put in place adequate checks on new accounts.",
        FINED_EN + "It did not verify who its customers were.",
        FINED_EN + "Kestrel Bank lacked proper oversight of its agents.",
        FINED_EN + "The regulator found a backlog of 4,000 alerts.",
        FINED_EN + "It repeatedly breached its duties.",
        FINED_EN + "There was a lack of effective supervision.",
        FINED_EN + "The authority criticised late reports.",
    ],
)
def test_english_sentences_beside_a_sanction_tell_what_it_punishes(text: str) -> None:
    assert hits("en", text) == ["ControlFailure: Kestrel"]


@pytest.mark.parametrize(
    "text",
    [
        FINED_FR + "L'établissement n'avait pas mis en place de contrôles suffisants.",
        FINED_FR + "La banque a omis de déclarer plusieurs opérations.",
        FINED_FR + "Sont en cause un défaut de vigilance et une surveillance lacunaire.",
        FINED_FR + "Motif : absence de contrôles et signalements trop tardifs.",
        FINED_FR + "L'autorité relève des déclarations de soupçon transmises en retard.",
        FINED_FR + "La Banque Lémane a gravement enfreint ses devoirs.",
    ],
)
def test_french_sentences_beside_a_sanction_tell_what_it_punishes(text: str) -> None:
    assert hits("fr", text) == ["ControlFailure: Lémane"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            FINED_EN + "It gave misleading information to investors.",
            ["Other: Kestrel"],
        ),
        (
            "fr",
            FINED_FR + "Elle a induit ses clients en erreur.",
            ["Other: Lémane"],
        ),
    ],
)
def test_misconduct_beside_a_sanction_is_of_another_kind(language: str, text: str, found: list[str]) -> None:
    assert hits(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority found that Kestrel Bank had not monitored its customers.",
            ["ControlFailure: Kestrel"],
        ),
        (
            "en",
            "The Financial Conduct Authority said Northwind Insurance fell short of its standards.",
            ["ControlFailure: Northwind"],
        ),
        (
            "fr",
            "L'ACPR constate que la Banque Lémane n'a pas respecté ses obligations de vigilance et ouvre une enquête.",
            ["ControlFailure: Lémane"],
        ),
    ],
)
def test_what_an_authority_finds_needs_no_sanction(language: str, text: str, found: list[str]) -> None:
    opened = {"en": " It opened an investigation into the firm.", "fr": ""}[language]
    assert hits(language, text + opened) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kestrel Bank said Northwind Insurance had not paid its claims. The FCA opened an investigation into it.",
        ),
        ("en", "The Financial Conduct Authority has not found that Kestrel Bank failed to monitor its customers."),
        ("fr", "L'ACPR n'a pas constaté que la Banque Lémane n'a pas respecté ses obligations."),
        ("fr", "Selon la Banque Lémane, l'ACPR n'a relevé aucune lacune dans ses contrôles et a ouvert une enquête."),
    ],
)
def test_what_no_authority_finds_is_no_failing(language: str, text: str) -> None:
    assert [kind for kind in hits(language, text) if kind.startswith(("ControlFailure", "Other"))] == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million on 10 May 2023 for weak controls on new "
            "accounts. In March 2019, the Prudential Regulation Authority fined Kestrel Bank £7 million "
            "for late reports.",
            ["ControlFailure: Kestrel", "ControlFailure: Kestrel"],
        ),
        (
            "fr",
            "L'ACPR a infligé le 10 mai 2023 une amende de 10 millions d'euros à la Banque Lémane pour des lacunes "
            "dans ses contrôles. En mars 2019, l'AMF avait infligé une amende de 7 millions d'euros à la Banque Lémane "
            "pour des insuffisances dans ses procédures.",
            ["ControlFailure: Lémane", "ControlFailure: Lémane"],
        ),
        (
            "en",
            "The Financial Conduct Authority fined Kestrel Bank £10 million on 10 May 2023 for weak controls on new "
            "accounts. Kestrel Bank paid the £10 million fine for its weak controls last week.",
            ["ControlFailure: Kestrel"],
        ),
    ],
)
def test_sanctions_of_other_days_punish_other_failings(language: str, text: str, found: list[str]) -> None:
    assert hits(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Kestrel Bank suffered an outage in March. The Financial Conduct Authority fined Kestrel Bank £10 million. "
            "The bank had shown weaknesses in risk management.",
            ["Outage: Kestrel", "ControlFailure: Kestrel"],
        ),
        (
            "fr",
            "La Banque Lémane a subi une fuite de données en mars. La CNIL a infligé une amende de 10 millions "
            "d'euros à la Banque Lémane pour avoir mal protégé ses fichiers.",
            ["DataBreach: Lémane"],
        ),
    ],
)
def test_a_failing_stands_beside_what_the_firm_suffered_unless_that_is_its_effect(
    language: str, text: str, found: list[str]
) -> None:
    assert hits(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "A laptop with client files was stolen from Kestrel Bank.", ["DataBreach: Kestrel"]),
        ("en", "Northwind Insurance reported the loss of two backup tapes.", ["DataBreach: Northwind"]),
        ("en", "Kestrel Bank was attacked on Saturday.", ["Cyberattack: Kestrel"]),
        ("en", "Customers of Kestrel Bank were locked out on Saturday.", ["Outage: Kestrel"]),
        ("en", "Kestrel Bank says a glitch hid the balances for an hour.", ["Outage: Kestrel"]),
        ("en", "A manager of Kestrel Bank created fictitious loans.", ["Fraud: Kestrel"]),
        ("fr", "La Banque Lémane a été victime d'un casse informatique.", ["Cyberattack: Lémane"]),
        ("fr", "La Mutuelle des Érables a été attaquée samedi.", ["Cyberattack: Érables"]),
        ("fr", "La Banque Lémane s'est fait dérober les coordonnées de ses clients.", ["DataBreach: Lémane"]),
        ("fr", "Une clé USB avec des dossiers de la Mutuelle des Érables a été égarée.", ["DataBreach: Érables"]),
        ("fr", "La Banque Lémane a été privée de ses services numériques samedi.", ["Outage: Lémane"]),
    ],
)
def test_incidents_are_told_in_plain_words(language: str, text: str, found: list[str]) -> None:
    assert hits(language, text) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kestrel Bank warns that a stolen laptop could cost a firm millions."),
        ("en", "Kestrel Bank locked its offices on Saturday."),
        ("fr", "La Banque Lémane a été attaquée en justice par un client."),
        ("fr", "La Banque Lémane redoute le vol d'un ordinateur."),
    ],
)
def test_what_only_sounds_like_an_incident_is_none(language: str, text: str) -> None:
    assert read_below(language, text).incidents == ()
