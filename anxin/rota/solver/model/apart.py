"""A first roster for a problem too large to be written down whole: as hard limits bind each alone, everybody's row alone."""

import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from anxin.rota.solver.model.cells import cells_of, open_shifts
from anxin.rota.solver.model.limits import limits, pinned
from anxin.rota.solver.model.pattern import one_shift
from anxin.rota.solver.problem import Person, Problem, Roster

# A row of few shifts is found at once where one of all of them takes long; wider only where that has none.
WIDTHS = (1, 2, 4, 8)
ALONE = 3  # shifts that are tried as her only one
SECONDS = 2.0  # for one width of one person


@dataclass(frozen=True, slots=True)
class Row:
    """What she could work; `None` with `proven` where nothing keeps all her limits, without where none was found in time."""

    shifts: Mapping[int, str] | None
    proven: bool = False


def row_of(problem: Problem, person: Person, order: Sequence[str] | None = None, seconds: float = SECONDS) -> Row:
    """A row that keeps her limits, of the first shifts in `order` if it may be; `seconds` for each try."""
    hers = [shift for shift in order or [each.id for each in problem.shifts] if person.most.get(shift, 0) > 0]
    pins = {shift for shift in person.pins.values() if shift in person.most}
    for shift in hers[:ALONE]:
        days = one_shift(problem, person, shift)
        if days is not None:
            return Row(days)
    for width in (*(width for width in WIDTHS if width < len(hers)), len(hers)):
        kept = {*hers[:width], *pins}
        status, row = _solved(
            problem, replace(person, most={s: n for s, n in person.most.items() if s in kept}), seconds
        )
        if row is not None:
            return Row(row)
        if width == len(hers):
            return Row(None, proven=status == cp_model.INFEASIBLE)
    return Row(None)


def apart(problem: Problem, seconds: float, workers: int) -> tuple[Roster | None, bool]:
    """A row for each within `seconds`, of the shifts that want people most; and whether it is proven that there is none."""
    deadline = time.monotonic() + seconds
    short = Counter[str]()
    for cover in problem.cover:
        for shift in cover.shifts:
            short[shift] += cover.need * cover.under
    price = max(1, max((cover.under for cover in problem.cover), default=1))
    turn = threading.Lock()

    def one(person: Person) -> Row:
        left = deadline - time.monotonic()
        if left <= 0:
            return Row(None)
        with turn:
            order = [shift for shift, _amount in short.most_common()]
        rest = [shift.id for shift in problem.shifts if shift.id not in short]
        row = row_of(problem, person, [*order, *rest], min(SECONDS, left))
        with turn:
            short.subtract({shift: count * price for shift, count in Counter((row.shifts or {}).values()).items()})
        return row

    with ThreadPoolExecutor(workers, thread_name_prefix="apart") as pool:
        rows: Iterable[Row] = list(pool.map(one, problem.people))
    found = {person.id: row.shifts for person, row in zip(problem.people, rows, strict=True) if row.shifts is not None}
    return (found if len(found) == len(problem.people) else None), any(row.proven for row in rows)


def _solved(problem: Problem, person: Person, seconds: float) -> tuple[cp_model.CpSolverStatus, dict[int, str] | None]:
    model = cp_model.CpModel()
    cells = cells_of(model, person, open_shifts(problem, person))
    for limit in (*pinned(cells), *limits(problem, cells, model)):
        limit.post(model)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return status, None
    return status, {
        day: shift
        for day, today in enumerate(cells.shift)
        for shift, cell in today.items()
        if solver.boolean_value(cell)
    }
