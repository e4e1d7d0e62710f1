"""Fits the weights: python -m anxin.triage.fitting.fit SHARED [--check]

Reads SHARED/data/triage-train, SHARED/data/questions and the lines beside this file; cross-validates by families of
lines, sets the limits from the folds, fits on everything and writes ../weights.npz. Needs scikit-learn; the same input
gives the same file. The development set and heldout.jsonl are not read here.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from anxin.triage.fitting import learn
from anxin.triage.fitting.limits import TOPICS, evened, limits, report
from anxin.triage.fitting.lines import families, fitting_lines, folds, real_questions
from anxin.triage.fitting.phrases import phrase_lines
from anxin.triage.model import WEIGHTS, Floats, Model

FOLDS = 4
PHRASE, REAL, REAL_TOPIC = 0.4, 0.4, 0.1
"""How much a phrase, the risk of a real question and its topic count, against 1 for a line."""

DISTRESSED, IMMINENT = 0.15, 0.25
"""How much of the heads `distressed` and `imminent` is added to `high`; false alarms on ordinary lines cost the most."""

LOW = -2.0
"""Score of `high` under which a real question is taken to be ordinary, at first."""

ROUNDS = 2
"""Times that the real questions are looked at again: those that score low are ordinary, and are learnt from."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What is learnt from besides the lines, in every fold."""

    documents: list[list[str]]
    right: NDArray[np.bool_]
    weight: NDArray[np.float64]


def phrases() -> Extra:
    """The phrases and the messages made of them."""
    rows = phrase_lines()
    right = learn.answers([r.topic for r in rows], [r.risk for r in rows], [r.about for r in rows])
    weight = np.full(right.shape, PHRASE)
    weight[:, -1] = 0
    return Extra([learn.everything(row.text) for row in rows], right, weight)


def with_real(extra: Extra, fitted: Model, shared: Path, limit: float) -> Extra:
    """`extra` and those real questions that `fitted` finds ordinary: not dangerous, and of their topic."""
    rows = real_questions(shared)
    documents = [learn.everything(row.text) for row in rows]
    low = np.array([fitted.score(fitted.known(document))[1] < limit for document in documents])
    weight = np.zeros((len(rows), len(learn.HEADS)))
    weight[low, 1:3] = REAL
    weight[:, 3:8] = REAL_TOPIC
    right = learn.answers([r.topic for r in rows], [0] * len(rows), [r.about for r in rows])
    return Extra(extra.documents + documents, np.vstack([extra.right, right]), np.vstack([extra.weight, weight]))


def fit_with(extra: Extra, documents: Sequence[list[str]], right: NDArray[np.bool_]) -> Model:
    """Fit on lines and extras together."""
    weight = np.vstack([np.ones(right.shape), extra.weight])
    return leaning(learn.fit([*documents, *extra.documents], np.vstack([right, extra.right]), weight))


def leaning(fitted: Model) -> Model:
    """`fitted` with a little of the heads beside it in the head `high`: distress off ease, and what is imminent first."""
    for table in (fitted.weights, fitted.bias):
        table[..., 1] += DISTRESSED * table[..., 0] + IMMINENT * table[..., 2]
    return fitted


def crossed(documents: list[list[str]], right: NDArray[np.bool_], fold: NDArray[np.intp], extra: Extra) -> Floats:
    """Scores of each line by a model that saw neither it nor its family."""
    scores = np.zeros(right.shape, dtype=np.float32)
    for number in range(FOLDS):
        inside = np.flatnonzero(fold != number)
        fitted = fit_with(extra, [documents[i] for i in inside], right[inside])
        for i in np.flatnonzero(fold == number):
            scores[i] = fitted.score(fitted.known(documents[i]))
    return scores


def write(fitted: Model, at: dict[str, float], path: Path) -> None:
    """Write the weights that move a score; half precision is enough."""
    keep = np.abs(fitted.weights).max(axis=1) > 0.05
    names = [name for name, kept in zip(fitted.index, keep, strict=True) if kept]
    about = json.dumps({"heads": fitted.heads, "limits": at}).encode()
    np.savez_compressed(
        path,
        pieces=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=fitted.weights[keep].astype(np.float16),
        rarity=np.sqrt(fitted.rarity_squared[keep]).astype(np.float16),
        bias=fitted.bias,
        about=np.frombuffer(about, dtype=np.uint8),
    )


def main(shared: Path, only_check: bool) -> None:
    """Cross-validate, print the figures, and write the weights unless only checking."""
    rows = fitting_lines(shared)
    documents = [learn.everything(row.text) for row in rows]
    right = learn.answers([r.topic for r in rows], [r.risk for r in rows], [r.about for r in rows])
    risk = np.array([row.risk for row in rows], dtype=np.intp)
    extra = said = phrases()
    for number in range(ROUNDS):
        extra = with_real(said, fit_with(extra, documents, right), shared, LOW + number / 2)
    scores = crossed(documents, right, folds(families([r.text for r in rows]), FOLDS, seed=0), extra)
    offset = evened(scores, right)
    scores[:, TOPICS] += offset
    at = limits(scores, risk)
    print(len(rows), "lines;", report(scores, right, risk, at))
    if not only_check:
        fitted = fit_with(extra, documents, right)
        fitted.bias[TOPICS] += offset
        write(fitted, at, WEIGHTS)
        print("written", WEIGHTS.name, WEIGHTS.stat().st_size, "bytes", at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv[2:])
