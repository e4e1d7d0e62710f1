"""Solving again after a change: close to what people have already read, touching as few of them as possible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from anxin.rota.solver.problem import Person, Problem, Request, Roster, Share, Shift

WEIGHT = 10  # of one changed day, beside the prices of the rota


@dataclass(frozen=True, slots=True)
class Change:
    """One day of one person: what it was and what it is; None is off."""

    person: str
    day: int
    before: str | None
    after: str | None


def keep(problem: Problem, roster: Roster, *, weight: int = WEIGHT, fixed_before: int = 0) -> Problem:
    """`problem` where each day that is not as in `roster` costs `weight` more; days before `fixed_before` stay as they are.

    A shift taken away costs as much as one added, and one changed for another both. What she can no longer work as it
    was costs nothing extra: it must change. Days that are over are pinned, unless she has become unable to work them.
    """
    requests = list(problem.requests)
    people = []
    for person in problem.people:
        row = roster.get(person.id, {})
        added = frozenset(
            (day, shift.id)
            for day in range(fixed_before, problem.days)
            for shift in problem.shifts
            if shift.id in person.most and row.get(day) != shift.id
        )
        requests += [
            Request(person.id, day, shift, weight, on=True)
            for day, shift in sorted(row.items())
            if day >= fixed_before and _open(person, day, shift)
        ]
        if added:
            person = replace(person, shares=(*person.shares, Share("changes", added, (0, weight))))
        past = {
            day: row.get(day)
            for day in range(min(fixed_before, problem.days))
            if row.get(day) is None or _open(person, day, row[day])
        }
        people.append(replace(person, pins={**person.pins, **past}))
    return replace(problem, people=tuple(people), requests=tuple(requests))


def as_far_as_possible(problem: Problem, roster: Roster) -> Roster:
    """`roster` without what is no longer open to somebody: where a search may begin, even if limits are broken."""
    people = {person.id: person for person in problem.people}
    shifts: Mapping[str, Shift] = {shift.id: shift for shift in problem.shifts}
    return {
        name: {
            day: shift
            for day, shift in row.items()
            if shift in shifts and day < problem.days and _open(people[name], day, shift)
        }
        for name, row in roster.items()
        if name in people
    }


def diff(before: Roster, after: Roster) -> list[Change]:
    """Every day that differs, by person and day."""
    changes = []
    for person in sorted({*before, *after}):
        old, new = before.get(person, {}), after.get(person, {})
        changes += [
            Change(person, day, old.get(day), new.get(day))
            for day in sorted({*old, *new})
            if old.get(day) != new.get(day)
        ]
    return changes


def touched(changes: list[Change]) -> list[str]:
    """Whose days differ."""
    return sorted({change.person for change in changes})


def _open(person: Person, day: int, shift: str) -> bool:
    return (
        person.most.get(shift, 0) > 0
        and day not in person.days_off
        and (day, shift) not in person.cannot
        and person.pins.get(day, shift) == shift
    )
