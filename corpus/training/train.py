"""Train the scorers on the corpus and write their weights into the package.

    python corpus/training/train.py [--part train] [--share 1.0] [--out FOLDER]

The same corpus and the same versions of the libraries give the same weights, byte for byte: the solvers are
deterministic and start from zero. `--share` trains on a share of the cases, for learning curves.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent))
from examples import Example, name_examples, party_examples, read_part, sentence_examples
from greffier.ingest.scorers import linear
from greffier.ingest.scorers.linear import INTERCEPT, WEIGHTS, render
from greffier.ingest.scorers.names import NONE
from greffier.ingest.scorers.parties import ROLES

RARE: Final = 3  # a feature of fewer examples is left out
FEW: Final = 8  # a label of fewer examples is not learnt
AGAIN: Final = 0.3  # weight of a sentence against an event that its document tells elsewhere
RIGHT: Final = 2.0  # weight of the examples of an event, which are few
INVERSE_PENALTY: Final = {"sentences": 0.5, "names": 0.3, "parties": 0.05}


def matrix(examples: Sequence[Example]) -> tuple[Any, list[str]]:
    """Return the examples as a sparse matrix (examples, features), and the names of its columns."""
    counts = Counter(f for e in examples for f in set(e.features))
    vectorizer = DictVectorizer(dtype=np.float64)
    rows = vectorizer.fit_transform([{f: 1.0 for f in e.features if counts[f] >= RARE} for e in examples])
    rows.indices, rows.indptr = rows.indices.astype(np.int32), rows.indptr.astype(np.int32)
    return rows, list(vectorizer.get_feature_names_out())


def train_sentences(examples: Sequence[Example]) -> str:
    """Return the model of what sentences tell: a logistic regression for each kind of event."""
    rows, columns = matrix(examples)
    weights: dict[str, list[float]] = {name: [] for name in (*columns, INTERCEPT)}
    labels = sorted(k for k, n in Counter(k for e in examples for k in e.right).items() if n >= FEW)
    for label in labels:
        right = np.array([label in e.right for e in examples])
        trust = np.array([0.0 if label in e.open else AGAIN if label in e.beside else 1.0 for e in examples])
        fitted = LogisticRegression(
            C=INVERSE_PENALTY["sentences"], solver="liblinear", class_weight={0: 1.0, 1: RIGHT}, max_iter=1000
        ).fit(rows, right, sample_weight=trust)
        _add(weights, columns, fitted.coef_[0], fitted.intercept_[0])
    return render(labels, "independent", weights)


def train_names(examples: Sequence[Example]) -> str:
    """Return the model of what doubtful names are: one multinomial regression."""
    rows, columns = matrix(examples)
    right = [next(iter(e.right)) for e in examples]
    trust = np.array([1.0 if label == NONE else RIGHT for label in right])
    fitted = LogisticRegression(C=INVERSE_PENALTY["names"], solver="lbfgs", max_iter=3000, tol=1e-6)
    fitted.fit(rows, right, sample_weight=trust)
    weights: dict[str, list[float]] = {name: [] for name in (*columns, INTERCEPT)}
    for row, intercept in zip(fitted.coef_, fitted.intercept_, strict=True):
        _add(weights, columns, row, intercept)
    return render(fitted.classes_.tolist(), "exclusive", weights)


def train_parties(examples: Sequence[Example]) -> str:
    """Return the model of who takes which role: for each a regression in which the candidates of a telling compete."""
    rows, columns = matrix(examples)
    weights: dict[str, list[float]] = {name: [] for name in (*columns, INTERCEPT)}
    for role in ROLES:
        right = np.array([role in e.right for e in examples])
        known = np.array([role not in e.open for e in examples])
        rivalries = np.unique([e.rivalry for e in examples if role not in e.open], return_inverse=True)[1]
        fitted = compete(rows[known], right[known], rivalries)
        _add(weights, columns, fitted[:-1], fitted[-1])
    return render(ROLES, "independent", weights)


def compete(rows: Any, right: Any, rivalries: Any) -> Any:
    """Return the weights, the intercept last, of a conditional logistic regression.

    Of the rows of one rivalry one takes the role, in proportion to the exponential of its score, or nobody does, whose
    score is 0. Where several are right, any one of them is.
    """
    count = rivalries.max() + 1
    nobody = np.ones(count, dtype=bool)
    nobody[rivalries[right]] = False
    columns = rows.T.tocsr()
    penalty = 1 / INVERSE_PENALTY["parties"]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = rows @ weights[:-1] + weights[-1]
        most = np.zeros(count)
        np.maximum.at(most, rivalries, scores)
        raised, none = np.exp(scores - most[rivalries]), np.exp(-most)
        every = none + np.bincount(rivalries, raised, count)
        proper = none * nobody + np.bincount(rivalries, raised * right, count)
        slopes = raised / every[rivalries] - raised * right / proper[rivalries]
        penalties = np.append(penalty * weights[:-1], 0.0)
        value = np.log(every).sum() - np.log(proper).sum() + weights @ penalties / 2
        return float(value), np.append(columns @ slopes, slopes.sum()) + penalties

    fitted = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return fitted.x


def _add(weights: dict[str, list[float]], columns: Sequence[str], row: Sequence[float], intercept: float) -> None:
    for name, weight in zip((*columns, INTERCEPT), (*row, intercept), strict=True):
        weights[name].append(float(weight))


# Each model with what makes its examples and what trains it; the last one looks at what the others find.
MODELS: Final = {
    "sentences": (sentence_examples, train_sentences),
    "names": (name_examples, train_names),
    "parties": (party_examples, train_parties),
}


def share_of(examples: Sequence[Example], share: float) -> list[Example]:
    """Return the examples of a share of the cases, always the same ones."""
    return [e for e in examples if int(hashlib.sha256(e.case.encode()).hexdigest()[:8], 16) < share * 16**8]


def main() -> None:
    """Train the models and say what they were trained on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="train", help="the part of the corpus to learn from")
    parser.add_argument("--share", type=float, default=1.0, help="the share of its cases")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the folder for the weights")
    options = parser.parse_args()
    began = time.monotonic()
    linear.WEIGHTS = options.out  # type: ignore[misc]
    cases = read_part(options.part)
    for name, (make, train) in MODELS.items():
        examples = share_of([e for case in cases for e in make(case)], options.share)
        model = train(examples)
        (options.out / f"{name}.tsv").write_text(model, "utf-8")
        linear.forget()
        counts = Counter(label for e in examples for label in e.right if label != NONE)
        size = len(model.encode()) / 1e6
        print(
            f"{name}: {len(examples):,} examples, {len(model.splitlines()):,} features, {size:.1f} MB, {dict(counts)}"
        )
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
