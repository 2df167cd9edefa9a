"""The jars of the managed Neo4j: which they are, by a lock with their hashes, and how they are fetched.

They are fetched onto the user's machine, into the cache, by Maven where it is there (with the machine's own settings
of mirrors and proxies), else by the package `jgo`, from the repository that GREFFIER_MAVEN_REPOSITORY names if it is
set. A jar is under its name only once it is whole and the one of the lock, so that an interrupted fetching goes on
where it ended.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any, Final

from greffier.graph.errors import ServerError
from greffier.graph.neo4j.places import cache_folder
from greffier.graph.neo4j.processes import alone

VERSION: Final = "5.26.30"
LOCK: Final = Path(__file__).with_name(f"neo4j-{VERSION}.lock")
REPOSITORY_VARIABLE: Final = "GREFFIER_MAVEN_REPOSITORY"
FETCHERS_AT_ONCE: Final = 6
SECONDS_TO_ANSWER: Final = 60
ATTEMPTS: Final = 2
LENGTH_OF_REASONS: Final = 200
COPY_GOAL: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
AGAIN: Final = "run `greffier neo4j install` again"

Progress = Callable[[int, int], None]  # bytes that are there, bytes in all


@dataclass(frozen=True, slots=True)
class Jar:
    """Hold a line of the lock: a Maven artifact, the hash of its file, and the size of it in bytes."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.artifact}-{self.version}{f'-{self.classifier}' if self.classifier else ''}.jar"


class _FetchError(Exception):
    """Say why a way of fetching did not fetch all."""


def read_lock(lock: Path = LOCK) -> tuple[Jar, ...]:
    """Return the jars of a lock: a line each, `group:artifact:version[:classifier] sha256 size`."""
    jars = []
    for line in lock.read_text("utf-8").splitlines():
        name, sha256, size = line.split()
        group, artifact, version, classifier = (*name.split(":"), "")[:4]
        jars.append(Jar(group, artifact, version, classifier, sha256, int(size)))
    return tuple(jars)


def jars_folder() -> Path:
    """Return the folder that the jars are kept in; it need not be there yet."""
    return cache_folder() / LOCK.stem


