"""How the managed Neo4j is set up: its settings, and what its Java is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from greffier.graph.errors import ServerError

SMALLEST_HEAP: Final = 128  # megabytes
FIRST_HEAP: Final = 256  # megabytes that it begins with, where it may have more
SMALL_HEAP: Final = 1024  # megabytes up to which the plain collector takes less memory and is as fast
FOLDERS: Final = ("conf", "data", "import", "lib", "logs", "plugins")
# What the server opens up by reflection.
_OPENED: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_MEMORY: Final = re.compile(r"(\d+)([mg])", re.IGNORECASE)


def parse_memory(text: str) -> int:
    """Return the megabytes of `512m` or `2g`; raise ServerError where it is in another form, or too little."""
    match = _MEMORY.fullmatch(text)
    megabytes = int(match[1]) * (1024 if match[2] in "gG" else 1) if match else 0
    if megabytes < SMALLEST_HEAP:
        raise ServerError(f"{text!r} is no amount of memory for Neo4j; give {SMALLEST_HEAP}m or more, as 512m or 2g")
    return megabytes


def server_settings(*, bolt: int, http: int, heap: int, auth: bool) -> dict[str, str]:
    """Return the settings of a server that only this machine can reach; the heap is in megabytes."""
    return {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f":{bolt}",
        "server.bolt.advertised_address": f"localhost:{bolt}",
        "server.http.listen_address": f":{http}",
        "server.http.advertised_address": f"localhost:{http}",
        "server.https.enabled": "false",
        # Unset, file URLs of LOAD CSV reach every file.
        "server.directories.import": "import",
        "server.memory.heap.initial_size": f"{min(FIRST_HEAP, heap)}m",
        "server.memory.heap.max_size": f"{heap}m",
        "server.memory.pagecache.size": f"{heap // 2}m",
        "dbms.security.auth_enabled": str(auth).lower(),
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        # A fresh database is 2 MB, not 517, and logs of what is in the database already are not kept.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "keep_none",
        # It stops in a second, not in thirteen.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    }


def write_settings(home: Path, settings: Mapping[str, str]) -> None:
    """Write the settings of a server into its home."""
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    home.joinpath("conf", "neo4j.conf").write_text("".join(lines), "utf-8")


def write_java_options(home: Path, jars: Iterable[Path], heap: int) -> Path:
    """Write what Java is told into a file of the home, and return its path; the heap is in megabytes.

    On a command line, 214 jars would make every list of processes unreadable.
    """
    path = ":".join([*(str(jar) for jar in jars), f"{home}/plugins/*"])
    options = [
        f"-Xms{min(FIRST_HEAP, heap)}m",
        f"-Xmx{heap}m",
        "-XX:+UseSerialGC" if heap <= SMALL_HEAP else "-XX:+UseG1GC",
        "-XX:-OmitStackTraceInFastThrow",
        "-XX:+ExitOnOutOfMemoryError",
        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Dlog4j2.disable.jmx=true",
        "-Dfile.encoding=UTF-8",
        "-cp",
        path,
    ]
    file = home / "conf" / "java.options"
    file.write_text("".join(f"{_quoted(option)}\n" for option in options), "utf-8")
    return file


def class_path(home: Path, folder: Path, names: Sequence[str]) -> list[Path]:
    """Return the jars to run; one in the `lib` of the home stands in for the one of its name."""
    own = home / "lib"
    return [own / name if (own / name).exists() else folder / name for name in names]


def _quoted(option: str) -> str:
    escaped = option.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
