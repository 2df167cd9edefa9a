"""Measure resolution: so many occurrences at once, and one more document in a graph of many.

python -m benchmarks.resolving [--occurrences 10000 100000 1000000] [--documents 100000]

Each size runs in a process of its own, so that its memory is its own. The exponent is that of time by size: 1 is
linear, 2 quadratic.
"""

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import batched, islice
from pathlib import Path

from benchmarks.graphs import World
from greffier.graph.changes import Changes, Edge, Node, PropertyValue
from greffier.graph.model import EVENTS
from greffier.graph.occurrences import LocatedClaim, Occurrence, Testimony, provenance
from greffier.graph.projection import Evidence, project
from greffier.graph.store import Store, open_store
from greffier.ingest.integration import integrate
from greffier.ingest.resolution.bodies import link_bodies
from greffier.ingest.resolution.events import link_events
from greffier.ingest.resolution.links import Link
from greffier.ingest.resolution.tellings import Telling, tellings

PER_DOCUMENT = 4  # occurrences that a generated document has, about
BATCH = 50_000
ADDED = 30  # documents that are added one by one


def generate(documents: int) -> Iterator[Testimony]:
    """Yield what so many documents say."""
    reports = (report for event in World(documents).events() for report in event)
    for report in islice(reports, documents):
        yield report.testimony()


def resolve(documents: int) -> dict[str, float]:
    """Resolve what so many documents say, and return what that took, in seconds of the processor."""
    _told(list(generate(10)))  # what is known by name is read once
    every: list[Telling] = []
    links: dict[str, Link] = {}
    spent = 0.0
    occurrences = 0
    for batch in batched(generate(documents), 1000):
        start = time.process_time()
        bodies, told = _told(batch)
        every += told
        links |= bodies
        spent += time.process_time() - start
        occurrences += sum(len(testimony.occurrences) for testimony in batch)
    start = time.process_time()
    links |= link_events(every)
    spent += time.process_time() - start
    things = len({link.thing for link in links.values()})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"occurrences": occurrences, "things": things, "seconds": round(spent, 2), "peak_gb": round(peak, 2)}


def _told(batch: Sequence[Testimony]) -> tuple[dict[str, Link], tuple[Telling, ...]]:
    """Return which bodies documents name, and what they tell of events."""
    occurrences = [o for testimony in batch for o in testimony.occurrences]
    bodies = link_bodies(occurrences)
    things = {name: link.thing for name, link in bodies.items()}
    published = {testimony.document.id: testimony.document.published for testimony in batch}
    claims = [claim for testimony in batch for claim in testimony.claims]
    return bodies, tellings((o for o in occurrences if o.family in EVENTS), claims, things, published)


def fill(store: Store, documents: int) -> None:
    """Write the graph of so many documents, resolved all at once."""
    occurrences: list[Occurrence] = []
    claims: list[LocatedClaim] = []
    published: dict[str, str | None] = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for testimony in generate(documents):
        more_nodes, more_edges = provenance(testimony)
        nodes += more_nodes
        edges += more_edges
        occurrences += testimony.occurrences
        claims += testimony.claims
        published[testimony.document.id] = testimony.document.published
        if len(nodes) > BATCH:
            store.write(Changes(new_nodes=tuple(nodes)))
            nodes = []
    store.write(Changes(new_nodes=tuple(nodes)))
    links = link_bodies(occurrences)
    things = {name: link.thing for name, link in links.items()}
    links |= link_events(tellings((o for o in occurrences if o.family in EVENTS), claims, things, published))
    things |= {name: link.thing for name, link in links.items()}
    projected, relations = project(Evidence(tuple(occurrences), tuple(claims), things, published))
    families = {o.id: o.family for o in occurrences}
    for name, link in links.items():
        told: dict[str, PropertyValue] = {"score": link.score, "why": link.why, "by": link.by, "at": link.at}
        edges.append(Edge("IS", "Occurrence", name, families[name], link.thing, told))
    edges += relations
    for at in range(0, len(projected), BATCH):
        store.write(Changes(new_nodes=projected[at : at + BATCH]))
    for at in range(0, len(edges), BATCH):
        store.write(Changes(new_edges=tuple(edges[at : at + BATCH])))


def add(documents: int) -> dict[str, float]:
    """Add documents one by one to a graph of so many, and return the milliseconds that resolution took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder, "graph.kgl")), writable=True) as store,
    ):
        fill(store, documents)
        new = list(islice(generate(documents + ADDED * 50), documents, None, 50))[:ADDED]
        resolved, written = [], []
        for testimony in new:
            start = time.perf_counter()
            changes = integrate(store, [testimony])
            resolved.append((time.perf_counter() - start) * 1000)
            start = time.perf_counter()
            store.write(changes)
            written.append((time.perf_counter() - start) * 1000)
    ordered = sorted(resolved)
    return {
        "documents": documents,
        "resolve_ms_p50": round(statistics.median(resolved), 1),
        "resolve_ms_p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "resolve_ms_most": round(ordered[-1], 1),
        "write_ms_p50": round(statistics.median(written), 1),
    }


def measure(what: str, size: int) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.resolving", f"--{what}-alone", str(size)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--occurrences", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--occurrences-alone", type=int)
    parser.add_argument("--documents-alone", type=int)
    asked = parser.parse_args()
    if asked.occurrences_alone:
        print(json.dumps(resolve(asked.occurrences_alone // PER_DOCUMENT)))
        return
    if asked.documents_alone:
        print(json.dumps(add(asked.documents_alone)))
        return
    before: dict[str, float] = {}
    for size in asked.occurrences:
        found = measure("occurrences", size)
        exponent = ""
        if before:
            grown = math.log(found["occurrences"] / before["occurrences"])
            exponent = f", exponent {math.log(found['seconds'] / before['seconds']) / grown:.2f}"
        print(f"resolving {found}{exponent}", flush=True)
        before = found
    for size in asked.documents:
        print(f"adding a document {measure('documents', size)}", flush=True)


if __name__ == "__main__":
    main()
