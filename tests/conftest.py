"""Settings that all tests share."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.neo4j_server import NoServerError, check_empty, install_neo4j, managed_server, neo4j_server

if TYPE_CHECKING:
    from greffier.graph.neo4j.server import ManagedServer

ROOT = Path(__file__).resolve().parent.parent

# No deadline: slowness is no wrong result. CI tries the same examples in each run, so that a failure can be
# reproduced; elsewhere each run looks for new ones.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure() -> None:
    """Refuse to run when `greffier` is missing, or is another copy than the one beside these tests."""
    try:
        spec = importlib.util.find_spec("greffier.graph")
    except ModuleNotFoundError:
        spec = None
    if spec is None or spec.origin is None:
        raise pytest.UsageError("greffier is not installed here: run `make test`, which builds .venv first")
    found = Path(spec.origin).resolve().parent
    if found != ROOT / "graph":
        raise pytest.UsageError(f"greffier.graph comes from {found}, not from {ROOT / 'graph'}: run `make test`")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _homes_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the managed server that a user of this machine may have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GREFFIER_HOME", str(tmp_path_factory.mktemp("greffier-home")))
        yield


@pytest.fixture(scope="session")
def neo4j_installed() -> None:
    """Have what a managed server needs on this machine."""
    with _or_skipped():
        install_neo4j()


@pytest.fixture(scope="session")
def managed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManagedServer]:
    """A managed server that runs with a password, for tests that neither end it nor ask what it holds.

    Its home is `neo4j` in a folder that GREFFIER_HOME can name.
    """
    with _or_skipped(), managed_server(tmp_path_factory.mktemp("managed") / "neo4j") as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a Neo4j with an empty database; what tests leave there, other tests remove."""
    with _or_skipped(), neo4j_server(tmp_path_factory.mktemp("neo4j")) as location:
        check_empty(location)
        yield location


@contextmanager
def _or_skipped() -> Iterator[None]:
    try:
        yield
    except NoServerError as error:
        pytest.skip(f"there is no Neo4j to test with: {error}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud when the tests that need a Neo4j did not run, and why."""
    every = terminalreporter.stats.get("skipped", ())
    skipped = [r for r in every if isinstance(r, pytest.TestReport) and "neo4j" in r.keywords]  # no whole modules
    if skipped:
        reasons = {str(r.longrepr[2]).removeprefix("Skipped: ") for r in skipped if isinstance(r.longrepr, tuple)}
        terminalreporter.write_line(
            f"Neo4j tests did not run: {len(skipped)} skipped; {'; '.join(sorted(reasons))}", yellow=True, bold=True
        )
