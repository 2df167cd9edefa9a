"""Reading: from paths to documents. Text stays exactly as it is in the file, line ends included."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from greffier.graph.dates import parse_date
from greffier.graph.errors import DocumentError, ValueFormatError
from greffier.graph.identity import document_id
from greffier.graph.records import Document
from greffier.ingest.languages import detect_language

SUFFIXES: Final = (".txt", ".text", ".md")
STANDARD_INPUT: Final = "-"
TITLE_LENGTH: Final = 160
HEADER_LINES: Final = 6
# A line `date: 2020-12-14` among the first lines, or a paragraph that starts with `date 2020-12-14`.
_DATE_LINE: Final = re.compile(r"^\ufeff?[ \t]*date[ \t]*:[ \t]*(?P<date>\S[^\r\n]*?)[ \t]*\r?$", re.M)
_DATE_START: Final = re.compile(r"^\ufeff?[ \t]*date[ \t]+(?P<date>\d{4}-\d{2}-\d{2})\b[ \t]*", re.M)
_SENTENCE_END: Final = re.compile(r"[.!?…](?=\s|$)")


def find_files(paths: Iterable[str]) -> Iterator[tuple[Path, str] | DocumentError]:
    """Yield the files that the paths name, each with what to call its source, in a fixed order.

    A path is a file, a folder (its text files, sub-folders included), a glob or `-` (standard
    input). The source is relative to what was named, so that it does not tell of the machine.
    What names nothing is yielded as a DocumentError.
    """
    for path in paths:
        place = Path(path)
        if not path:
            yield DocumentError("'': an empty name is no file; was a variable of the shell empty?")
        elif path == STANDARD_INPUT:
            yield place, STANDARD_INPUT
        elif os.path.isdir(place):  # false, not an error as Path.is_dir has it, where the name is too long
            found = [p for p in sorted(place.rglob("*")) if p.suffix.lower() in SUFFIXES and not p.is_dir()]
            if not found:
                yield DocumentError(f"{path}: no text file in this folder ({', '.join(SUFFIXES)})")
            named = place.name if place.name not in ("", "..") else place.resolve().name
            for file in found:
                yield file, Path(named, file.relative_to(place)).as_posix()
        elif os.path.lexists(place):
            yield place, place.name
        else:
            matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
            files = [Path(match) for match in matches if not Path(match).is_dir()]
            if not files:
                yield DocumentError(f"{path}: there is no such file or folder; check the name")
            for file in files:
                yield file, file.name


def read_document(path: Path, source: str) -> Document:
    """Return the document in a file; raise DocumentError where it cannot be read as one."""
    try:
        data = sys.stdin.buffer.read() if source == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(f"{path}: cannot be read: {reason}; check its permissions") from error
    name = "stdin" if source == STANDARD_INPUT else path.stem
    return parse_document(decode(data, readable(str(path))), readable(name), readable(source))


def readable(name: str) -> str:
    """Return a file's name as text that can be written anywhere, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "replace")


def decode(data: bytes, name: str) -> str:
    """Return bytes as text; raise DocumentError where they are binary or not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError(f"{name}: is UTF-16, not UTF-8; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
    if b"\0" in data[:65536] or data.startswith(b"%PDF-"):
        raise DocumentError(f"{name}: is a binary file, not a text; convert it to UTF-8 text first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name}: is not UTF-8 (byte 0x{data[error.start]:02x} at position {error.start}); if it is an older "
            "Western encoding: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def parse_document(text: str, name: str, source: str) -> Document:
    """Return the document with this text; raise DocumentError where it is empty or its date is no date.

    Title: the first line (the first sentence where it runs on). Date of publication: a line
    `date: YYYY-MM-DD` among the first lines, or `date YYYY-MM-DD` at the very start, or none.
    """
    header = _header(text)
    prose = text[: header.start()] + text[header.end() :] if header else text
    if not prose.strip("\ufeff\u200b").strip():
        raise DocumentError(f"{source}: is empty; nothing to read")
    published = None
    if header:
        published = header["date"]
        try:
            if len(parse_date(published)) != len("YYYY-MM-DD"):
                raise ValueFormatError("not a full date")
        except ValueFormatError as error:
            raise DocumentError(f"{source}: the line `date: {published}` is no date; write YYYY-MM-DD") from error
    return Document(
        id=document_id(text),
        name=name,
        title=_title(text),
        text=text,
        published=published,
        language=detect_language(text),
        source=source,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def header_span(text: str) -> tuple[int, int] | None:
    """Return the offsets of the date that is no part of the prose, or None."""
    found = _header(text)
    return found.span() if found else None


def _header(text: str) -> re.Match[str] | None:
    end = 0
    for _ in range(HEADER_LINES):
        end = text.find("\n", end) + 1
        if not end:
            end = len(text)
            break
    return _DATE_LINE.search(text, 0, end) or _DATE_START.search(text, 0, end)


def _title(text: str) -> str:
    header = _header(text)
    body = text[header.end() :] if header and not text[: header.start()].strip("\ufeff \t\r\n") else text
    first = next((line.strip() for line in body.splitlines() if line.strip("\ufeff \t")), "").lstrip("\ufeff")
    if len(first) > TITLE_LENGTH:
        end = _SENTENCE_END.search(first)
        first = first[: end.start()] if end else first
    return first if len(first) <= TITLE_LENGTH else first[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
