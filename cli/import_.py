"""The command `import`: what was exported, back into a store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option
from greffier.cli.written import STANDARD_OUTPUT as STANDARD_INPUT

if TYPE_CHECKING:
    from greffier.graph.changes import Edge, Node
    from greffier.graph.exports.jsonlines_reading import Told
    from greffier.graph.judgements import Judgement

FORMS: Final = ("jsonl", "nquads")
SUFFIXES: Final = {".jsonl": "jsonl", ".nq": "nquads"}


@click.command("import")
@click.argument("file")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMS),
    help="The form of the file. Default: what its name ends in (.jsonl, .nq), else jsonl.",
)
@click.option(
    "--replace",
    "replacing",
    is_flag=True,
    help="Put what the file says of a document in the place of what the store has. Default: the store's stays.",
)
@store_option
@loudness_options
@pass_settings
def import_(settings: Settings, file: str, form: str | None, replacing: bool) -> None:
    """Take what `greffier export jsonl` wrote back into a store; nothing is lost.

    FILE is a file or - for standard input. Documents, what they say and people's judgements are taken from it; what
    follows from these is worked out anew with what the store has already, as if all had been ingested there. What
    does not fit is an error with the number of the line: what stands before it is taken in by batches of documents,
    each wholly or not at all, and importing again goes on from there.

    \b
    Examples:
      greffier import graph.jsonl --store copy.kgl
      zcat graph.jsonl.gz | greffier import -
      greffier import corrected.jsonl --replace
    """
    from greffier.graph.errors import InputError
    from greffier.ingest.imports import Summary, take_in

    form = form or SUFFIXES.get(Path(file).suffix.lower(), FORMS[0])
    name = "stdin" if file == STANDARD_INPUT else file
    with _opened(file) as stream, settings.open_store(writable=True) as store:
        summary = Summary()
        try:
            take_in(store, _read(stream, name, form), summary, replacing=replacing)
        except InputError as error:
            raise InputError(f"{error}; {_told(summary)} before that") from error
    settings.note(f"{_told(summary)}.")


def _read(stream: BinaryIO, name: str, form: str) -> Iterator[Told | Judgement | Node | Edge]:
    if form == "jsonl":
        from greffier.graph.exports.jsonlines_reading import read_jsonlines

        return read_jsonlines(stream, name)
    return _read_quads(stream)


def _read_quads(stream: BinaryIO) -> Iterator[Told]:
    from greffier.graph.exports.jsonlines_reading import Told
    from greffier.graph.rdf.reading import read_with_sources

    return (Told(testimony, sources) for testimony, sources in read_with_sources(stream))


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    if not Path(file).is_file():
        raise click.UsageError(f"there is no file {file} to import; check the name")
    with Path(file).open("rb") as stream:
        yield stream


def _told(summary: Any) -> str:
    documents = f"{summary.new} new document{'' if summary.new == 1 else 's'}"
    parts = [f"{documents} with {summary.claims} claim{'' if summary.claims == 1 else 's'} taken in"]
    for number, what in (
        (summary.replaced, "replaced"),
        (summary.known, "known already"),
        (summary.judgements, "judgement" if summary.judgements == 1 else "judgements"),
        (summary.beside, "nodes kept beside"),
    ):
        if number:
            parts.append(f"{number} {what}")
    return ", ".join(parts)
