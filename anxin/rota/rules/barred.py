"""The coordinator's own word: not her, not here."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Weight
from anxin.rota.rules.facts import Facts, Stint
from anxin.rota.rules.found import Found, Her, Rule, on


def is_barred(facts: Facts, stint: Stint) -> bool:
    """Whether she is kept off this shift, or off the whole day."""
    return not facts.barred.isdisjoint({(stint.member, stint.day, None), (stint.member, stint.day, stint.kind)})


def judge(her: Her) -> Iterator[Found]:
    """It is taken back before she can be put there."""
    for stint in her.movable:
        if is_barred(her.facts, stint):
            sentence = _("%(name)s is kept off this shift on %(day)s by a coordinator.")
            params: dict[str, object] = {"name": her.who.name, "day": on(stint.day)}
            yield Found(Finding("barred", sentence, params, _("Allow it again first.")), stint)


RULE = Rule("barred", _("Kept off by a coordinator"), Weight.BLOCK, judge)
