"""Measure how fast documents are read, beside the bare spaCy models on the same documents in the same run.

Run with `make bench`. The documents are the examples and the annotated ones, one process, one core's worth of
work. Beside whole extraction stand its parts that need no model: texts that tell of nothing are passed over
before the models run. Models are loaded, and everything is read once, before the clock starts.
"""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from greffier.graph.identity import document_id
from greffier.graph.records import Document
from greffier.ingest.documents import read_document
from greffier.ingest.extraction import extract
from greffier.ingest.models import find_names
from greffier.ingest.texts import Text

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[1]
QUIET = "Le marché est resté calme cette semaine. The weather was mild and the harvest is good. "


def read_all() -> list[Document]:
    """Give the documents of the project, in a fixed order."""
    files = sorted([*(ROOT / "examples/documents").glob("*.txt"), *(ROOT / "tests/gold").glob("*/*.txt")])
    return [read_document(file, file.name) for file in files]


def run_models(documents: list[Document]) -> None:
    """Run the bare models over the documents, as extraction does."""
    for language in ("en", "fr"):
        list(find_names([Text(d).plain for d in documents if d.language == language], language))


def measure_median(work: Callable[[], object]) -> float:
    """Give the median wall time of some work in seconds, after one run that is not counted."""
    seconds = []
    for number in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        if number > 0:
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
    """Print words a second of each, and the ratio to the bare models."""
    documents = read_all()
    words = sum(len(d.text.split()) for d in documents)
    quiet = [
        replace(d, id=document_id(str(n)), text=QUIET * (len(d.text) // len(QUIET))) for n, d in enumerate(documents)
    ]
    figures = {
        "bare spaCy models, names only": measure_median(lambda: run_models(documents)),
        "whole extraction": measure_median(lambda: list(extract(documents))),
        "texts that tell of nothing": measure_median(lambda: list(extract(quiet))),
    }
    unit = figures["bare spaCy models, names only"]
    print(f"{len(documents)} documents, {words:,} words; median of {ROUNDS} rounds\n")
    print(f"{'':32} {'words/s':>10} {'time, bare models = 1':>24}")
    for name, seconds in figures.items():
        print(f"{name:32} {words / seconds:>10,.0f} {seconds / unit:>24.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak resident memory: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
