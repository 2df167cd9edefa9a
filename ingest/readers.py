"""Readers: what tells what documents say, under the name that is kept with what it has read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from greffier.graph.errors import DocumentError
from greffier.graph.records import Document, Extraction


class PartlyReadError(DocumentError):
    """Say that one of two readers could not read a document; `reading` is what the other one tells, under its name."""

    def __init__(self, message: str, reading: Extraction) -> None:
        super().__init__(message)
        self.reading = reading


@dataclass(frozen=True, slots=True)
class Reader:
    """Hold a reader: its name with its version, and the function that reads.

    For each document, in their order, it yields what the document says under this name, or the error that it
    could not be read with. It raises EndpointError where it can read no further one.
    """

    name: str
    read: Callable[[Sequence[Document]], Iterator[Extraction] | Iterator[Extraction | DocumentError]]
