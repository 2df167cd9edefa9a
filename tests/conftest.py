"""Settings that all tests share."""

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

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
        raise pytest.UsageError(
            f"greffier.graph comes from {found}, not from {ROOT / 'graph'}: run `make test`"
        )


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT
