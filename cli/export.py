"""The commands of `export`: the store for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from greffier.cli.export_jsonl import jsonl
from greffier.cli.export_networks import gexf, graphml
from greffier.cli.export_standards import ftm, stix
from greffier.cli.export_tables import csv, parquet
from greffier.cli.extract import name_apart, write_annotations
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option
from greffier.cli.written import output_option, written

RDF_FORMATS: Final = ("turtle", "trig", "nquads")
SUFFIXES: Final = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads"}


@click.group()
def export() -> None:
    """Write what is in the store for other tools.

    \b
    Examples:
      greffier export rdf -o graph.ttl
      greffier export annotations -o annotations/
      greffier export graphml -o graph.graphml
    """


@export.command()
@output_option
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(RDF_FORMATS),
    help="The form of RDF. Default: what the name of the file ends in (.ttl, .trig, .nq), else turtle.",
)
@click.option("--base", metavar="IRI", help="What the IRIs of the things begin with.")
@click.option(
    "--with-text",
    is_flag=True,
    help="Write the texts of the documents too, if you may pass them on. Quotes are always written.",
)
@store_option
@loudness_options
@pass_settings
def rdf(settings: Settings, output: str, form: str | None, base: str | None, with_text: bool) -> None:
    """Write the graph as RDF; the same graph gives the same bytes.

    \b
    Examples:
      greffier export rdf -o graph.ttl
      greffier export rdf -o - --format nquads --base https://example.org/ | gzip > graph.nq.gz
    """
    from greffier.graph.rdf import export as write_rdf
    from greffier.graph.rdf_terms import DEFAULT_BASE

    form = form or SUFFIXES.get(Path(output).suffix.lower(), RDF_FORMATS[0])
    with settings.open_store() as store, written(output) as stream:
        count = write_rdf(store, stream, form, base or DEFAULT_BASE, with_text=with_text)
    settings.note(f"{count} {'triples' if form == 'turtle' else 'quads'} written.")


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


for command in (jsonl, csv, parquet, ftm, stix, graphml, gexf):
    export.add_command(command)
