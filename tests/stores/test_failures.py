"""What must hold of an ingest into Neo4j when a process, the server or the connection fails in the middle of it.

Whatever ends when: the graph is that of the first so many batches, with all that was acknowledged, and taking in the
same again completes it to the graph of a run that nothing disturbed.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.store import open_store
from tests.ingest.generated import contents
from tests.neo4j_server import HEAP, free_ports, start_quickly, wipe
from tests.stores.bolt_proxies import BoltProxy, Moment
from tests.stores.ingest_program import BATCH, BATCHES, read_at_once, write_documents

pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.skipif(os.name != "posix", reason="processes are ended by signals that are POSIX's"),
]

Graph = tuple[list[str], list[str]]
# Where a load is ended, and how many batches are in the store then.
IN_BATCH = pytest.param(Moment("changing", 2, 3), 1, id="in-batch")
BEFORE_COMMIT = pytest.param(Moment("commit", 2), 1, id="before-commit")
AFTER_COMMIT = pytest.param(Moment("committed", 2), 2, id="after-commit")
PATIENCE = 2.0  # seconds in which a server that is gone is tried again


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of the documents, in the order in which they are taken in."""
    return write_documents(tmp_path_factory.mktemp("failures") / "texts")


@pytest.fixture(scope="module")
def graphs(texts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Graph]:
    """The graph of no batch, of the first, of the first two and so on, each made in one go in an embedded store."""
    from greffier.ingest import pipeline

    found = []
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        read_at_once(patch.setattr)
        path = str(tmp_path_factory.mktemp("undisturbed") / "graph.kgl")
        store = stack.enter_context(open_store(path, writable=True))
        for number in range(BATCHES + 1):
            pipeline.ingest(store, [str(file) for file in texts[: number * BATCH]])
            found.append(contents(store))
    assert len({str(graph) for graph in found}) == BATCHES + 1
    return found


@pytest.fixture(scope="module")
def own_server(neo4j_installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManagedServer]:
    """A server that a test may kill."""
    bolt, http = free_ports(2)
    server = ManagedServer(tmp_path_factory.mktemp("own") / "home", bolt=bolt, http=http, heap=HEAP, auth=False)
    start_quickly(server)
    yield server
    server.stop()


@pytest.fixture
def mortal_server(own_server: ManagedServer) -> ManagedServer:
    """The same, running and with nothing in it."""
    start_quickly(own_server)
    wipe(own_server.url)
    return own_server


@pytest.fixture
def location(neo4j_uri: str) -> str:
    """The URL of a Neo4j with nothing in it."""
    wipe(neo4j_uri)
    return neo4j_uri


