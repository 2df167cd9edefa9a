"""The commands of `export`: the store for other tools."""

from __future__ import annotations

import click

from greffier.cli.export_jsonl import jsonl
from greffier.cli.export_networks import gexf, graphml
from greffier.cli.export_rdf import rdf
from greffier.cli.export_standards import ftm, stix
from greffier.cli.export_tables import csv, parquet
from greffier.cli.extract import name_apart, write_annotations
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option


@click.group()
def export() -> None:
    """Write what is in the store for other tools.

    \b
    Examples:
      greffier export rdf -o graph.ttl
      greffier export annotations -o annotations/
      greffier export graphml -o graph.graphml
    """


@export.command("annotations")
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FOLDER",
    help="The folder to write NAME.json into, one for each document; - writes JSON lines to standard output.",
)
@store_option
@loudness_options
@pass_settings
def annotations_of_store(settings: Settings, output: str) -> None:
    """Write what each document of the store says, in the form of `greffier extract`, `node` included.

    \b
    Examples:
      greffier export annotations -o annotations/
      greffier export annotations -o - | jq -r .id
    """
    from greffier.graph.annotations import to_annotation
    from greffier.graph.testimonies import read_extractions

    taken: dict[str, str] = {}
    with settings.open_store() as store:
        named = (
            to_annotation(extraction, nodes) | {"id": name_apart(extraction.document, taken, settings)}
            for extraction, nodes in read_extractions(store)
        )
        count = write_annotations(named, output)
    settings.note(f"{count} annotation{'' if count == 1 else 's'} written.")


for command in (rdf, jsonl, csv, parquet, ftm, stix, graphml, gexf):
    export.add_command(command)
