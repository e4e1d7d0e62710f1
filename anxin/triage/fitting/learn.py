"""Linear models of several questions over the same pieces, averaged and folded into one table of weights."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp  # type: ignore[import-untyped]
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from anxin.triage.features import marks, meetings, pieces
from anxin.triage.model import Table
from anxin.triage.reading.message import read
from anxin.triage.signals import SIGNALS
from anxin.triage.topic import Topic

SEEN_IN = 3
"""Texts in which a piece must stand to be learnt."""

TOPICS = tuple(topic.value for topic in Topic)

HEADS = ("distressed", "high", "imminent", *TOPICS, "other_person")
"""What is asked of a message."""

VIEWS = (*HEADS, "high_body", "high_mind", "high_else", "only_distressed", "only_high")
"""What the table answers: the same, and what lies between."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How strongly to fit; found by cross-validation."""

    firmness: float = 30.0
    telling: float = 30.0


FIT = Fit()


def everything(text: str) -> list[str]:
    """All pieces of a text, as `assess` sees them."""
    message = read(text)
    heard = [signal for signal in SIGNALS if signal.heard(message)]
    return pieces(message.flat, message.words) + meetings(message.clauses) + marks(heard)


def answers(topics: Sequence[str], risks: Sequence[int], about: Sequence[str]) -> NDArray[np.bool_]:
    """The right answer to every view's question, a column a view."""
    risk, topic = np.asarray(risks), np.asarray(topics)
    body, mind = topic == Topic.MEDICAL.value, topic == Topic.PSYCHOLOGICAL.value
    columns = [risk >= 1, risk >= 2, risk >= 3]
    columns += [topic == name for name in TOPICS]
    columns += [np.asarray(about) == "other"]
    columns += [(risk >= 2) & body, (risk >= 2) & mind, (risk >= 2) & ~body & ~mind, risk == 1, risk == 2]
    return np.stack(columns, axis=1)


def vocabulary(documents: Sequence[Sequence[str]]) -> tuple[dict[str, int], NDArray[np.float32]]:
    """The pieces that stand in enough of `documents`, numbered, and how rare each is."""
    seen = Counter(piece for document in documents for piece in set(document))
    names = sorted(piece for piece, count in seen.items() if count >= SEEN_IN)
    rarity = np.log((1 + len(documents)) / (1 + np.array([seen[name] for name in names]))) + 1
    return {name: i for i, name in enumerate(names)}, rarity.astype(np.float32)


def table(documents: Sequence[Sequence[str]], index: dict[str, int], rarity: NDArray[np.float32]) -> sp.csr_matrix:
    """A row a document, each of length one."""
    rows = [sorted({index[piece] for piece in document if piece in index}) for document in documents]
    start = np.cumsum([0, *map(len, rows)])
    numbers = np.fromiter((n for row in rows for n in row), dtype=np.int32)
    matrix = sp.csr_matrix((rarity[numbers], numbers, start), shape=(len(rows), len(index)))
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1 / np.maximum(length, 1e-6)) @ matrix)


def _telling(matrix: sp.csr_matrix, yes: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How much each piece leans to one side, from counts alone (the log-count ratio of naive Bayes)."""
    with_it = np.asarray(matrix[yes].sum(axis=0)).ravel() + 0.5
    without = np.asarray(matrix[~yes].sum(axis=0)).ravel() + 0.5
    lean = np.abs(np.log((with_it / with_it.sum()) / (without / without.sum()))) ** 0.5 + 0.3
    return np.asarray(lean, dtype=np.float32)


def _logistic(firmness: float) -> LogisticRegression:
    return LogisticRegression(C=firmness, solver="liblinear", dual=True, tol=0.01, max_iter=2000, random_state=0)


def fit(
    documents: Sequence[Sequence[str]], right: NDArray[np.bool_], weight: NDArray[np.float64], how: Fit = FIT
) -> Table:
    """Fit every view on `documents`; `weight` says how much each counts for each view, a column a view.

    The same input gives the same weights.
    """
    index, rarity = vocabulary(documents)
    matrix = table(documents, index, rarity)
    weights = np.zeros((len(index), len(VIEWS)), dtype=np.float32)
    bias = np.zeros(len(VIEWS), dtype=np.float32)
    for column in range(len(VIEWS)):
        counted = np.flatnonzero(weight[:, column])
        rows, yes, heavy = matrix[counted], right[counted, column], weight[counted, column]
        lean = _telling(rows, yes)
        plain = _logistic(how.firmness).fit(rows, yes, heavy)
        leaning = _logistic(how.telling).fit(rows @ sp.diags(lean), yes, heavy)
        weights[:, column] = rarity * (plain.coef_[0] + lean * leaning.coef_[0]) / 2
        bias[column] = (plain.intercept_[0] + leaning.intercept_[0]) / 2
    return Table(index, weights, rarity**2, bias)
