"""Fits the weights: python -m anxin.triage.fitting.fit SHARED [--check]

Reads SHARED/data/triage-train and the lines beside this file; cross-validates by families of lines, sets the limits
from the folds, fits on everything and writes ../weights.npz. Needs scikit-learn; the same input gives the same file.
The development set and heldout.jsonl are not read here.
"""

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from anxin.triage.fitting import learn
from anxin.triage.fitting.lines import families, fitting_lines, folds
from anxin.triage.model import WEIGHTS, Model

RAISED = 0.93
"""Share of lines with risk 2 or 3 that must be raised, on the folds."""

FOLDS = 5


def crossed(documents: list[list[str]], right: NDArray[np.bool_], fold: NDArray[np.intp]) -> NDArray[np.float32]:
    """Scores of each line by a model that saw neither it nor its family."""
    scores = np.zeros(right.shape, dtype=np.float32)
    for number in range(FOLDS):
        inside = np.flatnonzero(fold != number)
        fitted = learn.fit([documents[i] for i in inside], right[inside], np.ones(len(inside)))
        for i in np.flatnonzero(fold == number):
            scores[i] = fitted.score(fitted.known(documents[i]))
    return scores


def limits(scores: NDArray[np.float32], risk: NDArray[np.intp], shift: float) -> dict[str, float]:
    """Scores from which a level is given."""
    high = float(np.quantile(scores[risk >= 2, 1], 1 - RAISED)) + shift
    raised = scores[:, 1] >= high
    # a line that is raised is called imminent where that is right as often as not
    imminent = float(np.quantile(scores[raised & (risk == 3), 2], 0.15))
    calm = risk < 2
    steps = np.linspace(-2, 2, 81)
    right = [np.mean((scores[calm, 0] >= step) == (risk[calm] == 1)) for step in steps]
    return {"high": high, "imminent": imminent, "distressed": float(steps[int(np.argmax(right))]), "stretch": 0.5}


def report(scores: NDArray[np.float32], right: NDArray[np.bool_], risk: NDArray[np.intp], at: dict[str, float]) -> str:
    """The figures of the scorer, and the precision of each level, on one line."""
    raised = scores[:, 1] >= at["high"]
    three = raised & (scores[:, 2] >= at["imminent"])
    topic, truth = scores[:, 3:8].argmax(axis=1), right[:, 3:8].argmax(axis=1)
    f1 = [2 * np.sum((topic == t) & (truth == t)) / (np.sum(topic == t) + np.sum(truth == t)) for t in range(5)]
    about = np.mean((scores[:, 8] > 0) == right[:, 8])
    return (
        f"recall_2plus {raised[risk >= 2].mean():.3f} recall_3 {raised[risk == 3].mean():.3f} exact_3 {three[risk == 3].mean():.3f}"
        f" false_0 {raised[risk == 0].mean():.3f} false_1 {raised[risk == 1].mean():.3f}"
        f" 3-given-0/1/2 {three[risk == 0].mean():.3f}/{three[risk == 1].mean():.3f}/{three[risk == 2].mean():.3f}"
        f" topic_f1 {np.mean(f1):.3f} about {about:.3f}"
    )


def write(fitted: Model, at: dict[str, float], path: Path) -> None:
    """Write the weights that move a score; half precision is enough."""
    keep = np.abs(fitted.weights).max(axis=1) > 0.02
    names = [name for name, kept in zip(fitted.index, keep, strict=True) if kept]
    weights = fitted.weights[keep]
    about = json.dumps({"heads": fitted.heads, "limits": at}).encode()
    np.savez_compressed(
        path,
        pieces=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=weights.astype(np.float16),
        scale=np.ones(1, dtype=np.float32),
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
    scores = crossed(documents, right, folds(families([r.text for r in rows]), FOLDS, seed=0))
    at = limits(scores, risk, shift=0.0)
    print(len(rows), "lines;", report(scores, right, risk, at))
    if not only_check:
        write(learn.fit(documents, right, np.ones(len(rows))), at, WEIGHTS)
        print("written", WEIGHTS.name, WEIGHTS.stat().st_size, "bytes", at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv[2:])
