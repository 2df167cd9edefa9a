"""What a careful reader read, replayed through a model's endpoint, scores as it does by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from greffier.graph.records import Document
from greffier.ingest.documents import read_document
from tests.cli.conftest import Run
from tests.ingest.llm.endpoints import Response, answered, endpoint, words_of
from tests.ingest.llm.replays import answer_of

EVALUATION = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
READINGS = EVALUATION / "readings"
COMPARED = ("entities", "types", "incidents", "actions", "slots", "relations")
WITHIN = 0.01

pytestmark = [
    pytest.mark.skipif(not READINGS.is_dir(), reason="the annotated texts are not here: ../shared/evaluation"),
]


def scored(predictions: Path) -> dict[str, Any]:
    """Return the figures of a folder of annotations."""
    done = subprocess.run(
        [sys.executable, EVALUATION / "score.py", EVALUATION / "dev", predictions, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def without_persons(reading: dict[str, Any]) -> dict[str, Any]:
    """Return a reading without what the graph has no kind for: persons, also as those acted against.

    One of the 47 actions is a lawsuit against a person, whom the gold names: it is not found without him.
    """
    gone = {e["id"] for e in reading["entities"] if e["type"] in ("Person", "Other")}

    def kept(item: dict[str, Any]) -> dict[str, Any]:
        return {k: [x for x in v if x not in gone] if isinstance(v, list) else v for k, v in item.items()}

    return {
        **reading,
        "entities": [e for e in reading["entities"] if e["id"] not in gone],
        "incidents": [kept(i) for i in reading["incidents"]],
        "actions": [kept(a) for a in reading["actions"]],
    }


@pytest.fixture(scope="module")
def readings() -> dict[str, dict[str, Any]]:
    """The readings by the name of their document."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(READINGS.glob("*.json"))}


@pytest.fixture(scope="module")
def documents(readings: dict[str, dict[str, Any]]) -> dict[str, Document]:
    """The documents that were read."""
    return {name: read_document(EVALUATION / "dev" / f"{name}.txt", f"{name}.txt") for name in readings}


def replay(
    run: Run, folder: Path, readings: dict[str, dict[str, Any]], documents: dict[str, Document], *, invent: bool = False
) -> dict[str, Any]:
    """Return the figures of the readings sent through a model's endpoint, with inventions where asked for."""
    by_text = {d.text: name for name, d in documents.items()}

    def answer(request: dict[str, Any]) -> Response:
        name = by_text[words_of(request)]
        items = answer_of(readings[name], documents[name])
        return answered(**(with_inventions(items) if invent else items))

    files = [EVALUATION / "dev" / f"{name}.txt" for name in readings]
    with endpoint(answer) as fake:
        where = (
            "--reader",
            "llm",
            "--llm-url",
            fake.url,
            "--llm-model",
            "careful-reader",
            "--llm-cache",
            folder / "llm",
        )
        result = run("extract", *files, *where, "-o", folder / "predictions")
    assert result.exit_code == 0, result.stderr
    assert len(fake.requests) == len(files)
    return scored(folder / "predictions")


def with_inventions(items: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return an answer with a body, a breach, a fine and a tie that no document tells of."""
    said = "Rival Holdings SA was fined 900 million euros on 1 April 1999"
    events = {"date": {"value": "1999-04-01", "quote": "on 1 April 1999"}, "evidence": said}
    fine = {"value": 900000000, "currency": "EUR", "per": None, "kind": "imposed", "quote": "900 million euros"}
    parties = {"issuer": ["e1"], "target": ["e99"], "law": [], "concerns": ["i99"]}
    first = items["entities"][0]["id"] if items["entities"] else "e1"
    return {
        "entities": [*items["entities"], {"id": "e99", "type": "Bank", "mentions": ["Rival Holdings SA", "Rival"]}],
        "incidents": [*items["incidents"], {"id": "i99", "type": "DataBreach", "affected": ["e99"], **events}],
        "actions": [*items["actions"], {"id": "a99", "type": "Fine", **parties, "amount": fine, **events}],
        "relations": [
            *items["relations"],
            {"subject": first, "type": "part_of", "object": "e99", "evidence": "a unit of Rival Holdings SA"},
        ],
    }


def test_replayed_readings_score_as_they_do_by_themselves(
    run: Run, tmp_path: Path, readings: dict[str, dict[str, Any]], documents: dict[str, Document]
) -> None:
    replayed = replay(run, tmp_path, readings, documents)
    direct = tmp_path / "direct"
    direct.mkdir()
    for name, reading in readings.items():
        (direct / f"{name}.json").write_text(json.dumps(without_persons(reading)), "utf-8")
    by_itself = scored(direct)
    measure = {name: "precision" if name == "types" else "f1" for name in COMPARED}
    assert replayed["grounding"]["precision"] == 1
    assert {n: replayed[n][m] for n, m in measure.items()} == {
        n: pytest.approx(by_itself[n][m], abs=WITHIN) for n, m in measure.items()
    }
    assert replayed["links_entities"]["f1"] >= 0.99
    assert replayed["links_events"]["f1"] >= 0.8


def test_what_a_model_invents_changes_no_figure(
    run: Run, tmp_path: Path, readings: dict[str, dict[str, Any]], documents: dict[str, Document]
) -> None:
    folders = tmp_path / "clean", tmp_path / "invented"
    clean, invented = (replay(run, f, readings, documents, invent=f.name == "invented") for f in folders)
    assert invented == clean
