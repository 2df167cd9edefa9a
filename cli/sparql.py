"""The command `sparql`: SPARQL as typed, in a file, or by the name of a question of the catalogue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, key_and_value, loudness_options, pass_settings, store_option

STANDARD_INPUT: Final = "-"
SUFFIXES: Final = (".rq", ".sparql")


@click.command()
@click.argument("text")
@click.option(
    "--parameter",
    "-p",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    help="A parameter of the question, where TEXT is the name of one. May be repeated.",
)
@click.option("--base", metavar="IRI", help="What the IRIs of the things begin with.")
@format_option
@store_option
@loudness_options
@pass_settings
def sparql(settings: Settings, text: str, parameters: tuple[str, ...], base: str | None, form: str | None) -> None:
    """Ask the graph, as `greffier export rdf` writes it, in SPARQL; the graph is held in memory, and only read.

    TEXT is the query, a file that ends in .rq or .sparql, - for standard input, or the name of a question of the
    catalogue. All named graphs together are the default graph; the prefixes of exports need not be declared.

    \b
    Examples:
      greffier sparql "SELECT ?name ?sum { ?a greffier:imposed ?sum ; greffier:addressedTo [ rdfs:label ?name ] }"
      greffier sparql question.rq --format csv
      greffier sparql fines -p regulator=CNIL
    """
    from greffier.graph.rdf import DEFAULT_BASE
    from greffier.graph.rdf.sparql import View
    from greffier.ingest.knowledge.translations import name_languages
    from greffier.queries import sparql_questions
    from greffier.queries.catalogue import get_query

    named = text in sparql_questions.names()
    if parameters and not named:
        known = ", ".join(sparql_questions.names())
        raise click.UsageError(f"-p is a parameter of a question by its name; there are {known}")
    query = text if named else _read(text)
    if not query.strip():
        raise click.UsageError("the query is empty")
    values = dict(map(key_and_value, parameters))
    with settings.open_store() as store:
        bound = get_query(text).bind(store, values) if named else None
        view = View(store, base or DEFAULT_BASE, languages=name_languages())
    columns, rows = sparql_questions.answer(view, text, bound) if bound else view.ask(query)
    write_rows(rows, columns, form)
    if not rows:
        settings.note("No rows.")


def _read(text: str) -> str:
    """Return the query in a file or on standard input; a text that names neither is the query itself."""
    from greffier.graph.errors import InputError

    if text == STANDARD_INPUT:
        data, name = sys.stdin.buffer.read(), "standard input"
    elif text.endswith(SUFFIXES) and not any(mark in text for mark in "{}\n"):
        data, name = Path(text).read_bytes(), text
    else:
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 (at position {error.start}); convert it first") from error
