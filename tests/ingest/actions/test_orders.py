"""Orders, penalties and suits: the words for them, and who imposed what is told without saying who."""

import pytest

from tests.ingest.readings import read

PUBLISHED = "2023-05-15"
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def kinds(language: str, text: str) -> list[str]:
    found = read(f"{TITLES[language]}\n\n{text}", language, PUBLISHED).actions
    return sorted(f"{a.kind}: {' & '.join(sorted(a.issuers))} -> {' & '.join(sorted(a.targets))}" for a in found)


FCA, ACPR = "Financial Conduct Authority", "Autorité de contrôle prudentiel et de résolution"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kestrel Bank was barred from opening branches by the FCA.", f"Order: {FCA} -> Kestrel Bank"),
        ("The FCA said Kestrel Bank will not be allowed to take new clients.", f"Order: {FCA} -> Kestrel Bank"),
        ("The FCA suspended the board of Kestrel Bank.", f"Order: {FCA} -> Kestrel Bank"),
        ("The FCA appointed an administrator at Kestrel Bank.", f"Order: {FCA} -> Kestrel Bank"),
        ("The FCA put Kestrel Bank into special administration.", f"Order: {FCA} -> Kestrel Bank"),
        ("The FCA has punished Kestrel Bank for weak controls.", f"Penalty: {FCA} -> Kestrel Bank"),
        ("The FCA gave Kestrel Bank the heaviest sanction so far.", f"Penalty: {FCA} -> Kestrel Bank"),
    ],
)
def test_english_words_for_orders_and_penalties(text: str, found: str) -> None:
    assert found in kinds("en", text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L'ACPR a interdit à la Banque Lémane toute acquisition.", f"Order: {ACPR} -> Banque Lémane"),
        ("L'ACPR gèle les avoirs de la Banque Lémane.", f"Order: {ACPR} -> Banque Lémane"),
        ("L'ACPR a nommé un administrateur provisoire à la Banque Lémane.", f"Order: {ACPR} -> Banque Lémane"),
        (
            "L'ACPR a décidé que la Banque Lémane ne pourra plus accepter de clients.",
            f"Order: {ACPR} -> Banque Lémane",
        ),
        ("L'ACPR exige un plan de la Banque Lémane.", f"Order: {ACPR} -> Banque Lémane"),
    ],
)
def test_french_words_for_orders(text: str, found: str) -> None:
    assert found in kinds("fr", text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FCA could bar Kestrel Bank from opening branches."),
        ("en", "Kestrel Bank was not barred from opening branches by the FCA."),
        ("en", "Kestrel Bank fears that the FCA may appoint an administrator."),
        ("en", "Kestrel Bank took control of a rival."),
        ("fr", "La loi exige que la Banque Lémane tienne des registres."),
        ("fr", "L'ACPR n'a pas interdit à la Banque Lémane toute acquisition."),
        ("fr", "La Banque Lémane respecte le régime des sanctions visant la Russie."),
    ],
)
def test_what_is_denied_feared_or_of_a_law_is_no_order(language: str, text: str) -> None:
    assert kinds(language, text) == []


def test_a_fine_without_an_issuer_is_of_the_authority_that_the_next_sentence_names() -> None:
    text = (
        "Kestrel Bank was fined £21 million. The Financial Conduct Authority said that its controls were weak.\n\n"
        "The Prudential Regulation Authority published its annual plan.\n\nThe Serious Fraud Office has a new head."
    )
    assert f"Fine: {FCA} -> Kestrel Bank" in kinds("en", text)


def test_a_suit_of_shareholders_is_not_that_of_an_authority() -> None:
    text = (
        "The Financial Conduct Authority sued Kestrel Bank in March over its fees. "
        "Shareholders have also sued Kestrel Bank."
    )
    assert kinds("en", text) == ["Lawsuit:  -> Kestrel Bank", f"Lawsuit: {FCA} -> Kestrel Bank"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The FCA ordered Kestrel Bank to pay redress to 3,000 customers.",
            f"Order: {FCA} -> Kestrel Bank",
        ),
        ("en", "In 2021 Kestrel Bank was the subject of an injunction by the FCA.", f"Order: {FCA} -> Kestrel Bank"),
        ("en", "The FCA issued a formal warning to Kestrel Bank.", f"Penalty: {FCA} -> Kestrel Bank"),
        ("en", "Kestrel Bank faces a class action over its fees.", "Lawsuit:  -> Kestrel Bank"),
        ("fr", "La Banque Lémane est visée par une action collective.", "Lawsuit:  -> Banque Lémane"),
        (
            "en",
            "The FCA suspended Kestrel Bank from foreign exchange trading for two months.",
            f"Penalty: {FCA} -> Kestrel Bank",
        ),
        ("en", "The FCA has installed an independent monitor at Kestrel Bank.", f"Other: {FCA} -> Kestrel Bank"),
        ("fr", "L'ACPR ordonne une série de mesures à la Banque Lémane.", f"Order: {ACPR} -> Banque Lémane"),
        ("fr", "La Banque Lémane a été condamnée par l'ACPR à 29 millions d'euros.", f"Fine: {ACPR} -> Banque Lémane"),
        (
            "fr",
            "L'ACPR a dépêché un surveillant spécial à la Banque Lémane.",
            f"Other: {ACPR} -> Banque Lémane",
        ),
        ("fr", "L'ACPR a accepté les engagements de la Banque Lémane.", f"Undertaking: {ACPR} -> Banque Lémane"),
    ],
)
def test_further_words_for_what_authorities_do(language: str, text: str, found: str) -> None:
    assert found in kinds(language, text)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "The FCA fined Kestrel Bank £3 million on Monday. A first inquiry had been opened in March 2021.",
            f"Investigation: {FCA} -> Kestrel Bank",
        ),
        (
            "fr",
            "L'ACPR a infligé lundi une amende de 3 millions d'euros à la Banque Lémane. Une procédure avait été "
            "ouverte en mars 2021.",
            f"Investigation: {ACPR} -> Banque Lémane",
        ),
    ],
)
def test_what_has_a_date_of_its_own_need_not_name_its_parties(language: str, text: str, found: str) -> None:
    assert found in kinds(language, text)


def test_what_has_no_date_of_its_own_takes_up_what_is_told() -> None:
    text = "The FCA fined Kestrel Bank £3 million on Monday. Such orders are rare."
    assert kinds("en", text) == [f"Fine: {FCA} -> Kestrel Bank"]
