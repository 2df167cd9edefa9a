"""The cache: answers by what was asked, one small file each, so that nothing is paid for twice.

A file is named after the hash of the model's name, the messages (instructions and words of the document)
and the form of the answer. It holds the answer as it came and the tokens that it took, nothing else: no
address, no key. It is written whole or not at all, so that a reading that was interrupted goes on from
there, and so that several may share one folder. What was cut off, or too long to be asked, is not kept:
the model may be given a longer context. To forget is to remove the folder.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greffier.graph.errors import InputError
from greffier.graph.identity import digest
from greffier.ingest.llm.costs import Usage
from greffier.ingest.llm.questions import Message


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what a model answered, whole, and the tokens that it took."""

    content: str
    usage: Usage


class Cache:
    """Keep replies in a folder, which is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Reply | None:
        """Return the reply kept under a key, or None; a file that is damaged counts as none."""
        try:
            data = json.loads(self._path(key).read_text("utf-8"))
            if data.get("cut"):  # earlier versions kept these, too
                return None
            return Reply(str(data["content"]), Usage(int(data["tokens_in"]), int(data["tokens_out"])))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply under a key; raise InputError where the folder cannot be written to."""
        path = self._path(key)
        data = {
            "content": reply.content,
            "tokens_in": reply.usage.tokens_in,
            "tokens_out": reply.usage.tokens_out,
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(data, stream)
            os.replace(name, path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError(
                f"{self._folder}: cannot keep answers there: {reason}; give another --llm-cache"
            ) from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def cache_key(model: str, messages: Sequence[Message], schema: dict[str, Any]) -> str:
    """Return what an answer is kept under: a hash of the model's name and all that is asked of it."""
    return digest(model, json.dumps(list(messages), sort_keys=True), json.dumps(schema, sort_keys=True))
