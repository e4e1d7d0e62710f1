"""What she said of a shift when she was asked: cannot blocks, would rather not warns. And the coordinator's own word."""

from collections.abc import Iterator

from anxin.core.finding import Finding
from anxin.core.words import _
from anxin.rota.kinds import Can, Weight
from anxin.rota.rules.facts import Facts, Stint
from anxin.rota.rules.found import Found, Her, Rule, on

CANNOT = _("%(name)s said that she cannot work “%(kind)s” on %(day)s.")
RATHER_NOT = _("%(name)s would rather not work “%(kind)s” on %(day)s.")


def said_of(facts: Facts, stint: Stint) -> Can | None:
    """What she said of this kind of shift on this day."""
    return facts.said.get((stint.member, stint.day, stint.kind)) if stint.kind else None


def judge(her: Her) -> Iterator[Found]:
    """A shift without a kind was never asked about."""
    for stint in her.movable:
        said = said_of(her.facts, stint)
        if said in (Can.CANNOT, Can.RATHER_NOT) and stint.kind is not None:
            params: dict[str, object] = {
                "name": her.who.name, "kind": her.facts.kinds[stint.kind].name, "day": on(stint.day),
            }  # fmt: skip
            if said is Can.CANNOT:
                yield Found(Finding("said_cannot", CANNOT, params), stint)
            else:
                yield Found(Finding("rather_not", RATHER_NOT, params), stint, gentle=True)


RULE = Rule("availability", _("What she said that she can"), Weight.BLOCK, judge)
