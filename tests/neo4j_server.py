"""A Neo4j for the tests: the one that NEO4J_URI names, or one that is started here and stopped at the end.

Nothing is fetched or started unless it is asked for, by NEO4J_URI or by GREFFIER_TEST_NEO4J=1. The jars
are those of the lock beside this file. They are fetched once, by Maven with the machine's own settings,
or by the package `jgo` where there is no Maven, into the user's cache.
"""

import contextlib
import hashlib
import importlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LOCK: Final = Path(__file__).with_name("neo4j-5.26.30.lock")  # group:artifact:version[:classifier] sha256 size
ASKED_FOR: Final = "GREFFIER_TEST_NEO4J"
EXTERNAL: Final = "NEO4J_URI"
JAVA_VERSIONS: Final = ("17", "21")
SECONDS_TO_START: Final = 120
COPY_GOAL: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
# What the server opens up by reflection.
OPENED: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
HANDSHAKE: Final = bytes.fromhex("6060b01700080805000000040000000000000000")


class NoServerError(Exception):
    """Say why there is no Neo4j to test with."""


@contextmanager
def neo4j_server(home: Path) -> Iterator[str]:
    """Give the URL of a Neo4j; raise NoServerError where there is none. `home` is where a new one keeps its data."""
    external = os.environ.get(EXTERNAL)
    if external:
        yield external
        return
    if os.environ.get(ASKED_FOR) != "1":
        raise NoServerError(f"set {ASKED_FOR}=1 to fetch and start one, or {EXTERNAL} to an empty database")
    java = _find_java()
    jars = fetch_jars(_cache() / LOCK.stem)
    bolt, http = _free_ports(2)
    _write_settings(home, bolt, http)
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(
            _command(java, jars, home),
            cwd=home,
            env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server
        )
    try:
        _wait_until_ready(process, bolt, http, home)
        yield f"bolt://127.0.0.1:{bolt}"
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def fetch_jars(folder: Path) -> Path:
    """Return the folder with exactly the jars of the lock, fetched if they are not there; raise NoServerError."""
    wanted = dict(_jars())
    if not all(_is_there(folder / name, size) for name, (_, size) in wanted.items()):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as part:
            found = Path(part, "jars")
            found.mkdir()
            if shutil.which("mvn"):
                _fetch_with_maven(Path(part), found)
            else:
                _fetch_with_jgo(Path(part), found)
            for name, (sha256, _) in wanted.items():
                if hashlib.sha256((found / name).read_bytes()).hexdigest() != sha256:
                    raise NoServerError(f"{name} is not the file of {LOCK.name}")
            shutil.rmtree(folder, ignore_errors=True)
            found.replace(folder)
    return folder


def _coordinates() -> Iterator[tuple[str, str, str, str, str, int]]:
    for line in LOCK.read_text("utf-8").splitlines():
        name, sha256, size = line.split()
        group, artifact, version, classifier = (*name.split(":"), "")[:4]
        yield group, artifact, version, classifier, sha256, int(size)


def _jars() -> Iterator[tuple[str, tuple[str, int]]]:
    for _, artifact, version, classifier, sha256, size in _coordinates():
        yield f"{artifact}-{version}{f'-{classifier}' if classifier else ''}.jar", (sha256, size)


def _is_there(jar: Path, size: int) -> bool:
    return jar.is_file() and jar.stat().st_size == size


def _fetch_with_maven(folder: Path, jars: Path) -> None:
    """Have Maven copy the jars, each named on its own, so that it chooses no versions by itself."""
    wanted = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
        + (f"<classifier>{classifier}</classifier>" if classifier else "")
        + "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
        for group, artifact, version, classifier, _, _ in _coordinates()
    )
    pom = folder / "pom.xml"
    pom.write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>greffier</groupId><artifactId>tests</artifactId>"
        f"<version>1</version><packaging>pom</packaging><dependencies>{wanted}</dependencies></project>",
        "utf-8",
    )
    command = ["mvn", "-B", "-q", "-f", str(pom), COPY_GOAL, f"-DoutputDirectory={jars}"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise NoServerError("Maven could not fetch the jars")


def _fetch_with_jgo(folder: Path, jars: Path) -> None:
    try:
        context = importlib.import_module("jgo.maven").MavenContext(repo_cache=folder / "cache", timeout=60)
    except ImportError as error:
        raise NoServerError("its jars are not here; install Maven, or the package jgo, to fetch them") from error
    names = [name for name, _ in _jars()]
    for (group, artifact, version, classifier, _, _), name in zip(_coordinates(), names, strict=True):
        try:
            found = context.project(group, artifact).at_version(version).artifact(classifier).resolve()
            shutil.copyfile(found, jars / name)
        except (OSError, RuntimeError, ValueError) as error:
            raise NoServerError(f"jgo could not fetch {name}") from error


def _find_java() -> str:
    home = os.environ.get("JAVA_HOME")
    for candidate in (home and str(Path(home, "bin", "java")), shutil.which("java")):
        if candidate:
            with contextlib.suppress(OSError):
                told = subprocess.run(
                    [candidate, "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=False
                ).stderr
                if any(f"java.specification.version = {version}\n" in told for version in JAVA_VERSIONS):
                    return candidate
    raise NoServerError(f"there is no Java {' or '.join(JAVA_VERSIONS)} here")


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "greffier")


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _write_settings(home: Path, bolt: int, http: int) -> None:
    for name in ("conf", "data", "import", "logs"):
        (home / name).mkdir(parents=True, exist_ok=True)
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f":{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f":{http}",
        "server.http.advertised_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "server.directories.import": "import",  # unset, file URLs reach every file
        "server.memory.heap.initial_size": "256m",
        "server.memory.heap.max_size": "512m",
        "server.memory.pagecache.size": "64m",
        "dbms.security.auth_enabled": "false",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "db.tx_log.preallocate": "false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    (home / "conf" / "neo4j.conf").write_text("".join(lines), "utf-8")


def _command(java: str, jars: Path, home: Path) -> list[str]:
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
    memory = ["-Xms256m", "-Xmx512m", "-XX:+UseSerialGC"]
    options = ["-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8"]
    server = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    return [java, *memory, *opened, *options, "-cp", f"{jars}/*", *server]


def _wait_until_ready(process: "subprocess.Popen[bytes]", bolt: int, http: int, home: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NoServerError(f"it ended with code {process.returncode} while it started; see {home}")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{http}/", timeout=2).close()
            with socket.create_connection(("127.0.0.1", bolt), 2) as connection:
                connection.sendall(HANDSHAKE)
                if any(connection.recv(4)):
                    return
        time.sleep(0.2)
    raise NoServerError(f"it was not ready after {SECONDS_TO_START} seconds; see {home}")


def check_empty(location: str) -> None:
    """Raise NoServerError where a database holds anything: tests remove all that is in it."""
    from greffier.graph.errors import StoreError
    from greffier.graph.store import open_store

    try:
        with open_store(location) as store:
            (row,) = store.read("MATCH (n) RETURN count(n) AS nodes")
    except StoreError as error:
        raise NoServerError(str(error)) from error
    if row["nodes"]:
        raise NoServerError(f"{location} holds {row['nodes']} nodes, which the tests would remove; give an empty one")


def wipe(location: str) -> None:
    """Remove all nodes and relations that a test has left."""
    from greffier.graph.store import open_store

    with open_store(location, writable=True) as store:
        store.run("MATCH (n) DETACH DELETE n")
