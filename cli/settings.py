"""Settings that commands share, and the options that set them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from greffier.graph.store import Store

DEFAULT_STORE: Final = "greffier.kgl"
STORE_VARIABLE: Final = "GREFFIER_STORE"
FORMATS: Final = ("table", "tsv", "json", "jsonl", "csv")
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(slots=True)
class Settings:
    """Hold what the options of the command line, before and after the command's name, ask for."""

    store: str = DEFAULT_STORE
    verbose: bool = False
    quiet: bool = False

    def open_store(self, *, writable: bool = False) -> Store:
        """Open the store that is asked for; raise StoreError as `greffier.graph.store.open_store` does.

        Where its server asks for a user and a password, and somebody is there to ask, they are asked for.
        """
        from greffier.graph.errors import CredentialsError
        from greffier.graph.store import open_store

        try:
            store = open_store(self.store, writable=writable)
        except CredentialsError as error:
            if not (error.asked and sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            credentials = _ask_credentials(self.store)
            store = open_store(self.store, writable=writable, credentials=credentials)
        for notice in store.notices:
            self.note(notice)
        return store

    def progressbar(self, length: int, label: str) -> ProgressBar[int]:
        """Return a progress bar on standard error; none is shown where that is no terminal, or quiet is asked for."""
        hidden = self.quiet or not sys.stderr.isatty()
        return click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden)

    def note(self, text: str) -> None:
        """Tell something beside the data, unless quiet is asked for."""
        if not self.quiet:
            click.echo(text, err=True)

    def detail(self, text: str) -> None:
        """Tell something that only who asked for more wants to know."""
        if self.verbose and not self.quiet:
            click.echo(text, err=True)


def _ask_credentials(location: str) -> tuple[str, str]:
    """Ask for a user and a password on the terminal; the password is not shown."""
    click.echo(f"{location} asks for a user and a password.", err=True)
    user: str = click.prompt("User", default="neo4j", err=True)
    password: str = click.prompt("Password", hide_input=True, err=True)
    return user, password


def _setter(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def set_it(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value == "":
            raise click.BadParameter("it is empty; give a file, or the URL of a Neo4j")
        # A subcommand's own option wins over the one before its name only where it is given.
        if value:
            setattr(context.ensure_object(Settings), name, value)

    return set_it


def text_format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format text|json`, which comes as the argument `form`."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help="The form of the output.",
    )(function)


def key_and_value(parameter: str) -> tuple[str, str]:
    """Return the two parts of a `-p KEY=VALUE`; raise BadParameter where it has no such form."""
    key, equals, value = parameter.partition("=")
    if not equals or not key:
        raise click.BadParameter(f"{parameter!r} is not KEY=VALUE", param_hint="-p")
    return key, value


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--store`."""
    return click.option(
        "--store",
        metavar="PATH|URL",
        expose_value=False,
        callback=_setter("store"),
        help="The store to use: a file, or a Neo4j by its URL (neo4j://host:7687). Default: the one in the environment "
        f"variable {STORE_VARIABLE}, else {DEFAULT_STORE} in the current folder.",
    )(function)


def loudness_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--verbose` and `--quiet`."""
    verbose = click.option(
        "--verbose",
        "-v",
        is_flag=True,
        expose_value=False,
        callback=_setter("verbose"),
        help="Tell more on standard error: what is being done, and where an error comes from.",
    )
    quiet = click.option(
        "--quiet",
        "-q",
        is_flag=True,
        expose_value=False,
        callback=_setter("quiet"),
        help="Tell nothing on standard error but errors.",
    )
    return verbose(quiet(function))


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format`, which comes as the argument `form`."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(FORMATS),
        help="The form of the output. Default: table on a terminal, tsv (tab-separated values) elsewhere.",
    )(function)


pass_settings = click.make_pass_decorator(Settings, ensure=True)
