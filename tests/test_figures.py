"""The figures of the reading: none of them falls below what docs/how-well.md records, less a point."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EVALUATION = ROOT.parent / "shared" / "evaluation"
FLOORS = {
    "corpus/development": {"entities": 0.91, "incidents": 0.60, "actions": 0.595, "slots": 0.58, "relations": 0.67},
    "tests/gold/open": {"entities": 0.945, "incidents": 0.705, "actions": 0.775, "slots": 0.715, "relations": 0.63},
    "dev": {
        "entities": 0.955,
        "incidents": 0.855,
        "actions": 0.80,
        "slots": 0.805,
        "relations": 0.85,
        "links_events": 0.84,
    },
}


@pytest.mark.skipif(not (EVALUATION / "score.py").exists(), reason="the scorer and its annotated texts are not here")
@pytest.mark.parametrize("name", FLOORS)
def test_figures_stay_above_those_recorded(name: str, tmp_path: Path) -> None:
    folder = EVALUATION / name if (EVALUATION / name).is_dir() else ROOT / name
    texts = folder / "documents" if (folder / "documents").is_dir() else folder
    gold = folder / "gold" if (folder / "gold").is_dir() else folder
    paths = sorted(map(str, texts.glob("*.txt")))
    subprocess.run(
        [sys.executable, "-m", "greffier.cli", "extract", *paths, "-o", str(tmp_path)], check=True, capture_output=True
    )
    command = [sys.executable, str(EVALUATION / "score.py"), str(gold), str(tmp_path), "--json"]
    scored = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    reached = {figure: scored[figure]["f1"] for figure in FLOORS[name]}
    assert {figure: f1 for figure, f1 in reached.items() if f1 < FLOORS[name][figure]} == {}
    assert scored["grounding"]["fp"] == 0
