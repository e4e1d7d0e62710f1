"""Column generation: the LP over all schedules, reached by pricing; Lagrange's bound on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np

from anxin.rota.solver.columns.kernel import LIMIT
from anxin.rota.solver.columns.master import Fixing, Master, Solved

CLOSE = 1e-4


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The LP's last answer, whether it is the LP over all schedules (`done`), and the best bound met."""

    solved: Solved | None
    bound: float
    done: bool
    possible: bool = True


def generate(
    master: Master,
    left: Callable[[], float],
    *,
    fixing: Fixing | None = None,
    stop_at: float = float("inf"),
    smooth: float = 0.0,
    many: int = 3,
    rounds: int = 100_000,
    seed: int = 1,
    each: Callable[[Solved, float], None] | None = None,
) -> Relaxed:
    """Price and solve until no schedule helps, the bound passes `stop_at`, `rounds` are over or no time is `left`."""
    bound, centre, solved = -np.inf, None, None
    alpha = smooth
    for turn in range(rounds):
        if left() <= 0:
            break
        answer = master.solve(left())
        if answer is None:
            break
        solved = answer
        duals = solved.duals if centre is None or alpha <= 0 else alpha * centre + (1 - alpha) * solved.duals
        slack = 0.02 * abs(solved.value) / max(1, len(master.part.windows))
        here, found = master.price_all(duals, solved, fixing, many, slack, seed + 7919 * turn, left=left)
        # The pricing's reduced costs are those of the smoothed duals; a column is worth having by the LP's own.
        if here <= -LIMIT:
            break  # no time to price everybody
        if here >= LIMIT:
            return Relaxed(solved, here, True, possible=False)
        if here > bound:
            bound, centre = here, duals
        if each:
            each(solved, bound)
        if bound >= stop_at or solved.value - bound < CLOSE or ceil(bound - CLOSE) >= solved.value - CLOSE:
            return Relaxed(solved, bound, True)
        fresh = master.add(found)
        if not fresh:
            if centre is None or alpha <= 0 or duals is solved.duals:
                return Relaxed(solved, bound, True)
            alpha = 0.0  # a step into nothing: price at the LP's own duals
        else:
            alpha = smooth
    return Relaxed(solved, bound, False)
