"""Measure how fast a graph is written, with full provenance, beside other ways to write the same graph.

Run with `make bench-neo4j`, which gives it an environment of its own with the other writers in it. All write to one
database, in turn, with the same constraints and indexes in place (the others' own beside them); the graph is made,
and brought into the form that each takes, before the clock starts. Each first runs once uncounted. The figure is
nodes and relations a second, the median of the rounds, at the best of several batch sizes.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import batched
from pathlib import Path
from typing import Any

from neo4j import Driver, ManagedTransaction

from benchmarks.graphs import Graph, make_graph
from benchmarks.servers import clear, connect, neo4j
from greffier.graph.changes import Changes, Edge, Node, group_edges, group_nodes
from greffier.graph.mirrors import mirror
from greffier.graph.store import open_store

OURS = "Greffier, Neo4j"
BARE = "bare driver, UNWIND CREATE"
Load = Callable[[], object]


def load_ours(url: str, batches: list[Changes]) -> None:
    """Write through the store."""
    with open_store(url, writable=True) as store:
        for changes in batches:
            store.write(changes)


def load_embedded(batches: list[Changes]) -> None:
    """Write into a fresh file, and close it."""
    with tempfile.TemporaryDirectory() as folder:
        load_ours(str(Path(folder, "graph.kgl")), batches)


def push(url: str, file: Path) -> None:
    """Push a file, as `greffier push` does."""
    with open_store(str(file)) as source, open_store(url, writable=True) as target:
        mirror(source, target)


def given(item: Node | Edge) -> dict[str, Any]:
    """Return the properties that are not null, which is all that the other writers take."""
    return {name: value for name, value in item.properties.items() if value is not None}


def bare_statements(graph: Graph, size: int) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what who writes Cypher by hand would send."""
    found: list[tuple[str, list[dict[str, Any]]]] = []
    for family, kind, nodes in group_nodes(graph.nodes):
        text = f"UNWIND $rows AS row CREATE (n:{family}{f':{kind}' if kind else ''}) SET n = row"
        rows = ({"id": node.id, **given(node)} for node in nodes)
        found.extend((text, list(part)) for part in batched(rows, size))
    for name, start, end, edges in group_edges(graph.edges):
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
            f"CREATE (a)-[r:{name}]->(b) SET r = row.properties"
        )
        made = ({"a": edge.start, "b": edge.end, "properties": given(edge)} for edge in edges)
        found.extend((text, list(part)) for part in batched(made, size))
    return found


def load_bare(driver: Driver, statements: list[tuple[str, list[dict[str, Any]]]]) -> None:
    """Write with the driver alone."""
    with driver.session() as session:
        for text, rows in statements:
            session.execute_write(partial(_run, text, rows))


def _run(text: str, rows: list[dict[str, Any]], transaction: ManagedTransaction) -> None:
    transaction.run(text, rows=rows).consume()


def graphrag(driver: Driver, _url: str, graph: Graph, size: int) -> Load:
    """Return the writing by Neo4jWriter of neo4j-graphrag."""
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    made = Neo4jGraph(
        nodes=[Neo4jNode(id=n.id, label=n.family, properties={"id": n.id, **given(n)}) for n in graph.nodes],
        relationships=[
            Neo4jRelationship(start_node_id=e.start, end_node_id=e.end, type=e.type, properties=given(e))
            for e in graph.edges
        ],
    )
    writer = Neo4jWriter(driver, batch_size=size)

    def load() -> None:
        if asyncio.run(writer.run(made)).status != "SUCCESS":
            raise RuntimeError("neo4j-graphrag could not write")

    return load


def langchain(_driver: Driver, url: str, graph: Graph, size: int) -> Load:
    """Return the writing by Neo4jGraph of LangChain, with the label that it indexes."""
    from langchain_neo4j import Neo4jGraph
    from langchain_neo4j.graphs.graph_document import GraphDocument, Node, Relationship

    nodes = {n.id: Node(id=n.id, type=n.family, properties=given(n)) for n in graph.nodes}
    relations = [
        Relationship(source=nodes[e.start], target=nodes[e.end], type=e.type, properties=given(e)) for e in graph.edges
    ]
    documents = [GraphDocument(nodes=list(part), relationships=[]) for part in batched(nodes.values(), size)]
    documents += [GraphDocument(nodes=[], relationships=list(part)) for part in batched(relations, size)]
    store = Neo4jGraph(url, "neo4j", "none", refresh_schema=False)
    store.add_graph_documents([], baseEntityLabel=True)  # makes its constraint
    return partial(_add_documents, store, documents)


def _add_documents(store: Any, documents: list[Any]) -> None:
    store.add_graph_documents(documents, baseEntityLabel=True)


