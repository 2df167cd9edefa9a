"""Linear models: for each label a sum of the weights of the features that are there.

A model is a text file, one feature a line, with its weights: what was learnt can be read, compared and reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from greffier.graph.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS: Final = Path(__file__).with_name("weights")
INTERCEPT: Final = "(intercept)"
Link = Literal["independent", "exclusive"]
LINKS: Final[tuple[Link, ...]] = ("independent", "exclusive")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Hold a model: `rows` is the row of each feature in `weights`, an array (features, labels).

    Labels are independent of each other (logistic regression for each), or exclusive (one multinomial regression).
    """

    labels: tuple[str, ...]
    link: Link
    rows: dict[str, int]
    weights: NDArray[np.float64]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each label, given the features that are there; unknown ones weigh nothing."""
        import numpy as np

        own = [self.rows[INTERCEPT], *sorted({self.rows[f] for f in features if f in self.rows})]
        scores = np.add.reduce(self.weights[own])
        if self.link == "independent":
            chances = 1 / (1 + np.exp(-scores))
        else:
            raised = np.exp(scores - scores.max())
            chances = raised / raised.sum()
        return dict(zip(self.labels, chances.tolist(), strict=True))

    def weight(self, feature: str, label: str) -> float:
        """Return what a feature weighs for a label: 0 where the model does not know it."""
        row = self.rows.get(feature)
        return 0.0 if row is None else float(self.weights[row, self.labels.index(label)])


@cache
def model(name: str) -> LinearModel:
    """Return a trained model by its name; raise KnowledgeError where its file is missing or damaged."""
    path = WEIGHTS / f"{name}.tsv"
    try:
        return parse(path.read_text("utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"{path.name}: no trained model: {error}; install greffier again") from error


@cache
def column(name: str, label: str) -> dict[str, float]:
    """Return the weights of a trained model for one label, by feature: faster than arrays where features are few."""
    known = model(name)
    at = known.labels.index(label)
    return {feature: float(known.weights[row, at]) for feature, row in known.rows.items()}


def forget() -> None:
    """Read the models anew when they are next asked for: for programs that write them."""
    model.cache_clear()
    column.cache_clear()


def parse(text: str) -> LinearModel:
    """Return the model that a text holds; raise ValueError or KeyError where it holds none.

    Its first line is the link and the labels, the others a feature with `label number:weight` for each label that
    it speaks for or against, all apart by tabs.
    """
    import numpy as np

    head, *lines = text.rstrip("\n").split("\n")
    link, *labels = head.split("\t")
    kind = next((known for known in LINKS if known == link), None)
    if kind is None or not labels:
        raise ValueError(f"{head[:40]!r} is no head of a model")
    rows: dict[str, int] = {}
    weights = np.zeros((len(lines), len(labels)))
    for number, line in enumerate(lines):
        feature, *values = line.split("\t")
        rows[feature] = number
        for value in values:
            label, weight = value.split(":")
            weights[number, int(label)] = float(weight)
    if INTERCEPT not in rows:
        raise KeyError(f"no {INTERCEPT}")
    return LinearModel(tuple(labels), kind, rows, weights)


def render(labels: Iterable[str], link: Link, weights: dict[str, list[float]]) -> str:
    """Return a model as text, features in order, weights to three decimals, without those that round to nothing."""
    lines = ["\t".join([link, *labels])]
    for feature in sorted(weights):
        values = [f"{number}:{weight:.3g}" for number, weight in enumerate(weights[feature]) if abs(weight) >= 0.005]
        if values or feature == INTERCEPT:
            lines.append("\t".join([feature, *values]))
    return "\n".join(lines) + "\n"
