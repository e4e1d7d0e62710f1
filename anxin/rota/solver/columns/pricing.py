"""The cheapest schedules of one person under given costs of her cells: exact, by dynamic programming over her days."""

import threading
from collections import Counter
from dataclasses import dataclass

import numpy as np

from anxin.rota.solver.columns.facts import Floats, Path
from anxin.rota.solver.columns.kernel import INF, LIMIT, backward, walk
from anxin.rota.solver.columns.window import Window

FEES = 6  # rounds of fees before days are forbidden
MENDS = 40
_held = threading.local()  # each thread's table, kept because a fresh one costs more than filling it


@dataclass(frozen=True, slots=True)
class Priced:
    """The best schedules found, cheapest first, and a value below which there is none (INF: none at all)."""

    bound: float
    values: list[float]
    paths: list[Path]


def price(
    window: Window,
    costs: Floats,
    fixed: Floats | None = None,
    off: Floats | None = None,
    many: int = 1,
    slack: float = 0.0,
    seed: int = 1,
) -> Priced:
    """Schedules of a window under `costs` (days × all shifts of the problem), with shares' costs added.

    `fixed` and `off` (0 or INF) forbid cells and days off besides. Others than the best are at most `slack` dearer.
    """
    if not window.possible:
        return Priced(INF, [], [])
    cost = costs[:, window.mine] + window.fixed
    if fixed is not None:
        cost = cost + fixed[:, window.mine]
    cost = np.ascontiguousarray(cost)
    off_cost = window.off_cost if off is None else window.off_cost + off
    bound, values, paths = _solve(window, cost, off_cost, many, slack, seed)
    if not paths:
        return Priced(INF, [], [])
    over = _over(window, paths[0])
    if over:
        window.facts.counted[window.person] |= over
        if window.count_more():
            return price(window, costs, fixed, off, many, slack, seed)
        bound, values, paths = _mend(window, cost, off_cost, many, slack, seed, bound)
    good = {path.tobytes(): (value, path) for value, path in zip(values, paths, strict=True) if not _over(window, path)}
    best = sorted(good.values(), key=lambda pair: pair[0])
    return Priced(bound, [value for value, _ in best], [path for _, path in best])


def _solve(
    w: Window, cost: Floats, off_cost: Floats, many: int, slack: float, seed: int
) -> tuple[float, list[float], list[Path]]:
    """The two loops: the best value, and schedules with theirs."""
    table = _table(w.table_size)
    backward(cost, off_cost, w.frame, table)
    bound = float(table[(w.state * w.sizes + w.x) * (w.high + 1)])
    if bound >= LIMIT:
        return INF, [], []
    paths = np.empty((many, w.days), dtype=np.int64)
    values = np.empty(many)
    random = np.array([seed * 2654435761 % (1 << 61) + 88172645463325252], dtype=np.uint64)
    count = walk(cost, off_cost, w.frame, table, slack, random, paths, values)
    named = np.where(paths[:count] >= 0, w.mine[paths[:count]], -1) if len(w.mine) else paths[:count]
    return bound, values[:count].tolist(), list(named)


def _mend(
    w: Window, cost: Floats, off_cost: Floats, many: int, slack: float, seed: int, bound: float
) -> tuple[float, list[float], list[Path]]:
    """Schedules within caps that are not counted: a fee on each shift that goes beyond, raised until it does not.

    Each round's value less the fees on what she may have is a bound too (Lagrange).
    """
    caps = dict(w.loose)
    spot = {int(shift): i for i, shift in enumerate(w.mine)}
    fees = np.zeros(len(w.mine))
    usable = np.abs(cost[cost < LIMIT])
    size = float(usable.mean()) / 4 + 0.5 if len(usable) else 1.0
    for turn in range(MENDS):
        value, values, paths = _solve(w, cost + fees, off_cost, many, slack, seed + turn)
        if turn <= FEES:
            bound = max(bound, value - sum(float(fees[spot[s]]) * most for s, most in caps.items()))
        within = [(v, p) for v, p in zip(values, paths, strict=True) if not _over(w, p)]
        if within:
            free = [v - sum(float(fees[spot[int(s)]]) for s in p if s >= 0) for v, p in within]
            return bound, free, [p for _, p in within]
        if not paths:
            break
        for shift in _over(w, paths[0]):
            days = np.flatnonzero(paths[0] == shift)
            if turn < FEES:
                fees[spot[shift]] += size * min(len(days) - caps[shift], 3) * 1.5**turn
                continue
            # Fees do not settle it: of this shift she keeps the cheapest days she has, and gets no others.
            keep = days[np.argsort(cost[days, spot[shift]], kind="stable")[: caps[shift]]]
            column = np.full(len(cost), INF)
            column[keep] = cost[keep, spot[shift]]
            cost = cost.copy()
            cost[:, spot[shift]] = column
            fees[spot[shift]] = 0.0
    return bound, [], []


def _over(window: Window, path: Path) -> set[int]:
    """The shifts of which a schedule holds more than she may, among those not counted."""
    if not window.loose:
        return set()
    counts = Counter(path.tolist())
    return {shift for shift, most in window.loose if counts[shift] > most}


def _table(size: int) -> Floats:
    held: Floats | None = getattr(_held, "table", None)
    if held is None or len(held) < size:
        held = np.empty(size + size // 4)
        _held.table = held
    return held
