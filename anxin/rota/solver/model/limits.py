"""The hard limits of one person as linear constraints over her cells, each named, so that a conflict can be explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from anxin.rota.solver.model.cells import Cells
from anxin.rota.solver.problem import Problem, weekends_of


@dataclass(frozen=True, slots=True)
class Name:
    """Which limit: its code as in `check`, and where it is one day's or one shift's, those."""

    code: str
    day: int | None = None
    shift: str | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """`low` ≤ the sum of `terms` × `factors` ≤ `high`."""

    name: Name
    terms: Sequence[Any]  # literals
    low: int
    high: int
    factors: Sequence[int] | None = None

    def post(self, model: cp_model.CpModel) -> cp_model.Constraint:
        """Add it to `model`."""
        if not self.terms and not self.low <= 0 <= self.high:
            return model.add_bool_or([])  # nothing is left that could keep it
        if self.factors is None and self.low == 1 and self.high >= len(self.terms):
            return model.add_bool_or(self.terms)
        if self.factors is None and self.low <= 0 and self.high == 1:
            return model.add_linear_constraint(cp_model.LinearExpr.sum(self.terms), 0, 1)
        total = (
            cp_model.LinearExpr.sum(self.terms)
            if self.factors is None
            else cp_model.LinearExpr.weighted_sum(self.terms, self.factors)
        )
        return model.add_linear_constraint(total, self.low, self.high)


def limits(problem: Problem, cells: Cells, model: cp_model.CpModel) -> Iterator[Limit]:
    """All of them but those of single cells (`pinned`, `closed`), which a plain model leaves out by opening no cell."""
    yield from _minutes(problem, cells)
    yield from _counts(problem, cells)
    yield from _rest(problem, cells)
    yield from _most_run(problem, cells)
    yield from _least("least_run", cells, cells.person.least_run, works=True)
    yield from _least("least_off", cells, cells.person.least_off, works=False)
    yield from _weekends(problem, cells, model)


def pinned(cells: Cells) -> Iterator[Limit]:
    """What is pinned is worked; where it is not open to her, nothing can satisfy it."""
    for day, shift in cells.person.pins.items():
        if 0 <= day < len(cells.works):
            if shift is None:
                yield Limit(Name("pin", day), [cells.works[day]], 0, 0)
            else:
                yield Limit(
                    Name("pin", day, shift), [cells.shift[day][shift]] if shift in cells.shift[day] else [], 1, 1
                )


def closed(cells: Cells) -> Iterator[Limit]:
    """Days off, and shifts she cannot work, for a model whose cells are all open."""
    person = cells.person
    for day, work in enumerate(cells.works):
        if day in person.days_off:
            yield Limit(Name("day_off", day), [work], 0, 0)
        for shift, cell in cells.shift[day].items():
            if (day, shift) in person.cannot:
                yield Limit(Name("cannot", day, shift), [cell], 0, 0)
            if shift not in person.most:
                yield Limit(Name("not_hers", None, shift), [cell], 0, 0)


def _minutes(problem: Problem, cells: Cells) -> Iterator[Limit]:
    person, length = cells.person, {shift.id: shift.minutes for shift in problem.shifts}

    def within(code: str, first: int, last: int, least: int, most: int, whole: bool) -> Iterator[Limit]:
        found = [(cell, length[shift]) for today in cells.shift[first : last + 1] for shift, cell in today.items()]
        terms, factors = [cell for cell, _minutes in found], [minutes for _cell, minutes in found]
        days = (None, None) if whole else (first, last)
        least_code, most_code = (f"least_{code}", f"most_{code}") if whole else (f"{code}_least", f"{code}_most")
        if sum(factors) > most:
            yield Limit(Name(most_code, days[0], None, days[1]), terms, 0, most, factors)
        if least > 0:
            yield Limit(Name(least_code, days[0], None, days[1]), terms, least, sum(factors), factors)

    yield from within("minutes", 0, problem.days - 1, person.least_minutes, person.most_minutes, whole=True)
    for spell in person.spells:
        first, last = max(0, spell.first), min(spell.last, problem.days - 1)
        yield from within("spell", first, last, spell.least, spell.most, whole=False)


def _counts(problem: Problem, cells: Cells) -> Iterator[Limit]:
    for shift, most in cells.person.most.items():
        terms = [today[shift] for today in cells.shift if shift in today]
        if len(terms) > most:
            yield Limit(Name("most", None, shift), terms, 0, most)


def _rest(problem: Problem, cells: Cells) -> Iterator[Limit]:
    after = {shift.id: shift.not_before for shift in problem.shifts}
    past = cells.person.past
    if past and past.last in after and cells.shift:
        for shift, cell in cells.shift[0].items():
            if shift in after[past.last]:
                yield Limit(Name("rest", 0), [cell], 0, 0)
    for day in range(1, problem.days):
        today, before = cells.shift[day], cells.shift[day - 1]
        seen = set()
        for shift in before:
            barred = frozenset(after[shift] & today.keys())
            if not barred or barred in seen:
                continue
            seen.add(barred)
            # All that bar these, beside them: one clique says more than its pairs.
            bars = [cell for other, cell in before.items() if after[other] >= barred]
            yield Limit(Name("rest", day), [*bars, *(today[other] for other in sorted(barred))], 0, 1)


def _most_run(problem: Problem, cells: Cells) -> Iterator[Limit]:
    most, past = cells.person.most_run, cells.person.past
    worked = past.worked if past else 0
    if worked and (left := max(0, most - worked)) < problem.days:
        yield Limit(Name("most_run"), [~work for work in cells.works[: left + 1]], 1, left + 1)
    for first in range(problem.days - most):
        window = cells.works[first : first + most + 1]
        yield Limit(Name("most_run"), [~work for work in window], 1, len(window))


def _least(code: str, cells: Cells, least: int, works: bool) -> Iterator[Limit]:
    """No run shorter than `least`: never (other, run × length, other) for a shorter length."""
    on = [work if works else ~work for work in cells.works]
    days, past = len(on), cells.person.past
    if past is not None:
        before = past.worked if works else (past.off if past.off is not None else least)
        running = (past.worked > 0) == works
        # The run that is open at the edge, or one that begins right behind it, may not end before its time.
        for length in range(min(days, least - (before if running else 0))):
            if running or length:
                body = [~each for each in on[:length]]
                yield Limit(Name(code), [*body, on[length]], 1, length + 1)
    for length in range(1, least):
        for first in range(1, days - length):
            body = [~each for each in on[first : first + length]]
            yield Limit(Name(code), [on[first - 1], *body, on[first + length]], 1, length + 2)


def _weekends(problem: Problem, cells: Cells, model: cp_model.CpModel) -> Iterator[Limit]:
    pairs = weekends_of(cells.person, problem)
    if len(pairs) <= cells.person.most_weekends:
        return
    worked = []
    for days in pairs:
        weekend = model.new_bool_var("")
        worked.append(weekend)
        for day in days:
            model.add_implication(cells.works[day], weekend)
    yield Limit(Name("most_weekends"), worked, 0, cells.person.most_weekends)
