"""What a fair and safe rota keeps, one rule a file, behind one tuple. The same rules judge a draft, a hand edit, a swap and
a shift entered by hand; and what blocks here, the solver is never allowed (rota/problem.py).

A rule blocks or warns as its file says, unless the campaign's figures say otherwise (rules/figures.py).
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from anxin.rota.kinds import Weight
from anxin.rota.rules import (
    availability,
    barred,
    beside,
    break_inside,
    credential,
    double_booking,
    hours,
    profession,
    rest,
    run,
    shares,
    shifts_count,
    standing,
    strain,
    training,
    wishes,
)
from anxin.rota.rules.facts import Facts, Stint
from anxin.rota.rules.figures import Figures
from anxin.rota.rules.found import Found, Her, Judged, Rule

__all__ = ["RULES", "Judged", "judge", "judge_adding", "weight_of"]

RULES: tuple[Rule, ...] = (
    standing.RULE,
    training.RULE,
    credential.RULE,
    profession.RULE,
    double_booking.RULE,
    availability.RULE,
    barred.RULE,
    rest.RULE,
    strain.RULE,
    hours.RULE,
    run.RULE,
    break_inside.RULE,
    beside.RULE,
    shifts_count.RULE,
    shares.RULE,
    wishes.RULE,
)


def weight_of(rule: Rule, figures: Figures) -> Weight:
    """Whether it blocks, warns or is off in a campaign."""
    return figures.weights.get(rule.code, rule.weight)


def judge(facts: Facts, only: Collection[UUID] | None = None, rules: Iterable[Rule] = RULES) -> list[Judged]:
    """All that is wrong (of `only` these people), person by person; within one, the blocks first."""
    rules = [rule for rule in rules if weight_of(rule, facts.figures) is not Weight.OFF]
    found: list[Judged] = []
    for member in facts.people if only is None else only:
        if member in facts.people:
            found += of_person(facts, member, rules)
    return found


def of_person(facts: Facts, member: UUID, rules: Iterable[Rule] = RULES) -> list[Judged]:
    """What is wrong with one person's shifts, the blocks first."""
    return _of(Her(facts.people[member], facts.by_member.get(member, ()), facts), rules)


def judge_adding(facts: Facts, stint: Stint, drop: Collection[Stint] = ()) -> list[Judged]:
    """What would be wrong with putting her down for `stint` (and taking `drop` away) that is not wrong without it."""
    if any(each.member != stint.member for each in drop):
        facts = facts.but(drop=drop)
    who, hers = facts.people[stint.member], facts.by_member.get(stint.member, ())
    # Rules look at her own shifts here and at others' in the facts: so these need not be made anew for each question.
    with_it = sorted((*(each for each in hers if each not in drop), stint), key=lambda each: (each.begins, each.ends))
    before = _of(Her(who, hers, facts), RULES)
    return [each for each in _of(Her(who, tuple(with_it), facts), RULES) if each not in before]


def _of(her: Her, rules: Iterable[Rule]) -> list[Judged]:
    found = [
        _judged(rule, each, weight, her.who.id)
        for rule in rules
        if (weight := weight_of(rule, her.facts.figures)) is not Weight.OFF
        for each in rule.judge(her)
    ]
    return sorted(found, key=lambda each: not each.blocks)


def _judged(rule: Rule, found: Found, weight: Weight, member: UUID) -> Judged:
    stint = found.stint
    return Judged(
        rule=rule.code,
        finding=found.finding,
        weight=Weight.WARN if found.gentle else weight,
        member=member,
        day=stint.day if stint else None,
        kind=stint.kind if stint else None,
        begins=stint.begins if stint else None,
    )
