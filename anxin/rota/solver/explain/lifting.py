"""What a limit looks like after it has given way to one shift more."""

from collections.abc import Sequence
from dataclasses import replace

from anxin.rota.solver.problem import Person, Problem


def lift(problem: Problem, person: Person, day: int, shift: str, codes: Sequence[str]) -> Person:
    """`person` where those of her limits that `codes` name make room for `shift` on `day`, and no more than that."""
    minutes = next(each.minutes for each in problem.shifts if each.id == shift)
    changed = person
    if "cannot" in codes:
        changed = replace(changed, cannot=changed.cannot - {(day, shift)})
    if "day_off" in codes:
        # The day opens for this shift alone.
        others = frozenset((day, each.id) for each in problem.shifts if each.id != shift)
        changed = replace(changed, days_off=changed.days_off - {day}, cannot=changed.cannot | others)
    if "most" in codes:
        changed = replace(changed, most={**changed.most, shift: changed.most.get(shift, 0) + 1})
    if "most_minutes" in codes:
        changed = replace(changed, most_minutes=changed.most_minutes + minutes)
    if "spell_most" in codes:
        spells = tuple(
            replace(each, most=each.most + minutes) if each.first <= day <= each.last else each
            for each in changed.spells
        )
        changed = replace(changed, spells=spells)
    if "most_weekends" in codes:
        changed = replace(changed, most_weekends=changed.most_weekends + 1)
    return changed