def llamaindex(_driver: Driver, url: str, graph: Graph, size: int) -> Load:
    """Return the writing by Neo4jPropertyGraphStore of LlamaIndex."""
    from llama_index.core.graph_stores.types import EntityNode, Relation
    from llama_index.graph_stores.neo4j import Neo4jPropertyGraphStore, neo4j_property_graph

    nodes = [EntityNode(name=n.id, label=n.family, properties=given(n)) for n in graph.nodes]
    relations = [Relation(source_id=e.start, target_id=e.end, label=e.type, properties=given(e)) for e in graph.edges]
    store = Neo4jPropertyGraphStore("neo4j", "none", url, refresh_schema=False)

    def load() -> None:
        neo4j_property_graph.CHUNK_SIZE = size
        store.upsert_nodes(nodes)
        store.upsert_relations(relations)

    return load


PEERS: dict[str, Callable[[Driver, str, Graph, int], Load]] = {
    "neo4j-graphrag Neo4jWriter": graphrag,
    "LangChain Neo4jGraph": langchain,
    "LlamaIndex Neo4jPropertyGraphStore": llamaindex,
}


def prepare(driver: Driver, url: str, graph: Graph, sizes: list[int], file: Path) -> Iterator[tuple[str, int, Load]]:
    """Yield each way of writing the graph, with its batch size."""
    yield f"{OURS}, push of a file", 2000, partial(push, url, file)
    for size in sizes:
        batches = list(graph.batches(size))
        yield OURS, size, partial(load_ours, url, batches)
        yield BARE, size, partial(load_bare, driver, bare_statements(graph, size))
        for name, peer in PEERS.items():
            try:
                yield name, size, peer(driver, url, graph, size)
            except ImportError as error:
                print(f"{name}: not measured, {error}", file=sys.stderr)


def measure(driver: Driver, load: Load, graph: Graph) -> float:
    """Return the nodes and relations a second of one loading; check that all are there, then remove them."""
    start = time.perf_counter()
    load()
    seconds = time.perf_counter() - start
    counted = [
        driver.execute_query(f"{pattern} RETURN count(*)").records[0][0] for pattern in ("MATCH (n)", "MATCH ()-->()")
    ]
    if counted != [len(graph.nodes), len(graph.edges)]:
        raise RuntimeError(f"{counted} instead of {len(graph.nodes)} nodes and {len(graph.edges)} relations")
    clear(driver)
    return len(graph) / seconds


def main() -> None:
    """Print nodes and relations a second of each way of writing, and ours as a multiple of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500, help="some 13 nodes and 26 relations each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 5000, 10000], help="of batches")
    chosen = parser.parse_args()
    graph = make_graph(chosen.documents)
    print(
        f"{chosen.documents:,} documents: {len(graph.nodes):,} nodes, {len(graph.edges):,} relations; median of "
        f"{chosen.rounds} rounds, batch sizes {chosen.sizes}\n"
    )
    with tempfile.TemporaryDirectory() as folder, neo4j(plugins=True) as (url, _), connect(url) as driver:
        file = Path(folder, "graph.kgl")
        batches = list(graph.batches(2000))
        seconds = []
        for number in range(chosen.rounds + 1):
            start = time.perf_counter()
            load_embedded(batches)
            if number:
                seconds.append(time.perf_counter() - start)
        load_ours(str(file), batches)
        ways = list(prepare(driver, url, graph, chosen.sizes, file))
        with open_store(url, writable=True) as store:
            store.run("RETURN 1")  # constraints and indexes
        figures: dict[tuple[str, int], list[float]] = {}
        for number in range(chosen.rounds + 1):
            for name, size, load in ways:
                speed = measure(driver, load, graph)
                if number:
                    figures.setdefault((name, size), []).append(speed)
    show(figures, len(graph) / statistics.median(seconds))


def show(figures: dict[tuple[str, int], list[float]], embedded: float) -> None:
    """Print the figures, the best batch size of each way."""
    best: dict[str, tuple[float, int]] = {}
    for (name, size), speeds in figures.items():
        best[name] = max(best.get(name, (0.0, 0)), (statistics.median(speeds), size))
    ours = best[OURS][0]
    print(f"{'':40} {'items/s':>10} {'batch':>7} {'ours is':>9}")
    print(f"{'Greffier, file':40} {embedded:>10,.0f} {2000:>7}")
    for name, (speed, size) in best.items():
        print(f"{name:40} {speed:>10,.0f} {size:>7} {ours / speed:>8.2f}x")
    print("\nAll batch sizes, items/s:")
    for (name, size), speeds in figures.items():
        print(f"{name:40} {size:>7} {' '.join(f'{speed:>9,.0f}' for speed in speeds)}")


if __name__ == "__main__":
    main()
