"""A first roster in moments, and a bound that needs no search."""

import numpy as np

from anxin.rota.solver.columns.best import Best
from anxin.rota.solver.columns.facts import Facts, Floats, Path
from anxin.rota.solver.columns.pricing import price
from anxin.rota.solver.columns.window import Window
from anxin.rota.solver.model.apart import row_of

MUCH = 8_000_000  # numbers in a table: where a whole horizon needs more, it is taken in windows of days
STRIDE = 28


def whole(facts: Facts, person: int, room: int | None = None) -> Window | None:
    """Her whole horizon as one window, or None where its table would be too large; `room` as in `Window`."""
    window = Window(facts, person, room=room)
    return window if window.table_size <= MUCH else None


def first(best: Best, wholes: list[Window | None]) -> list[Path] | None:
    """One person after another against those before her; None where nothing is found for somebody."""
    facts = best.facts
    paths: list[Path] = []
    activity = np.zeros(facts.rows)
    for person, window in enumerate(wholes):
        costs = facts.wish[person] + facts.marginal(person, activity)
        path = stride(facts, person, costs) if window is None else _whole(window, costs)
        if path is None:
            path = _alone(facts, person)
        if path is None:
            return None
        paths.append(path)
        rows, much = facts.reached(person, path)
        activity[rows] += much
    return paths


def _whole(window: Window, costs: Floats) -> Path | None:
    found = price(window, costs)
    return found.paths[0] if found.paths else None


def _alone(facts: Facts, person: int) -> Path | None:
    """Whoever's year is too tight for strides: any row of hers, found exactly."""
    her = facts.problem.people[person]
    row = row_of(facts.problem, her)
    return None if row.shifts is None else facts.paths({her.id: row.shifts})[person]


def stride(facts: Facts, person: int, costs: Floats) -> Path | None:
    """A long horizon four weeks at a time, each with its portion of hours and weekends.

    Where four weeks cannot be done after those before, they are done again together with them.
    """
    for ahead in (1.0, 3.0, 6.0, 12.0):
        path = np.full(facts.days, -1, dtype=np.int64)
        begin = 0
        while begin < facts.days:
            end = facts.days if facts.days - begin < 2 * STRIDE else begin + STRIDE
            if not _stretch(facts, person, costs, path, begin, end, ahead):
                break
            begin = end
        if begin >= facts.days:
            return path
    window = Window(facts, person)
    return _whole(window, costs) if window.table_size <= 5 * MUCH else None


def _stretch(facts: Facts, person: int, costs: Floats, path: Path, begin: int, end: int, ahead: float) -> bool:
    """Fill `path` up to `end`, from `begin` or, where that is not possible, from earlier."""
    for first in range(begin, -1, -STRIDE):
        before = path.copy()
        before[first:] = -1
        window = Window(facts, person, first, end, before, ahead)
        if window.table_size > 2 * MUCH:
            return False
        found = price(window, costs[first:end])
        if found.paths:
            path[first:end] = found.paths[0]
            return True
    return False


def simple_bound(facts: Facts) -> float:
    """Everybody's wishes met and all cover as wanted: no roster costs less."""
    wishes = np.minimum(facts.wish, 0).min(axis=2).sum()
    shares = sum(min(s.costs) - s.costs[0] for p in facts.problem.people for s in p.shares if s.costs)
    falling = any(len(s.costs) > 1 and s.costs[-1] < s.costs[-2] for p in facts.problem.people for s in p.shares)
    return -np.inf if falling else float(facts.constant + wishes + shares)
