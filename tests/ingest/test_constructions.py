"""Constructions: words of a class in a frame tell of an event; sentences are ours, of bodies real and invented."""

import json
from pathlib import Path

import pytest

from greffier.graph.records import Status
from greffier.ingest.knowledge.word_classes import expanded, one_of
from greffier.ingest.texts import Text
from greffier.ingest.triggers import find_triggers
from tests.ingest.readings import make_document, read, read_all

SENTENCES = json.loads(Path(__file__).with_name("constructions.json").read_text("utf-8"))
TITLES = {"fr": "Nouvelles du jour", "en": "News of the day"}


def triggers(language: str, sentence: str) -> dict[str, Status]:
    text = Text(make_document(f"{TITLES[language]}\n\n{sentence}", language))
    return {t.kind: t.status for t in find_triggers(text)}


@pytest.mark.parametrize(
    ("kind", "language", "sentence"),
    [(k, language, s) for k, found in SENTENCES["tell"].items() for language, every in found.items() for s in every],
)
def test_a_construction_tells_its_kind(kind: str, language: str, sentence: str) -> None:
    assert triggers(language, sentence)[kind] is Status.ASSERTED


@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_alone_tell_nothing(language: str) -> None:
    sentences = SENTENCES["tell nothing"][language]
    documents = [make_document(f"{TITLES[language]}\n\n{s}", language) for s in sentences]
    found = [(s, r.incidents, r.actions) for s, r in zip(sentences, read_all(documents), strict=True)]
    assert [entry for entry in found if entry[1] or entry[2]] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kestrel Bank said that its network had not been breached."),
        ("en", "Kestrel Bank said that its files were never encrypted."),
        ("fr", "Les fichiers de la Banque Lémane n'ont pas été copiés."),
        ("fr", "La CNIL n'enquête pas sur la Banque Lémane."),
        ("en", "The FCA decided against fining Kestrel Bank."),
        ("fr", "Si la Banque Lémane était piratée, ses clients seraient remboursés."),
        ("en", "If Kestrel Bank were hacked, its clients would be covered."),
    ],
)
def test_what_is_denied_or_supposed_is_not_asserted(language: str, sentence: str) -> None:
    assert Status.ASSERTED not in triggers(language, sentence).values()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kestrel Bank did not report the data breach for six months."),
        ("en", "Kestrel Bank declined to comment on the data leak."),
        ("en", "Salaries at Kestrel Bank were not paid due to a computer glitch."),
        ("en", "No money was lost after the cyberattack on Kestrel Bank."),
        ("en", "Kestrel Bank did not detect the intrusion for a year."),
        ("fr", "La Banque Lémane n'a pas signalé la fuite de données."),
        ("fr", "La Banque Lémane n'a pas détecté l'intrusion avant un an."),
        ("fr", "Les salaires n'ont pas été versés à cause d'une panne informatique à la Banque Lémane."),
        ("fr", "La Banque Lémane fait face à un piratage."),
    ],
)
def test_what_is_taken_for_granted_beside_a_denial_is_asserted(language: str, sentence: str) -> None:
    assert Status.ASSERTED in triggers(language, sentence).values()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kestrel Bank has not detected any intrusion."),
        ("en", "Kestrel Bank said the delay was not due to a cyberattack."),
        ("en", "Kestrel Bank says that it found no evidence that member data was compromised."),
        ("en", "Rumours of a data leak at Kestrel Bank went round."),
        ("en", "Kestrel Bank was cleared of fraud."),
        ("fr", "La Banque Lémane n'a détecté aucune intrusion."),
        ("fr", "La Banque Lémane précise que le retard n'est pas dû à une cyberattaque."),
        ("fr", "La Banque Lémane a exclu une cyberattaque."),
    ],
)
def test_what_is_denied_or_rumoured_stays_so(language: str, sentence: str) -> None:
    assert Status.ASSERTED not in triggers(language, sentence).values()


def test_a_construction_is_silent_beside_plain_words_for_an_incident() -> None:
    sentence = "After the ransomware attack on Kestrel Bank, a database of Kestrel Bank was copied by hackers."
    assert set(triggers("en", sentence)) == {"Ransomware"}


def test_plain_words_say_where_an_action_is_told() -> None:
    text = Text(make_document("News of the day\n\nKestrel Bank paid a £2 million fine to the FCA.", "en"))
    assert [text.plain[t.start : t.end] for t in find_triggers(text)] == ["2 million fine"]


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("en", "The FCA has withdrawn the permissions of Kestrel Bank.", "Penalty"),
        ("fr", "L'ACPR a suspendu l'agrément de la Banque Lémane.", "Penalty"),
        ("en", "The FCA gave Kestrel Bank thirty days to delete the data.", "Order"),
        ("fr", "L'ACPR contraint la Banque Lémane à revoir ses contrats.", "Order"),
    ],
)
def test_a_construction_is_told_with_its_parties(language: str, sentence: str, found: str) -> None:
    told = [a for a in read(f"{TITLES[language]}\n\n{sentence}", language).actions if a.kind == found]
    assert [len(a.issuers) + len(a.targets) for a in told] == [2]


def test_classes_are_put_in_where_a_pattern_names_them() -> None:
    classes = {"fined": one_of("fined | docked"), "sum": r"\d+", "all": "{fined} {sum}"}
    assert expanded("{all}{0,2}", classes) == r"(?:fined|docked) \d+{0,2}"
