"""The command `cypher`: Cypher as typed."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, key_and_value, loudness_options, pass_settings, store_option

STANDARD_INPUT = "-"


@click.command()
@click.argument("text")
@click.option(
    "--parameter",
    "-p",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    help="A parameter ($KEY) of the query, as JSON; what is no JSON is taken as text. May be repeated.",
)
@click.option("--write", is_flag=True, help="Let the query change the graph. Without it, one that would is refused.")
@format_option
@store_option
@loudness_options
@pass_settings
def cypher(settings: Settings, text: str, parameters: tuple[str, ...], write: bool, form: str | None) -> None:
    """Run Cypher on the store; it only reads, unless --write is given. TEXT - reads standard input.

    \b
    Examples:
      greffier cypher "MATCH (r:Regulator)-[:ISSUED]->(f:Fine) RETURN r.name, count(f) ORDER BY r.name"
      greffier cypher - < question.cypher
      greffier cypher 'MATCH (o:Organization {id: $id}) RETURN o.names' -p id=regulator/fr-cnil
    """
    if text == STANDARD_INPUT:
        text = _read_input()
    if not text.strip():
        raise click.UsageError("the query is empty")
    values = _values(parameters)
    with settings.open_store(writable=write) as store:
        rows = store.run(text, values) if write else store.read(text, values)
    write_rows(rows, list(rows[0]) if rows else (), form)
    if not rows:
        settings.note("No rows.")


def _read_input() -> str:
    from greffier.graph.errors import InputError

    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input is not UTF-8 (at position {error.start}); convert it first") from error


def _values(parameters: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for parameter in parameters:
        key, value = key_and_value(parameter)
        try:
            values[key] = json.loads(value)
        except ValueError:
            values[key] = value
    return values
