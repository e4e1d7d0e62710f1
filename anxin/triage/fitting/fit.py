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
from anxin.triage.fitting.lines import families, fitting_lines, folds, real_questions
from anxin.triage.fitting.phrases import phrase_lines
from anxin.triage.model import WEIGHTS, Floats, Model

FOLDS = 4
RAISED = 0.875
"""Share of lines with risk 2 or 3 that is raised on the folds; the fitting lines are harder than those met (README)."""

THREE = 0.13
"""Share of the raised lines of risk 3 that may be given 2."""

PHRASE, REAL, REAL_TOPIC = 0.4, 0.4, 0.1
"""How much a phrase, the risk of a real question and its topic count, against 1 for a line."""

DISTRESSED, IMMINENT = 0.0, 0.0
"""How much of the heads `distressed` and `imminent` is added to `high`; false alarms on ordinary lines cost the most."""

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


def limits(scores: Floats, risk: NDArray[np.intp]) -> dict[str, float]:
    """Scores from which a level is given."""
    high = float(np.quantile(scores[risk >= 2, 1], 1 - RAISED))
    raised = scores[:, 1] >= high
    imminent = float(np.quantile(scores[raised & (risk == 3), 2], THREE))
    calm = risk < 2
    steps = np.linspace(-2, 2, 81)
    right = [np.mean((scores[calm, 0] >= step) == (risk[calm] == 1)) for step in steps]
    return {"high": high, "imminent": imminent, "distressed": float(steps[int(np.argmax(right))]), "stretch": 0.7}


def report(scores: Floats, right: NDArray[np.bool_], risk: NDArray[np.intp], at: dict[str, float]) -> str:
    """The figures of the scorer, and how often 3 is given by mistake, on one line."""
    raised = scores[:, 1] >= at["high"]
    three = raised & (scores[:, 2] >= at["imminent"])
    topic, truth = scores[:, 3:8].argmax(axis=1), right[:, 3:8].argmax(axis=1)
    f1 = [2 * np.sum((topic == t) & (truth == t)) / (np.sum(topic == t) + np.sum(truth == t)) for t in range(5)]
    about = np.mean((scores[:, 8] > 0) == right[:, 8])
    return (
        f"recall_2plus {raised[risk >= 2].mean():.3f} recall_3 {raised[risk == 3].mean():.3f}"
        f" exact_3 {three[risk == 3].mean():.3f}"
        f" false_0 {raised[risk == 0].mean():.3f} false_1 {raised[risk == 1].mean():.3f}"
        f" 3-given-0/1/2 {three[risk == 0].mean():.3f}/{three[risk == 1].mean():.3f}/{three[risk == 2].mean():.3f}"
        f" topic_f1 {np.mean(f1):.3f} about {about:.3f}"
    )


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
    limit = -2.0
    for _ in range(ROUNDS):
        fitted = fit_with(extra, documents, right)
        extra = with_real(said, fitted, shared, limit)
        limit = min(limit + 0.5, -1.0)
    scores = crossed(documents, right, folds(families([r.text for r in rows]), FOLDS, seed=0), extra)
    at = limits(scores, risk)
    print(len(rows), "lines;", report(scores, right, risk, at))
    if not only_check:
        write(fit_with(extra, documents, right), at, WEIGHTS)
        print("written", WEIGHTS.name, WEIGHTS.stat().st_size, "bytes", at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv[2:])
