"""A credential that her profession needs is valid on every day of the shift."""

from collections.abc import Iterator
from datetime import timedelta

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule, on

SMALLEST = timedelta(microseconds=1)  # a shift that ends at midnight has nothing of the next day


def judge(her: Her) -> Iterator[Found]:
    """The last valid day counts whole; a shift that goes past midnight of that day needs the next one too."""
    for stint in her.movable:
        last = (stint.ends - SMALLEST).astimezone(her.facts.zone).date()
        for paper in her.who.papers:
            if not paper.holds(stint.day, last):
                sentence = _("%(name)s has no valid credential “%(paper)s” on %(day)s.")
                params: dict[str, object] = {"name": her.who.name, "paper": paper.name, "day": on(stint.day)}
                yield Found(Finding("credential_not_valid", sentence, params), stint)


RULE = Rule("credential", _("Credentials are valid on that day"), Weight.BLOCK, judge)