class Loads:
    """Run `greffier ingest` as processes, from the root of the project."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        self._root, self._stack = root, stack

    def start(self, store: str, paths: Sequence[Path], patience: float = PATIENCE) -> "subprocess.Popen[str]":
        """Start one that reads in no time, small batches each, and tells of each that is acknowledged."""
        return self.start_program(
            "tests.stores.ingest_program", str(patience), "--store", store, *(str(path) for path in paths)
        )

    def start_program(self, *words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", *words]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GREFFIER_", "NEO4J_"))}
        process = subprocess.Popen(
            command, cwd=self._root, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._stack.callback(_end, process)
        return process

    def run(self, store: str, paths: Sequence[Path]) -> str:
        """Run one that nothing disturbs, and return what it tells."""
        process = self.start(store, paths)
        _, told = process.communicate()
        assert process.returncode == 0, told
        return told


@pytest.fixture
def loads(project_root: Path) -> Iterator[Loads]:
    """The processes, ended where a test has not."""
    with ExitStack() as stack:
        yield Loads(project_root, stack)


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


@contextmanager
def proxy(location: str) -> Iterator[BoltProxy]:
    opened = BoltProxy(location)
    try:
        yield opened
    finally:
        opened.close()


def at(moment: Moment, act: Callable[[], object], times: int = 1) -> Callable[[Moment], None]:
    """Return a watcher that acts at a moment (at any statement where it gives none), and passes nothing on then."""
    left = [times]

    def watch(now: Moment) -> None:
        same = (now.kind, now.batch) == (moment.kind, moment.batch) and moment.statement in (0, now.statement)
        if same and left[0]:
            left[0] -= 1
            act()
            raise ConnectionAbortedError

    return watch


def graph_of(location: str) -> Graph:
    with open_store(location) as store:
        return contents(store)


def kill(server: ManagedServer) -> None:
    """End the server as a machine does that loses power, but for its disk."""
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@pytest.mark.parametrize(("moment", "kept"), [IN_BATCH, AFTER_COMMIT])
def test_a_killed_server_has_kept_what_it_acknowledged_and_no_half(
    mortal_server: ManagedServer, loads: Loads, texts: list[Path], graphs: list[Graph], moment: Moment, kept: int
) -> None:
    with proxy(mortal_server.url) as between:
        between.watcher = at(moment, lambda: kill(mortal_server))
        process = loads.start(between.url, texts)
        said, told = process.communicate()
        assert process.returncode == 1
        assert told.startswith(f"greffier: {between.url}: ")
        assert told.count("\n") == 1
        assert ("no Neo4j answers there" if moment.kind == "changing" else "may be in the store or not") in told
    assert said.split() == [word for number in range(1, moment.batch) for word in ("kept", str(number))]
    start_quickly(mortal_server)
    assert graph_of(mortal_server.url) == graphs[kept]
    loads.run(mortal_server.url, texts)
    assert graph_of(mortal_server.url) == graphs[-1]


@pytest.mark.parametrize(("moment", "kept"), [IN_BATCH, BEFORE_COMMIT, AFTER_COMMIT])
def test_a_killed_load_has_kept_what_was_acknowledged_and_no_half(
    location: str, loads: Loads, texts: list[Path], graphs: list[Graph], moment: Moment, kept: int
) -> None:
    with proxy(location) as between:
        processes: list[subprocess.Popen[str]] = []
        started = threading.Event()

        def kill_load() -> None:
            started.wait()
            processes[0].kill()

        between.watcher = at(moment, kill_load)
        processes.append(loads.start(between.url, texts))
        started.set()
        said, _ = processes[0].communicate()
    assert processes[0].returncode == -signal.SIGKILL
    assert said.split()[1::2] == [str(number) for number in range(1, moment.batch)]
    assert graph_of(location) == graphs[kept]
    loads.run(location, texts)
    assert graph_of(location) == graphs[-1]


@pytest.mark.parametrize(("moment", "kept"), [IN_BATCH, BEFORE_COMMIT])
def test_a_connection_that_is_cut_is_told_and_nothing_is_half(
    location: str, loads: Loads, texts: list[Path], graphs: list[Graph], moment: Moment, kept: int
) -> None:
    with proxy(location) as between:
        between.watcher = at(moment, between.cut)
        process = loads.start(between.url, texts)
        _, told = process.communicate()
        assert process.returncode == 1
        assert told.startswith(f"greffier: {between.url}: ")
        assert told.count("\n") == 1
        assert graph_of(location) == graphs[kept]
        between.mend()
        loads.run(between.url, texts)
    assert graph_of(location) == graphs[-1]


@pytest.mark.parametrize(("moment", "kept"), [IN_BATCH, BEFORE_COMMIT])
def test_an_outage_that_ends_in_time_is_no_failure(
    location: str, loads: Loads, texts: list[Path], graphs: list[Graph], moment: Moment, kept: int
) -> None:
    with proxy(location) as between:
        between.watcher = at(moment, between.cut)
        process = loads.start(between.url, texts, patience=600)
        between.wait_for_refusals(1)
        assert graph_of(location) == graphs[kept]
        between.mend()
        _, told = process.communicate()
        assert process.returncode == 0, told
    assert graph_of(location) == graphs[-1]


def test_commits_of_which_no_answer_comes_are_done_once(
    location: str, loads: Loads, texts: list[Path], graphs: list[Graph]
) -> None:
    """The connection is lost between the commit and its answer, of every batch."""
    with proxy(location) as between:
        lost: set[int] = set()

        def watch(now: Moment) -> None:
            if now.kind == "committed" and now.batch not in lost:
                lost.add(now.batch)
                raise ConnectionAbortedError

        between.watcher = watch
        process = loads.start(between.url, texts, patience=600)
        _, told = process.communicate()
        assert process.returncode == 0, told
        assert len(lost) == BATCHES
    assert graph_of(location) == graphs[-1]


@pytest.mark.parametrize(
    ("ones", "others"),
    [
        pytest.param(slice(0, 3), slice(3, 6), id="halves"),
        pytest.param(slice(0, 5), slice(1, 6), id="overlapping"),
    ],
)
def test_two_loads_at_once_end_in_the_graph_of_one_after_the_other(
    location: str, loads: Loads, texts: list[Path], graphs: list[Graph], ones: slice, others: slice
) -> None:
    """One is held where its first batch is written but not committed, until the other is about to write."""
    with proxy(location) as first, proxy(location) as second:
        written, met = threading.Event(), threading.Event()

        def hold(now: Moment) -> None:
            if now.kind == "commit" and now.batch == 1:
                written.set()
                met.wait()

        def meet(now: Moment) -> None:
            if now.kind == "writing":
                met.set()

        first.watcher, second.watcher = hold, meet
        one = loads.start(first.url, texts[ones], patience=600)
        written.wait()
        other = loads.start(second.url, texts[others], patience=600)
        for process in (one, other):
            _, told = process.communicate()
            assert process.returncode == 0, told
    assert graph_of(location) == graphs[-1]


def test_the_program_itself_is_killed_and_run_again(location: str, loads: Loads, project_root: Path) -> None:
    """As it is, with its own batches and its own reading, and two of the example documents."""
    paths = [str(path) for path in sorted((project_root / "examples" / "documents").glob("*.txt"))[:2]]
    with proxy(location) as between:
        started = threading.Event()
        processes: list[subprocess.Popen[str]] = []

        def kill_load() -> None:
            started.wait()
            processes[0].kill()

        between.watcher = at(Moment("changing", 1, 4), kill_load)
        processes.append(loads.start_program("greffier.cli", "ingest", "--store", between.url, *paths))
        started.set()
        processes[0].communicate()
        assert processes[0].returncode == -signal.SIGKILL
        assert graph_of(location) == ([], [])
        again = loads.start_program("greffier.cli", "ingest", "--store", between.url, *paths)
        _, told = again.communicate()
        assert again.returncode == 0, told
        assert told.startswith("2 new documents.\n")
        with open_store(location) as store:
            (row,) = store.read("MATCH (d:Document) WHERE COUNT { (d)<-[:STATED_IN]-() } > 0 RETURN count(d) AS told")
        assert row == {"told": 2}
