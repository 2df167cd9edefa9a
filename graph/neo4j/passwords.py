"""The password of the managed Neo4j: made once, at random, and kept in a file that only its owner can read."""

from __future__ import annotations

import os
import secrets
import string
from pathlib import Path
from typing import Final

USER: Final = "neo4j"
LENGTH: Final = 24
_LETTERS: Final = string.ascii_letters + string.digits  # so that it is one word, wherever it is read


def read_password(file: Path) -> str | None:
    """Return the password in a file; None where there is no file, or nothing in it."""
    try:
        return file.read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None


def ensure_password(file: Path) -> Path:
    """Make a password in a file if none is there, and return the file; nobody else can read it at any moment."""
    if read_password(file) is None:
        part = file.with_name(f"{file.name}.part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write("".join(secrets.choice(_LETTERS) for _ in range(LENGTH)) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    return file
