"""The two compiled loops: what the best rest of a schedule costs from every state, and schedules read off that table.

A state is a run of days off (capped at the least) or the class of the last shift with the length of the run; besides it
go `x`, the counters in one number, and `m`, the work done so far in units. The table lies flat, `m` innermost, so that
the innermost loop runs over neighbouring memory.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

INF = 1e15  # no schedule
LIMIT = 1e14  # all above is INF plus something

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Randoms = npt.NDArray[np.uint64]


class Frame(NamedTuple):
    """A window as the loops read it."""

    after: npt.NDArray[np.bool_]  # class of the last shift (the last row: off) × shift: whether it may follow
    cls: npt.NDArray[np.int64]  # class of each shift: what it bars the next day
    length: npt.NDArray[np.int64]  # work of each shift in units
    run_of: npt.NDArray[np.int64]  # of each state: days worked in a row
    off_of: npt.NDArray[np.int64]  # days off in a row
    cls_of: npt.NDArray[np.int64]  # class of the last shift
    most_run: int
    least_run: int
    least_off: int
    edge: int  # a run of `day + edge` began at an edge that hides how long it is, and is never too short; -1: none can
    first_run: int  # days worked up to the window's first
    low: int  # units of work at the end, at least
    high: int
    work_low: npt.NDArray[np.int64]  # units of work by each day, outside of which nothing is of use
    work_high: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]  # day × shift × (worked the day before): the kind of move on the counters
    off_kind: npt.NDArray[np.int64]
    step: npt.NDArray[np.int64]  # kind × counters: the counters then, -1: not allowed
    fee: npt.NDArray[np.float64]  # kind × counters: its fee
    end_ok: npt.NDArray[np.bool_]  # states in which it may end
    state: int  # in which it begins
    x: int


@njit(cache=True, nogil=True)
def backward(cost: Floats, off_cost: Floats, w: Frame, table: Floats) -> None:
    """Fill `table[day, state, x, m]` with the least cost of days day… to the end; the last day's layer by `end_ok`."""
    days, shifts = cost.shape
    states = w.run_of.shape[0]
    sizes = w.step.shape[1]
    units = w.high + 1
    layer = states * sizes * units
    for state in range(states):
        for x in range(sizes):
            at = days * layer + (state * sizes + x) * units
            for m in range(units):
                table[at + m] = INF
            if w.end_ok[state]:
                for m in range(w.low, units):
                    table[at + m] = 0.0
    for day in range(days - 1, -1, -1):
        bottom, top = w.work_low[day], w.work_high[day]
        for state in range(states):
            run, off, last = w.run_of[state], w.off_of[state], w.cls_of[state]
            here = day * layer + state * sizes * units
            for i in range(sizes * units):
                table[here + i] = INF
            if run > day + w.first_run:
                continue
            if off_cost[day] < LIMIT and (run == 0 or run >= w.least_run or (w.edge >= 0 and run == day + w.edge)):
                then = min(off + 1, w.least_off) - 1 if run == 0 else 0
                there = (day + 1) * layer + then * sizes * units
                k = w.off_kind[day]
                for x in range(sizes):
                    x2 = w.step[k, x]
                    if x2 >= 0:
                        add = off_cost[day] + w.fee[k, x]
                        out = table[here + x * units + bottom : here + x * units + top + 1]
                        inn = table[there + x2 * units + bottom : there + x2 * units + top + 1]
                        for m in range(out.shape[0]):
                            out[m] = inn[m] + add
            if (run == 0 and off < w.least_off) or run >= w.most_run:
                continue
            for s in range(shifts):
                c = cost[day, s]
                if c >= LIMIT or not w.after[last, s]:
                    continue
                then = w.least_off + w.cls[s] * w.most_run + run
                there = (day + 1) * layer + then * sizes * units
                k = w.kind[day, s, 1 if run > 0 else 0]
                add_m = w.length[s]
                highest = min(top, w.high - add_m)
                if highest < bottom:
                    continue
                for x in range(sizes):
                    x2 = w.step[k, x]
                    if x2 >= 0:
                        add = c + w.fee[k, x]
                        out = table[here + x * units + bottom : here + x * units + highest + 1]
                        inn = table[there + x2 * units + bottom + add_m : there + x2 * units + highest + add_m + 1]
                        for m in range(out.shape[0]):
                            value = inn[m] + add
                            out[m] = value if value < out[m] else out[m]


@njit(cache=True, nogil=True)
def walk(
    cost: Floats, off_cost: Floats, w: Frame, table: Floats, slack: float, random: Randoms, paths: Ints, values: Floats
) -> int:
    """Read schedules off the table: the best, then others at most `slack` dearer, by chance. Shift numbers, -1 for off."""
    days, shifts = cost.shape
    states = w.run_of.shape[0]
    sizes = w.step.shape[1]
    units = w.high + 1
    layer = states * sizes * units
    options = np.empty((shifts + 1, 5))

    for n in range(paths.shape[0]):
        state, x, m = w.state, w.x, 0
        budget = slack if n else 0.0
        total = 0.0
        for day in range(days):
            count = 0
            run, off, last = w.run_of[state], w.off_of[state], w.cls_of[state]
            if off_cost[day] < LIMIT and (run == 0 or run >= w.least_run or (w.edge >= 0 and run == day + w.edge)):
                then = min(off + 1, w.least_off) - 1 if run == 0 else 0
                x2 = w.step[w.off_kind[day], x]
                if x2 >= 0:
                    price = off_cost[day] + w.fee[w.off_kind[day], x]
                    rest = table[(day + 1) * layer + (then * sizes + x2) * units + m]
                    if rest < LIMIT:
                        options[0, 0], options[0, 1] = price + rest, price
                        options[0, 2], options[0, 3], options[0, 4] = then, x2, -1
                        count = 1
            if (run > 0 or off >= w.least_off) and run < w.most_run:
                for s in range(shifts):
                    if cost[day, s] >= LIMIT or not w.after[last, s] or m + w.length[s] > w.high:
                        continue
                    k = w.kind[day, s, 1 if run > 0 else 0]
                    x2 = w.step[k, x]
                    if x2 < 0:
                        continue
                    then = w.least_off + w.cls[s] * w.most_run + run
                    price = cost[day, s] + w.fee[k, x]
                    rest = table[(day + 1) * layer + (then * sizes + x2) * units + m + w.length[s]]
                    if rest < LIMIT:
                        options[count, 0], options[count, 1] = price + rest, price
                        options[count, 2], options[count, 3], options[count, 4] = then, x2, s
                        count += 1
            if count == 0:
                return n
            best = 0
            for i in range(1, count):
                if options[i, 0] < options[best, 0]:
                    best = i
            pick = best
            if n and budget > 0.0:
                random[0] ^= random[0] << np.uint64(13)
                random[0] ^= random[0] >> np.uint64(7)
                random[0] ^= random[0] << np.uint64(17)
                draw = int(random[0] >> np.uint64(33))
                if draw & 1:
                    turn = (draw >> 1) % count
                    if options[turn, 0] - options[best, 0] <= budget:
                        pick = turn
                        budget -= options[turn, 0] - options[best, 0]
            total += options[pick, 1]
            state, x = int(options[pick, 2]), int(options[pick, 3])
            s = int(options[pick, 4])
            paths[n, day] = s
            if s >= 0:
                m += w.length[s]
        values[n] = total
    return len(paths)
