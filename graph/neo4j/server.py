"""The Neo4j that Greffier installs and runs itself, on this machine and for it alone."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from greffier.graph.errors import ServerError
from greffier.graph.neo4j.choices import Choices, read_choices, write_choices
from greffier.graph.neo4j.configuration import (
    FOLDERS,
    class_path,
    parse_memory,
    server_settings,
    write_java_options,
    write_settings,
)
from greffier.graph.neo4j.jars import VERSION, Progress, check_jars, fetch_jars, jars_folder, read_lock
from greffier.graph.neo4j.java import find_java
from greffier.graph.neo4j.logs import Moment, console, last_lines, now, told_since
from greffier.graph.neo4j.passwords import ensure_password, read_password
from greffier.graph.neo4j.places import HOME_VARIABLE, home_folder
from greffier.graph.neo4j.ports import LOOPBACK, answers, check_free
from greffier.graph.neo4j.processes import alone, end_process, is_running

SECONDS_TO_START: Final = 180
SECONDS_TO_STOP: Final = 120
SECONDS_BETWEEN_LOOKS: Final = 0.1
MEGABYTE: Final = 1_000_000
ROOM: Final = 50  # megabytes without which it is not started
MAIN: Final = "org.neo4j.server.CommunityEntryPoint"
ADMIN: Final = "org.neo4j.cli.AdminTool"


@dataclass(frozen=True, slots=True)
class Status:
    """Tell of the managed server: whether it runs, and where it is reached when it does."""

    running: bool
    pid: int | None
    url: str
    browser_url: str
    version: str
    home: Path
    password_file: Path
    installed: bool


class ManagedServer:
    """Install, start and stop a Neo4j; all that it keeps is in one folder, its home.

    Ports and memory that are not given are those of the last start, at first 7687, 7474 and 1g. Every method
    raises ServerError where it cannot do what it says.
    """

    def __init__(
        self,
        home: Path | None = None,
        *,
        bolt: int | None = None,
        http: int | None = None,
        heap: str | None = None,
        auth: bool = True,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Know a server by its home; nothing is touched. `settings` are Neo4j's own, put over those made here."""
        self.home = (home or home_folder()).expanduser().resolve()
        given = {"bolt": bolt, "http": http, "heap": heap}
        self._asked: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self._auth = auth
        self._settings = dict(settings or {})

    @property
    def bolt(self) -> int:
        """The port for Bolt."""
        return self._choices().bolt

    @property
    def http(self) -> int:
        """The port of the Browser."""
        return self._choices().http

    @property
    def url(self) -> str:
        """The URL of the store; by number, as a name may lead elsewhere."""
        return f"bolt://{LOOPBACK}:{self.bolt}"

    @property
    def browser_url(self) -> str:
        """The URL of Neo4j Browser."""
        return f"http://localhost:{self.http}/browser/"

    @property
    def password_file(self) -> Path:
        """The file with the password, which only its owner can read."""
        return self.home / "password"

    def password(self) -> str | None:
        """Return the password of the user `neo4j`; None where none was made yet."""
        with self._failures():
            return read_password(self.password_file)

    def status(self) -> Status:
        """Tell whether the server runs, and where."""
        pid = self._pid()
        return Status(
            running=pid is not None,
            pid=pid,
            url=self.url,
            browser_url=self.browser_url,
            version=VERSION,
            home=self.home,
            password_file=self.password_file,
            installed=jars_folder().is_dir(),
        )

    def install(self, progress: Progress | None = None) -> Path:
        """Fetch what the server needs, and return the folder of its jars; `progress` is told bytes there and in all."""
        find_java()
        return fetch_jars(progress)

    def start(self) -> bool:
        """Start the server, and wait until it answers; return whether it did not run before.

        Where it does not come up, the error has the end of its log.
        """
        with self._alone():
            pid = self._pid()
            if pid is not None:
                self._check_asked()
                self._wait(pid, {})
                return False
            check_free(self.bolt, self.http)
            self._check_room()
            java, options = self._prepare()
            if self._auth and not (self.home / "data" / "databases" / "system").exists():
                self._set_password(java, options)
            self._launch(java, options)
            return True

    def stop(self) -> bool:
        """End the server, and wait until it has ended; return whether it ran."""
        if not self.home.is_dir():
            return False
        with self._alone():
            pid = self._pid()
            if pid is not None and not end_process(pid, MAIN, self._mark, seconds=SECONDS_TO_STOP):
                raise ServerError(
                    f"Neo4j (process {pid}) was asked to end, and still runs after {SECONDS_TO_STOP} seconds; see "
                    f"{self.home / 'logs' / 'neo4j.log'}, and stop it again"
                )
            self._pid_file.unlink(missing_ok=True)
            return pid is not None

    def admin(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run neo4j-admin on this home, and return what came of it; the server must not run meanwhile."""
        with self._alone():
            if self._pid() is not None:
                raise ServerError("Neo4j runs; end it with `greffier neo4j stop` first")
            java, options = self._prepare()
            return self._run_admin(java, options, *words)

    def _prepare(self) -> tuple[str, Path]:
        """Write the settings; return the path of the Java to run, and that of the file of its options."""
        choices = self._choices()
        heap = parse_memory(choices.heap)
        java, folder = find_java(), check_jars()
        for name in FOLDERS:
            (self.home / name).mkdir(exist_ok=True)
        made = server_settings(bolt=choices.bolt, http=choices.http, heap=heap, auth=self._auth)
        write_settings(self.home, made | self._settings)
        jars = class_path(self.home, folder, [jar.name for jar in read_lock()])
        return java.path, write_java_options(self.home, jars, heap)

    def _check_room(self) -> None:
        """Raise OSError where the server would fill the disk before it answers, and not say so clearly."""
        if shutil.disk_usage(self.home).free < ROOM * MEGABYTE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.home))

    def _set_password(self, java: str, options: Path) -> None:
        """Have the first start take the password of the file, which only works before it."""
        # Named by its file: what is on a command line, all users of the machine can read.
        file = ensure_password(self.password_file)
        done = self._run_admin(java, options, "dbms", "set-initial-password", f"@{file}")
        if done.returncode:
            raise ServerError(f"{self.home}: the first password could not be set", last_lines(done.stderr))

    def _run_admin(self, java: str, options: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [java, f"@{options}", ADMIN, *words],
            cwd=self.home,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    def _launch(self, java: str, options: Path) -> None:
        """Start the process, and wait until it answers; leave nothing running where it does not."""
        before = now(self.home)
        choices_before = self._saved_choices()
        with console(self.home).open("ab") as output:
            process = subprocess.Popen(
                [
                    java,
                    f"@{options}",
                    self._mark,
                    MAIN,
                    f"--home-dir={self.home}",
                    f"--config-dir={self.home / 'conf'}",
                ],
                cwd=self.home,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # it outlives the terminal, and Ctrl-C is not for it
            )
        try:
            self._pid_file.write_text(f"{process.pid}\n", "utf-8")
            write_choices(self._choices_file, self._choices())
            self._wait(process.pid, before, process)
        except BaseException:
            _end(process)
            self._pid_file.unlink(missing_ok=True)
            write_choices(self._choices_file, choices_before)
            raise
        # It is meant to outlive this process, which would else complain on forgetting it.
        process.returncode = 0

    def _wait(self, pid: int, before: Moment, process: subprocess.Popen[bytes] | None = None) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while not answers(self.bolt, self.http):
            if process.poll() is not None if process else not is_running(pid, MAIN, self._mark):
                why = "ended while it started"
            elif time.monotonic() > end:
                why = f"does not answer after {SECONDS_TO_START} seconds"
            else:
                time.sleep(SECONDS_BETWEEN_LOOKS)
                continue
            raise ServerError(f"Neo4j {why}; see {self.home / 'logs'}", told_since(self.home, before))

    @property
    def _pid_file(self) -> Path:
        return self.home / "pid"

    @property
    def _mark(self) -> str:
        """The word by which a process is known as the server of this home, whatever is in its path."""
        return f"-Dgreffier.home={hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]}"

    def _pid(self) -> int | None:
        """Return the number of the process, where it runs."""
        with self._failures():
            try:
                pid = int(self._pid_file.read_text("utf-8"))
            except (FileNotFoundError, ValueError):
                return None
            return pid if is_running(pid, MAIN, self._mark) else None

    def _environment(self) -> dict[str, str]:
        """Return the environment for Java, without passwords."""
        kept = {name: value for name, value in os.environ.items() if "PASSWORD" not in name}
        return kept | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _choices(self) -> Choices:
        return replace(self._saved_choices(), **self._asked)

    def _saved_choices(self) -> Choices:
        with self._failures():
            return read_choices(self._choices_file)

    def _check_asked(self) -> None:
        """Raise ServerError where the server runs otherwise than it is asked for."""
        runs_with = asdict(self._saved_choices())
        for name, value in self._asked.items():
            if runs_with[name] != value:
                raise ServerError(
                    f"Neo4j runs already, with --{name} {runs_with[name]}; end it with `greffier neo4j stop` first"
                )

    @property
    def _choices_file(self) -> Path:
        return self.home / "ports.json"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time start, end or change the server."""
        with self._failures():
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with alone(self.home / "lock"):
                yield

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise ServerError(
                    f"{self.home}: the disk is full; make room ({ROOM} MB at least), or set {HOME_VARIABLE} "
                    "to a folder on another"
                ) from error
            raise ServerError(
                f"{error.filename or self.home}: {error.strerror or error}; Neo4j keeps its data in {self.home}: see "
                f"that you may write there, or set {HOME_VARIABLE} to another folder"
            ) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
