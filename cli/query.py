"""The command `query`: the questions of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, key_and_value, loudness_options, pass_settings, store_option

if TYPE_CHECKING:
    from greffier.queries.catalogue import Bound, Query


def _complete_name(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    import greffier.queries

    # Names only, without reading and checking the files: a shell waits for the answer.
    (folder,) = greffier.queries.__path__
    names = sorted(file.stem for file in Path(folder, "cypher").glob("*.cypher"))
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _complete_parameter(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from greffier.queries.catalogue import load

    # An option without its value, as here, leaves the words before it unassigned.
    name = context.params.get("name") or next(iter(context.args), "")
    query = load().get(name)
    names = [f"{p.name}=" for p in query.parameters] if query else []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete_name)
@click.option(
    "--parameter",
    "-p",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=_complete_parameter,
    help="A parameter of the query; may be repeated. A thing is given by name or id, a date as YYYY, YYYY-MM "
    "or YYYY-MM-DD.",
)
@click.option("--list", "listing", is_flag=True, help="List the queries, as without a name.")
@click.option("--describe", "-d", is_flag=True, help="Tell what the query asks for and answers, and run nothing.")
@format_option
@store_option
@loudness_options
@pass_settings
def query(
    settings: Settings,
    name: str | None,
    parameters: tuple[str, ...],
    listing: bool,
    describe: bool,
    form: str | None,
) -> None:
    """Ask the store one of the questions of the catalogue; without a NAME, list them.

    \b
    Examples:
      greffier query
      greffier query timeline --describe
      greffier query timeline -p institution=Desjardins
      greffier query fines -p regulator=CNIL -p since=2024 --format csv > fines.csv
    """
    from greffier.queries.catalogue import get_query, load

    if name is None and (parameters or describe):
        raise click.UsageError("name the query: greffier query NAME; `greffier query` lists them")
    if name is None or listing:
        rows = [{"query": q.name, "summary": q.summary} for q in load().values()]
        write_rows(rows, ("query", "summary"), form)
        return
    question = get_query(name)
    if describe:
        _describe(question, form)
        return
    values = _values(parameters)
    with settings.open_store() as store:
        bound = question.bind(store, values)
        _tell_things(settings, bound, values)
        settings.detail(question.text)
        rows = question.answer(store, bound)
    columns = [c.name for c in question.columns]
    write_rows(rows, columns, form, hidden=[c for c in columns if c.endswith(("_id", "_ids"))])
    if not rows:
        settings.note("No rows.")


def _values(parameters: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        key, value = key_and_value(parameter)
        if key in values:
            raise click.BadParameter(f"{key!r} is given twice", param_hint="-p")
        values[key] = value
    return values


def _tell_things(settings: Settings, bound: Bound, values: dict[str, str]) -> None:
    """Say which things were found for names, so that a wrong guess is seen."""
    for name, thing in bound.things.items():
        if values.get(name) != thing.id:
            settings.note(f"{name}: {thing}")


def _describe(query: Query, form: str | None) -> None:
    if form:
        parameters = [
            {
                "role": "parameter",
                "name": p.name,
                "type": p.form,
                "required": p.required,
                "default": p.default,
                "meaning": p.summary,
            }
            for p in query.parameters
        ]
        columns = [
            {
                "role": "column",
                "name": c.name,
                "type": c.type,
                "required": None,
                "default": None,
                "meaning": c.summary,
            }
            for c in query.columns
        ]
        write_rows([*parameters, *columns], ("role", "name", "type", "required", "default", "meaning"), form)
        return
    click.echo(f"{query.name}: {query.summary}\n")
    if query.parameters:
        click.echo("Parameters:")
        for p in query.parameters:
            default = "required" if p.required else f"default: {p.default}" if p.default else "optional"
            click.echo(f"  {p.name} ({p.form}, {default})\n      {p.summary}")
        click.echo()
    click.echo("Columns:")
    for c in query.columns:
        click.echo(f"  {c.name} ({c.type})\n      {c.summary}")
    click.echo(f"\nExample:\n  {query.example}")
