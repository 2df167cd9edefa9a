"""The commands `export csv` and `export parquet`: the graph as tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from greffier.cli.push import tell_import
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option
from greffier.cli.written import written_folder

FOR: Final = ("spreadsheet", "neo4j-admin")
folder_option: Final = click.option(
    "--output", "-o", required=True, metavar="FOLDER", help="The folder to write the files into."
)
text_option: Final = click.option(
    "--with-text", is_flag=True, help="Write the texts of the documents too, if you may pass them on."
)


@click.command()
@folder_option
@click.option(
    "--for",
    "reader",
    type=click.Choice(FOR),
    default=FOR[0],
    show_default=True,
    help="Who reads the files: a spreadsheet, or the import tool of a Neo4j.",
)
@click.option("--bom", is_flag=True, help="Begin each file with a byte order mark, by which Excel knows UTF-8.")
@text_option
@store_option
@loudness_options
@pass_settings
def csv(settings: Settings, output: str, reader: str, bom: bool, with_text: bool) -> None:
    """Write the graph as comma-separated values, a file for each table.

    \b
    Examples:
      greffier export csv -o tables/
      greffier export csv -o tables/ --bom
      greffier export csv -o import/ --for neo4j-admin

    The tables are organizations, laws, incidents, actions, relations, claims (with document and quote) and
    documents. A text that a spreadsheet would run as a formula has an apostrophe before it. What is alleged, feared
    or denied is there too: mind the column `status`. For neo4j-admin it is the whole graph, texts included, with
    the two commands that load it.
    """
    if reader != FOR[0]:
        if bom or with_text:
            raise click.UsageError("--bom and --with-text are for spreadsheets; neo4j-admin gets the whole graph")
        _write_import(settings, output)
        return
    from greffier.graph.exports.spreadsheets import write_spreadsheets

    with settings.open_store() as store, written_folder(output) as folder:
        counts = write_spreadsheets(store, folder, bom=bom, with_text=with_text)
    _tell(settings, counts)


@click.command()
@folder_option
@text_option
@store_option
@loudness_options
@pass_settings
def parquet(settings: Settings, output: str, with_text: bool) -> None:
    """Write the graph as Parquet, a file for each table of `export csv`, with typed columns.

    \b
    Examples:
      greffier export parquet -o tables/
      duckdb -c "SELECT relation, count(*) FROM 'tables/relations.parquet' GROUP BY ALL"

    It needs pyarrow: pip install 'greffier[parquet]'.
    """
    from greffier.graph.exports.parquet import write_parquet

    with settings.open_store() as store, written_folder(output) as folder:
        counts = write_parquet(store, folder, with_text=with_text)
    _tell(settings, counts)


def _tell(settings: Settings, counts: Mapping[str, int]) -> None:
    settings.note(f"{', '.join(f'{number} {name}' for name, number in counts.items())} written.")


def _write_import(settings: Settings, output: str) -> None:
    from greffier.graph.neo4j.imports import write_import

    place = Path(output).resolve()
    with settings.open_store() as store, written_folder(output) as folder:
        found = write_import(store, folder, named=place)
    tell_import(settings, found, place)
