"""The command `greffier`: its commands, and what becomes of errors.

Errors that Greffier raises on purpose are one line on standard error and exit code 1; wrong usage
is 2, an interruption 130, a closed pipe 141, as for other programs. What is slow to import is
imported by the commands that use it.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from greffier.cli.completion import completion
from greffier.cli.cypher import cypher
from greffier.cli.export import export
from greffier.cli.export_rdf import check_rdf
from greffier.cli.extract import extract
from greffier.cli.forget import forget
from greffier.cli.import_ import import_
from greffier.cli.ingest import ingest
from greffier.cli.judge import merge, split
from greffier.cli.judgements import judgements
from greffier.cli.neo4j import neo4j
from greffier.cli.network import network
from greffier.cli.push import push
from greffier.cli.query import query
from greffier.cli.review import review
from greffier.cli.search import search
from greffier.cli.settings import STORE_VARIABLE, Settings, loudness_options, store_option
from greffier.cli.show import show
from greffier.cli.sparql import sparql
from greffier.cli.stats import stats
from greffier.cli.why import why
from greffier.graph.errors import GreffierError

FAILED: Final = 1
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141


class Program(click.Group):
    """Run commands, and turn errors into messages and exit codes."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the program and leave with its exit code."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        _speak_utf8()
        settings = Settings(store=os.environ.get(STORE_VARIABLE) or Settings().store)
        try:
            code = super().main(args, prog_name or "greffier", complete_var, False, obj=settings, **extra)
            sys.stdout.flush()
        except GreffierError as error:
            if settings.verbose:
                import traceback

                traceback.print_exc()
            _complain(str(error))
            sys.exit(FAILED)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _complain("interrupted")
            sys.exit(INTERRUPTED)
        except OSError as error:
            if error.errno == errno.EPIPE:
                _close_stdout()
                sys.exit(PIPE_CLOSED)
            _complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
            sys.exit(FAILED)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a pipe that its reader has closed ends it in silence."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_stdout()
            raise click.exceptions.Exit(PIPE_CLOSED) from None
        return result


def _complain(message: str) -> None:
    click.echo(f"greffier: {' '.join(message.split())}", err=True)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_stdout() -> None:
    """Send what is still to be flushed nowhere, so that Python does not complain on leaving."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, io.UnsupportedOperation):
        pass


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from importlib import metadata

    try:
        version = metadata.version("greffier")
    except metadata.PackageNotFoundError:
        version = "(not installed)"
    click.echo(f"greffier {version}")
    context.exit()


@click.group(
    "greffier", cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@store_option
@loudness_options
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Tell the version.",
)
def cli() -> None:
    """Read news and notices; keep who was hit, who acted, under which law, and which sentence says so.

    \b
    Examples:
      greffier ingest articles/
      greffier query timeline -p institution=Desjardins
      greffier show CNIL
    """


COMMANDS: Final = (
    *(ingest, extract, forget),
    *(query, show, search, cypher, sparql, stats, network),
    *(review, why, merge, split, judgements),
    *(export, check_rdf, import_, push, neo4j, completion),
)
for command in COMMANDS:
    cli.add_command(command)
