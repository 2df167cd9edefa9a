"""The command `extract`: documents to annotations, without a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from greffier.cli.readers import OpenReader, ReaderChoice, reader_options
from greffier.cli.settings import Settings, loudness_options, pass_settings
from greffier.cli.written import STANDARD_OUTPUT

if TYPE_CHECKING:
    from greffier.graph.errors import DocumentError, EndpointError
    from greffier.graph.records import Document

HASH_LENGTH: Final = 8


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--output",
    "-o",
    metavar="FOLDER",
    help="The folder to write NAME.json into, one for each document (made if it is not there); - writes JSON "
    "lines to standard output. With --explain, a folder for one page of HTML (NAME.html) for each document.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Tell why: the document with every mention, date and sum, the events, and each candidate for each role with "
    "its score, those that were rejected included. To standard output, or as pages of HTML where --output is given.",
)
@reader_options
@loudness_options
@pass_settings
def extract(
    settings: Settings, paths: tuple[str, ...], output: str | None, explain: bool, choice: ReaderChoice
) -> None:
    """Read documents and write what each says as JSON, without touching a store.

    An annotation holds entities, incidents, actions and relations with the words that state them; `node`
    tells which of them are the same thing in all the documents given. PATH is as for `greffier ingest`.

    \b
    Examples:
      greffier extract articles/ -o annotations/
      greffier extract article.txt -o - | jq .incidents
      greffier extract article.txt --explain | less -R
      greffier extract articles/ --explain -o pages/
      greffier extract articles/ -o - --reader llm --llm-url http://localhost:8080/v1 --llm-model local
    """
    from greffier.graph.records import Document
    from greffier.ingest.pipeline import read_documents

    if explain and choice.reader != "rules":
        raise click.UsageError("--explain tells of the rules; leave out --reader")
    if output is None and not explain and not choice.dry_run:
        raise click.UsageError("say where to write with --output FOLDER (- for standard output), or ask for --explain")
    chosen = choice.open(settings)
    failed = _Failed()
    documents: list[Document] = []
    for found in read_documents(paths):
        if isinstance(found, Document):
            documents.append(found)
        else:
            failed.unread.append(found)
    named = _named(documents, settings)
    if choice.dry_run:
        choice.estimate(named, chosen, settings)
        click.get_current_context().exit(1 if failed.name() else 0)
    if explain:
        _explain(named, output)
        _conclude(settings, f"{len(named)} explained", failed)
        return
    with settings.progressbar(len(named), "Reading") as bar:
        annotations = _annotate(named, chosen, failed, bar.update)
    write_annotations(annotations, output or STANDARD_OUTPUT)
    chosen.conclude(settings)
    _conclude(settings, f"{len(annotations)} annotated", failed, chosen)


@dataclass(slots=True)
class _Failed:
    """Hold what could not be read, what one reader of two could not, and why the reading ended before its time.

    `left` counts what was left unread then.
    """

    unread: list[DocumentError] = field(default_factory=list)
    partly: list[DocumentError] = field(default_factory=list)
    ended: EndpointError | None = None
    left: int = 0

    def name(self) -> bool:
        """Name what could not be read; return whether there was anything."""
        for error in (*self.unread, *self.partly):
            click.echo(f"greffier: {error}", err=True)
        return bool(self.unread or self.partly)


def _conclude(settings: Settings, done: str, failed: _Failed, chosen: OpenReader | None = None) -> None:
    """Tell what was done and what could not be read; leave with exit code 1 if anything was not."""
    any_failed = failed.name()
    counts = (
        (len(failed.unread), "not read"),
        (len(failed.partly), "read by the rules only"),
        (failed.left, "left unread"),
    )
    settings.note(f"{', '.join([done, *(f'{number} {what}' for number, what in counts if number)])}.")
    if chosen:
        chosen.end(failed.ended)
    if any_failed:
        click.get_current_context().exit(1)


def _explain(documents: list[Document], output: str | None) -> None:
    """Write the explanation of each document to standard output, or as a page into a folder."""
    from greffier.cli.explanations import explain_as_page, explain_in_terminal
    from greffier.ingest.explanations import explain

    folder = None if output in (None, STANDARD_OUTPUT) else _folder_at(str(output))
    for document in documents:
        explanation = explain(document)
        if folder:
            (folder / f"{document.name}.html").write_text(explain_as_page(explanation), "utf-8")
        else:
            for line in explain_in_terminal(explanation):
                click.echo(line)


def _named(documents: Iterable[Document], settings: Settings) -> list[Document]:
    """Return the documents, each under a name of its own; one text under one name is given once."""
    taken: dict[str, str] = {}
    named: dict[str, Document] = {}
    for document in documents:
        name = name_apart(document, taken, settings)
        named.setdefault(name, replace(document, name=name))
    return list(named.values())


def name_apart(document: Document, taken: dict[str, str], settings: Settings) -> str:
    """Return the name of a document, with a part of its hash where another text has that name already.

    `taken` gives the id of the document of each name, and is added to.
    """
    if taken.setdefault(document.name, document.id) == document.id:
        return document.name
    name = f"{document.name}-{document.sha256[:HASH_LENGTH]}"
    if name not in taken:
        settings.note(f"{document.source}: another document is named {document.name!r}, so this one is {name!r}")
    taken[name] = document.id
    return name


def _annotate(documents: list[Document], chosen: OpenReader, failed: _Failed, progress: Any) -> list[dict[str, Any]]:
    """Return the annotations of documents, each item with the thing that it is among all of them.

    What the reader cannot read is added to `failed`.
    """
    import tempfile

    from greffier.graph.annotations import to_annotation
    from greffier.graph.errors import DocumentError, EndpointError
    from greffier.graph.occurrences import Testimony, locate
    from greffier.graph.store import open_store
    from greffier.graph.testimonies import read_nodes
    from greffier.ingest.extraction import extract as extract_from
    from greffier.ingest.integration import integrate
    from greffier.ingest.readers import PartlyReadError

    with (
        tempfile.TemporaryDirectory(prefix="greffier-") as folder,
        open_store(str(Path(folder, "extract.kgl")), writable=True) as store,
    ):
        extractions = []
        testimonies: dict[str, Testimony] = {}
        number = 0
        try:
            for found in (chosen.reader.read if chosen.reader else extract_from)(documents):
                number += 1
                progress(1)
                if isinstance(found, PartlyReadError):
                    failed.partly.append(found)
                elif isinstance(found, DocumentError):
                    failed.unread.append(found)
                    continue
                extraction = found.reading if isinstance(found, PartlyReadError) else found
                extractions.append(extraction)
                testimonies.setdefault(extraction.document.id, locate(extraction))
        except EndpointError as error:
            failed.ended = error
            failed.left = len(documents) - number
        if testimonies:
            store.write(integrate(store, list(testimonies.values())))
        return [to_annotation(e, read_nodes(store, e.document.id)) for e in extractions]


def write_annotations(annotations: Iterable[dict[str, Any]], output: str) -> int:
    """Write each annotation as it comes: a file of a folder, or a line of standard output; return how many.

    Raise UsageError where a file stands in the place of the folder.
    """
    folder = None if output == STANDARD_OUTPUT else _folder_at(output)
    count = 0
    for count, annotation in enumerate(annotations, 1):  # noqa: B007 (what is left is the number)
        if folder:
            text = json.dumps(annotation, ensure_ascii=False, indent=1) + "\n"
            (folder / f"{annotation['id']}.json").write_text(text, "utf-8")
        else:
            sys.stdout.write(json.dumps(annotation, ensure_ascii=False) + "\n")
    return count


def _folder_at(path: str) -> Path:
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{path} is a file; give a folder to write into")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
