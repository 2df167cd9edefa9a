"""Extraction: the same text says the same, every passage is verbatim, and business news says nothing."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffier.graph.dates import parse_date
from greffier.graph.model import model
from greffier.graph.records import Amount, Count, Document, Extraction, Outcome
from greffier.ingest.documents import parse_document, read_document
from greffier.ingest.extraction import READER, extract
from tests.ingest.readings import Reading, make_document, misquoted, passages, read_all

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "documents"


@cache
def examples() -> tuple[Document, ...]:
    return tuple(read_document(path, path.name) for path in sorted(EXAMPLES.glob("*.txt")))


@cache
def readings() -> tuple[Reading, ...]:
    return tuple(read_all(examples()))


def vary(document: Document, change: Callable[[str], str]) -> Document:
    """Return a document with another text, its language kept."""
    return replace(parse_document(change(document.text), document.name, document.source), language=document.language)


def facts(reading: Reading) -> tuple[object, ...]:
    """Return what a reading says, without where."""
    return reading.names, reading.incidents, reading.actions, reading.relations


# The same again


def test_a_text_read_twice_says_the_same() -> None:
    assert list(extract(examples())) == [r.extraction for r in readings()]


def test_a_text_says_the_same_alone_and_among_others() -> None:
    backwards = list(extract(reversed(examples())))
    assert backwards[::-1] == [r.extraction for r in readings()]
    for document, reading in list(zip(examples(), readings(), strict=True))[::5]:
        assert list(extract([document])) == [reading.extraction]


def test_extractions_come_in_the_order_of_the_documents() -> None:
    mixed = sorted(examples(), key=lambda d: d.sha256)
    assert [e.document for e in extract(mixed)] == mixed
    assert list(extract([])) == []


def test_an_extraction_names_its_reader() -> None:
    assert {r.extraction.reader for r in readings()} == {READER}


# Verbatim, and well-formed


def check(extraction: Extraction) -> None:
    """Assert that all that an extraction quotes is verbatim, and that it holds together."""
    assert misquoted(extraction) == []
    entities = {e.id: e for e in extraction.entities}
    events = {e.id: e for e in (*extraction.incidents, *extraction.actions)}
    for ids, letters in ((list(entities), "e"), (list(events), "ia")):
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(f"[{letters}][1-9][0-9]*", name) for name in ids)
    for entity in entities.values():
        assert entity.mentions
        assert all(one.end <= other.start for one, other in pairwise(entity.mentions))
        assert not (entity.known_as and entity.candidates)
        assert 0 <= entity.confidence <= 1
        assert model().family_of(entity.kind) in ("Organization", "Law")
    for event in events.values():
        assert 0 <= event.confidence <= 1
        assert event.evidence.start <= event.anchor.start < event.anchor.end <= event.evidence.end
    for claim in extraction.claims:
        predicate = model().predicates[claim.predicate]
        assert claim.subject in (entities if predicate.subject == "Organization" else events)
        assert (claim.object is None) != (claim.value is None)
        if claim.object is not None:
            assert claim.object in entities or claim.object in events
        if isinstance(claim.value, Amount):
            assert claim.value.value > 0
            assert re.fullmatch(r"[A-Z]{3}", claim.value.currency)
        elif isinstance(claim.value, Count):
            assert 0 <= claim.value.number < (claim.value.most or 10**12)
        elif claim.value is not None and not isinstance(claim.value, Outcome):
            assert parse_date(claim.value) == claim.value
        assert 0 <= claim.confidence <= 1


@pytest.mark.parametrize("number", range(16))
def test_every_passage_of_an_example_is_verbatim(number: int) -> None:
    assert len(examples()) == 16
    check(readings()[number].extraction)


def test_the_examples_say_much() -> None:
    assert sum(len(passages(r.extraction)) for r in readings()) > 300
    assert sum(len(r.incidents) for r in readings()) >= 10
    assert sum(len(r.actions) for r in readings()) >= 12


SPACES = " \u00a0\u202f\t"


def spaced(text: str, chance: random.Random) -> str:
    """Return a text with other spaces in some places, and more of them."""

    def other(found: re.Match[str]) -> str:
        return chance.choice(SPACES) * chance.choice((1, 1, 1, 2)) if chance.random() < 0.3 else found[0]

    return re.sub(r"(?<=\w) (?=\w)", other, text)


def punctuated(text: str, chance: random.Random) -> str:
    """Return a text with other apostrophes, dashes and quotation marks in some places."""
    others = {"'": "’ʼ´", "’": "'ʼ", "-": "‑–", "–": "-—", '"': "“”", " ": "\u2009 "}
    return "".join(chance.choice(others[c]) if c in others and chance.random() < 0.3 else c for c in text)


def decomposed(text: str, chance: random.Random) -> str:
    """Return a text with some of its accents as characters of their own."""
    return "".join(unicodedata.normalize("NFD", c) if chance.random() < 0.5 else c for c in text)


def adorned(text: str, chance: random.Random) -> str:
    """Return a text with emoji, zero-width spaces and blank lines here and there."""
    more = ("\U0001f525", "\u200b", "\n\n", "\u0301", "\U0001f469\u200d\U0001f692")
    return "".join(c + (chance.choice(more) if c in " .," and chance.random() < 0.05 else "") for c in text)


def crossed(text: str, chance: random.Random) -> str:
    """Return a text with the line ends of other machines, and perhaps a byte order mark."""
    return chance.choice(("", "\ufeff")) + text.replace("\n", chance.choice(("\r\n", "\n", " \r\n")))


def cut(text: str, chance: random.Random) -> str:
    """Return a text that breaks off."""
    return text[: chance.randint(len(text) // 3, len(text))]


CHANGES = (spaced, punctuated, decomposed, adorned, crossed, cut)


@settings(max_examples=60)
@given(
    st.integers(0, 15),
    st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4, unique=True),
    st.randoms(use_true_random=False),
)
def test_every_passage_is_verbatim_however_the_text_is_written(
    number: int, changes: list[Callable[[str, random.Random], str]], chance: random.Random
) -> None:
    def change(text: str) -> str:
        head, body = text.split("\n", 1)
        for one in changes:
            body = one(body, chance)
        return f"{head}\n{re.sub('(?m)^date:.*$', '', body)}"

    (extraction,) = extract([vary(examples()[number], change)])
    check(extraction)


def curly(text: str) -> str:
    return text.replace("'", "’").replace(" - ", " – ")


def straight(text: str) -> str:
    return text.replace("’", "'").replace(" – ", " - ")


def unbroken(text: str) -> str:
    head, body = text.split("\n", 1)
    lines = [
        line if line.startswith("date") else re.sub(r"(?<=\w) (?=\w)", "\u00a0", line) for line in body.split("\n")
    ]
    return "\n".join([head, *lines])


def all_decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("change", [curly, straight, unbroken, all_decomposed])
def test_typography_changes_nothing_of_what_is_said(change: Callable[[str], str]) -> None:
    varied = [vary(d, change) for d in examples()]
    assert [facts(r) for r in read_all(varied)] == [facts(r) for r in readings()]


# Business news


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Kestrel Bank lifts dividend after a strong year\n\n"
            "Kestrel Bank raised its dividend on Thursday and said it would buy back £300 million of its shares. "
            "Operating profit rose by 35 per cent to £2,213 million in 2022, the lender told investors in London. Its "
            "outlook remains fine, and sales hit a record.",
        ),
        (
            "en",
            "Northwind Insurance appoints a new chief executive\n\n"
            "Jane Doe, who joined Northwind Insurance in 2010, will take charge on 1 June 2023. She ordered a review "
            "of costs last year and settled in Boston.",
        ),
        (
            "en",
            "Kestrel Bank buys Northwind Insurance for $2 billion\n\n"
            "The deal, announced on Monday, is subject to approval by the Financial Conduct Authority and is expected "
            "to close in 2024.",
        ),
        (
            "en",
            "Kestrel Bank opens a fine new branch in Oxford\n\n"
            "It is the tenth branch that the bank has opened this year, in order to serve small firms.",
        ),
        (
            "en",
            "Cyber insurance premiums rise\n\n"
            "Northwind Insurance said that demand for cover against data breaches grew by 20 per cent in 2022.",
        ),
        (
            "en",
            "The Financial Conduct Authority publishes its annual report\n\n"
            "The regulator employs 4,000 people and supervises 50,000 firms.",
        ),
        (
            "fr",
            "La Banque Lémane relève son dividende\n\n"
            "La Banque Lémane a dégagé un bénéfice de 300 millions de francs en 2022, en hausse de 12 %. Elle versera "
            "2 francs par action.",
        ),
        (
            "fr",
            "La Mutuelle des Érables nomme une directrice générale\n\n"
            "Jeanne Roy, entrée à la Mutuelle des Érables en 2010, prendra ses fonctions le 1er juin 2023.",
        ),
        (
            "fr",
            "La Banque Lémane rachète la Mutuelle des Érables\n\n"
            "L'opération, d'un montant de 2 milliards d'euros, doit encore être approuvée par l'ACPR.",
        ),
        (
            "fr",
            "L'assurance cyber progresse\n\n"
            "La Mutuelle des Érables a vu la demande de couverture contre les cyberattaques augmenter de 20 % en 2022.",
        ),
        (
            "fr",
            "L'ACPR publie son rapport annuel\n\nL'autorité emploie mille personnes et surveille 700 établissements.",
        ),
        (
            "fr",
            "La Banque Lémane règle le sinistre de son client\n\n"
            "Le règlement intérieur de la Banque Lémane prévoit une enquête de satisfaction.",
        ),
    ],
)
def test_business_news_tells_of_no_event(language: str, text: str) -> None:
    (extraction,) = extract([make_document(text, language, "2023-05-15")])
    assert (extraction.incidents, extraction.actions, extraction.claims) == ((), (), ())


def test_the_examples_without_an_event_give_none() -> None:
    found = {r.extraction.document.name: (r.incidents, r.actions) for r in readings()}
    assert found["2023-03-aviva-annual-results"] == ((), ())
    assert found["2024-01-bce-test-cyberresistance"] == ((), ())


@pytest.mark.parametrize("text", ["A", "…", "12", "\U0001f525", "é" * 5000, "Fine. " * 500])
def test_the_strangest_text_is_read(text: str) -> None:
    (extraction,) = extract([make_document(text)])
    assert (extraction.incidents, extraction.actions) == ((), ())


@pytest.mark.parametrize(
    ("language", "text", "law"),
    [
        ("en", "The FCA fined Kestrel Bank £5 million. Its contracts lacked what the GDPR asks for.", "GDPR"),
        ("fr", "L'ACPR a infligé une amende à Norvalia Assurance. Le contrat oubliait le RGPD.", "RGPD"),
    ],
)
def test_a_law_named_by_its_acronym_alone_is_kept(language: str, text: str, law: str) -> None:
    (found,) = extract([make_document(f"Nouvelles\n\n{text}", language)])
    assert [[m.text for m in e.mentions] for e in found.entities if e.kind == "Law"] == [[law]]
