"""The command `forget`: to take documents, and all that only they said, out of the store."""

from __future__ import annotations

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--dry-run", is_flag=True, help="Tell what would go, and take nothing out.")
@store_option
@loudness_options
@pass_settings
def forget(settings: Settings, documents: tuple[str, ...], dry_run: bool) -> None:
    """Take documents out, with all that only they said: the graph is as if they had never come.

    \b
    Examples:
      greffier forget 2019-03-12-leak
      greffier forget document/0a1b2c3d4e5f6a7b --dry-run

    DOCUMENT is the name of a file without its ending, the title or the id. What people judged stays, and holds
    again should the document come back. Where one name is wrong, nothing is taken out.
    """
    from greffier.ingest.pipeline import forget as take_out
    from greffier.queries.names import get_thing

    with settings.open_store(writable=not dry_run) as store:
        found = {t.id: t for t in (get_thing(store, name, ("Document",)) for name in documents)}
        if dry_run:
            for thing in found.values():
                click.echo(f"{thing.id}  {thing.name}")
            return
        gone = take_out(store, sorted(found))
    told = f"{len(found)} document{'' if len(found) == 1 else 's'}"
    settings.note(f"{told} forgotten, and {gone} thing{'' if gone == 1 else 's'} that nothing else speaks of.")
