"""How many shifts of a rota are hers: as many as she wished, or as the campaign wants of each, and no more."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Colleague
from anxin.rota.rules.figures import Figures
from anxin.rota.rules.found import Found, Her, Rule


def bounds(who: Colleague, figures: Figures) -> tuple[int, int | None]:
    """At least and at most so many (None: no limit). What she wished goes before what the campaign wants."""
    least = who.least_shifts or figures.least_shifts
    most = who.most_shifts if who.most_shifts is not None else figures.most_shifts or None
    return (least if most is None else min(least, most)), most


def judge(her: Her) -> Iterator[Found]:
    """Above or below; it only warns, for the need of the hour may be greater. Nothing where the rota has no shift yet."""
    least, most = bounds(her.who, her.facts.figures)
    count = sum(each.here and her.facts.within(each.day) for each in her.stints)
    params: dict[str, object] = {"name": her.who.name, "count": count}
    if most is not None and count > most:
        last = her.movable[-1] if her.movable else None
        sentence = _("%(name)s has %(count)s shifts; at most %(most)s are wished for.")
        yield Found(Finding("too_many_shifts", sentence, params | {"most": most}), last, gentle=True)
    if count < least and her.facts.whole and her.facts.stints:
        sentence = _("%(name)s has %(count)s shifts; at least %(least)s are wished for.")
        yield Found(Finding("too_few_shifts", sentence, params | {"least": least}), None, gentle=True)


RULE = Rule("shifts_count", _("Number of shifts"), Weight.WARN, judge)
