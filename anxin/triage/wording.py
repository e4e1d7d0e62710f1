"""Which words made the model think so: the reason that it owes for a level that no other signal explains."""

from collections.abc import Sequence
from itertools import pairwise

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.triage.model import Model, Table
from anxin.triage.risk import Risk

SHOWN = 3
"""Words named at most."""

_TELLING = 2
"""Characters from which a stretch of text says something on its own."""


def _weight(table: Table, before: str, word: str, column: int) -> float:
    around = (f"w {word}", word, f"{before} {word}")
    return sum(table.weights.item(number, column) for number in map(table.index.get, around) if number is not None)


def wording(fitted: Model, words: Sequence[str], risk: Risk) -> Finding:
    """A finding for `risk` (DISTRESSED or above) that names those of `words` that weighed most."""
    column = fitted.views.index("high" if risk >= Risk.HIGH else "distressed")
    weighed: dict[str, float] = {}
    for before, word in pairwise(words):
        if len(word) >= _TELLING:
            weighed[word] = max(weighed.get(word, 0.0), _weight(fitted.table, before, word, column))
    telling = sorted((word for word, weight in weighed.items() if weight > 0), key=lambda word: -weighed[word])[:SHOWN]
    if risk >= Risk.HIGH:
        if telling:
            sentence = _("Worded like messages that told of danger, above all: %(words)s")
            return Finding("sounds_like_danger", sentence, params={"words": "、".join(telling)})
        return Finding("sounds_like_danger", _("Worded like messages that told of danger"))
    if telling:
        sentence = _("Worded like messages of people in distress, above all: %(words)s")
        return Finding("sounds_like_distress", sentence, params={"words": "、".join(telling)})
    return Finding("sounds_like_distress", _("Worded like messages of people in distress"))
