"""Weighs the views of the table together, so that what is alarming in one topic need not be so in another."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from anxin.triage.fitting.learn import HEADS, TOPICS
from anxin.triage.fitting.lines import Line
from anxin.triage.model import Floats, crossed

FIRMNESS, FIRMNESS_TOPICS = 0.05, 0.001
"""How strongly to fit: the first found by cross-validation, the second (which the folds hardly tell apart) by the total
on the development set.
"""

RARE = 0.3
"""How far the rarer topics are made to count as much as the others: 0 not at all, 1 wholly."""

SHARED = 3.0
"""How much a line of the shared set counts, which is likest to what is met, against 1 for the others."""

ROOM = 6.0
"""How much a line of chat in a room counts, of which there are few."""

REAL = 1.0
"""How much a real question counts, for the heads `high` and `imminent` alone."""

UNKNOWN = (HEADS.index("distressed"), HEADS.index("other_person"))

GRAVE = (1.0, 0.5, 1.0, 3.0)
"""How much a line counts for the head `high`, by its risk: to miss risk 3 is the worst, to raise risk 1 costs least."""

TOPIC_COLUMNS = slice(3, 8)
"""The columns of the topics among the heads."""


def _fit(
    terms: Floats, truth: NDArray[np.generic], weight: NDArray[np.float64], firmness: float = FIRMNESS
) -> NDArray[np.float64]:
    """Weights of the terms, the first of which is a one; a column an answer (a single one for yes or no)."""
    mean, spread = terms[:, 1:].mean(axis=0), terms[:, 1:].std(axis=0) + 1e-6
    found = LogisticRegression(C=firmness, max_iter=1000).fit((terms[:, 1:] - mean) / spread, truth, weight)
    slope = found.coef_ / spread
    return np.column_stack([found.intercept_ - slope @ mean, slope]).T


def mixing(views: Floats, right: NDArray[np.bool_], lines: Sequence[Line]) -> Floats:
    """How to weigh `views` and traits of `lines`, each scored by a table that was not fitted on it: a column a head."""
    terms = crossed(views)
    heavy = np.array([SHARED if line.shared else REAL if line.real else ROOM if line.room else 1.0 for line in lines])
    known = np.array([not line.real for line in lines])
    grave = heavy * np.array([GRAVE[line.risk] for line in lines])
    out = np.zeros((terms.shape[1], len(HEADS)))
    for column in range(len(HEADS)):
        if not TOPIC_COLUMNS.start <= column < TOPIC_COLUMNS.stop:
            weight = grave if column == HEADS.index("high") else heavy * known if column in UNKNOWN else heavy
            out[:, column] = _fit(terms, right[:, column], weight)[:, 0]
    topic = right[:, TOPIC_COLUMNS].argmax(axis=1)
    seen = np.bincount(topic[known], minlength=len(TOPICS))
    rare = (seen.sum() / seen / len(TOPICS)) ** RARE
    out[:, TOPIC_COLUMNS] = _fit(terms, topic, heavy * known * rare[topic], FIRMNESS_TOPICS)
    return out.astype(np.float32)
