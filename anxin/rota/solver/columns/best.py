"""The best roster so far, shared by the threads that look for better ones."""

import threading
import time

import numpy as np

from anxin.rota.solver.answer import Progress, Watch
from anxin.rota.solver.columns.facts import Facts, Floats, Path

CLOSE = 1e-4


class Best:
    """Schedules of everybody, their cost, the best bound, and the clock. `stop` is said when there is no more to do."""

    def __init__(self, facts: Facts, seconds: float, watch: Watch | None, began: float) -> None:
        self.facts, self.watch = facts, watch
        self.began = began
        self.until = self.began + seconds
        self.lock = threading.RLock()
        self.paths: list[Path] | None = None
        self.cost: float = float("inf")
        self.bound: float = -float("inf")
        self.stopped = False

    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.began

    def left(self) -> float:
        """Seconds that remain, 0 when there is nothing more to do."""
        return 0.0 if self.stopped else self.until - time.monotonic()

    def offer(self, paths: list[Path]) -> bool:
        """Take a roster if it is better than the best."""
        cost = self.facts.total(paths)
        with self.lock:
            if cost >= self.cost:
                return False
            self.cost, self.paths = cost, list(paths)  # schedules are never changed in place, only replaced
            self._tell(self.paths)
            return True

    def raise_bound(self, bound: float) -> None:
        """No roster costs less; costs are whole numbers."""
        bound = float(np.ceil(bound - CLOSE))
        with self.lock:
            if bound > self.bound:
                self.bound = min(bound, self.cost)
                self._tell(None)

    def _tell(self, paths: list[Path] | None) -> None:
        if self.cost - self.bound < CLOSE:
            self.stopped = True
        if self.watch:
            cost = None if self.paths is None else round(self.cost)
            bound = None if self.bound == -float("inf") else self.bound
            roster = None if paths is None else self.facts.roster(paths)
            if self.watch(Progress(self.seconds(), cost, bound, roster)):
                self.stopped = True

    def now(self) -> tuple[list[Path], float]:
        """A copy of the best and its cost."""
        with self.lock:
            assert self.paths is not None
            return list(self.paths), self.cost


def held_by(facts: Facts, person: int, path: Path, activity: Floats, sign: float) -> None:
    """Add what a whole schedule works to `activity` (`sign` 1), or take it away (-1)."""
    rows, much = facts.reached(person, path)
    activity[rows] += sign * much
