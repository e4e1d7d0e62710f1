"""From scores on the folds to the limits of the levels, and what figures they give."""

import numpy as np
from numpy.typing import NDArray

from anxin.triage.fitting.mix import TOPIC_COLUMNS
from anxin.triage.model import Floats

RAISED, RAISED_3 = 0.943, 0.963
"""Shares of the shared lines with risk 2 or 3, and with risk 3, that are raised on the folds at least."""

THREE = 0.13
"""Share of the raised lines of risk 3 that may be given 2."""


def macro_f1(scores: Floats, truth: NDArray[np.intp]) -> float:
    """The mean of the five topics' F1 where the highest score is taken."""
    found = scores.argmax(axis=1)
    each = [2 * np.sum((found == t) & (truth == t)) / (np.sum(found == t) + np.sum(truth == t)) for t in range(5)]
    return float(np.mean(each))


def limits(scores: Floats, risk: NDArray[np.intp]) -> dict[str, float]:
    """Scores from which a level is given."""
    high = float(min(np.quantile(scores[risk >= 2, 1], 1 - RAISED), np.quantile(scores[risk == 3, 1], 1 - RAISED_3)))
    raised = scores[:, 1] >= high
    imminent = float(np.quantile(scores[raised & (risk == 3), 2], THREE))
    steps = np.linspace(-2, 2, 81)
    right = [np.mean(scores[risk == 1, 0] >= step) + np.mean(scores[risk == 0, 0] < step) for step in steps]
    return {"high": high, "imminent": imminent, "distressed": float(steps[int(np.argmax(right))]), "stretch": 0.7}


def report(scores: Floats, right: NDArray[np.bool_], risk: NDArray[np.intp], at: dict[str, float]) -> str:
    """The figures of the scorer, and how often 3 is given by mistake, on one line."""
    raised = scores[:, 1] >= at["high"]
    three = raised & (scores[:, 2] >= at["imminent"])
    about = np.mean((scores[:, 8] > 0) == right[:, 8])
    return (
        f"{len(risk)} lines: recall_2plus {raised[risk >= 2].mean():.3f} recall_3 {raised[risk == 3].mean():.3f}"
        f" exact_3 {three[risk == 3].mean():.3f}"
        f" false_0 {raised[risk == 0].mean():.3f} false_1 {raised[risk == 1].mean():.3f}"
        f" 3-given-0/1/2 {three[risk == 0].mean():.3f}/{three[risk == 1].mean():.3f}/{three[risk == 2].mean():.3f}"
        f" topic_f1 {macro_f1(scores[:, TOPIC_COLUMNS], right[:, TOPIC_COLUMNS].argmax(axis=1)):.3f} about {about:.3f}"
    )
