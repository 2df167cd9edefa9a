"""The embedded store: a file, kept by the engine kglite. Nothing else here knows which engine it is.

A writable store holds the engine's lease on the file; every commit is in its write-ahead log, on
disk, before `write` returns, and closing folds the log into the file. A store opened for reading
takes no lease, so that it can be read while another process writes: it shows the last state folded
in. Where a writer died, its log is replayed first.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import kglite

from greffier.graph.changes import Changes
from greffier.graph.embedded_limits import check_supported, find_remedy, names_relations_of_length
from greffier.graph.errors import QueryError, StoreError, StoreLockedError
from greffier.graph.identity import fold
from greffier.graph.model import model
from greffier.graph.statements import constraints, indexes, statements
from greffier.graph.store import Hit, Row

T = TypeVar("T")

# The passes of the query planner under which counts over chains come out wrong in kglite 0.21.
_COUNTING_PASSES: Final = ("rewrite_count_bound_var_to_star", "desugar_multi_match_return_aggregate")
_STARTING_PASS: Final = "optimize_pattern_start_node"
# What the engine adds to every node and relation of its own.
_STRUCTURAL: Final = ("type", "title")


class EmbeddedStore:
    """Keep a graph in a file beside the user's work (see `greffier.graph.store.Store`)."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the file; raise StoreError where it is not there (reading), not a store, or locked."""
        self.location = str(path)
        self.notices: tuple[str, ...] = ()
        self._writable = writable
        self._graph: kglite.KnowledgeGraph | None = None
        kglite.set_query_warning_policy("silent")
        self._disabled_passes = [
            name for name in kglite.cypher_pass_names() if name.startswith("fuse_") or name in _COUNTING_PASSES
        ]
        try:
            self._graph = self._open_to_write(path) if writable else self._open_to_read(path)
        except kglite.WriterLeaseHeldError as error:
            raise StoreLockedError(_locked(path, error)) from error
        except kglite.FileFormatError as error:
            raise StoreError(f"{path}: is not a store of Greffier; give another file") from error
        except (kglite.KgError, OSError, ValueError) as error:
            raise StoreError(f"{path}: cannot be opened as a store: {error}") from error

    def _open_to_write(self, path: Path) -> kglite.KnowledgeGraph:
        if path.is_dir():
            raise StoreError(f"{path}: is not a store of Greffier; give another file")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {str(path.parent)!r} is not there; make it first")
        fresh = not path.exists() and not _log(path).exists()
        graph = kglite.open(str(path), durable="full")
        for statement in (*(constraints() if fresh else ()), *indexes()):
            graph.cypher(statement)
        return graph

    def _open_to_read(self, path: Path) -> kglite.KnowledgeGraph:
        if not path.exists() and not _log(path).exists():
            raise StoreError(f"{path}: there is no store here; make one with `greffier ingest --store {path} PATH…`")
        if path.exists():
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                graph = kglite.load(str(path))
            if not caught:
                graph.read_only(True)
                return graph
        try:
            with kglite.open(str(path), durable="full"):
                pass  # a writer died: replay its log, fold it into the file
        except kglite.WriterLeaseHeldError as error:
            if not path.exists():
                raise
            self.notices = (_locked(path, error) + "; what is shown is the state before",)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                graph = kglite.load(str(path))
        else:
            graph = kglite.load(str(path))
        graph.read_only(True)
        return graph

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that only reads; raise QueryError where it fails or would write."""
        check_supported(text)
        graph = self._opened()
        if self._writable:
            graph.read_only(True)
        try:
            return self._rows(graph, text, parameters)
        except kglite.ReadOnlyError as error:
            raise QueryError("the query would write to the graph, which was not asked for") from error
        finally:
            if self._writable:
                graph.read_only(False)

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that may write; raise QueryError where it fails."""
        if not self._writable:
            raise StoreError(f"{self.location}: the store was opened for reading only")
        check_supported(text)
        return self._rows(self._opened(), text, parameters)

    def _rows(self, graph: kglite.KnowledgeGraph, text: str, parameters: Mapping[str, Any] | None) -> list[Row]:
        disabled = [*self._disabled_passes, *([_STARTING_PASS] if names_relations_of_length(text) else [])]
        try:
            result: Any = graph.cypher(text, params=dict(parameters or {}), disabled_passes=disabled)
        except kglite.ReadOnlyError:
            raise
        except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
            remedy = find_remedy(text)
            raise QueryError(f"{error}\n  {remedy}" if remedy else str(error)) from error
        return [{name: _plain(value) for name, value in row.items()} for row in result]

    def write(self, changes: Changes) -> None:
        """Carry out the changes in one transaction, or none of them; raise StoreError."""
        if not self._writable:
            raise StoreError(f"{self.location}: the store was opened for reading only")
        try:
            with self._opened().begin() as transaction:
                for text, rows in statements(changes):
                    transaction.cypher(text, params={"rows": rows})
        except (kglite.KgError, OSError, ValueError, TypeError, OverflowError) as error:
            raise StoreError(f"{self.location}: nothing of this batch was written: {error}") from error

    def exclusively(self, work: Callable[[], T]) -> T:
        """Do the work: nobody else can write, as this store holds the engine's lease on the file."""
        return work()

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the nodes whose `search` has words of the text, best first."""
        graph, wanted = self._opened(), fold(text)
        hits: list[Hit] = []
        for family in model().search:
            if not self._indexed(graph, family):
                continue
            rows = self._rows(
                graph,
                f"MATCH (n:{family}) RETURN n.id AS id, text_bm25(n, 'search', $text) AS score "
                "ORDER BY score DESC LIMIT $limit",
                {"text": wanted, "limit": limit},
            )
            hits += [Hit(family, row["id"], row["score"]) for row in rows if row["score"]]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]

    def _indexed(self, graph: kglite.KnowledgeGraph, family: str) -> bool:
        """Return whether a family can be searched; its index is built where it is wanting."""
        if graph.has_text_index(family, "search"):
            return True
        if family not in graph.node_types:
            return False
        graph.read_only(False)
        try:
            graph.build_text_index(family, "search")
        except ValueError:  # no node of the family has text to search
            return False
        finally:
            graph.read_only(not self._writable)
        return True

    def close(self) -> None:
        """Fold the log into the file and let go of it; safe to call twice."""
        if self._graph is not None and self._writable:
            try:
                for family in model().search:
                    self._indexed(self._graph, family)
                with warnings.catch_warnings():
                    # A large file is told to hold lists in memory when it is opened; that is no news for a user.
                    warnings.simplefilter("ignore")
                    self._graph.close()
            except (kglite.KgError, OSError, ValueError) as error:
                raise StoreError(f"{self.location}: could not be closed: {error}; nothing written is lost") from error
        self._graph = None

    def _opened(self) -> kglite.KnowledgeGraph:
        if self._graph is None:
            raise StoreError(f"{self.location}: the store is closed")
        return self._graph

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _locked(path: Path, error: kglite.WriterLeaseHeldError) -> str:
    holder = getattr(error, "holder", None) or {}
    return f"{path}: process {holder.get('pid', '(unknown)')} is writing to this store; try again when it has ended"


def _plain(value: Any) -> Any:
    """Return the engine's value as the store protocol wants it."""
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if not isinstance(value, dict):
        return value
    keys = value.keys()
    if keys == {"id", "labels", "properties"}:
        known = {
            p for label in value["labels"] if label in model().families for p in model().families[label].properties
        }
        return {"labels": value["labels"], "properties": _own(value["properties"], known)}
    if keys == {"id", "start", "end", "type", "properties"}:
        return {"type": value["type"], "properties": _own(value["properties"], set())}
    if keys == {"nodes", "relationships"}:
        return {"nodes": _plain(value["nodes"]), "relations": _plain(value["relationships"])}
    return {k: _plain(v) for k, v in sorted(value.items())}


def _own(properties: dict[str, Any], known: set[str]) -> dict[str, Any]:
    # The engine gives a node without a title one that is null.
    return {
        k: _plain(v) for k, v in sorted(properties.items()) if v is not None and (k not in _STRUCTURAL or k in known)
    }
