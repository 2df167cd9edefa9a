"""The commands of `export`: the store for other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from greffier.cli.export_rdf import rdf
from greffier.cli.extract import STANDARD_OUTPUT, name_apart, write_annotations
from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option

if TYPE_CHECKING:
    from greffier.graph.networks import Network

output_option: Final = click.option(
    "--output", "-o", required=True, metavar="FILE", help="The file to write; - is standard output."
)


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


@export.command()
@output_option
@store_option
@loudness_options
@pass_settings
def graphml(settings: Settings, output: str) -> None:
    """Write the network of things as GraphML, for Cytoscape, igraph, networkx and others.

    \b
    Examples:
      greffier export graphml -o graph.graphml
      greffier export graphml -o - --store neo4j://localhost:7687 | gzip > graph.graphml.gz

    The nodes are organisations, laws, incidents and actions; the edges are the relations between them that a
    document asserts. The same graph gives the same bytes.
    """
    from greffier.graph.networks import write_graphml

    _write_network(settings, output, write_graphml)


@export.command()
@output_option
@store_option
@loudness_options
@pass_settings
def gexf(settings: Settings, output: str) -> None:
    """Write the network of things as GEXF, for Gephi; nodes and edges are those of `export graphml`.

    \b
    Examples:
      greffier export gexf -o graph.gexf
      greffier export gexf -o - > graph.gexf
    """
    from greffier.graph.networks import write_gexf

    _write_network(settings, output, write_gexf)


def _write_network(settings: Settings, output: str, write: Callable[[Network, BinaryIO], None]) -> None:
    from greffier.graph.networks import network

    with settings.open_store() as store:
        found = network(store)
    with _written(output) as stream:
        write(found, stream)
    settings.note(f"{len(found.nodes)} things and {len(found.edges)} relations written.")


@contextmanager
def _written(output: str) -> Iterator[BinaryIO]:
    """Give a stream to write to; a file is there under its name only once it is whole."""
    if output == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if not path.parent.is_dir():
        raise click.UsageError(f"there is no folder {path.parent} to write {path.name} into; make it first")
    part = path.with_name(f"{path.name}.part-{os.getpid()}")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


export.add_command(rdf)
