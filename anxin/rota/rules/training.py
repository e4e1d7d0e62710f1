"""Training is done and the pledge given before one serves."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.people.kinds import Standing
from anxin.rota.kinds import Weight
from anxin.rota.rules.found import Found, Her, Rule


def judge(her: Her) -> Iterator[Found]:
    """What she lacks. It blocks who still learns; who serves already and lacks what came later is only warned of, as a
    new course must not empty tomorrow's rota."""
    if not her.movable or not (her.who.lacks or not her.who.pledged):
        return
    gentle = her.who.standing is not Standing.LEARNING
    for stint in her.movable:
        for title in her.who.lacks:
            sentence = _("%(name)s has not passed the course “%(course)s”.")
            yield Found(Finding("course_missing", sentence, {"name": her.who.name, "course": title}), stint, gentle)
        if not her.who.pledged:
            yield Found(
                Finding("pledge_missing", _("%(name)s has not pledged yet."), {"name": her.who.name}), stint, gentle
            )


RULE = Rule("training", _("Training done and pledge given"), Weight.BLOCK, judge)