def missing_jars(folder: Path, jars: Sequence[Jar]) -> list[Jar]:
    """Return the jars that are not in a folder, or not as in the lock."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        good = pool.map(lambda jar: _is_good(folder / jar.name, jar), jars)
        return [jar for jar, is_good in zip(jars, good, strict=True) if not is_good]


def check_jars() -> Path:
    """Return the folder of the jars; raise ServerError where one is missing or damaged."""
    folder = jars_folder()
    if not folder.is_dir():
        raise ServerError("Neo4j is not installed; run `greffier neo4j install` first")
    missing = missing_jars(folder, read_lock())
    if missing:
        raise ServerError(f"{folder}: {_count(missing)} missing or damaged, {missing[0].name} for one; {AGAIN}")
    return folder


def fetch_jars(progress: Progress | None = None, *, lock: Path = LOCK, folder: Path | None = None) -> Path:
    """Return the folder with the jars of a lock; fetch those that are missing or damaged.

    Raise ServerError where not all could be fetched; those that were stay.
    """
    folder = folder or jars_folder()
    jars = read_lock(lock)
    try:
        fetching = _Fetching(jars, folder, progress or (lambda _there, _total: None))
        if fetching.find_missing():
            folder.mkdir(parents=True, exist_ok=True)
            with alone(folder.with_name(f"{folder.name}.busy")):
                fetching.run()
    except OSError as error:
        raise ServerError(_told(error, folder, jars)) from error
    return folder


class _Fetching:
    """Fetch what is missing in a folder, by the ways there are, one after the other."""

    def __init__(self, jars: Sequence[Jar], folder: Path, progress: Progress) -> None:
        self._jars = jars
        self._folder = folder
        self._part = folder.with_name(f"{folder.name}.part")  # on the same disk, so that a move is whole
        self._progress = progress
        self._total = sum(jar.size for jar in jars)
        self._there = 0

    def find_missing(self) -> list[Jar]:
        """Return what is missing, and tell how much is there."""
        missing = missing_jars(self._folder, self._jars)
        self._there = self._total - sum(jar.size for jar in missing)
        self._progress(self._there, self._total)
        return missing

    def run(self) -> None:
        """Fetch; raise ServerError where something is still missing in the end."""
        missing = self.find_missing()  # another may have fetched it meanwhile
        if shutil.disk_usage(self._folder).free < sum(jar.size for jar in missing):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder))
        failures = []
        named = os.environ.get(REPOSITORY_VARIABLE)
        for fetch in (self._with_jgo,) if named else (self._with_maven, self._with_jgo):
            if missing:
                shutil.rmtree(self._part, ignore_errors=True)  # what a killed one has left
                self._part.mkdir()
                try:
                    fetch(missing)
                except _FetchError as error:
                    failures.append(shorten(str(error), LENGTH_OF_REASONS, placeholder=" …"))
                finally:
                    shutil.rmtree(self._part, ignore_errors=True)
                missing = self.find_missing()
        if missing:
            why = "; ".join(filter(None, failures))
            raise ServerError(
                f"{_count(missing)} of Neo4j could not be fetched ({why}); see that the network is there, and {AGAIN}: "
                "what was fetched stays"
            )

    def _take(self, jar: Jar, found: Path) -> bool:
        """Move a file to its place if it is the jar of the lock; return whether it is."""
        if not _is_good(found, jar):
            return False
        found.replace(self._folder / jar.name)
        return True

    def _advance(self, jar: Jar) -> None:
        self._there += jar.size
        self._progress(self._there, self._total)

    def _with_maven(self, jars: Sequence[Jar]) -> None:
        """Have Maven copy the jars, each named on its own, so that it chooses no versions by itself."""
        maven = shutil.which("mvn")
        if not maven:
            raise _FetchError  # which the next way makes up for, or tells of
        pom, copies = self._part / "pom.xml", self._part / "jars"
        pom.write_text(_project(jars), "utf-8")
        expected = {jar.name: jar for jar in jars}
        told = []
        with subprocess.Popen(
            [maven, "-B", "-f", str(pom), COPY_GOAL, f"-DoutputDirectory={copies}"],
            cwd=self._part,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if "[ERROR]" in line:
                    told.append(line.replace("[ERROR]", "").strip())
                words = line.split()
                if "Downloaded" in words and (jar := _named_in(words, expected)):
                    self._advance(jar)
        if process.returncode:
            raise _FetchError(f"Maven: {told[0] if told else f'exit code {process.returncode}'}")
        wrong = [jar.name for jar in jars if not self._take(jar, copies / jar.name)]
        if wrong:
            raise _FetchError(f"Maven's own copy of {wrong[0]} is not the one of the lock; remove it there")

    def _with_jgo(self, jars: Sequence[Jar]) -> None:
        try:
            from jgo.maven import MavenContext
        except ImportError as error:
            raise _FetchError("install Maven, or pip install 'greffier[neo4j]', to fetch them") from error
        named = os.environ.get(REPOSITORY_VARIABLE)
        repositories = {"named": named.rstrip("/")} if named else None
        context = MavenContext(repo_cache=self._part, remote_repos=repositories, timeout=SECONDS_TO_ANSWER)
        pool = ThreadPoolExecutor(FETCHERS_AT_ONCE)
        try:
            for jar in pool.map(lambda jar: self._fetch_one(context, jar), jars):
                self._advance(jar)
        finally:
            # The first failure ends it: where there is no network, each would wait for its turn to fail.
            pool.shutdown(cancel_futures=True)

    def _fetch_one(self, context: Any, jar: Jar) -> Jar:
        why = ""
        for _ in range(ATTEMPTS):
            artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
            try:
                found = Path(artifact.resolve())
            except (OSError, RuntimeError, ValueError) as error:
                if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                    raise
                unanswered = isinstance(error, OSError)
                why = f"the repository does not answer ({type(error).__name__})" if unanswered else str(error)
            else:
                if self._take(jar, found):
                    return jar
                why = "what came is not the file of the lock"
                found.unlink()
            # An interrupted transfer leaves a part, which would be taken for the whole.
            artifact.cached_path.unlink(missing_ok=True)
        raise _FetchError(f"jgo: {jar.name}: {why}")


def _named_in(words: Sequence[str], expected: dict[str, Jar]) -> Jar | None:
    return next((expected[name] for word in words if (name := word.rpartition("/")[2]) in expected), None)


def _project(jars: Sequence[Jar]) -> str:
    """Return a Maven project that depends on the jars and on nothing that they depend on."""
    wanted = "".join(
        f"<dependency><groupId>{jar.group}</groupId><artifactId>{jar.artifact}</artifactId>"
        f"<version>{jar.version}</version>"
        + (f"<classifier>{jar.classifier}</classifier>" if jar.classifier else "")
        + "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
        for jar in jars
    )
    return (
        "<project><modelVersion>4.0.0</modelVersion><groupId>greffier</groupId><artifactId>neo4j</artifactId>"
        f"<version>1</version><packaging>pom</packaging><dependencies>{wanted}</dependencies></project>"
    )


def _is_good(path: Path, jar: Jar) -> bool:
    try:
        if path.stat().st_size != jar.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False


def _count(jars: Sequence[Jar]) -> str:
    return f"{len(jars)} jar{'' if len(jars) == 1 else 's'} ({_megabytes(jars)} MB)"


def _megabytes(jars: Sequence[Jar]) -> int:
    return max(1, round(sum(jar.size for jar in jars) / 1_000_000))


def _told(error: OSError, folder: Path, jars: Sequence[Jar]) -> str:
    if error.errno == errno.ENOSPC:
        missing = missing_jars(folder, jars)
        return (
            f"{folder}: the disk is full: the jars of Neo4j take {_megabytes(jars)} MB there, of which "
            f"{_megabytes(missing)} MB are still to come; make room, or set XDG_CACHE_HOME to another disk, and {AGAIN}"
        )
    return (
        f"{error.filename or folder}: the jars of Neo4j cannot be kept there: {error.strerror or error}; "
        "set XDG_CACHE_HOME to another folder"
    )
