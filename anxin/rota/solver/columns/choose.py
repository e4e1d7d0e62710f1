"""The best roster of the schedules known: a mixed-integer programme over those that the bound does not rule out."""

import highspy
import numpy as np

from anxin.rota.solver.columns.best import Best
from anxin.rota.solver.columns.generate import Relaxed
from anxin.rota.solver.columns.master import Column, Master, Quiet

MOST = 4000


def choose(master: Master, relaxed: Relaxed, best: Best, seconds: float) -> list[Column] | None:
    """A roster better than the best, of columns whose reduced cost is within the gap; None if there is none in `seconds`."""
    solved, part = relaxed.solved, master.part
    if solved is None or seconds <= 0:
        return None
    gap = best.cost - part.constant - relaxed.bound
    _, more = master.price_all(solved.duals, solved, None, 20, gap / 2, seed=len(master.columns), within=gap)
    master.add(more)
    reduced = np.array([c.cost - float(solved.duals[c.rows] @ c.much) - solved.sigma[c.window] for c in master.columns])
    order = np.argsort(reduced)[:MOST]
    columns = [master.columns[i] for i in order if reduced[i] <= gap]
    if len({c.window for c in columns}) < len(part.windows):
        return None
    mip = Quiet()
    for name, value in (("threads", 1), ("time_limit", float(seconds)), ("objective_bound", best.cost - part.constant)):
        mip.setOptionValue(name, value)
    rows, people, n = len(part.rows), len(part.windows), len(columns)
    none = np.zeros(0, dtype=np.int32)
    side = np.concatenate((part.need, np.ones(people)))
    mip.addRows(rows + people, side, side, 0, np.zeros(rows + people, dtype=np.int32), none, np.zeros(0))
    costs = np.concatenate((part.under, part.over, [c.cost for c in columns]))
    sizes = np.concatenate((np.ones(2 * rows, dtype=np.int64), [len(c.rows) + 1 for c in columns]))
    start = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int32)
    index = np.concatenate(
        [np.arange(rows), np.arange(rows), *(np.append(c.rows, rows + c.window) for c in columns)]
    ).astype(np.int32)
    values = np.concatenate([np.ones(rows), -np.ones(rows), *(np.append(c.much, 1.0) for c in columns)])
    total = 2 * rows + n
    mip.addCols(total, costs, np.zeros(total), np.full(total, highspy.kHighsInf), len(index), start, index, values)
    which = np.arange(2 * rows, total, dtype=np.int32)
    mip.changeColsIntegrality(n, which, np.full(n, 1, dtype=np.uint8))
    mip.run()
    much = np.array(mip.getSolution().col_value)
    if len(much) != total:
        return None
    found: dict[int, Column] = {columns[i].window: columns[i] for i in np.flatnonzero(much[2 * rows :] > 0.5)}
    if len(found) < people:
        return None
    picked = [found[w] for w in range(people)]
    return picked if part.cost(picked) < best.cost - 0.5 else None
