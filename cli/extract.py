"""The command `extract`: documents to annotations, without a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from greffier.cli.readers import OpenReader, ReaderChoice, reader_options
from greffier.cli.settings import Settings, loudness_options, pass_settings

if TYPE_CHECKING:
    from greffier.graph.errors import DocumentError
    from greffier.graph.records import Document

STANDARD_OUTPUT: Final = "-"
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

    chosen = choice.open()
    if explain and chosen.reader:
        raise click.UsageError("--explain tells of the rules; leave out --reader")
    if output is None and not explain and not choice.dry_run:
        raise click.UsageError("say where to write with --output FOLDER (- for standard output), or ask for --explain")
    unread: list[DocumentError] = []
    documents: list[Document] = []
    for found in read_documents(paths):
        if isinstance(found, Document):
            documents.append(found)
        else:
            unread.append(found)
    named = _named(documents, settings)
    if choice.dry_run:
        chosen.estimate(named)
        return
    if explain:
        _explain(named, output)
        _conclude(settings, f"{len(named)} explained", unread)
        return
    with settings.progressbar(len(named), "Reading") as bar:
        annotations = _annotate(named, chosen, unread, bar.update)
    write_annotations(annotations, output or STANDARD_OUTPUT)
    chosen.conclude(settings)
    _conclude(settings, f"{len(annotations)} annotated", unread)


def _conclude(settings: Settings, done: str, unread: list[DocumentError]) -> None:
    """Tell what was done and what could not be read; leave with exit code 1 if anything was not."""
    for error in unread:
        click.echo(f"greffier: {error}", err=True)
    settings.note(f"{done}{f', {len(unread)} not read' if unread else ''}.")
    if unread:
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


def _annotate(
    documents: list[Document], chosen: OpenReader, unread: list[DocumentError], progress: Any
) -> list[dict[str, Any]]:
    """Return the annotations of documents, each item with the thing that it is among all of them.

    What the reader cannot read is added to `unread`.
    """
    import tempfile

    from greffier.graph.annotations import to_annotation
    from greffier.graph.errors import DocumentError
    from greffier.graph.occurrences import Testimony, locate
    from greffier.graph.store import open_store
    from greffier.graph.testimonies import read_nodes
    from greffier.ingest.extraction import extract as extract_from
    from greffier.ingest.integration import integrate

    with (
        tempfile.TemporaryDirectory(prefix="greffier-") as folder,
        open_store(str(Path(folder, "extract.kgl")), writable=True) as store,
    ):
        extractions = []
        testimonies: dict[str, Testimony] = {}
        for extraction in (chosen.reader.read if chosen.reader else extract_from)(documents):
            if isinstance(extraction, DocumentError):
                unread.append(extraction)
                continue
            extractions.append(extraction)
            testimonies.setdefault(extraction.document.id, locate(extraction))
            progress(1)
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
