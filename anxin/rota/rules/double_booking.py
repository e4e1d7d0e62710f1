"""Nobody stands in two shifts at once."""

from collections.abc import Iterator
from itertools import pairwise

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule, on


def judge(her: Her) -> Iterator[Found]:
    """Two that overlap; that one ends as the other begins is none."""
    for before, after in pairwise(her.stints):
        if after.begins < before.ends and (before.movable or after.movable):
            sentence = _("%(name)s already has a shift at that time on %(day)s.")
            stint = after if after.movable else before
            yield Found(Finding("slot_clashes", sentence, {"name": her.who.name, "day": on(stint.day)}), stint)


RULE = Rule("double_booking", _("No two shifts at the same time"), Weight.BLOCK, judge)
