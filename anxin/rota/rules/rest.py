"""Rest between two shifts, 11 hours as a rule (the European directive's figure; a night's sleep and the way home)."""

from collections.abc import Iterator
from datetime import timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule, hours, on


def judge(her: Her) -> Iterator[Found]:
    """Too short from the end of one shift to the next. Shifts without any gap are one stretch; `hours` looks at that."""
    needed = timedelta(hours=her.facts.figures.rest_hours)
    for before, after in her.neighbours():
        gap = after.begins - before.ends
        if timedelta(0) < gap < needed:
            stint = after if after.movable or not before.movable else before
            sentence = _(
                "%(name)s rests only %(hours)s hours between her shifts on %(before)s and %(day)s; %(needed)s are needed."
            )
            params: dict[str, object] = {
                "name": her.who.name,
                "hours": hours(round(gap.total_seconds() / 60)),
                "before": on(before.day),
                "day": on(after.day),
                "needed": her.facts.figures.rest_hours,
            }
            yield Found(Finding("rest_too_short", sentence, params), stint)


RULE = Rule("rest", _("Rest between shifts"), Weight.BLOCK, judge)
