"""A row of one shift alone, exactly: which days are worked, by dynamic programming over runs, weekends and the count of days.

All counts that can be reached are one whole number, a bit for each, so that a year takes a fraction of a second.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from anxin.rota.solver.model.cells import open_shifts
from anxin.rota.solver.problem import Person, Problem, weekends_of


class State(NamedTuple):
    """At the end of a day: does she work, for how many days so far (no more of them told than matter), is the run long
    enough to end, and her weekends so far.
    """

    works: bool
    length: int
    enough: bool
    weekends: int


Layer = dict[State, int]  # state → a bit for each count of days worked


def one_shift(problem: Problem, person: Person, shift: str) -> dict[int, str] | None:
    """The days on which she can work `shift` and nothing else, keeping all her limits; None where there are none, or
    where that is not for this (spells; a shift that must not follow itself; a pin to another).
    """
    kind = next(each for each in problem.shifts if each.id == shift)
    if person.spells or shift in kind.not_before or not kind.minutes:
        return None
    low = -(-person.least_minutes // kind.minutes)
    high = min(person.most_minutes // kind.minutes, person.most.get(shift, 0))
    if low > high or any(pinned not in (None, shift) for pinned in person.pins.values()):
        return None
    layers = _layers(problem, person, shift, (1 << (high + 1)) - 1)
    ends = [(state, bits >> low) for state, bits in layers[-1].items() if bits >> low]
    if not ends:
        return None
    state, bits = ends[0]
    count = low + (bits & -bits).bit_length() - 1
    return dict.fromkeys(_back(problem, person, shift, layers, state, count), shift)


def _layers(problem: Problem, person: Person, shift: str, mask: int) -> list[Layer]:
    """`layers[d]`: what can be reached before day `d`."""
    layers: list[Layer] = [{_before(person): 1}]
    opened = _opened(problem, person, shift)
    marks = _weekend_marks(problem, person)
    for day in range(problem.days):
        layer: Layer = defaultdict(int)
        for state, bits in layers[-1].items():
            for after in _steps(person, state, opened[day], marks.get(day), first=day == 0):
                moved = bits << 1 & mask if after.works else bits
                if moved:
                    layer[after] |= moved
        layers.append(dict(layer))
    return layers


def _back(problem: Problem, person: Person, shift: str, layers: list[Layer], state: State, count: int) -> Iterator[int]:
    opened, marks = _opened(problem, person, shift), _weekend_marks(problem, person)
    for day in reversed(range(problem.days)):
        if state.works:
            yield day
        before = count - state.works
        state = next(
            each
            for each, bits in layers[day].items()
            if bits >> before & 1 and state in set(_steps(person, each, opened[day], marks.get(day), first=day == 0))
        )
        count = before


def _before(person: Person) -> State:
    past = person.past
    if past is None:
        return State(False, person.least_off, True, 0)
    if past.worked:
        return State(True, past.worked, past.worked >= person.least_run, 0)
    off = person.least_off if past.off is None else min(past.off, person.least_off)
    return State(False, off, off >= person.least_off, 0)


def _steps(
    person: Person, state: State, opened: tuple[bool, bool], weekend: bool | None, first: bool
) -> Iterator[State]:
    """The states of the next day. `opened`: may she be off, may she work; `weekend`: is it one, and its first day."""
    edge = first and person.past is None  # a run cut by the edge is never too short
    may_rest, may_work = opened
    if may_rest:
        if not state.works:
            length = min(state.length + 1, person.least_off)
            yield State(False, length, state.enough or length >= person.least_off, state.weekends)
        elif state.enough:
            yield State(False, 1, person.least_off <= 1, state.weekends)
    length = state.length + 1 if state.works else 1
    if may_work and length <= person.most_run and (state.works or state.enough):
        counts = weekend is not None and (weekend or not state.works)
        weekends = state.weekends + counts
        enough = (state.works and state.enough) or edge or length >= person.least_run
        if weekends <= person.most_weekends:
            yield State(True, length, enough, weekends)


def _opened(problem: Problem, person: Person, shift: str) -> list[tuple[bool, bool]]:
    last = person.past.last if person.past else None
    barred = any(each.id == last and shift in each.not_before for each in problem.shifts)
    days = open_shifts(problem, person)
    return [
        (person.pins.get(day) is None, shift in today and not (day == 0 and barred)) for day, today in enumerate(days)
    ]


def _weekend_marks(problem: Problem, person: Person) -> dict[int, bool]:
    """The days of weekends that can count; True on the first of each."""
    return {day: place == 0 for days in weekends_of(person, problem) for place, day in enumerate(days)}
