"""Which numbers of persons belong to which incident: cases, and documents labelled by hand.

`headcounts.json` holds what stands in 51 documents of `examples` and `corpus/development`: each number of persons,
accounts, cards, contracts or records with what it counts, how it is meant, and a part of the name of who was hit
(null where the number is that of no incident). Words that name no number ("tens of millions"), paces (so many a
month) and numbers of a firm's own employees are not labelled. The grammar was written against one half of the
documents and not against the other; the figures below are of each. Attachment to incidents was mended once
after a look at the other half (before: 10 right, 4 extra, 10 missed); the grammar was not.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.identity import value_text
from greffier.graph.records import Count, Extraction, Status
from greffier.ingest.documents import parse_document
from greffier.ingest.extraction import extract
from greffier.ingest.incidents.headcounts import BOUNDS
from greffier.ingest.values.counts import find_counts

ROOT = Path(__file__).parents[3]
Figures = tuple[int, int, int]  # right, extra, missed


@cache
def labels() -> list[dict[str, Any]]:
    return list(json.loads(Path(__file__).with_name("headcounts.json").read_text("utf-8")))


@cache
def said() -> dict[str, Extraction]:
    files = [Path(one["document"]) for one in labels()]
    documents = [parse_document((ROOT / f).read_text("utf-8"), f.stem, f.as_posix()) for f in files]
    return {d.document.source: d for d in extract(documents)}


def figures(found: set[Any], expected: set[Any]) -> Figures:
    return len(found & expected), len(found - expected), len(expected - found)


def read_numbers(half: str) -> Figures:
    """Compare the numbers that the grammar finds with those labelled."""
    found, expected = set(), set()
    for one in labels():
        if one["half"] == half:
            document = said()[one["document"]].document
            found |= {
                (document.name, c.value, c.unit, BOUNDS[c.bound].value)
                for c in find_counts(document.text, document.language)
            }
            expected |= {(document.name, c["number"], c["counted"], c["bound"]) for c in one["counts"]}
    return figures(found, expected)


def given_to_incidents(half: str) -> Figures:
    """Compare the numbers given to incidents, by who was hit, with those labelled as an incident's."""
    found, expected = set(), set()
    for one in labels():
        if one["half"] == half:
            extraction = said()[one["document"]]
            names = {e.id: e.name for e in extraction.entities}
            own = {(c["number"], c["counted"]): c["hit"] for c in one["counts"] if c["hit"]}
            expected |= {(one["document"], number, hit) for (number, _), hit in own.items()}
            for claim in extraction.claims:
                if isinstance(claim.value, Count):
                    hit = own.get((claim.value.number, claim.value.counted.value))
                    parties = [names[c.object or ""] for c in extraction.claims_about(claim.subject, "affected")]
                    right = hit if hit and any(hit in name for name in parties) else f"not {parties}"
                    found.add((one["document"], claim.value.number, right))
    return figures(found, expected)


def test_the_numbers_that_the_grammar_finds() -> None:
    assert read_numbers("written against") == (27, 0, 0)
    assert read_numbers("held out") == (28, 0, 4)


def test_the_incidents_that_numbers_are_given_to() -> None:
    # The one beyond is a fraud that the text tells and its label names by the one who committed it.
    assert given_to_incidents("written against") == (15, 1, 8)
    assert given_to_incidents("held out") == (12, 2, 8)


def test_every_number_has_its_words() -> None:
    for extraction in said().values():
        for claim in extraction.claims:
            if isinstance(claim.value, Count):
                (mention,) = [
                    c
                    for c in find_counts(extraction.document.text, extraction.document.language)
                    if c.start == int(claim.rule.split("@")[1])
                ]
                assert claim.evidence.start <= mention.start < mention.end <= claim.evidence.end
                assert claim.value.number == mention.value


def told(text: str) -> list[tuple[str, Status, list[str]]]:
    """Return the numbers of a text with how they are told and who was hit."""
    document = parse_document(text, "case", "case.txt")
    (extraction,) = extract([document])
    names = {e.id: e.name for e in extraction.entities}
    return [
        (
            str(value_text(claim.value)),
            claim.status,
            [names[c.object or ""] for c in extraction.claims_about(claim.subject, "affected")],
        )
        for claim in extraction.claims
        if claim.predicate == "persons"
    ]


HIT = "Banque du Lac Vert was hit by a ransomware attack in May 2023. "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The data of about 20,000 customers was stolen.", ("about 20000 customers", Status.ASSERTED)),
        ("Up to 20,000 customers could be affected.", ("at most 20000 customers", Status.HYPOTHETICAL)),
        ("The hackers claim data on 2 million customers.", ("2000000 customers", Status.ALLEGED)),
        ("The bank denied that the data of 2 million customers leaked.", ("2000000 customers", Status.DENIED)),
        ("No customers were affected.", ("0 customers", Status.ASSERTED)),
        ("Between 100 and 200 customers lost data.", ("100 to 200 customers", Status.ASSERTED)),
    ],
)
def test_how_a_number_is_told(words: str, expected: tuple[str, Status]) -> None:
    (found,) = told(f"A bank is hit\n\n{HIT}{words}\n")
    assert found[:2] == expected
    assert found[2] == ["Banque du Lac Vert"]


@pytest.mark.parametrize(
    "words",
    [
        "The bank serves 3 million customers.",
        "Police arrested 12 people.",
        "It employs 4,000 people in 20 countries.",
        "The repair cost 3 million euros.",
        "Among them were 300 customers.",
    ],
)
def test_other_numbers_are_no_headcounts(words: str) -> None:
    assert told(f"A bank is hit\n\n{HIT}{words}\n") == []
