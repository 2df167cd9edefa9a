"""The jars of the managed Neo4j: fetched from a repository on this machine, whole, or not there."""

import hashlib
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from greffier.graph.errors import ServerError
from greffier.graph.neo4j.jars import Jar, check_jars, fetch_jars, jars_folder, missing_jars, read_lock

CONTENTS = {"one-1.0.jar": b"the first" * 1000, "two-2.1-linux.jar": b"the second" * 1000}
PATHS = {"one-1.0.jar": "/org/example/one/1.0/one-1.0.jar", "two-2.1-linux.jar": "/com/two/2.1/two-2.1-linux.jar"}
COORDINATES = {"one-1.0.jar": "org.example:one:1.0", "two-2.1-linux.jar": "com:two:2.1:linux"}
TOTAL = 19_000


@dataclass
class Repository:
    """A Maven repository: what it serves, how often it was asked for it, and which answers it breaks off."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=lambda: {PATHS[n]: c for n, c in CONTENTS.items()})
    asked: Counter[str] = field(default_factory=Counter)
    to_break: set[str] = field(default_factory=set)


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository that the jars are fetched from."""
    served = Repository()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = served.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            served.asked[self.path] += 1
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.path in served.to_break:
                served.to_break.remove(self.path)
                content = content[:100]
            self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        served.url = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("GREFFIER_MAVEN_REPOSITORY", served.url + "/")
        yield served
        server.shutdown()
        thread.join()


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock of two jars."""
    path = tmp_path / "small.lock"
    lines = [f"{COORDINATES[n]} {hashlib.sha256(c).hexdigest()} {len(c)}\n" for n, c in CONTENTS.items()]
    path.write_text("".join(lines), "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder to fetch into, which is not there yet."""
    return tmp_path / "cache" / "jars"


@pytest.fixture
def no_jgo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no package jgo."""
    monkeypatch.setitem(sys.modules, "jgo.maven", None)


@pytest.fixture
def maven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program in the place of Maven; it gets the folder to copy into as `$out`."""
    monkeypatch.delenv("GREFFIER_MAVEN_REPOSITORY", raising=False)

    def put(text: str) -> None:
        program = tmp_path / "bin" / "mvn"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nfor word; do out="${{word#-DoutputDirectory=}}"; done\n{text}\n', "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    return put


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_lock_holds_the_server_and_its_browser() -> None:
    jars = read_lock()
    assert (len(jars), sum(jar.size for jar in jars)) == (214, 142926720)
    assert len({jar.name for jar in jars}) == 214
    assert {"neo4j-5.26.30.jar", "neo4j-browser-5.24.0.jar"} <= {jar.name for jar in jars}
    assert all(len(jar.sha256) == 64 for jar in jars)


def test_a_line_of_a_lock_is_a_jar(lock: Path) -> None:
    one, two = read_lock(lock)
    assert one == Jar("org.example", "one", "1.0", "", hashlib.sha256(CONTENTS["one-1.0.jar"]).hexdigest(), 9000)
    assert (two.group, two.classifier, two.name, two.size) == ("com", "linux", "two-2.1-linux.jar", 10000)


def test_the_jars_are_kept_in_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert jars_folder() == tmp_path / "greffier" / "neo4j-5.26.30"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert jars_folder() == Path.home() / ".cache" / "greffier" / "neo4j-5.26.30"


