"""Fits the weights: python -m anxin.triage.fitting.fit SHARED [--check]

Reads SHARED/data/triage-train, SHARED/data/questions and the lines beside this file; cross-validates by families of
lines, weighs the views together and sets the limits from the folds, fits on everything and writes ../weights.npz. Needs
scikit-learn; the same input gives the same file. Nothing is fitted on the development set or heldout.jsonl.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from anxin.triage.features import TRAITS, traits
from anxin.triage.fitting import learn
from anxin.triage.fitting.limits import limits, report
from anxin.triage.fitting.lines import Line, families, fitting_lines, folds, real_questions
from anxin.triage.fitting.mix import mixing
from anxin.triage.fitting.phrases import phrase_lines
from anxin.triage.model import WEIGHTS, Floats, Model, Table, crossed

FOLDS = 4
SHARED, ROOM, ROOM_TOPIC, PHRASE, REAL, REAL_TOPIC = 1.5, 2.0, 0.3, 0.4, 0.4, 0.1
"""How much a shared line, a line of chat in a room and its topic (one writer's), a phrase, a real question and its topic
count, against 1 for another line.
"""

HIGH, ABOUT = learn.VIEWS.index("high"), learn.VIEWS.index("other_person")
TOPIC = [learn.VIEWS.index(name) for name in learn.TOPICS]
UNKNOWN = [learn.VIEWS.index(name) for name in ("distressed", "other_person", "only_distressed")]
"""Views of which a real question says nothing."""

LOW = -1.0
"""Score of the view `high` under which a real question is taken to be ordinary, and learnt from."""


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
    weight[:, ABOUT] = 0
    return Extra([learn.everything(row.text) for row in rows], right, weight)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines, read."""

    rows: list[Line]
    documents: list[list[str]]
    right: NDArray[np.bool_]
    risk: NDArray[np.intp]
    shared: NDArray[np.bool_]


def read_lines(rows: list[Line]) -> Lines:
    """What is learnt from each line, and its labels as arrays."""
    documents = [learn.everything(row.text) for row in rows]
    right = learn.answers([r.topic for r in rows], [r.risk for r in rows], [r.about for r in rows])
    risk = np.array([row.risk for row in rows], dtype=np.intp)
    return Lines(rows, documents, right, risk, np.array([row.shared for row in rows]))


def scored(fitted: Table, documents: Sequence[list[str]]) -> Floats:
    """The views and the traits of each document."""
    return np.stack([np.concatenate([fitted.views(fitted.known(it)), traits(it)]) for it in documents])


def fit_with(extra: Extra, lines: Lines, inside: NDArray[np.intp]) -> Table:
    """Fit on those lines that are numbered by `inside`, and on the extras."""
    rows = [lines.rows[i] for i in inside]
    counts = np.ones((len(rows), len(learn.VIEWS)))
    for count, row in zip(counts, rows, strict=True):
        count *= SHARED if row.shared else REAL if row.real else ROOM if row.room else 1.0
        if row.real:
            count[UNKNOWN], count[TOPIC] = 0, REAL_TOPIC
        elif row.room:
            count[TOPIC] = ROOM_TOPIC
    documents = [lines.documents[i] for i in inside] + extra.documents
    return learn.fit(documents, np.vstack([lines.right[inside], extra.right]), np.vstack([counts, extra.weight]))


def ordinary(fitted: Table, shared: Path) -> list[Line]:
    """Those real questions that `fitted` finds ordinary."""
    rows = real_questions(shared)
    low = scored(fitted, [learn.everything(row.text) for row in rows])[:, HIGH] < LOW
    return [row for row, kept in zip(rows, low, strict=True) if kept]


def apart(lines: Lines, fold: NDArray[np.intp], extra: Extra) -> Floats:
    """Views and traits of each line, by a table that saw neither it nor its family."""
    views = np.zeros((len(lines.rows), len(learn.VIEWS) + len(TRAITS)), dtype=np.float32)
    for number in range(FOLDS):
        fitted = fit_with(extra, lines, np.flatnonzero(fold != number))
        outside = np.flatnonzero(fold == number)
        views[outside] = scored(fitted, [lines.documents[i] for i in outside])
    return views


def mixed_apart(views: Floats, lines: Lines, fold: NDArray[np.intp]) -> Floats:
    """Scores of each line, weighed together as the other folds say."""
    scores = np.zeros((len(views), len(learn.HEADS)), dtype=np.float32)
    for number in range(FOLDS):
        inside = np.flatnonzero(fold != number)
        how = mixing(views[inside], lines.right[inside], [lines.rows[i] for i in inside])
        scores[fold == number] = crossed(views[fold == number]) @ how
    return scores


def write(fitted: Model, path: Path) -> None:
    """Write the weights that move a score; half precision is enough."""
    table = fitted.table
    keep = np.abs(table.weights).max(axis=1) > 0.05
    names = [name for name, kept in zip(table.index, keep, strict=True) if kept]
    about = json.dumps({"views": fitted.views, "heads": fitted.heads, "limits": fitted.limits}).encode()
    np.savez_compressed(
        path,
        pieces=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=table.weights[keep].astype(np.float16),
        rarity=np.sqrt(table.rarity_squared[keep]).astype(np.float16),
        bias=table.bias,
        mixing=fitted.mixing,
        about=np.frombuffer(about, dtype=np.uint8),
    )


def main(shared: Path, only_check: bool) -> None:
    """Cross-validate, print the figures, and write the weights unless only checking."""
    rows = fitting_lines(shared)
    extra = phrases()
    first = fit_with(extra, read_lines(rows), np.arange(len(rows)))
    lines = read_lines(rows + ordinary(first, shared))
    fold = folds(families([row.text for row in lines.rows]), FOLDS, seed=0)
    views = apart(lines, fold, extra)
    scores = mixed_apart(views, lines, fold)
    at = limits(scores[lines.shared], lines.risk[lines.shared])
    real, room = (np.array([getattr(row, name) for row in lines.rows]) for name in ("real", "room"))
    print("real questions raised", np.mean(scores[real, HIGH] >= at["high"]).round(3))
    for name, kept in (("shared", lines.shared), ("own", ~lines.shared & ~real & ~room), ("room", room)):
        print(name, report(scores[kept], lines.right[kept], lines.risk[kept], at))
    if not only_check:
        how = mixing(views, lines.right, lines.rows)
        write(Model(fit_with(extra, lines, np.arange(len(lines.rows))), learn.VIEWS, how, learn.HEADS, at), WEIGHTS)
        print("written", WEIGHTS.name, WEIGHTS.stat().st_size, "bytes", at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv[2:])
