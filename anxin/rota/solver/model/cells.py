"""The unknowns of one person: does she work this shift on this day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from anxin.rota.solver.problem import Person, Problem


@dataclass(frozen=True, slots=True)
class Cells:
    """`shift[day][id]` for the shifts that are open to her; `works[day]`: any of them."""

    person: Person
    shift: Sequence[Mapping[str, cp_model.IntVar]]
    works: Sequence[cp_model.IntVar]

    def of(self, shifts: Sequence[str], day: int) -> list[cp_model.IntVar]:
        """Her unknowns for any of `shifts` on `day`."""
        return [self.shift[day][shift] for shift in dict.fromkeys(shifts) if shift in self.shift[day]]


def open_shifts(problem: Problem, person: Person) -> list[list[str]]:
    """Each day's shifts that days off, "cannot", pins and what is hers leave to her."""
    hers = [shift.id for shift in problem.shifts if person.most.get(shift.id, 0) > 0]
    days: list[list[str]] = []
    for day in range(problem.days):
        free = [] if day in person.days_off else [each for each in hers if (day, each) not in person.cannot]
        if day in person.pins:
            free = [each for each in free if each == person.pins[day]]
        days.append(free)
    return days


def cells_of(model: cp_model.CpModel, person: Person, days: Sequence[Sequence[str]]) -> Cells:
    """New unknowns for `days` (each day's shifts), at most one a day."""
    never = model.new_constant(0)
    shift: list[dict[str, cp_model.IntVar]] = []
    works: list[cp_model.IntVar] = []
    for ids in days:
        today = {each: model.new_bool_var("") for each in ids}
        if len(today) == 1:  # working and working this shift are one unknown
            works.append(*today.values())
        elif today:
            works.append(model.new_bool_var(""))
            model.add_exactly_one([*today.values(), ~works[-1]])
        else:
            works.append(never)
        shift.append(today)
    return Cells(person, shift, works)