def test_all_are_fetched_once(repository: Repository, lock: Path, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    assert fetch_jars(lambda *sizes: told.append(sizes), lock=lock, folder=folder) == folder
    assert held(folder) == CONTENTS
    assert (told[0], told[-1]) == ((0, TOTAL), (TOTAL, TOTAL))
    assert told == sorted(told)
    fetch_jars(lock=lock, folder=folder)
    assert set(repository.asked.values()) == {1}
    assert not folder.with_name("jars.part").exists()


@pytest.mark.parametrize("content", [b"", b"the first", b"THE FIRST" * 1000])
def test_a_damaged_jar_alone_is_fetched_again(repository: Repository, lock: Path, folder: Path, content: bytes) -> None:
    fetch_jars(lock=lock, folder=folder)
    (folder / "one-1.0.jar").write_bytes(content)
    assert [jar.name for jar in missing_jars(folder, read_lock(lock))] == ["one-1.0.jar"]
    fetch_jars(lock=lock, folder=folder)
    assert held(folder) == CONTENTS
    assert repository.asked == {PATHS["one-1.0.jar"]: 2, PATHS["two-2.1-linux.jar"]: 1}


def test_a_transfer_that_breaks_off_is_tried_again(repository: Repository, lock: Path, folder: Path) -> None:
    repository.to_break.add(PATHS["two-2.1-linux.jar"])
    fetch_jars(lock=lock, folder=folder)
    assert held(folder) == CONTENTS
    assert repository.asked[PATHS["two-2.1-linux.jar"]] == 2


def test_what_was_fetched_stays_where_the_rest_fails(repository: Repository, lock: Path, folder: Path) -> None:
    missing = repository.files.pop(PATHS["two-2.1-linux.jar"])
    with pytest.raises(ServerError) as caught:
        fetch_jars(lock=lock, folder=folder)
    assert str(caught.value).startswith("1 jar (1 MB) of Neo4j could not be fetched (jgo: two-2.1-linux.jar: ")
    assert "run `greffier neo4j install` again" in str(caught.value)
    assert list(held(folder)) == ["one-1.0.jar"]
    repository.files[PATHS["two-2.1-linux.jar"]] = missing
    fetch_jars(lock=lock, folder=folder)
    assert held(folder) == CONTENTS
    assert repository.asked[PATHS["one-1.0.jar"]] == 1


def test_a_file_that_is_not_the_one_of_the_lock_is_not_taken(repository: Repository, lock: Path, folder: Path) -> None:
    repository.files[PATHS["one-1.0.jar"]] = b"something else"
    with pytest.raises(ServerError, match=r"one-1\.0\.jar: what came is not the file of the lock"):
        fetch_jars(lock=lock, folder=folder)
    assert not (folder / "one-1.0.jar").exists()


def test_a_repository_that_does_not_answer_is_one_line(
    monkeypatch: pytest.MonkeyPatch, lock: Path, folder: Path
) -> None:
    monkeypatch.setenv("GREFFIER_MAVEN_REPOSITORY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(ServerError, match=r"could not be fetched \(jgo: one-1\.0\.jar: the repository does not answer"):
        fetch_jars(lock=lock, folder=folder)
    assert held(folder) == {}


def test_two_at_once_fetch_each_jar_once(repository: Repository, lock: Path, folder: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: fetch_jars(lock=lock, folder=folder), range(2))) == [folder, folder]
    assert held(folder) == CONTENTS
    assert set(repository.asked.values()) == {1}


def test_what_a_killed_fetching_left_is_swept_away(repository: Repository, lock: Path, folder: Path) -> None:
    part = folder.with_name("jars.part")
    (part / "org" / "example" / "one" / "1.0").mkdir(parents=True)
    (part / "org" / "example" / "one" / "1.0" / "one-1.0.jar").write_bytes(b"the fi")
    fetch_jars(lock=lock, folder=folder)
    assert held(folder) == CONTENTS
    assert not part.exists()


def test_jars_that_are_there_need_no_folder_to_write_to(repository: Repository, lock: Path, folder: Path) -> None:
    fetch_jars(lock=lock, folder=folder)
    folder.with_name("jars.busy").unlink()
    folder.with_name("jars.busy").mkdir()  # nothing can be opened there
    assert fetch_jars(lock=lock, folder=folder) == folder


def test_a_full_disk_is_told_with_what_is_needed(
    repository: Repository, lock: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 18_999

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage)
    with pytest.raises(ServerError, match=r"the disk is full: the jars of Neo4j take 1 MB there, of which 1 MB"):
        fetch_jars(lock=lock, folder=folder)
    assert repository.asked == {}


def test_a_folder_that_cannot_be_made_is_one_line(lock: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        ServerError, match=r"/file/jars.*: the jars of Neo4j cannot be kept there: .*; set XDG_CACHE_HOME"
    ):
        fetch_jars(lock=lock, folder=tmp_path / "file" / "jars")


def test_maven_is_asked_for_what_is_missing_alone(
    maven: Callable[[str], None], no_jgo: None, lock: Path, folder: Path, tmp_path: Path
) -> None:
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    maven(
        f'cp "$3" "{tmp_path}/asked.xml"; mkdir -p "$out"; cp "{tmp_path}"/*.jar "$out"\n'
        "echo '[INFO] Downloaded from mirror: http://host.example/com/two/2.1/two-2.1-linux.jar (10 kB at 1 MB/s)'"
    )
    folder.mkdir(parents=True)
    (folder / "one-1.0.jar").write_bytes(CONTENTS["one-1.0.jar"])
    told: list[tuple[int, int]] = []
    fetch_jars(lambda *sizes: told.append(sizes), lock=lock, folder=folder)
    assert held(folder) == CONTENTS
    asked = (tmp_path / "asked.xml").read_text("utf-8")
    assert "<artifactId>two</artifactId><version>2.1</version><classifier>linux</classifier>" in asked
    assert "<artifactId>one</artifactId>" not in asked
    assert sorted(set(told)) == [(9000, TOTAL), (TOTAL, TOTAL)]


def test_both_ways_of_fetching_say_why_they_failed(
    maven: Callable[[str], None], no_jgo: None, lock: Path, folder: Path
) -> None:
    maven("echo '[INFO] x'; echo '[ERROR] no route to host'; echo '[ERROR] more'; exit 1")
    with pytest.raises(ServerError, match=r"\(Maven: no route to host; install Maven, or pip install 'greffier"):
        fetch_jars(lock=lock, folder=folder)


def test_a_damaged_copy_of_maven_is_named(maven: Callable[[str], None], no_jgo: None, lock: Path, folder: Path) -> None:
    maven('mkdir -p "$out"; echo broken > "$out/one-1.0.jar"')
    with pytest.raises(ServerError, match=r"Maven's own copy of one-1\.0\.jar is not the one of the lock; remove it"):
        fetch_jars(lock=lock, folder=folder)


def test_without_maven_and_jgo_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, no_jgo: None, lock: Path, folder: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerError, match=r"\(install Maven, or pip install 'greffier\[neo4j\]', to fetch"):
        fetch_jars(lock=lock, folder=folder)


def test_the_jars_are_looked_at_before_a_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(ServerError, match="Neo4j is not installed; run `greffier neo4j install` first"):
        check_jars()
    jars_folder().mkdir(parents=True)
    with pytest.raises(ServerError, match=r"214 jars \(143 MB\) missing or damaged, .*; run `greffier neo4j install`"):
        check_jars()


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_installed")
def test_the_installed_jars_are_those_of_the_lock() -> None:
    assert check_jars() == jars_folder()
