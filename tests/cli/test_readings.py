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
from tests.ingest.llm.endpoints import answered, endpoint, words_of
from tests.ingest.llm.replays import answer_of

EVALUATION = Path(__file__).resolve().parents[3] / "shared" / "evaluation"
READINGS = EVALUATION / "readings"
# The graph has no persons: the lawsuit against one, of 47 actions, is not found by who it is against.
WITHIN = {
    "entities": 0.01,
    "types": 0.01,
    "incidents": 0.01,
    "actions": 0.01,
    "slots": 0.01,
    "relations": 0.01,
}

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
    """Return a reading without what the graph has no kind for: persons, also as those acted against."""
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


def test_replayed_readings_score_as_they_do_by_themselves(
    run: Run, tmp_path: Path, readings: dict[str, dict[str, Any]], documents: dict[str, Document]
) -> None:
    by_text = {d.text: name for name, d in documents.items()}

    def replay(request: dict[str, Any]) -> Any:
        name = by_text[words_of(request)]
        return answered(**answer_of(readings[name], documents[name]))

    files = [EVALUATION / "dev" / f"{name}.txt" for name in readings]
    with endpoint(replay) as fake:
        where = ("--reader", "llm", "--llm-url", fake.url, "--llm-model", "careful-reader")
        result = run("extract", *files, *where, "-o", tmp_path / "predictions")
    assert result.exit_code == 0, result.stderr
    assert len(fake.requests) == len(files)

    direct = tmp_path / "direct"
    direct.mkdir()
    for name, reading in readings.items():
        (direct / f"{name}.json").write_text(json.dumps(without_persons(reading)), "utf-8")
    by_itself, replayed = scored(direct), scored(tmp_path / "predictions")
    measure = {name: "precision" if name == "types" else "f1" for name in WITHIN}
    assert replayed["grounding"]["precision"] == 1
    assert {n: replayed[n][m] for n, m in measure.items()} == {
        n: pytest.approx(by_itself[n][m], abs=WITHIN[n]) for n, m in measure.items()
    }
    assert replayed["links_entities"]["f1"] >= 0.9
    assert replayed["links_entities"]["precision"] >= 0.95
