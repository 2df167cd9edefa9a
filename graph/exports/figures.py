"""The network of organisations as a picture: SVG or PNG, the same bytes for the same network.

Colours are communities, squares are regulators, sizes grow with the number of neighbours. What hangs together is laid
out by itself. Names are text, never markup or formulas; where two would cover each other, the less connected body
goes without.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal

from greffier.graph.centralities import Group, communities, components, undirected
from greffier.graph.exports.extras import needed
from greffier.graph.involvements import Involvements
from greffier.graph.model import PUBLIC

if TYPE_CHECKING:
    import networkx
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMS: Final = ("svg", "png")
COLOURS: Final = (
    *("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee8866", "#44bb99", "#bbcc33", "#99ddff"),
)  # Paul Tol's bright and light schemes, told apart also by who does not see all colours
OTHER: Final = "#bbbbbb"
LINES: Final[dict[str, tuple[str, Literal["-", ":", "--"]]]] = {
    "acted": ("#333333", "-"),
    "hit": ("#cc3311", ":"),
    "part": ("#0077bb", "--"),
}
WORDS: Final = {"acted": "acted on", "hit": "hit by one incident", "part": "is part of"}
LABEL: Final = 42  # characters of a name
POINTS: Final = 7.0  # of the letters
ITERATIONS: Final = 120
SEED: Final = 0
_NOT_SHOWN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\\s]+"
)

Positions = dict[str, tuple[float, float]]


def draw(graph: Involvements, stream: BinaryIO, form: str) -> int:
    """Draw the network in one of FORMS; return the number of names shown. Raise InputError without matplotlib."""
    with needed("network"):
        import matplotlib
        import scipy  # noqa: F401 (layouts of more than 500 nodes need it)
        from matplotlib.figure import Figure

    places = _places(graph)
    side = min(max(7.0, 0.8 * math.sqrt(len(graph) or 1)), 22.0)
    with matplotlib.rc_context({"svg.hashsalt": "greffier", "svg.fonttype": "none", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(side, side), layout="constrained")
        axes = figure.add_subplot()
        axes.set_axis_off()
        axes.set_aspect("equal")
        _draw_edges(axes, graph, places)
        _draw_nodes(axes, graph, places)
        shown = _draw_names(axes, graph, places, side)
        _draw_legend(figure)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
            metadata: dict[str, Any] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
            figure.savefig(stream, format=form, dpi=100, metadata=metadata)
    return shown


def label(name: str) -> str:
    """Return a name as one short line without characters that turn, hide or break it."""
    line = _NOT_SHOWN.sub(" ", name).strip()
    return line if len(line) <= LABEL else f"{line[: LABEL - 1]}…"


def _places(graph: Involvements) -> Positions:
    """Return where each node goes: components in rows, the largest first, each as wide as it has members."""
    import networkx

    plain = undirected(graph)
    found: Positions = {}
    width = 2.4 * math.sqrt(len(graph) or 1)
    x = y = row = 0.0
    for members in components(graph):
        radius = math.sqrt(len(members))
        laid = networkx.spring_layout(
            _part(plain, members), seed=SEED, iterations=ITERATIONS, k=1.6 / radius, weight=None
        )
        if x and x + 2 * radius > width:
            x, y, row = 0.0, y - row, 0.0
        for name in members:
            dx, dy = laid[name] if len(members) > 1 else (0.0, 0.0)
            found[name] = (x + radius * (1 + float(dx)), y - radius * (1 - float(dy)))
        x += 2 * radius + 0.6
        row = max(row, 2 * radius + 0.6)
    return found


def _part(plain: networkx.Graph[str], members: Group) -> networkx.Graph[str]:
    """Return the members with the edges between them, in a fixed order (that of a subgraph is not)."""
    import networkx

    part: networkx.Graph[str] = networkx.Graph()
    part.add_nodes_from(members)
    part.add_edges_from(sorted((min(edge), max(edge)) for edge in plain.edges(members)))
    return part


def _draw_edges(axes: Axes, graph: Involvements, places: Positions) -> None:
    for a, b, told in graph.edges(data=True):
        for link, (colour, style) in LINES.items():
            if told[link] and not (link == "hit" and a > b):
                axes.annotate(
                    "",
                    xy=places[b],
                    xytext=places[a],
                    arrowprops={
                        "arrowstyle": "-" if link == "hit" else "-|>",
                        "color": colour,
                        "linestyle": style,
                        "linewidth": min(0.6 + 0.4 * math.log2(told[link]), 3.0),
                        "alpha": 0.6,
                        "shrinkA": 3,
                        "shrinkB": 4,
                        "connectionstyle": f"arc3,rad={0.12 if link == 'acted' else 0.0}",
                    },
                )


def _draw_nodes(axes: Axes, graph: Involvements, places: Positions) -> None:
    colour = {
        name: COLOURS[number] if number < len(COLOURS) and len(group) > 1 else OTHER
        for number, group in enumerate(communities(graph))
        for name in group
    }
    for marker, public in (("s", True), ("o", False)):
        members = [name for name, told in graph.nodes(data=True) if (told["kind"] in PUBLIC) is public]
        if members:
            axes.scatter(
                [places[name][0] for name in members],
                [places[name][1] for name in members],
                s=[18 + 14 * math.sqrt(graph.degree(name)) for name in members],
                c=[colour[name] for name in members],
                marker=marker,
                edgecolors="white",
                linewidths=0.6,
                zorder=3,
            )


def _draw_names(axes: Axes, graph: Involvements, places: Positions, side: float) -> int:
    """Write names beside nodes, the best connected first, where no other name stands; return how many."""
    taken: list[tuple[float, float, float, float]] = []
    for name, box in _boxes(graph, places, side):
        if any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken):
            continue
        taken.append(box)
        axes.annotate(
            label(graph.nodes[name]["name"]),
            xy=places[name],
            xytext=(4, 2),
            textcoords="offset points",
            fontsize=POINTS,
            parse_math=False,
            zorder=4,
            bbox={"facecolor": "white", "alpha": 0.6, "pad": 0.4, "edgecolor": "none"},
        )
    return len(taken)


def _boxes(
    graph: Involvements, places: Positions, side: float
) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield names, the best connected first, with about the room that each takes in the units of the picture."""
    xs = [x for x, _ in places.values()] or [0.0]
    ys = [y for _, y in places.values()] or [0.0]
    unit = max(max(xs) - min(xs), max(ys) - min(ys), 1.0) / (side * 72)  # of a point
    for name in sorted(graph, key=lambda n: (-graph.degree(n), n)):
        x, y = places[name]
        long = len(label(graph.nodes[name]["name"])) * 0.6 * POINTS * unit
        yield name, (x, y, x + long, y + 1.3 * POINTS * unit)


def _draw_legend(figure: Figure) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=colour, linestyle=style, label=WORDS[link]) for link, (colour, style) in LINES.items()
    ]
    handles += [
        Line2D([], [], color="#555555", marker=marker, linestyle="", label=words)
        for marker, words in (("s", "regulator"), ("o", "other organisation"))
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=POINTS, frameon=False)
