"""How the fitted model reads a message: a long one also stretch by stretch, so that danger is not drowned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from anxin.triage.features import marks, meetings, pieces
from anxin.triage.model import Floats, Model
from anxin.triage.reading.message import Message, joined
from anxin.triage.signals.signal import Signal

WHOLE = 240
"""Characters up to which a message is read in one."""

WINDOW = 120
"""Characters, or a little more, of one piece of a longer message; pieces overlap by half."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds by head: of the message, and of its most dangerous stretch (itself, where it is short).

    `stretch` holds the words of that stretch.
    """

    whole: Floats
    worst: Floats
    stretch: tuple[str, ...]


def _windows(clauses: Sequence[str]) -> Iterator[tuple[int, int]]:
    start, middle, size = 0, 0, 0
    for end, clause in enumerate(clauses):
        size += len(clause)
        if size >= WINDOW // 2 and middle == start:
            middle = end + 1
        if size >= WINDOW:
            yield start, end + 1
            start = middle
            middle = start
            size = sum(map(len, clauses[start : end + 1]))
    if start < len(clauses):
        yield start, len(clauses)


def score(fitted: Model, message: Message, heard: Sequence[Signal]) -> Scores:
    """Scores of `message`, in which the signals `heard` were heard."""
    clauses = message.clauses
    everything = pieces(message.flat, message.words) + meetings(clauses) + marks(heard)
    whole = fitted.score(everything)
    if len(message.flat) <= WHOLE:
        return Scores(whole, whole, message.words)
    high = fitted.heads.index("high")
    worst, stretch = whole, message.words
    for start, end in _windows(clauses):
        flat = joined(clauses[start:end])
        words = tuple(rjieba.cut(flat))
        here = fitted.score(pieces(flat, words) + meetings(clauses[start:end]))
        if here[high] - fitted.limits["stretch"] > worst[high]:
            worst, stretch = here - fitted.limits["stretch"], words
    return Scores(whole, worst, stretch)
