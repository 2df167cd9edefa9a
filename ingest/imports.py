"""What was exported, taken into a store again: as if its documents had been ingested there.

Things and relations between them are not taken from the file but resolved and projected anew with what the store
has already, so that the order of ingests and imports does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import batched
from pathlib import PurePosixPath

from greffier.graph.changes import Edge, Node
from greffier.graph.exports.jsonlines_reading import Told
from greffier.graph.judgements import Judgement, read_judgements
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.store import Store
from greffier.ingest.integration import Ruling, integrate

# Documents a transaction: more than an ingest has, for nothing has to be read first. Each batch looks at all that is
# near it in the store, so that many small ones take far longer than a few large ones.
BATCH = 1000


@dataclass(slots=True)
class Summary:
    """Tell what an import did: counts of documents, of claims of the new ones, of judgements, and of other nodes.

    `known` counts documents that the store has already and that stay as they were read there.
    """

    new: int = 0
    replaced: int = 0
    known: int = 0
    claims: int = 0
    judgements: int = 0
    beside: int = 0


def take_in(
    store: Store,
    found: Iterable[Told | Judgement | Node | Edge],
    summary: Summary | None = None,
    *,
    replacing: bool = False,
) -> Summary:
    """Take what was read from a file into the store, a batch at a time; return what was done, added to `summary`.

    A document that the store has already stays as it was read there, with its sources and those of the file
    together; `replacing` puts in its place what the file says of it. Of two judgements about the same the later holds.

    An error in what is read, or of the store, leaves there the batches before and nothing of the one at hand.
    """
    summary = summary if summary is not None else Summary()
    for batch in batched(found, BATCH):
        done = store.exclusively(partial(_write, store, batch, replacing))
        for name in Summary.__dataclass_fields__:
            setattr(summary, name, getattr(summary, name) + getattr(done, name))
    return summary


def _write(store: Store, batch: Sequence[Told | Judgement | Node | Edge], replacing: bool) -> Summary:
    """Write a batch, and return what was done."""
    told = {item.testimony.document.id: item for item in batch if isinstance(item, Told)}
    stored = read_nodes(store, told, "Document")
    wanted = {name: item for name, item in told.items() if replacing or name not in stored}
    withdrawn = sorted(wanted.keys() & stored.keys())
    known = {judgement.id: judgement.order for judgement in read_judgements(store)}
    made = [j for j in batch if isinstance(j, Judgement) and (j.id not in known or known[j.id] < j.order)]
    changes = integrate(store, [t.testimony for t in wanted.values()], withdrawn, Ruling(tuple(made)))
    # What is only told where it was read is no part of the changes, unless the document is so for another reason.
    present = {node.id for node in changes.nodes}
    nodes = (*changes.nodes, *(node for name, node in stored.items() if name not in present))
    placed = [_with_sources(node, told.get(node.id), stored.get(node.id)) for node in nodes]
    beside = [item for item in batch if isinstance(item, Node)]
    store.write(
        replace(
            changes,
            nodes=(*beside, *(node for node in placed if node != stored.get(node.id))),
            edges=(*changes.edges, *(item for item in batch if isinstance(item, Edge))),
        )
    )
    return Summary(
        new=len(wanted) - len(withdrawn),
        replaced=len(withdrawn),
        known=len(told) - len(wanted),
        claims=sum(len(t.testimony.claims) for t in wanted.values()),
        judgements=len(made),
        beside=len(beside),
    )


def _with_sources(node: Node, told: Told | None, stored: Node | None) -> Node:
    """Return a document with the sources of file and store, and the name of the first, as an ingest of both has it."""
    if told is None:
        return node
    before = _sources(stored) if stored else []
    both = sorted({*before, *told.sources})
    name = told.testimony.document.name if both == sorted(told.sources) else PurePosixPath(both[0]).stem
    file = node.properties["file"] if both == before and node is stored else name
    return replace(node, properties={**node.properties, "sources": both, "file": file})


def _sources(node: Node) -> list[str]:
    sources = node.properties.get("sources")
    return sources if isinstance(sources, list) else []
