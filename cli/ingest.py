"""The command `ingest`: documents into the store."""

from __future__ import annotations

import click

from greffier.cli.readers import ReaderChoice, reader_options
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reader_options
@store_option
@loudness_options
@pass_settings
def ingest(settings: Settings, paths: tuple[str, ...], choice: ReaderChoice) -> None:
    """Read documents and take what they say into the store.

    A PATH is a text file, a folder (its text files, sub-folders included), a pattern in quotes
    ('2020-*.txt', '**/*.txt') or - for standard input. Texts are UTF-8; the first line is the title, a line
    `date: 2020-12-14` the date of publication. What is in the store already is not read again.

    The exit code is 1 where something could not be read; the rest is taken in all the same.

    \b
    Examples:
      greffier ingest article.txt
      greffier ingest articles/ notices/ --store research.kgl
      curl -s https://example.org/notice.txt | greffier ingest -
      greffier ingest articles/ --reader both --llm-url http://localhost:11434/v1 --llm-model qwen3:8b
    """
    from greffier.graph.errors import DocumentError
    from greffier.ingest.documents import find_files
    from greffier.ingest.pipeline import ingest as take_in
    from greffier.ingest.pipeline import read_documents

    chosen = choice.open(beside=None if "://" in settings.store else settings.store)
    if choice.dry_run:
        documents = list(read_documents(paths))
        chosen.estimate(d for d in documents if not isinstance(d, DocumentError))
        unread = [d for d in documents if isinstance(d, DocumentError)]
        for error in unread:
            click.echo(f"greffier: {error}", err=True)
        click.get_current_context().exit(1 if unread else 0)
    count = sum(1 for _ in find_files(paths))
    with settings.open_store(writable=True) as store, settings.progressbar(count, "Reading") as bar:
        summary = take_in(store, paths, bar.update, chosen.reader)
    unread = summary.unread
    for error in unread:
        click.echo(f"greffier: {error}", err=True)
    told = [f"{_count(summary.new, 'new document')}"]
    if summary.renewed:
        told.append(f"{summary.renewed} read again")
    if summary.replaced:
        told.append(f"{summary.replaced} in the place of an earlier text")
    if summary.known:
        told.append(f"{summary.known} known already")
    if unread:
        told.append(f"{len(unread)} not read")
    settings.note(f"{', '.join(told)}.")
    if summary.things:
        things = ", ".join(f"{number} {kind}" for kind, number in sorted(summary.things.items()))
        settings.note(f"New: {things}; {_count(summary.claims, 'claim')}.")
    chosen.conclude(settings)
    if unread:
        click.get_current_context().exit(1)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
