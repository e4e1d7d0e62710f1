"""What the fitted model sees of a message: pieces of its clauses, concepts and how they meet, and the signals heard."""

from collections.abc import Iterable
from itertools import pairwise

import rjieba

from anxin.triage.reading.concepts import concepts
from anxin.triage.signals.signal import Signal

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
_REACH = 3
"""Words after a negation that it may deny."""


def pieces(clause: str) -> list[str]:
    """Every piece of one clause: characters 1-4, words, pairs of words, denied words."""
    line = "，" + clause + "，"
    size = len(line)
    out = list(line[1:-1])
    out += [line[i : i + 2] for i in range(size - 1)]
    out += [line[i : i + 3] for i in range(size - 2)]
    out += [line[i : i + 4] for i in range(size - 3)]
    words: list[str] = rjieba.cut(clause)
    out += ["w " + word for word in words]
    out += [f"{a} {b}" for a, b in pairwise(words)]
    out += [f"{a} _ {b}" for a, b in zip(words, words[2:], strict=False)]
    if not _NOT.isdisjoint(words):
        scope = 0
        for word in words:
            if word in _NOT:
                scope = _REACH
            elif scope:
                out.append("! " + word)
                scope -= 1
    return out


def meetings(clauses: Iterable[str]) -> list[str]:
    """Concepts of a message: each, and those that follow each other in a clause or from clause to clause."""
    out: set[str] = set()
    everywhere: set[str] = set()
    before: set[str] = set()
    for clause in clauses:
        found = concepts(clause)
        here = {name for names in found for name in names}
        for i, names in enumerate(found):
            for step, other in enumerate(found[i + 1 : i + 4]):
                link = "CP1 " if step == 0 else "CP2 "
                out.update([f"{link}{a}>{b}" for a in names for b in other])
        out.update([f"CN {a}>{b}" for a in here for b in before])
        before = here
        everywhere |= here
    out.update(["C " + name for name in everywhere])
    return list(out)


def marks(heard: Iterable[Signal]) -> list[str]:
    """The signals heard, as features."""
    return ["S " + signal.code for signal in heard]
