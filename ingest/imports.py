"""What was exported, taken into a store again: as if its documents had been ingested there.

Things and relations between them are not taken from the file but resolved and projected anew with what the store
has already, so that the order of ingests and imports does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import PurePosixPath

from greffier.graph.changes import Changes, Edge, Node
from greffier.graph.exports.jsonlines_reading import Told
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.store import Store
from greffier.ingest.integration import integrate

# Documents a transaction: more than an ingest has, for nothing has to be read first. Each batch looks at all that is
# near it in the store, so that many small ones take far longer than a few large ones.
BATCH = 1000


@dataclass(slots=True)
class Summary:
    """Tell what an import did: counts of documents, of claims of the new ones, and of what was kept beside.

    `known` counts documents that the store has already and that stay as they were read there.
    """

    new: int = 0
    replaced: int = 0
    known: int = 0
    claims: int = 0
    beside: int = 0


def take_in(
    store: Store, found: Iterable[Told | Node | Edge], summary: Summary | None = None, *, replacing: bool = False
) -> Summary:
    """Take what was read from a file into the store, a batch at a time; return what was done, added to `summary`.

    A document that the store has already stays as it was read there, with its sources and those of the file
    together; `replacing` puts in its place what the file says of it.

    An error in what is read, or of the store, leaves there the batches before and nothing of the one at hand.
    """
    summary = summary if summary is not None else Summary()
    for batch in batched(found, BATCH):
        told = [item for item in batch if isinstance(item, Told)]
        beside = Changes(
            nodes=tuple(item for item in batch if isinstance(item, Node)),
            edges=tuple(item for item in batch if isinstance(item, Edge)),
        )
        new, replaced, claims = store.exclusively(lambda t=told, b=beside: _write(store, t, b, replacing))  # type: ignore[misc]
        summary.new += new
        summary.replaced += replaced
        summary.known += len(told) - new - replaced
        summary.claims += claims
        summary.beside += len(beside.nodes)
    return summary


def _write(store: Store, told: Sequence[Told], beside: Changes, replacing: bool) -> tuple[int, int, int]:
    """Write a batch; return the numbers of documents new and replaced, and of claims."""
    distinct = {t.testimony.document.id: t for t in told}
    stored = read_nodes(store, distinct, "Document")
    wanted = {name: t for name, t in distinct.items() if replacing or name not in stored}
    withdrawn = sorted(wanted.keys() & stored.keys())
    changes = integrate(store, [t.testimony for t in wanted.values()], withdrawn)
    kept = {node.id: node for t in wanted.values() for node in t.nodes}
    nodes = [kept.get(node.id, node) for node in changes.nodes]
    more = [_with_sources(node, _document(distinct[name])) for name, node in stored.items() if name not in wanted]
    store.write(
        replace(
            changes,
            nodes=(
                *beside.nodes,
                *(_with_sources(node, stored[node.id]) if node.id in stored else node for node in nodes),
                *(node for node in more if node != stored[node.id]),
            ),
            edges=(*changes.edges, *beside.edges),
        )
    )
    claims = sum(len(t.testimony.claims) for t in wanted.values())
    return len(wanted) - len(withdrawn), len(withdrawn), claims


def _document(told: Told) -> Node:
    """Return what was kept of a document; of what was not, only where it was read is told."""
    document = told.testimony.document
    return next(
        (node for node in told.nodes if node.family == "Document"),
        Node("Document", document.id, None, {"sources": [document.source]}),
    )


def _with_sources(stored: Node, other: Node) -> Node:
    """Return a document with the sources of both, and the name of the first, as an ingest of both would give it."""
    both = sorted({source for node in (stored, other) for source in _sources(node)})
    if both == _sources(stored):
        return stored
    return replace(stored, properties={**stored.properties, "sources": both, "file": PurePosixPath(both[0]).stem})


def _sources(node: Node) -> list[str]:
    sources = node.properties.get("sources")
    return sources if isinstance(sources, list) else []
