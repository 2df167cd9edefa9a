"""Measures of the network of organisations: who stands where, which groups there are, what hangs together.

All are those of networkx. Numbers are rounded to six decimals, and the same network gives the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from greffier.graph.exports.extras import needed
from greffier.graph.involvements import Involvements

if TYPE_CHECKING:
    import networkx

SEED: Final = 0  # Louvain looks at nodes in an order drawn at random
DECIMALS: Final = 6
EXACT: Final = 2000  # nodes up to which betweenness is counted from every node,
SAMPLED: Final = 500  # and the number from which it is estimated beyond

Group = tuple[str, ...]


def undirected(graph: Involvements) -> networkx.Graph[str]:
    """Return the network without directions; the weight of an edge is that of both directions together."""
    import networkx

    found: networkx.Graph[str] = networkx.Graph()
    found.add_nodes_from(graph)
    for a, b, told in graph.edges(data=True):
        before = found.edges[a, b]["weight"] if found.has_edge(a, b) else 0
        found.add_edge(a, b, weight=before + told["weight"])
    return found


def components(graph: Involvements) -> list[Group]:
    """Return what hangs together, whatever the directions; the largest first, members by id."""
    import networkx

    return _ordered(networkx.weakly_connected_components(graph))


def communities(graph: Involvements) -> list[Group]:
    """Return groups with more links within than to others, by the method of Louvain; the largest first."""
    import networkx

    if not graph:
        return []
    # As numbers: sets of texts have another order in each run, and so would the groups.
    names = list(graph)
    plain: networkx.Graph[Any] = undirected(graph)
    numbered = networkx.convert_node_labels_to_integers(plain)
    found = networkx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    return _ordered([names[number] for number in group] for group in found)


def modularity(graph: Involvements, groups: list[Group]) -> float:
    """Return how much more links lie within the groups than chance would put there (-0.5 to 1); 0 without links."""
    import networkx

    if not graph.size():
        return 0.0
    return round(networkx.community.modularity(undirected(graph), map(set, groups), weight="weight"), DECIMALS)


def centralities(graph: Involvements) -> list[dict[str, Any]]:
    """Return what is known of each organisation and how central it is, by id.

    `neighbours` counts those it has a link with; `betweenness` is the share of the shortest paths between others
    that lead through it, `harmonic` the mean of 1/distance to all others, both without directions or weights;
    `pagerank` follows directions and weights, so that it grows with what is done to a body. `community` and
    `component` count from 1. Raise InputError where scipy is missing.
    """
    import networkx

    with needed("network"):
        import scipy  # noqa: F401 (PageRank needs it)

    plain = undirected(graph)
    most = len(graph) - 1
    sampled = SAMPLED if len(graph) > EXACT else None
    between = networkx.betweenness_centrality(plain, k=sampled, seed=SEED)
    rank = networkx.pagerank(graph, weight="weight") if graph else {}
    near = networkx.harmonic_centrality(plain)
    community = _numbered(communities(graph))
    component = _numbered(components(graph))
    return [
        {
            "id": name,
            **told,
            "neighbours": plain.degree(name),
            "betweenness": round(between[name], DECIMALS),
            "pagerank": round(rank[name], DECIMALS),
            "harmonic": round(near[name] / most, DECIMALS) if most else 0.0,
            "community": community[name],
            "component": component[name],
        }
        for name, told in graph.nodes(data=True)
    ]


def _ordered(groups: Any) -> list[Group]:
    return sorted((tuple(sorted(group)) for group in groups), key=lambda g: (-len(g), g))


def _numbered(groups: list[Group]) -> dict[str, int]:
    return {name: number for number, group in enumerate(groups, 1) for name in group}
