"""Where the managed Neo4j is kept: its home, and the cache that its jars are fetched into."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HOME_VARIABLE: Final = "GREFFIER_HOME"


def home_folder() -> Path:
    """Return the folder of the managed server, `$GREFFIER_HOME/neo4j`; it need not be there yet."""
    named = os.environ.get(HOME_VARIABLE)
    return (Path(named).expanduser() if named else _base("XDG_DATA_HOME", ".local/share") / "greffier") / "neo4j"


def cache_folder() -> Path:
    """Return the folder of what can be fetched again, `$XDG_CACHE_HOME/greffier`; it need not be there yet."""
    return _base("XDG_CACHE_HOME", ".cache") / "greffier"


def _base(variable: str, otherwise: str) -> Path:
    named = Path(os.environ.get(variable, ""))
    # A relative one is to be left out of account, says the specification of these folders.
    return named if named.is_absolute() else Path.home() / otherwise
