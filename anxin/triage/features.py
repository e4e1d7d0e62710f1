"""What the fitted model sees of a message: pieces of its clauses, concepts and how they meet, the signals heard, and
two traits of the whole: whether nothing grave is in it, and how long it is.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import add

import numpy as np
from numpy.typing import NDArray

from anxin.triage.reading.concepts import concepts
from anxin.triage.signals import SIGNALS
from anxin.triage.signals.signal import Bearing, Signal

_NOT = frozenset(
    [
        "不",
        "没",
        "没有",
        "别",
        "无",
        "未",
        "不是",
        "不会",
        "不用",
        "不要",
        "不能",
        "并非",
        "从不",
        "从没",
        "不想",
        "没想",
        "没想过",
        "不再",
    ]
)
_GRAVE = (
    "act", "allergy", "attack_now", "bleed", "breath", "burden", "chest", "choke",
    "conscious", "danger_place", "die_wish", "dose", "drug", "farewell", "feel", "fever",
    "gut", "hit", "hopeless", "means", "neglect", "poison", "pregnant", "pressure",
    "restrain", "selfharm", "stroke", "sugar", "threat", "worsen", "wound",
)  # fmt: skip
_LOUD = frozenset(["C " + name for name in _GRAVE] + ["S " + s.code for s in SIGNALS if s.bearing is not Bearing.EASES])
"""Pieces of which at least one stands in nine of ten messages of danger, and in half of the ordinary ones."""

_USUAL = 100
"""Pieces of a message of usual length."""

TRAITS = ("quiet", "length")

_REACH = 3
"""Words after a negation that it may deny."""


def pieces(flat: str, words: Sequence[str]) -> list[str]:
    """Every piece of a stretch of text and of its words: characters 1-3, words, pairs of words, denied words.

    Both with "，" between clauses and at the ends, so that a piece can stand at the end of a clause or across it.
    """
    pairs = list(map(add, flat, flat[1:]))
    out = [*flat, *pairs, *map(add, pairs, flat[2:])]
    out += ["w " + word for word in words]
    out += [f"{a} {b}" for a, b in pairwise(words)]
    if not _NOT.isdisjoint(words):
        scope = 0
        for word in words:
            if word in _NOT:
                scope = _REACH
            elif word == "，":
                scope = 0
            elif scope:
                out.append("! " + word)
                scope -= 1
    return out


def meetings(clauses: Iterable[str]) -> list[str]:
    """Concepts of a message: each, and those that follow each other in a clause or from clause to clause."""
    out: list[str] = []
    before: set[str] = set()
    for clause in clauses:
        found = concepts(clause)
        here = {name for names in found for name in names}
        for i, names in enumerate(found):
            for step, other in enumerate(found[i + 1 : i + 4]):
                link = "CP2 " if step else "CP1 "
                out += [f"{link}{a}>{b}" for a in names for b in other]
        if here:
            out += ["C " + name for name in here]
            if before:
                out += [f"CN {a}>{b}" for a in here for b in before]
        before = here
    return out


def marks(heard: Iterable[Signal]) -> list[str]:
    """The signals heard, as features."""
    return ["S " + signal.code for signal in heard]


def traits(pieces: Sequence[str]) -> NDArray[np.float32]:
    """`TRAITS` of a message, of which all `pieces` are given: what is not said cannot be seen piece by piece."""
    length = float(np.log(max(len(pieces), 1) / _USUAL))
    return np.array([_LOUD.isdisjoint(pieces), length], dtype=np.float32)
