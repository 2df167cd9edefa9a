"""The commands `export graphml` and `export gexf`: the network of things, for tools that draw and analyse it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

import click

from greffier.cli.settings import Settings, loudness_options, pass_settings, store_option
from greffier.cli.written import output_option, written

if TYPE_CHECKING:
    from greffier.graph.exports.networks import Network


@click.command()
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
    from greffier.graph.exports.networks import write_graphml

    _write_network(settings, output, write_graphml)


@click.command()
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
    from greffier.graph.exports.networks import write_gexf

    _write_network(settings, output, write_gexf)


def _write_network(settings: Settings, output: str, write: Callable[[Network, BinaryIO], None]) -> None:
    from greffier.graph.exports.networks import network

    with settings.open_store() as store:
        found = network(store)
    with written(output) as stream:
        write(found, stream)
    settings.note(f"{len(found.nodes)} things and {len(found.edges)} relations written.")
