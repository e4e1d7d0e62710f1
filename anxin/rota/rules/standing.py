"""Only who serves is put down: not who still learns, takes a pause on that day, has left, or takes no part here."""

from collections.abc import Iterator
from datetime import date

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Standing
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Colleague
from anxin.rota.rules.found import Found, Her, Rule, on

NO_PART = _("%(name)s does not take part in this service.")
LEFT = _("%(name)s has left.")
LEARNS = _("%(name)s is still learning.")
PAUSES = _("%(name)s takes a pause on %(day)s.")


def judge(her: Her) -> Iterator[Found]:
    """Why she cannot be put down on that day; the heaviest reason alone."""
    for stint in her.movable:
        found = standing_on(her.who, stint.day)
        if found is not None:
            yield Found(found, stint)


def standing_on(who: Colleague, day: date) -> Finding | None:
    """Why she does not serve on `day`, if so. A pause holds on its first and its last day."""
    name: dict[str, object] = {"name": who.name}
    if who.standing is Standing.LEFT:
        return Finding("has_left", LEFT, name)
    if not who.takes_part:
        return Finding("takes_no_part", NO_PART, name, _("Add her to it first."))
    if who.standing is Standing.LEARNING:
        return Finding("still_learning", LEARNS, name)
    if any(first <= day and (last is None or day <= last) for first, last in who.pauses):
        return Finding("is_paused", PAUSES, name | {"day": on(day)})
    return None


RULE = Rule("standing", _("Only who serves"), Weight.BLOCK, judge)
