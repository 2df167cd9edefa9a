"""Libraries that only some exports need, and that are installed only where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from greffier.graph.errors import InputError


@contextmanager
def needed(extra: str) -> Iterator[None]:
    """Import what an extra brings; raise InputError, which tells how to get it, where it is not there."""
    try:
        yield
    except ImportError as error:
        raise InputError(
            f"this needs {error.name or 'a library'}, which is not installed: pip install 'greffier[{extra}]'"
        ) from error
