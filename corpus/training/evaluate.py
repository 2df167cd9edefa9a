"""Score the reading with and without what was learnt, and how it grows with the corpus.

    python corpus/training/evaluate.py SCORER SET... [--curve]

SCORER is a `score.py`, a SET a folder of texts with their annotations beside them or in a folder `gold` next to
`documents`. `--curve` trains on a quarter, a half, three quarters and all of the cases for training.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
from train import MODELS, share_of

from examples import read_part
from greffier.graph.annotations import to_annotation
from greffier.ingest.documents import read_document
from greffier.ingest.extraction import extract
from greffier.ingest.scorers import linear, names, sentences

FIGURES: Final = ("entities", "incidents", "actions", "slots", "relations")
# What was believed of a doubtful name before: what the statistical model calls an organisation, nearly always.
LABELS: Final = "exclusive\tCompany\tnone\n(intercept)\t0:-3\nlabel:ORG\t0:4\nlabel:MISC\t0:1.5\nlabel:PER\t0:1\n"
NEVER: Final = {"Incident": 2.0, "Action": 2.0}


@contextmanager
def only(*parts: str) -> Iterator[None]:
    """Read with these trained parts only: `names`, `sentences`."""
    certain, model = sentences.CERTAIN, names.model
    if "sentences" not in parts:
        sentences.CERTAIN = NEVER  # type: ignore[misc]
    if "names" not in parts:
        alone = linear.parse(LABELS)
        names.model = lambda _: alone  # type: ignore[assignment]
    try:
        yield
    finally:
        sentences.CERTAIN, names.model = certain, model  # type: ignore[misc, assignment]


def figures(scorer: Path, folder: Path) -> str:
    """Return the F1 figures of the reading of a set, as one line."""
    documents = folder / "documents" if (folder / "documents").is_dir() else folder
    gold = folder / "gold" if (folder / "gold").is_dir() else folder
    with tempfile.TemporaryDirectory() as out:
        found = [read_document(path, path.name) for path in sorted(documents.glob("*.txt"))]
        for extraction in extract(found):
            text = json.dumps(to_annotation(extraction), ensure_ascii=False)
            (Path(out) / f"{extraction.document.name}.json").write_text(text, "utf-8")
        command = [sys.executable, str(scorer), str(gold), out, "--json"]
        scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return "  ".join(f"{name} {scored[name]['f1']:.3f}" for name in FIGURES)


def main() -> None:
    """Print the figures of every set for each combination of trained parts, or for each share of the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    if options.curve:
        cases = read_part("train")
        every = {name: ([e for case in cases for e in make(case)], train) for name, (make, train) in MODELS.items()}
        for share in (0.25, 0.5, 0.75, 1.0):
            with tempfile.TemporaryDirectory() as weights:
                for name, (examples, train) in every.items():
                    (Path(weights) / f"{name}.tsv").write_text(train(share_of(examples, share)), "utf-8")
                linear.WEIGHTS = Path(weights)  # type: ignore[misc]
                linear.forget()
                for folder in options.sets:
                    print(f"{folder}  {share:.0%} of the cases  {figures(options.scorer, folder)}", flush=True)
        return
    for parts in ((), ("names",), ("sentences",), ("names", "sentences")):
        with only(*parts):
            for folder in options.sets:
                told = " and ".join(parts) or "rules alone"
                print(f"{folder}  {told:20}  {figures(options.scorer, folder)}", flush=True)


if __name__ == "__main__":
    main()
