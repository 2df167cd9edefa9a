"""The command `push`: the graph of a file into a Neo4j."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option

if TYPE_CHECKING:
    from greffier.graph.mirrors import Tally
    from greffier.graph.neo4j.imports import Import
    from greffier.graph.store import Store

NO_URL: Final = "give the URL of a Neo4j (neo4j://host:7687), or --offline"


@click.command()
@click.argument("target", metavar="[URL]", required=False)
@click.option(
    "--into-existing", is_flag=True, help="Also into a database that holds nodes of others, which stay as they are."
)
@click.option(
    "--replace", is_flag=True, help="Also remove documents that the store to push does not have, and what they say."
)
@click.option(
    "--offline",
    is_flag=True,
    help="Load the managed server (see `greffier neo4j`) while it is stopped: several times faster beyond a million "
    "nodes and relations, for a first load only.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="With --offline: only write the files for the import of a server of your own into this folder, and say how "
    "to use them.",
)
@store_option
@loudness_options
@pass_settings
def push(
    settings: Settings, target: str | None, into_existing: bool, replace: bool, offline: bool, folder: Path | None
) -> None:
    """Make a Neo4j hold the graph of the store.

    What is there already is compared: only what differs is written, and what the store no longer has is removed,
    where it is of Greffier. So to push again does nothing, pushing after more documents brings these, and after an
    interruption it goes on from there. A database that holds other nodes, or other documents, is left alone
    unless --into-existing or --replace says otherwise.

    \b
    Examples:
      greffier push neo4j://localhost:7687
      greffier push --store research.kgl neo4j+s://graph.example.org/research
      greffier push --offline
      greffier push --offline --to import/
    """
    if offline:
        if target or into_existing or replace:
            raise click.UsageError("--offline loads the managed server anew; leave out URL and the other options")
        _push_offline(settings, folder)
        return
    if folder:
        raise click.UsageError("--to is for --offline")
    if not target or "://" not in target:
        raise click.UsageError(f"{target!r} is no URL of a Neo4j; write neo4j://host:7687" if target else NO_URL)
    if target == settings.store:
        raise click.UsageError(f"{target} is the store itself; give the file to push with --store")
    from greffier.graph.mirrors import count
    from greffier.graph.store import open_store

    with settings.open_store() as source, open_store(target, writable=True) as store:
        _check(source, store, into_existing, replace)
        with settings.progressbar(count(source), "Pushing") as bar:
            tally = _mirror(source, store, bar.update)
        settings.note(f"{store.location}: {_told(tally)}.")


def _push_offline(settings: Settings, folder: Path | None) -> None:
    from greffier.graph.mirrors import count
    from greffier.graph.neo4j.imports import load_offline, write_import
    from greffier.graph.neo4j.server import ManagedServer

    with settings.open_store() as source:
        if folder is None:
            server = ManagedServer()
            with settings.progressbar(count(source), "Writing files") as bar:
                found = load_offline(source, server, bar.update, settings.detail)
            settings.note(f"{server.url}: {found.nodes:,} nodes and {found.edges:,} relations loaded.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        with settings.progressbar(count(source), "Writing files") as bar:
            found = write_import(source, folder.resolve(), bar.update)
    tell_import(settings, found, folder.resolve())


def tell_import(settings: Settings, found: Import, folder: Path) -> None:
    """Tell which commands load the files that were written into a folder for the import of a server."""
    from greffier.graph.neo4j.imports import AFTERWARDS, ARGUMENTS

    settings.note(f"{found.nodes:,} nodes and {found.edges:,} relations written. With the server stopped, run")
    click.echo(f"neo4j-admin database import full neo4j @{folder / ARGUMENTS}")
    settings.note("then start it, and run")
    click.echo(f"cypher-shell -f {folder / AFTERWARDS}")
    if found.left:
        settings.note(f"{len(found.left)} nodes hold what files cannot say: `greffier push URL` puts them right.")


def _check(source: Store, target: Store, into_existing: bool, replace: bool) -> None:
    """Raise StoreError where the target holds what is not of the source and nothing says to go on."""
    from greffier.graph.errors import StoreError
    from greffier.graph.mirrors import find_strangers

    found = find_strangers(source, target)
    if found.nodes and not into_existing:
        raise StoreError(
            f"{target.location}: holds nodes that are not of Greffier ({found.nodes:,}); name a database for it alone "
            "(URL/database), or give --into-existing to let them stay beside"
        )
    if found.documents and not replace:
        raise StoreError(
            f"{target.location}: holds documents that {source.location} does not ({found.documents:,}), such "
            f"as {found.title!r}; name another database, or give --replace to remove them and what they say"
        )


def _mirror(source: Store, target: Store, progress: Callable[[int], None]) -> Tally:
    """Mirror; say of a failure midway that to push again goes on from there."""
    from greffier.graph.errors import StoreError
    from greffier.graph.mirrors import mirror

    try:
        return mirror(source, target, progress)
    except StoreError as error:
        raise StoreError(f"{error}; what was pushed stays, push again to go on from there") from error


def _told(tally: Tally) -> str:
    parts = ((tally.made, "made"), (tally.changed, "changed"), (tally.removed, "removed"))
    told = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return f"{told or 'nothing to do'}; {tally.same:,} nodes and relations were the same already"
