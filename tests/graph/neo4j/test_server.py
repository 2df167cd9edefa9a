"""The managed Neo4j: what it needs, how it starts and ends, and what it keeps. Those marked run the real one."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from greffier.graph.errors import CredentialsError, ServerError
from greffier.graph.neo4j.addresses import Address, read_credentials
from greffier.graph.neo4j.jars import jars_folder, read_lock
from greffier.graph.neo4j.passwords import ensure_password, read_password
from greffier.graph.neo4j.processes import command_line
from greffier.graph.neo4j.server import ManagedServer
from greffier.graph.store import open_store
from tests.neo4j_server import HEAP, free_ports

VARIABLES = ("GREFFIER_NEO4J_USER", "GREFFIER_NEO4J_PASSWORD", "NEO4J_USERNAME", "NEO4J_PASSWORD")
# Says it is Java 17, and ends as soon as it is to run anything.
NO_SERVER = """#!/bin/sh
case "$*" in *-version*) echo "    java.specification.version = 17" >&2; exit ;; esac
echo "There is not enough memory" >&2
exit 3
"""


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a server, not there yet; with a blank and a letter beyond ASCII in its path."""
    return tmp_path / "Le Greffier d'été" / "neo4j"


@contextmanager
def listening(port: int = 0) -> Iterator[int]:
    """Give the port of a program that listens."""
    with socket.create_server(("127.0.0.1", port)) as listener:
        yield listener.getsockname()[1]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_server_that_was_never_started_does_not_run(home: Path) -> None:
    server = ManagedServer(home)
    status = server.status()
    assert (status.running, status.pid, status.url) == (False, None, "bolt://127.0.0.1:7687")
    assert (status.browser_url, status.version) == ("http://localhost:7474/browser/", "5.26.30")
    assert (status.home, status.password_file, server.password()) == (home, home / "password", None)
    assert server.stop() is False
    assert not home.exists()


