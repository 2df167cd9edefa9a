"""Files that a command writes: each is there under its name only once it is whole."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import click

STANDARD_OUTPUT: Final = "-"

output_option: Final = click.option(
    "--output", "-o", required=True, metavar="FILE", help="The file to write; - is standard output."
)


@contextmanager
def written(output: str) -> Iterator[BinaryIO]:
    """Give a stream to write to; a file is there under its name only once it is whole."""
    if output == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    part = _part(path)
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def written_folder(output: str) -> Iterator[Path]:
    """Give an empty folder to write files into; they are in the folder of that name only once all are whole.

    Files of the same names that are there already are replaced, others stay. Raise UsageError where a file stands
    in the place of the folder.
    """
    path = Path(output)
    if output == STANDARD_OUTPUT:
        raise click.UsageError("this is a folder of files, which standard output cannot hold; name a folder")
    if path.exists() and not path.is_dir():
        raise click.UsageError(f"{output} is a file; give a folder to write into")
    part = _part(path)
    part.mkdir()
    try:
        yield part
        if path.is_dir():
            for file in sorted(part.iterdir()):
                file.replace(path / file.name)
        else:
            part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _part(path: Path) -> Path:
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no folder {path.parent} to write {path.name} into; make it first")
    return path.with_name(f"{path.name}.part-{os.getpid()}")
