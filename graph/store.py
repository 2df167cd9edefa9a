"""What a store must do, and how to open one. Two kinds: a file (embedded), or a Neo4j by its URL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from greffier.graph.changes import Changes
from greffier.graph.errors import StoreError

Row = dict[str, Any]
T = TypeVar("T")
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one find of a full-text search: the family and id of a node, and how well it fits."""

    family: str
    id: str
    score: float


class Store(Protocol):
    """Keep a graph. Rows come back as plain values: str, int, float, bool, date, list, dict, None.

    A node comes back as `{"labels": […], "properties": {…}}`, a relation as
    `{"type": …, "properties": {…}}`, a path as `{"nodes": […], "relations": […]}`.
    """

    location: str
    notices: tuple[str, ...]

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that only reads; raise QueryError where it fails or would write."""
        ...

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher that may write, in a transaction of its own; raise QueryError where it fails."""
        ...

    def write(self, changes: Changes) -> None:
        """Carry out the changes in one transaction, or none of them; raise StoreError."""
        ...

    def exclusively(self, work: Callable[[], T]) -> T:
        """Do reads and writes as one unit that no other writer's comes between; return what the work returns.

        The work uses this store. Where it fails with an error of the store it may be done again from the start,
        so that it must change nothing but the store. What it has written is kept together, or none of it is (a
        file: each `write` on its own). Raise what the work raises, and StoreError.
        """
        ...

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the nodes whose `search` has words of the text, best first."""
        ...

    def close(self) -> None:
        """Make what was written durable and let go of the store; safe to call twice."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(location: str, *, writable: bool = False, credentials: tuple[str, str] | None = None) -> Store:
    """Open the store at a path (embedded) or URL (Neo4j); a file that is to be written is made if it is not there.

    `credentials` are the user and password for a Neo4j, in place of those that are known without being told.
    Raise StoreError where it cannot be opened, StoreLockedError where another process writes to the file,
    CredentialsError where a server does not let us in.
    """
    if "://" in location:
        scheme = location.split("://", 1)[0]
        if scheme.lower() not in SCHEMES:
            raise StoreError(f"stores at {scheme}:// are not known; give the path of a file, or neo4j://host:7687")
        from greffier.graph.neo4j.store import Neo4jStore

        return Neo4jStore(location, writable=writable, credentials=credentials)
    from greffier.graph.embedded_store import EmbeddedStore

    return EmbeddedStore(Path(location), writable=writable)
