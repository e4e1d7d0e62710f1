"""A long shift has a break in it."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule, hours, on


def judge(her: Her) -> Iterator[Found]:
    """Longer without a gap than may be, and with too short a break in all; at the last shift of that stretch."""
    figures = her.facts.figures
    for stretch in her.stretches():
        stint = next((each for each in reversed(stretch) if each.movable), None)
        length = round((stretch[-1].ends - stretch[0].begins).total_seconds() / 60)
        rest = length - sum(each.minutes for each in stretch)
        if stint is None or length <= figures.break_after_hours * 60 or rest >= figures.break_minutes:
            continue
        sentence = _("The shift on %(day)s lasts %(hours)s hours and has no break of %(minutes)s minutes.")
        params: dict[str, object] = {
            "day": on(stint.day), "hours": hours(length), "minutes": figures.break_minutes,
        }  # fmt: skip
        yield Found(Finding("no_break", sentence, params), stint)


RULE = Rule("break_inside", _("A break inside a long shift"), Weight.WARN, judge)
