"""Measure names: which pairs are of one body, told by Greffier, by rapidfuzz and by nomenklatura's LogicV2.

python -m benchmarks.names

The pairs are those of tests/gold/names. Of the peers the best threshold for these very pairs is shown, which
flatters them. nomenklatura is asked where it is installed (it needs ICU: `pip install nomenklatura`).
"""

import csv
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from greffier.ingest.resolution.bodies import body_of

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "gold" / "names"
SCHEMAS = {"Law": "LegalEntity", "Regulator": "PublicBody", "Company": "Company", "Bank": "Company"}
Pair = dict[str, str]


def read_pairs() -> list[Pair]:
    """Return all pairs."""
    pairs: list[Pair] = []
    for name in ("open.csv", "locked.csv"):
        with (PAIRS / name).open(encoding="utf-8", newline="") as stream:
            pairs += csv.DictReader(stream)
    return pairs


def figures(pairs: Sequence[Pair], said: Sequence[bool]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    same = [pair["same"] == "yes" for pair in pairs]
    right = sum(a and b for a, b in zip(same, said, strict=True))
    precision, recall = right / max(sum(said), 1), right / sum(same)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def ours(pair: Pair) -> bool:
    """Return what Greffier says of a pair."""
    one, other = (body_of(pair[x], pair[f"kind_{x}"], pair[f"jurisdiction_{x}"] or None, x) for x in "ab")
    return one.thing == other.thing


def scores_of_logic() -> Callable[[Pair], float] | None:
    """Return the score of nomenklatura's LogicV2 for a pair, or None where it is not installed."""
    try:
        matching: Any = import_module("nomenklatura.matching")
        types: Any = import_module("nomenklatura.matching.types")
        ftm: Any = import_module("followthemoney")
    except ImportError:
        return None
    config = types.ScoringConfig.defaults()

    def score(pair: Pair) -> float:
        sides = []
        for x in "ab":
            schema = SCHEMAS.get(pair[f"kind_{x}"], "Organization")
            proxy = ftm.model.get_proxy({"id": f"{x} {pair[x]}", "schema": schema, "properties": {"name": [pair[x]]}})
            if pair[f"jurisdiction_{x}"]:
                proxy.add("country", pair[f"jurisdiction_{x}"].split("-")[0].lower())
            sides.append(proxy)
        return float(matching.LogicV2.compare(sides[0], sides[1], config).score)

    return score


def show(name: str, found: tuple[float, float, float], more: str = "") -> None:
    """Print precision, recall and F1."""
    print(f"{name:<32} P {found[0]:.3f}  R {found[1]:.3f}  F1 {found[2]:.3f}{more}")


def main() -> None:
    """Measure, and print."""
    pairs = read_pairs()
    print(f"{len(pairs)} pairs, {sum(p['same'] == 'yes' for p in pairs)} of them of one body")
    show("Greffier", figures(pairs, [ours(p) for p in pairs]))
    peers: dict[str, Callable[[Pair], float]] = {
        "rapidfuzz token_sort_ratio": lambda p: fuzz.token_sort_ratio(p["a"].lower(), p["b"].lower()) / 100,
        "rapidfuzz token_set_ratio": lambda p: fuzz.token_set_ratio(p["a"].lower(), p["b"].lower()) / 100,
        "rapidfuzz WRatio": lambda p: fuzz.WRatio(p["a"].lower(), p["b"].lower()) / 100,
    }
    logic = scores_of_logic()
    if logic:
        peers["nomenklatura LogicV2"] = logic
    for name, score in peers.items():
        scored = [score(pair) for pair in pairs]
        thresholds = [t / 100 for t in range(30, 100)]
        best = max(((figures(pairs, [s >= t for s in scored]), t) for t in thresholds), key=lambda f: f[0][2])
        found, threshold = best
        show(name, found, f"  at {threshold:.2f}")


if __name__ == "__main__":
    main()
