"""Solves the whole problem by CP-SAT: from a first roster, within a time, telling of each better one."""

import contextlib
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from anxin.rota.solver.answer import Answer, Progress, Status, Watch
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.model.cells import Cells, cells_of, open_shifts
from anxin.rota.solver.model.limits import limits, pinned
from anxin.rota.solver.model.prices import objective
from anxin.rota.solver.problem import Problem, Roster

STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
}
# Beyond so many unknowns Python alone takes longer to write the model down than anybody waits for a rota.
MOST_CELLS = 150_000
TICK = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Model:
    """The problem written down."""

    problem: Problem
    proto: cp_model.CpModel
    cells: Mapping[str, Cells]

    def roster(self, value: Any) -> Roster:
        """Who works what where `value(literal)` says so."""
        return {
            name: {day: shift for day, today in enumerate(hers.shift) for shift, cell in today.items() if value(cell)}
            for name, hers in self.cells.items()
        }

    def hint(self, roster: Roster) -> None:
        """Begin from `roster`."""
        self.proto.clear_hints()  # type: ignore[no-untyped-call]
        for name, hers in self.cells.items():
            row = roster.get(name, {})
            for day, today in enumerate(hers.shift):
                for shift, cell in today.items():
                    self.proto.add_hint(cell, row.get(day) == shift)


def can(problem: Problem) -> str | None:
    """Why this is not for CP-SAT; None where it is."""
    if size(problem) > MOST_CELLS:
        return f"more than {MOST_CELLS} cells"
    return None


def size(problem: Problem) -> int:
    """Unknowns, before anything closes them."""
    return problem.days * sum(len(person.most) for person in problem.people)


def write(problem: Problem) -> Model:
    """Write `problem` down."""
    model = cp_model.CpModel()
    cells = {person.id: cells_of(model, person, open_shifts(problem, person)) for person in problem.people}
    for hers in cells.values():
        for limit in (*pinned(hers), *limits(problem, hers, model)):
            limit.post(model)
    model.minimize(objective(problem, cells, model).whole())
    return Model(problem, model, cells)


def solve_model(
    problem: Problem,
    *,
    seconds: float,
    workers: int = 1,
    seed: int = 0,
    start: Roster | None = None,
    watch: Watch | None = None,
) -> Answer:
    """The best roster within `seconds`, the writing down included; the same each time with one worker and a seed where
    it is not the time that ends it.
    """
    began = time.monotonic()
    model = write(problem)
    if start is not None:
        model.hint(start)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.monotonic() - began))
    solver.parameters.num_workers = workers
    # One that branches by reduced costs of the linear relaxation, where fair shares and cover are nearly tight; without
    # it two workers prove nothing. The other workers search neighbourhoods; one worker takes turns, always the same way.
    solver.parameters.linearization_level = 2
    solver.parameters.subsolvers.append("reduced_costs")
    solver.parameters.interleave_search = workers == 1
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False  # whoever calls decides what Ctrl-C means
    tell = _Tell(model, watch, began, solver)
    solver.best_bound_callback = tell.bound
    with tell.ticking():
        status = STATUS.get(solver.solve(model.proto, tell), Status.UNKNOWN)
    took = time.monotonic() - began
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return Answer(status, {}, None, None, took)
    roster = model.roster(solver.boolean_value)
    return Answer(status, roster, cost_of(problem, roster).total, solver.best_objective_bound, took)


class _Tell(cp_model.CpSolverSolutionCallback):
    """Carries what CP-SAT finds to `watch`, and its "stop" back."""

    def __init__(self, model: Model, watch: Watch | None, began: float, solver: cp_model.CpSolver) -> None:
        super().__init__()
        self._model, self._watch, self._began, self._solver = model, watch, began, solver
        self._turn = threading.Lock()  # CP-SAT calls from its threads, the ticker from another
        self._over = threading.Event()

    def on_solution_callback(self) -> None:
        """A better roster."""
        if self._watch is None:
            return
        roster = self._model.roster(self.boolean_value)
        cost = cost_of(self._model.problem, roster).total
        self._say(Progress(time.monotonic() - self._began, cost, self.best_objective_bound, roster))

    def bound(self, bound: float) -> None:
        """A better bound."""
        self._say(Progress(time.monotonic() - self._began, None, bound))

    @contextlib.contextmanager
    def ticking(self) -> Iterator[None]:
        """Ask `watch` now and then, also while nothing is found, whether that will do."""
        ticker = threading.Thread(target=self._tick, daemon=True)
        ticker.start()
        try:
            yield
        finally:
            self._over.set()
            ticker.join()

    def _tick(self) -> None:
        while not self._over.wait(TICK):
            self._say(Progress(time.monotonic() - self._began, None, None))

    def _say(self, progress: Progress) -> None:
        with self._turn:
            if self._watch is not None and self._watch(progress):
                self._solver.stop_search()
