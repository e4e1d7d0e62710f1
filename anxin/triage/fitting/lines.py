"""The lines that the model is fitted on, and which of them belong together."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

HERE = Path(__file__).parent
CLOSE = 0.5
"""Cosine of character pairs and triples from which two lines are kept on one side of a split."""


LONG_ENOUGH = 240
"""Characters of a real question that are read; what is longer is read in stretches of less by `score`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message with its labels; `about` is "self" or "other", `shared` whether it is of the shared fitting set,
    `real` whether it is a real question, of which nothing is known but that it is ordinary, and its topic, `room`
    whether it is chat in a room of neighbours (or danger that looks like it).
    """

    text: str
    topic: str
    risk: int
    about: str
    shared: bool = False
    real: bool = False
    room: bool = False


def lines(path: Path, shared: bool = False) -> list[Line]:
    """Every line of the JSON-lines file `path`."""
    rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return [
        Line(
            row["text"],
            row["topic"],
            int(row["risk"]),
            row.get("about", "self"),
            shared=shared,
            room=row.get("room", False),
        )
        for row in rows
    ]


def fitting_lines(shared: Path) -> list[Line]:
    """All lines that may be fitted on: the shared set and the lines beside this file, the same text once.

    A text that also stands in a set to measure on is left out.
    """
    measured = [shared / "data/triage-dev/triage-dev.jsonl", *sorted(HERE.glob("heldout*.jsonl"))]
    apart = {line.text for path in measured for line in lines(path)}
    found: dict[str, Line] = {}
    for line in lines(shared / "data/triage-train/triage-train.jsonl", shared=True):
        found.setdefault(line.text, line)
    for path in sorted(HERE.glob("lines_*.jsonl")):
        for line in lines(path):
            found.setdefault(line.text, line)
    return [line for text, line in found.items() if text not in apart]


def families(texts: Sequence[str]) -> NDArray[np.intp]:
    """A number for each text, the same for texts that are close (near pairs differ by a word on purpose)."""
    bare = [re.sub(r"\W", "", text) for text in texts]
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), sublinear_tf=True)
    grams = vectorizer.fit_transform(bare).astype(np.float32)
    parent = list(range(len(texts)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for start in range(0, len(texts), 500):
        close = (grams[start : start + 500] @ grams.T).tocoo()
        for i, j, cosine in zip(close.row + start, close.col, close.data, strict=True):
            if cosine > CLOSE and i < j and root(i) != root(j):
                parent[max(root(i), root(j))] = min(root(i), root(j))
    return np.array([root(i) for i in range(len(texts))], dtype=np.intp)


def folds(family: NDArray[np.intp], count: int, seed: int) -> NDArray[np.intp]:
    """Which of `count` folds each line falls in; a family falls in one."""
    names = np.unique(family)
    np.random.RandomState(seed).shuffle(names)
    place = {name: i % count for i, name in enumerate(names)}
    return np.array([place[name] for name in family], dtype=np.intp)


def real_questions(shared: Path) -> list[Line]:
    """Every other real question (the rest is kept to measure on), as if it were ordinary."""
    found = []
    for topic in ("medical", "psychological", "information", "resource"):
        path = shared / f"data/questions/{topic}.jsonl"
        rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
        found += [Line(row["ask"][:LONG_ENOUGH], topic, 0, "self", real=True) for row in rows[::2]]
    return found