def test_its_home_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(tmp_path / "own"))
    assert ManagedServer().home == tmp_path / "own" / "neo4j"
    monkeypatch.delenv("GREFFIER_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert ManagedServer().home == tmp_path / "data" / "greffier" / "neo4j"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ManagedServer().home == tmp_path / ".local" / "share" / "greffier" / "neo4j"


def test_what_was_chosen_last_is_chosen_again(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "ports.json").write_text(json.dumps({"bolt": 17687, "http": 17474, "heap": "2g"}), "utf-8")
    assert ManagedServer(home).url == "bolt://127.0.0.1:17687"
    assert ManagedServer(home, bolt=7999).url == "bolt://127.0.0.1:7999"
    assert ManagedServer(home, bolt=7999).http == 17474


@pytest.mark.parametrize("text", ["", "{", "[]", '{"bolt": "x"}', '{"bolt": 17687, "other": 1}', '{"bolt": null}'])
def test_a_file_of_choices_that_is_none_counts_for_nothing(home: Path, text: str) -> None:
    home.mkdir(parents=True)
    (home / "ports.json").write_text(text, "utf-8")
    assert ManagedServer(home).url == "bolt://127.0.0.1:7687"


def test_a_port_in_use_is_told_with_its_option(home: Path) -> None:
    with listening() as taken:
        (free,) = free_ports(1)
        with pytest.raises(ServerError, match=rf"^port {taken}, for Bolt, is in use .*; choose one with --bolt PORT$"):
            ManagedServer(home, bolt=taken, http=free).start()
        with pytest.raises(ServerError, match=rf"^port {taken}, for its Browser, is in use .* with --http PORT$"):
            ManagedServer(home, bolt=free, http=taken).start()
        with pytest.raises(ServerError, match=rf"^port {free} is asked for twice"):
            ManagedServer(home, bolt=free, http=free).start()
    assert ManagedServer(home).url == "bolt://127.0.0.1:7687"


@pytest.mark.parametrize("heap", ["", "1", "1t", "64m", "-1g", "g", "1 g", "0g"])
def test_an_amount_of_memory_that_is_none_is_refused(home: Path, heap: str) -> None:
    bolt, http = free_ports(2)
    with pytest.raises(ServerError, match="is no amount of memory for Neo4j; give 128m or more, as 512m or 2g"):
        ManagedServer(home, bolt=bolt, http=http, heap=heap).start()


def test_it_is_not_started_before_it_is_installed(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make_no_server: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    bolt, http = free_ports(2)
    assert ManagedServer(home).status().installed is False
    with pytest.raises(ServerError, match="Neo4j is not installed; run `greffier neo4j install` first"):
        ManagedServer(home, bolt=bolt, http=http).start()


def test_it_is_neither_installed_nor_started_without_java(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_JAVA", "none")
    bolt, http = free_ports(2)
    server = ManagedServer(home, bolt=bolt, http=http)
    for attempt in (server.install, server.start):
        with pytest.raises(ServerError, match="GREFFIER_JAVA=none: is no Java that runs"):
            attempt()


def test_a_home_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServerError, match=r"Not a directory; .*: see that you may write there, or set GREFFIER_HOME"):
        ManagedServer(tmp_path / "file" / "neo4j").start()


def test_a_full_disk_is_told_before_anything_is_started(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 49_999_999

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage)
    bolt, http = free_ports(2)
    with pytest.raises(ServerError, match=r"^.*: the disk is full; make room \(50 MB at least\), or set GREFFIER_HOME"):
        ManagedServer(home, bolt=bolt, http=http).start()


@pytest.mark.parametrize("pid", ["", "x", "-1", "0", "999999999", str(os.getpid()), str(os.getppid())])
def test_the_number_of_another_process_is_not_taken_for_the_server(home: Path, pid: str) -> None:
    home.mkdir(parents=True)
    (home / "pid").write_text(pid, "utf-8")
    server = ManagedServer(home)
    assert server.status().running is False
    assert server.stop() is False  # and this process goes on
    assert not (home / "pid").exists()


def test_a_stranger_that_looks_like_a_server_is_left_alone(home: Path) -> None:
    home.mkdir(parents=True)
    words = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}"]
    with subprocess.Popen([sys.executable, "-c", "input()", *words], stdin=subprocess.PIPE) as stranger:
        (home / "pid").write_text(str(stranger.pid), "utf-8")
        assert ManagedServer(home).status().running is False
        assert ManagedServer(home).stop() is False
        assert stranger.poll() is None
        stranger.communicate(b"\n")
    assert stranger.returncode == 0


def test_a_password_is_made_once_and_never_readable_by_others(tmp_path: Path) -> None:
    file = tmp_path / "password"
    part = tmp_path / "password.part"
    part.write_text("left by a start that was killed", "utf-8")
    part.chmod(0o666)
    before = os.umask(0)
    try:
        assert read_password(file) is None
        assert ensure_password(file) == file
    finally:
        os.umask(before)
    password = read_password(file)
    assert password is not None
    assert len(password) == 24
    assert password.isalnum()
    assert mode(file) == 0o600
    assert not part.exists()
    assert read_password(ensure_password(file)) == password
    file.write_text("", "utf-8")  # as after a crash of the machine
    assert len(read_password(ensure_password(file)) or "") == 24


@pytest.fixture
def make_no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a Java that runs nothing."""
    program = tmp_path / "java"
    program.write_text(NO_SERVER, "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("GREFFIER_JAVA", str(program))
    return program


@pytest.mark.neo4j
@pytest.mark.parametrize("auth", [True, False])
@pytest.mark.usefixtures("neo4j_installed", "make_no_server")
def test_what_is_said_where_it_does_not_start_is_shown(home: Path, auth: bool) -> None:
    bolt, http = free_ports(2)
    for _ in range(2):
        with pytest.raises(ServerError) as caught:
            ManagedServer(home, bolt=bolt, http=http, auth=auth).start()
        assert caught.value.log == "There is not enough memory"
        assert str(caught.value).startswith(f"{home}: the first password" if auth else "Neo4j ended while it started;")
    assert ManagedServer(home).status().running is False
    assert ManagedServer(home).url == "bolt://127.0.0.1:7687"  # what did not work is not kept


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_installed")
def test_a_damaged_jar_is_noticed_before_a_start(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = jars_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    jars_folder().mkdir(parents=True)
    for jar in read_lock():
        (jars_folder() / jar.name).symlink_to(real / jar.name)
    (jars_folder() / "caffeine-3.1.8.jar").unlink()
    (jars_folder() / "caffeine-3.1.8.jar").write_bytes(b"\0" * 889211)
    bolt, http = free_ports(2)
    with pytest.raises(ServerError, match=r"1 jar \(1 MB\) missing or damaged, caffeine-3\.1\.8\.jar for one; run"):
        ManagedServer(home, bolt=bolt, http=http).start()


@pytest.mark.neo4j
def test_only_this_machine_and_who_knows_the_password_reaches_it(
    managed: ManagedServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(tmp_path))
    with pytest.raises(CredentialsError, match="asks for a user and a password") as caught:
        open_store(managed.url)
    assert caught.value.asked is True
    with pytest.raises(CredentialsError, match="does not take the user 'neo4j' with this password") as caught:
        open_store(managed.url, credentials=("neo4j", "guessed"))
    assert caught.value.asked is False
    with open_store(managed.url, credentials=("neo4j", managed.password() or "")) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    own = {address[4][0] for address in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for host in own - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((str(host), managed.bolt), 5)


@pytest.mark.neo4j
def test_its_password_is_found_by_its_url_alone(managed: ManagedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(managed.home.parent))
    for host in ("127.0.0.1", "localhost"):
        with open_store(f"bolt://{host}:{managed.bolt}/neo4j") as store:
            assert store.read("RETURN 1 AS one") == [{"one": 1}]
    monkeypatch.setenv("NEO4J_PASSWORD", "other")  # what the environment says goes before
    with pytest.raises(CredentialsError, match="does not take the user 'neo4j'"):
        open_store(managed.url)


@pytest.mark.neo4j
def test_its_password_is_for_no_other_url(managed: ManagedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(managed.home.parent))
    port, other = managed.bolt, free_ports(1)[0]
    assert read_credentials(Address(managed.url, None)) == ("neo4j", managed.password())
    for url in (
        f"bolt://127.0.0.1:{other}",
        f"neo4j://host.example:{port}",
        f"bolt+s://127.0.0.1:{port}",
        f"neo4j+ssc://localhost:{port}",
        f"bolt://[::1]:{port}",
        "bolt://localhost",
    ):
        assert read_credentials(Address(url, None)) is None, url


def test_nothing_is_told_to_who_listens_where_it_ran(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(home.parent))
    home.mkdir(parents=True)
    ensure_password(home / "password")
    (home / "ports.json").write_text(json.dumps({"bolt": 17687}), "utf-8")
    (home / "pid").write_text(str(os.getpid()), "utf-8")
    assert read_credentials(Address("bolt://127.0.0.1:17687", None)) is None


@pytest.mark.neo4j
def test_its_password_stands_nowhere_else(managed: ManagedServer) -> None:
    password = managed.password()
    assert password
    assert (mode(managed.home), mode(managed.password_file)) == (0o700, 0o600)
    files = [path for path in managed.home.rglob("*") if path.is_file() and path != managed.password_file]
    assert [path for path in files if password.encode() in path.read_bytes()] == []
    shown = command_line(managed.status().pid or 0)
    assert f"--home-dir={managed.home}" in shown
    assert password not in " ".join(shown)


@pytest.mark.neo4j
def test_one_that_runs_is_neither_started_nor_changed(managed: ManagedServer) -> None:
    before = managed.status()
    assert before.running is True
    assert ManagedServer(managed.home).start() is False
    assert managed.start() is False
    with pytest.raises(ServerError, match=rf"runs already, with --bolt {managed.bolt}; end it with .* stop` first"):
        ManagedServer(managed.home, bolt=free_ports(1)[0]).start()
    with pytest.raises(ServerError, match="runs already, with --heap 512m"):
        ManagedServer(managed.home, heap="2g").start()
    with pytest.raises(ServerError, match="Neo4j runs; end it with `greffier neo4j stop` first"):
        managed.admin("database", "info")
    assert ManagedServer(managed.home).status() == before


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_installed")
def test_what_is_written_outlives_an_end_and_a_crash(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREFFIER_HOME", str(home.parent))
    bolt, http = free_ports(2)
    try:
        with ThreadPoolExecutor(2) as pool:  # two that start it at the same moment
            starts = [pool.submit(ManagedServer(home, bolt=bolt, http=http, heap=HEAP).start) for _ in range(2)]
            assert sorted(start.result() for start in starts) == [False, True]
        server = ManagedServer()
        with open_store(server.url, writable=True) as store:
            store.run("CREATE (:Law {id: 'law/before-a-crash'})")
        pid, password = server.status().pid, server.password()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        assert server.status().running is False
        assert (home / "pid").read_text("utf-8") == f"{pid}\n"
        assert server.start() is True
        with open_store(server.url, writable=True) as store:
            assert store.read("MATCH (l:Law) RETURN l.id AS id") == [{"id": "law/before-a-crash"}]
            store.run("CREATE (:Law {id: 'law/before-an-end'})")
        assert server.stop() is True
        assert (server.status().running, server.stop(), (home / "pid").exists()) == (False, False, False)
        assert "Last committed transaction id" in server.admin("database", "info").stdout
        assert server.start() is True
        assert server.password() == password
        with open_store(server.url) as store:
            assert store.read("MATCH (l:Law) RETURN count(l) AS laws") == [{"laws": 2}]
    finally:
        ManagedServer(home).stop()
