"""Measure how fast the questions of the catalogue are answered, on both stores, with the same graph in them.

Run with `make bench-neo4j`. Things to ask about are drawn from the graph: those that most documents speak of, and
others at random. The answers of the two stores are compared, too. The figures are milliseconds, p50 and p95 over
the draws, each asked twice and the second taken; questions that name no thing walk over all that there is of a kind.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.graphs import make_graph
from benchmarks.servers import neo4j
from greffier.graph.neo4j.imports import load_offline
from greffier.graph.store import Store, open_store
from greffier.queries.catalogue import Query, load

HUBS = 3
WHOLE = 2  # times that a question which names no thing is asked


def draw(store: Store, label: str, number: int, chance: random.Random) -> list[str]:
    """Return ids of things with a label: the hubs, and others at random."""
    rows = store.read(f"MATCH (n:{label}) RETURN n.id AS id, n.documents AS documents")
    ids = [row["id"] for row in sorted(rows, key=lambda row: (-row["documents"], row["id"]))]
    return ids[:HUBS] + chance.sample(ids[HUBS:], min(number - HUBS, max(0, len(ids) - HUBS)))


def askings(query: Query, things: dict[str, list[str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield what a question is asked with: each parameter that takes a thing, with the things."""
    named = [p for p in query.parameters if p.type == "thing"]
    for parameter in named:
        if parameter.required or not any(p.required for p in named):
            label = "Regulator" if parameter.name == "regulator" else (parameter.of or ("Organization",))[0]
            yield f"{query.name}, {parameter.name}", [{parameter.name: thing} for thing in things[label]]
    if not any(p.required for p in query.parameters):
        yield f"{query.name}, all", [{}] * WHOLE


def ask(store: Store, query: Query, parameters: dict[str, str]) -> tuple[float, int]:
    """Return the milliseconds that the second asking took, and the number of rows; names are bound before."""
    bound = query.bind(store, parameters)
    query.answer(store, bound)
    start = time.perf_counter()
    rows = query.answer(store, bound)
    return (time.perf_counter() - start) * 1000, len(rows)


def main() -> None:
    """Print p50 and p95 of each question on both stores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000, help="80,000 make a million nodes")
    parser.add_argument("--draws", type=int, default=20)
    chosen = parser.parse_args()
    graph = make_graph(chosen.documents)
    print(f"{chosen.documents:,} documents: {len(graph.nodes):,} nodes, {len(graph.edges):,} relations\n")
    with tempfile.TemporaryDirectory() as folder, neo4j() as (_, server):
        file = str(Path(folder, "graph.kgl"))
        with open_store(file, writable=True) as store:
            for changes in graph.batches(2000):
                store.write(changes)
        del graph
        if server is None:
            raise SystemExit("asking.py loads offline, and needs a server of its own: unset NEO4J_URI")
        with open_store(file) as embedded:
            load_offline(embedded, server)
            server.start()
            with open_store(server.url) as served:
                measure(embedded, served, chosen.draws)


def measure(embedded: Store, served: Store, draws: int) -> None:
    """Print the figures."""
    chance = random.Random(1)
    labels = ("Organization", "Regulator", "Law")
    things = {label: draw(embedded, label, draws, chance) for label in labels}
    print(f"{'':28} {'file p50':>9} {'p95':>8} {'Neo4j p50':>10} {'p95':>8} {'rows, most':>11}")
    for query in load().values():
        for told, every in askings(query, things):
            times: dict[str, list[float]] = {"file": [], "Neo4j": []}
            most = 0
            for parameters in every:
                counts = []
                for name, store in (("file", embedded), ("Neo4j", served)):
                    milliseconds, rows = ask(store, query, parameters)
                    times[name].append(milliseconds)
                    counts.append(rows)
                if counts[0] != counts[1]:
                    raise RuntimeError(f"{told}: {counts} rows for {parameters}")
                most = max(most, counts[0])
            cells = [(statistics.median(found), sorted(found)[int(len(found) * 0.95)]) for found in times.values()]
            (file50, file95), (served50, served95) = cells
            print(f"{told:28} {file50:>9.1f} {file95:>8.1f} {served50:>10.1f} {served95:>8.1f} {most:>11,}", flush=True)


if __name__ == "__main__":
    main()
