"""The one door: solves any problem within a time, by the two ways that complete each other.

CP-SAT is first where the problem is not too large for it: it proves most rotas of an organisation, or that there is none,
within a second or two. What it leaves open goes to column generation with what was found so far; if that comes to its end
early, the time that is left is CP-SAT's again, from the best roster.
"""

import threading
import time

from anxin.rota.solver import columns
from anxin.rota.solver.answer import Answer, Progress, Status, Watch
from anxin.rota.solver.check import violations
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.model import search as model
from anxin.rota.solver.model.apart import apart
from anxin.rota.solver.problem import Problem, Roster

FIRST = 0.1  # of the time is CP-SAT's first turn,
FIRST_SECONDS = 4.0  # and not less than this
FIRST_CELLS = 12_000  # of more, column generation has a roster before CP-SAT has the model written down
SHORT = 0.5  # seconds: not worth another turn
NEAR = 1e-6


def solve(
    problem: Problem,
    *,
    seconds: float = 30,
    workers: int = 2,
    seed: int = 0,
    start: Roster | None = None,
    watch: Watch | None = None,
) -> Answer:
    """The best roster within `seconds`, begun from `start` where that is given (it may break limits that are new).

    `watch` hears of every better roster and bound, and a few times a second of nothing new; when it says True, what is
    best so far is the answer. The same each time with one worker and one `seed`, unless it is the time that ends it.
    """
    best = _Best(problem, watch)
    if start is not None and not violations(problem, start):
        best.hear(Progress(0, cost_of(problem, start).total, None, start))
    small = model.size(problem) <= FIRST_CELLS
    if small:
        turn = seconds if columns.can(problem) else min(seconds, max(FIRST_SECONDS, FIRST * seconds))
        best.take(model.solve_model(problem, seconds=turn, workers=workers, seed=seed, start=start, watch=best.hear))
    if columns.can(problem) is None:
        _columns(problem, best, seconds, workers, seed)
        if best.open(seconds) and best.roster is None:
            # Somebody's year was too long for it: everybody's row on its own, and again from there.
            roster, impossible = apart(problem, seconds - best.seconds(), workers)
            best.take(Answer(Status.INFEASIBLE, {}, None, None, best.seconds()) if impossible else best.answer())
            if roster is not None:
                best.hear(Progress(best.seconds(), None, None, roster))
            _columns(problem, best, seconds, workers, seed)
    if best.open(seconds) and model.can(problem) is None:
        left = seconds - best.seconds()
        best.take(
            model.solve_model(
                problem, seconds=left, workers=workers, seed=seed + 1, start=best.roster or start, watch=best.hear
            )
        )
    return best.answer()


def _columns(problem: Problem, best: "_Best", seconds: float, workers: int, seed: int) -> None:
    if best.open(seconds):
        left = seconds - best.seconds()
        best.take(
            columns.solve_columns(problem, seconds=left, workers=workers, seed=seed, start=best.roster, watch=best.hear)
        )


class _Best:
    """What is known so far, whoever found it; a roster that breaks a limit is never among it."""

    def __init__(self, problem: Problem, watch: Watch | None) -> None:
        self.roster: Roster | None = None
        self.cost: int | None = None
        self.bound: float | None = None
        self._problem, self._watch = problem, watch
        self._began = time.monotonic()
        self._turn = threading.Lock()
        self._stopped = self._infeasible = self._proven = False

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._began

    def open(self, seconds: float) -> bool:
        """Whether another turn can still bring something."""
        return not (self._stopped or self._infeasible or self._proven) and self.seconds() < seconds - SHORT

    def hear(self, progress: Progress) -> bool:
        """Keep what is better and pass it on; whether to stop."""
        with self._turn:
            better = self._better(progress.roster) if progress.roster is not None else None
            higher = self._raise(progress.bound)
            if self._watch is not None and self._watch(
                Progress(
                    self.seconds(),
                    self.cost if better else None,
                    self.bound if higher else None,
                    better,
                )
            ):
                self._stopped = True
            return self._stopped or self._proven

    def take(self, answer: Answer) -> None:
        """Keep what one way has answered."""
        with self._turn:
            if answer.status is Status.INFEASIBLE and self.roster is None:
                self._infeasible = True
            elif answer.status in (Status.OPTIMAL, Status.FEASIBLE):
                self._better(answer.roster)
                self._raise(answer.bound)

    def answer(self) -> Answer:
        """What it comes to."""
        if self.roster is None or self.cost is None:
            status = Status.INFEASIBLE if self._infeasible else Status.UNKNOWN
            return Answer(status, {}, None, None, self.seconds())
        status = Status.OPTIMAL if self._proven else Status.FEASIBLE
        return Answer(status, self.roster, self.cost, self.bound, self.seconds())

    def _better(self, roster: Roster) -> Roster | None:
        cost = cost_of(self._problem, roster).total
        if (self.cost is not None and cost >= self.cost) or violations(self._problem, roster):
            return None
        self.roster, self.cost = {name: dict(row) for name, row in roster.items()}, cost
        self._prove()
        return self.roster

    def _raise(self, bound: float | None) -> bool:
        if bound is None or (self.bound is not None and bound <= self.bound + NEAR):
            return False
        self.bound = bound
        self._prove()
        return True

    def _prove(self) -> None:
        # Costs are whole numbers: a bound above the one below proves as much as an equal one.
        if self.cost is not None and self.bound is not None and self.bound > self.cost - 1 + NEAR:
            self.bound, self._proven = float(self.cost), True
