"""New volunteers stand beside somebody experienced, at every moment of their shift."""

from collections.abc import Iterator
from datetime import datetime

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Stint
from anxin.rota.rules.found import Found, Her, Rule, on


def judge(her: Her) -> Iterator[Found]:
    """A shift of a new volunteer with a moment at which there are more new ones than the experienced can look after."""
    if not her.who.is_new:
        return
    for stint in her.movable:
        if _left_alone(her, stint):
            sentence = _("%(name)s is new, and on %(day)s too few who are experienced stand beside her.")
            params: dict[str, object] = {"name": her.who.name, "day": on(stint.day)}
            yield Found(Finding("nobody_beside", sentence, params), stint)


def _left_alone(her: Her, stint: Stint) -> bool:
    people = her.facts.people
    beside = [
        (each.begins, each.ends, people[each.member].is_new) for each in her.facts.near(stint) if each.member in people
    ]
    moments: set[datetime] = {stint.begins}
    moments |= {edge for begins, ends, _new in beside for edge in (begins, ends) if stint.begins < edge < stint.ends}
    for moment in moments:
        there = [new for begins, ends, new in beside if begins <= moment < ends]
        new = 1 + sum(there)
        if new > her.facts.figures.newcomers_beside * (len(there) - new + 1):
            return True
    return False


RULE = Rule("beside", _("New volunteers beside somebody experienced"), Weight.WARN, judge, alone=False)
