"""A first load with Neo4j's offline import: the files that it reads, and what is left to do once the server runs.

The import tool writes a database of its own, without transactions, while the server is stopped: beyond a million
nodes and relations it is several times faster than any way through the server.

What its files cannot say is written in marks, and put right afterwards: a list of nothing, which it takes for null,
is `["\\x1e"]`, a list of one empty text `["\\x1d"]`; lists whose texts hold such characters are left out, and set
one by one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

from greffier.graph.changes import Changes, Node
from greffier.graph.errors import StoreError
from greffier.graph.mirrors import ORDER, Progress, pages, read_edges_from, relations
from greffier.graph.model import Property, model
from greffier.graph.neighbourhood import read_nodes
from greffier.graph.neo4j import schema
from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.neo4j.store import Neo4jStore
from greffier.graph.store import Store

DATABASE: Final = "neo4j"
ARGUMENTS: Final = "arguments"
AFTERWARDS: Final = "afterwards.cypher"
LONGEST: Final = 64 * 1024 * 1024  # bytes of a line; as much is held several times over
USUAL: Final = 4 * 1024 * 1024
_BETWEEN: Final = "\x1f"  # texts of a list
_NOTHING, _ONE_EMPTY = "\x1e", "\x1d"
_MARKS: Final = frozenset((_BETWEEN, _NOTHING, _ONE_EMPTY))
_TYPES: Final = {
    "text": "string",
    "texts": "string[]",
    "number": "double",
    "integer": "long",
    "date": "date",
    "boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class Import:
    """Hold what was written for the import tool: its arguments, and what is to be done after it.

    `nodes` and `edges` count what the files hold; `left` are nodes whose lists the files cannot say.
    """

    arguments: tuple[str, ...]
    afterwards: tuple[str, ...]
    left: tuple[Node, ...]
    nodes: int
    edges: int


def write_import(store: Store, folder: Path, progress: Progress | None = None, *, named: Path | None = None) -> Import:
    """Write the graph of a store as files for the import tool into a folder that is there; return what they are.

    The arguments name the files in `named`, where they will lie; by default in the folder. The same graph gives the
    same files. Raise StoreError where a text is longer than the tool reads.
    """
    writing = _Writing(folder, named or folder, progress or (lambda _: None))
    with ExitStack() as stack:
        for family in ORDER:
            for page in pages(store, family):
                writing.add_nodes(stack, family, read_nodes(store, page, family))
    for kind, start, end in relations():
        with ExitStack() as stack:
            for page in pages(store, start):
                for edge in read_edges_from(store, page, kind, start, end):
                    writing.add_edge(stack, (kind, start, end), edge.start, edge.end, edge.properties)
    found = writing.result()
    folder.joinpath(ARGUMENTS).write_text("".join(f'"{_escaped(word)}"\n' for word in found.arguments), "utf-8")
    cypher = (*(text for _, text in schema.statements()), *found.afterwards)
    folder.joinpath(AFTERWARDS).write_text("".join(f"{text};\n" for text in cypher), "utf-8")
    return found


def finish_import(store: Neo4jStore, imported: Import) -> None:
    """Do what is left once the server runs: constraints, indexes, lists that the files could not say."""
    for text in imported.afterwards:
        store.run_in_parts(text)
    # After it: what these hold is like the marks.
    store.write(Changes(nodes=imported.left))


def load_offline(
    source: Store, server: ManagedServer, progress: Progress | None = None, told: Callable[[str], object] = str
) -> Import:
    """Load the graph of a store into the managed server, and leave that running if it ran, else stopped.

    Say through `told` what is being done. Raise StoreError where the server's database is not empty or the import
    fails; one that was interrupted is begun anew the next time.
    """
    running = server.status().running
    unfinished = server.home / "import-unfinished"
    try:
        if not unfinished.exists() and (server.home / "data" / "databases" / DATABASE).exists():
            server.start()
            _check_empty(server)
            server.stop()
        elif running:
            server.stop()
        server.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="import-", dir=server.home) as folder:
            told("Writing the files of the import")
            imported = write_import(source, Path(folder), progress)
            told("Importing")
            unfinished.touch()
            done = server.admin("database", "import", "full", DATABASE, f"@{Path(folder, ARGUMENTS)}")
            if done.returncode:
                raise StoreError(f"{server.home}: the import failed: {_last_line(done.stderr or done.stdout)}")
        told("Making constraints and indexes")
        server.start()
        with _store(server) as store:
            finish_import(store, imported)
        unfinished.unlink()
    finally:
        if not running:
            server.stop()
    return imported


def _store(server: ManagedServer) -> Neo4jStore:
    password = server.password()
    return Neo4jStore(server.url, writable=True, credentials=("neo4j", password) if password else None)


def _check_empty(server: ManagedServer) -> None:
    with _store(server) as store:
        if store.read("MATCH (n) RETURN n.id AS id LIMIT 1"):
            raise StoreError(f"{store.location}: is not empty, and --offline is for a first load; push without it")


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "it says nothing")


class _Writing:
    """Write the files, one for each family and kind and one for each type of relation and its ends."""

    def __init__(self, folder: Path, named: Path, progress: Progress) -> None:
        self._folder = folder
        self._named = named
        self._progress = progress
        self._files: dict[tuple[str, ...], TextIO] = {}
        self._arguments: list[str] = []
        self._marked: set[tuple[str, str]] = set()
        self._left: list[Node] = []
        self._nodes = 0
        self._edges = 0
        self._longest = 0

    def add_nodes(self, stack: ExitStack, family: str, nodes: Mapping[str, Node]) -> None:
        """Add nodes of a family."""
        known = model().families[family].properties
        for node in nodes.values():
            labels = (family, node.kind) if node.kind else (family,)
            file = self._file(stack, labels, "nodes", ":".join(labels), f"id:ID({family})", known)
            properties = dict(node.properties)
            lists = {name: value for name, value in properties.items() if isinstance(value, list)}
            if any(not _MARKS.isdisjoint(text) for value in lists.values() for text in value):
                self._left.append(node)
                properties |= dict.fromkeys(lists)
            for name, value in lists.items():
                if value in ([], [""]):
                    self._marked.add((family, name))
            self._write(file, (node.id,), (properties.get(name) for name in known))
        self._nodes += len(nodes)
        self._progress(len(nodes))

    def add_edge(
        self, stack: ExitStack, between: tuple[str, str, str], start: str, end: str, properties: Mapping[str, Any]
    ) -> None:
        """Add a relation."""
        kind, start_family, end_family = between
        known = model().relations[kind].properties
        ends = f":START_ID({start_family}),:END_ID({end_family})"
        self._write(
            self._file(stack, between, "relationships", kind, ends, known),
            (start, end),
            (properties.get(name) for name in known),
        )
        self._edges += 1
        self._progress(1)

    def _file(
        self, stack: ExitStack, of: tuple[str, ...], what: str, label: str, ids: str, known: Mapping[str, Property]
    ) -> TextIO:
        if of not in self._files:
            path = self._folder / f"{what}-{'-'.join(of).lower()}.csv"
            self._arguments.append(f"--{what}={label}={self._named / path.name}")
            self._files[of] = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            columns = "".join(f",{name}:{_TYPES[property_.type]}" for name, property_ in known.items())
            self._files[of].write(f"{ids}{columns}\n")
        return self._files[of]

    def _write(self, file: TextIO, ids: tuple[str, ...], values: Iterator[Any]) -> None:
        line = ",".join((*map(_quoted, ids), *map(_cell, values)))
        if len(line) * 4 > self._longest:
            self._longest = max(self._longest, len(line.encode()))
            if self._longest > LONGEST:
                raise StoreError(f"{ids[0]}: is longer than the import tool reads; push without --offline")
        file.write(f"{line}\n")

    def result(self) -> Import:
        """Return what was written."""
        settings = (
            "--overwrite-destination=true",
            "--multiline-fields=true",
            "--array-delimiter=U+001F",
            "--id-type=string",
            "--bad-tolerance=0",
            f"--read-buffer-size={max(USUAL, self._longest + 2)}",
            f"--report-file={self._named / 'import.report'}",
        )
        afterwards = (
            f"MATCH (n:{family}) WHERE n.{name} = ['\\u{ord(mark):04x}'] CALL (n) {{ SET n.{name} = {value} }} "
            "IN TRANSACTIONS OF 20000 ROWS"
            for family, name in sorted(self._marked)
            for mark, value in ((_NOTHING, "[]"), (_ONE_EMPTY, "['']"))
        )
        return Import((*settings, *self._arguments), tuple(afterwards), tuple(self._left), self._nodes, self._edges)


def _cell(value: Any) -> str:
    """Return a value as the tool reads it; null is nothing, which is not the same as an empty text."""
    if value is None:
        return ""
    if isinstance(value, list):
        marks = {(): _NOTHING, ("",): _ONE_EMPTY}
        return _quoted(marks.get(tuple(value)) or _BETWEEN.join(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    return _quoted(value.isoformat() if isinstance(value, date) else str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')
