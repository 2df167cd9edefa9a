"""An explanation tells the same as the extraction, and why."""

from pathlib import Path

import pytest

from greffier.graph.records import Status
from greffier.ingest.documents import parse_document, read_document
from greffier.ingest.explanations import explain
from greffier.ingest.extraction import extract

TEXT = """Fuite chez Mutuelle du Littoral

date: 2024-03-05

La Mutuelle du Littoral a subi une cyberattaque le 2 mars 2024. La CNIL pourrait lui infliger une amende.
La CNIL n'a infligé aucune amende à la Banque du Fleuve.
"""


@pytest.fixture(scope="module")
def examples(project_root: Path) -> list[Path]:
    return sorted((project_root / "examples" / "documents").glob("*.txt"))


def test_it_tells_what_the_extraction_tells(examples: list[Path]) -> None:
    documents = [read_document(path, path.name) for path in examples]
    assert [explain(d).extraction for d in documents] == list(extract(documents))


def test_every_mark_stands_where_it_says(examples: list[Path]) -> None:
    for path in examples:
        explanation = explain(read_document(path, path.name))
        text = explanation.extraction.document.text
        mentions = {(m.start, m.end) for e in explanation.extraction.entities for m in e.mentions}
        assert mentions <= {(m.start, m.end) for m in explanation.marks}
        assert all(0 <= m.start < m.end <= len(text) for m in explanation.marks)
        assert all(text[v.start :].startswith(v.words) for v in explanation.verdicts)


def test_what_told_no_event_has_its_reason() -> None:
    explanation = explain(parse_document(TEXT, "littoral", "littoral.txt"))
    told = {(v.words, v.status): v for v in explanation.verdicts}
    attack = told["cyberattaque", Status.ASSERTED]
    assert (attack.event, attack.why) == ("i1", "tells it")
    (choice,) = attack.choices
    assert (choice.role, choice.suitors[0].name, choice.suitors[0].chosen) == ("affected", "Mutuelle du Littoral", True)
    assert ("same sentence", 1.0) in choice.suitors[0].features
    denied = [v for v in explanation.verdicts if v.status is Status.DENIED]
    assert {(v.event, v.why) for v in denied} == {(None, "denied: what is denied or only feared is no event")}
    assert len(denied) > 0


def test_what_tells_of_nobody_known_has_its_reason() -> None:
    text = (
        "Kestrel Bank hacked\n\nKestrel Bank was hacked. All is back. Nothing was lost. "
        "Another regional bank was hit by ransomware. In this type of scheme thieves launch a cyberattack."
    )
    whys = {v.words: v.why for v in explain(parse_document(text, "kestrel", "kestrel.txt")).verdicts if not v.event}
    assert whys["ransomware"] == "its sentence is about somebody who was not recognised"
    assert whys["cyberattack"] == "it only mentions things of its kind"
