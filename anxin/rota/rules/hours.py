"""Hours of work in a day (and in one go), in a week from Monday, and in the whole service. A break is no work."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Stint
from anxin.rota.rules.found import Found, Her, Rule, hours, on

DAY = _("%(name)s works %(hours)s hours on %(day)s; at most %(most)s.")
WEEK = _("%(name)s works %(hours)s hours in the week of %(day)s; at most %(most)s.")
CAMPAIGN = _("%(name)s works %(hours)s hours in this service; at most %(most)s.")


def judge(her: Her) -> Iterator[Found]:
    """Each limit, at the shift that goes beyond it."""
    figures = her.facts.figures
    yield from _days(her, figures.day_hours)
    yield from _each(her, "too_long_a_week", WEEK, figures.week_hours, _by_week(her.stints).items())
    if figures.campaign_hours:
        whole = [(her.facts.first, [each for each in her.stints if each.here])]
        yield from _each(her, "too_many_hours", CAMPAIGN, figures.campaign_hours, whole, her.who.beyond_minutes)


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def _days(her: Her, limit: int) -> Iterator[Found]:
    days: dict[date, list[Stint]] = {}
    for stint in her.stints:
        days.setdefault(stint.day, []).append(stint)
    found = list(_each(her, "too_long_a_day", DAY, limit, days.items()))
    yield from found
    # One stretch may go past midnight: two shifts of two days without a gap are as long as one.
    told = {each.stint for each in found}
    for stretch in her.stretches():
        if len({each.day for each in stretch}) > 1 and not told & set(stretch):
            yield from _each(her, "too_long_a_day", DAY, limit, [(stretch[0].day, stretch)])


def _each(
    her: Her, code: str, sentence: str, limit: int, groups: Iterable[tuple[date, list[Stint]]], beyond: int = 0
) -> Iterator[Found]:
    for day, stints in groups:
        total = beyond + sum(each.minutes for each in stints)
        if not limit or total <= limit * 60:
            continue
        stint = _goes_beyond(stints, limit * 60 - beyond)
        if stint is not None:
            params: dict[str, object] = {"name": her.who.name, "hours": hours(total), "day": on(day), "most": limit}
            yield Found(Finding(code, sentence, params), stint)


def _goes_beyond(stints: list[Stint], limit: int) -> Stint | None:
    """The movable one with which the sum goes beyond the limit, or else the last movable one before."""
    total, last = 0, None
    for stint in stints:
        total += stint.minutes
        last = stint if stint.movable else last
        if total > limit and last is not None:
            return last
    return last


def _by_week(stints: Iterable[Stint]) -> dict[date, list[Stint]]:
    weeks: dict[date, list[Stint]] = {}
    for stint in stints:
        weeks.setdefault(week_of(stint.day), []).append(stint)
    return weeks


RULE = Rule("hours", _("Hours per day, week and service"), Weight.BLOCK, judge)
