"""Days worked in a row."""

from collections.abc import Iterator
from datetime import date, timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Stint
from anxin.rota.rules.found import Found, Her, Rule, on


def judge(her: Her) -> Iterator[Found]:
    """More days in a row than may be; said once for each run, at the first day too many that can be moved."""
    most = her.facts.figures.days_in_a_row
    for days in runs(her):
        if len(days) <= most:
            continue
        movable = {each.day: each for each in her.movable}
        stint = next((movable[day] for day in [*days[most:], *reversed(days[:most])] if day in movable), None)
        if stint is not None:
            sentence = _("%(name)s works %(count)s days in a row from %(first)s; at most %(most)s.")
            params: dict[str, object] = {
                "name": her.who.name, "count": len(days), "first": on(days[0]), "most": most,
            }  # fmt: skip
            yield Found(Finding("too_many_days", sentence, params), stint)


def runs(her: Her) -> list[list[date]]:
    """Her days of work, those in a row together."""
    return runs_of(her.stints)


def runs_of(stints: tuple[Stint, ...]) -> list[list[date]]:
    """The days on which `stints` begin, those in a row together."""
    found: list[list[date]] = []
    for day in sorted({each.day for each in stints}):
        if found and found[-1][-1] == day - timedelta(days=1):
            found[-1].append(day)
        else:
            found.append([day])
    return found


RULE = Rule("run", _("Days in a row"), Weight.BLOCK, judge)
