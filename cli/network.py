"""The commands of `network`: who acted on whom, who was hit together, who is part of whom, measured and drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from greffier.cli.outputs import write_rows
from greffier.cli.settings import Settings, format_option, loudness_options, pass_settings, store_option
from greffier.cli.written import output_option, written

if TYPE_CHECKING:
    from greffier.graph.centralities import Group
    from greffier.graph.involvements import Involvements

LINKS: Final = ("acted", "hit", "part")
MEASURES: Final = ("neighbours", "acted", "acted_on", "hits", "betweenness", "pagerank", "harmonic")
FORMS: Final = ("svg", "png")
CENTRALITY: Final = (
    *("id", "name", "kind", "acted", "acted_on", "hits", "neighbours"),
    *("betweenness", "pagerank", "harmonic", "community", "component"),
)
GROUPS: Final = ("number", "size", "regulators", "names", "ids")

link_option: Final = click.option(
    "--link",
    "-l",
    "links",
    type=click.Choice(LINKS),
    multiple=True,
    help="Only these links: acted (who acted on whom), hit (hit by one incident), part (is part of). Repeat it for "
    "several. Default: all.",
)


@click.group()
def network() -> None:
    """Measure and draw the network of organisations, as far as documents assert it.

    \b
    Examples:
      greffier network centrality --by betweenness
      greffier network communities
      greffier network figure -o network.svg

    Links: who acted on whom (weighted by the number of actions), who was hit by one incident, who is part of whom.
    It is a network of reported acts, not of acts. It needs scipy and matplotlib: pip install 'greffier[network]'.
    """


@network.command()
@click.option(
    "--by", type=click.Choice(MEASURES), default=MEASURES[0], show_default=True, help="The measure to sort by."
)
@click.option("--limit", "-n", type=click.IntRange(min=1), help="Only so many, the most central ones.")
@link_option
@format_option
@store_option
@loudness_options
@pass_settings
def centrality(settings: Settings, by: str, limit: int | None, links: Sequence[str], form: str | None) -> None:
    """List the organisations with how central each is, by several measures.

    \b
    Examples:
      greffier network centrality --by betweenness -n 20
      greffier network centrality --link acted --format csv > centrality.csv
    """
    from greffier.graph.centralities import centralities

    rows = sorted(centralities(_read(settings, links)), key=lambda row: (-row[by], row["id"]))
    write_rows(rows[:limit], CENTRALITY, form, hidden=("id",))


@network.command()
@link_option
@format_option
@store_option
@loudness_options
@pass_settings
def communities(settings: Settings, links: Sequence[str], form: str | None) -> None:
    """List groups of organisations with more links among themselves than with others (Louvain).

    \b
    Examples:
      greffier network communities
      greffier network communities --link acted --format json
    """
    from greffier.graph.centralities import communities as find
    from greffier.graph.centralities import modularity

    graph = _read(settings, links)
    groups = find(graph)
    _write_groups(graph, lambda _: groups, form)
    settings.note(f"Modularity {modularity(graph, groups):g}.")


@network.command()
@link_option
@format_option
@store_option
@loudness_options
@pass_settings
def components(settings: Settings, links: Sequence[str], form: str | None) -> None:
    """List what hangs together: no link leads from one of these groups to another.

    \b
    Examples:
      greffier network components
      greffier network components --link part --format csv
    """
    from greffier.graph.centralities import components as find

    _write_groups(_read(settings, links), find, form)


@network.command()
@output_option
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMS), help="Default: what the name of the file ends in, else svg."
)
@link_option
@store_option
@loudness_options
@pass_settings
def figure(settings: Settings, output: str, form: str | None, links: Sequence[str]) -> None:
    """Draw the network: colours are communities, squares regulators, arrows who acted on whom.

    \b
    Examples:
      greffier network figure -o network.svg
      greffier network figure -o acted.png --link acted
    """
    from greffier.graph.exports.figures import draw

    ending = Path(output).suffix.lower().removeprefix(".")
    form = form or (ending if ending in FORMS else FORMS[0])
    graph = _read(settings, links)
    with written(output) as stream:
        shown = draw(graph, stream, form)
    settings.note(f"{len(graph)} organisations and {graph.size()} links drawn, {shown} with their names.")


def _read(settings: Settings, links: Sequence[str]) -> Involvements:
    from greffier.graph.involvements import involvements

    with settings.open_store() as store:
        return involvements(store, links or LINKS)


def _write_groups(graph: Involvements, find: Callable[[Involvements], list[Group]], form: str | None) -> None:
    rows: list[dict[str, Any]] = []
    for number, group in enumerate(find(graph), 1):
        told = [graph.nodes[name] for name in group]
        rows.append(
            {
                "number": number,
                "size": len(group),
                "regulators": sum(t["kind"] == "Regulator" for t in told),
                "names": [t["name"] for t in told],
                "ids": list(group),
            }
        )
    write_rows(rows, GROUPS, form, hidden=("ids",))
