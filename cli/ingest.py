"""The command `ingest`: documents into the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

    chosen = choice.open(settings, beside=None if "://" in settings.store else settings.store)
    if choice.dry_run:
        documents = list(read_documents(paths))
        choice.estimate((d for d in documents if not isinstance(d, DocumentError)), chosen, settings)
        unread = [d for d in documents if isinstance(d, DocumentError)]
        for error in unread:
            click.echo(f"greffier: {error}", err=True)
        click.get_current_context().exit(1 if unread else 0)
    count = sum(1 for _ in find_files(paths))
    with settings.open_store(writable=True) as store, settings.progressbar(count, "Reading") as bar:
        summary = take_in(store, paths, bar.update, chosen.reader)
    unread = summary.unread
    for error in (*unread, *summary.partly):
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
    if summary.partly:
        told.append(f"{len(summary.partly)} read by the rules only")
    if summary.left:
        told.append(f"{summary.left} left unread")
    settings.note(f"{', '.join(told)}.")
    if summary.things:
        things = ", ".join(f"{number} {kind}" for kind, number in sorted(summary.things.items()))
        settings.note(f"New: {things}; {_count(summary.claims, 'claim')}.")
    if chosen.model is None:
        for line in _gone(summary.before):
            settings.note(line)
    chosen.conclude(settings)
    chosen.end(summary.ended)
    if unread or summary.partly:
        click.get_current_context().exit(1)


def _gone(before: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each reader with a language model whose readings the rules have replaced."""
    for name, number in sorted(before.items()):
        if "llm " in name:
            told, _, _ = name.rpartition(" ")
            reader = "both" if " + " in name else "llm"
            were = f"{_count(number, 'document')} {'was' if number == 1 else 'were'}"
            yield f"{were} read by {told} before: what the model told has gone. --reader {reader} keeps that."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
