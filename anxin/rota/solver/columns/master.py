"""The linear programme that puts schedules together: one for each person, and slacks with their prices on each row."""

from collections.abc import Callable
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from anxin.rota.solver.columns.facts import Facts, Floats, Ints, Path
from anxin.rota.solver.columns.kernel import INF
from anxin.rota.solver.columns.pricing import price
from anxin.rota.solver.columns.window import Window

WHOLE = 1e-6  # as good as whole


@dataclass(slots=True)
class Column:
    """A schedule of one window with its own cost and its place in the programme."""

    window: int
    path: Path
    cost: float
    rows: Ints
    much: Floats


@dataclass(slots=True)
class Fixing:
    """What a dive has decided: cells and days off that a window may not have (0 or INF)."""

    cells: list[Floats]
    off: list[Floats]

    def copy(self) -> "Fixing":
        return Fixing([c.copy() for c in self.cells], [o.copy() for o in self.off])


@dataclass(frozen=True, slots=True)
class Solved:
    """An LP's answer: its value, the rows' and windows' duals, and how much of each column."""

    value: float
    duals: Floats
    sigma: Floats
    much: Floats


class Part:
    """Some windows of some people, to be solved together while the rest works as it does.

    `need` is what the rest leaves of each row; `constant` brings the sum back to what the whole roster costs.
    """

    def __init__(self, facts: Facts, windows: list[Window], held: Floats, constant: float = 0.0) -> None:
        self.facts, self.windows, self.constant = facts, windows, constant
        days = np.zeros(facts.days, dtype=np.bool_)
        for window in windows:
            days[window.first : window.last] = True
        inside = (facts.row_day >= 0) & (facts.row_day < facts.days)
        self.rows = np.flatnonzero(inside & days[np.where(inside, facts.row_day, 0)])
        self.place = np.full(facts.rows, -1, dtype=np.int64)
        self.place[self.rows] = np.arange(len(self.rows))
        self.need = facts.need[self.rows] - held[self.rows]
        self.under, self.over = facts.under[self.rows], facts.over[self.rows]

    def column(self, window: int, path: Path) -> Column:
        """A schedule as a column."""
        w = self.windows[window]
        rows, much = self.facts.reached(w.person, path, w.first)
        return Column(window, path, w.own(path), self.place[rows], much)

    def cost(self, columns: list[Column]) -> float:
        """What one column for each window costs."""
        activity = np.zeros(len(self.rows))
        for c in columns:
            activity[c.rows] += c.much
        gap = self.need - activity
        rows = float((np.maximum(gap, 0) * self.under + np.maximum(-gap, 0) * self.over).sum())
        return self.constant + rows + sum(c.cost for c in columns)

    def free(self) -> Fixing:
        """Nothing decided yet."""
        shifts = self.facts.shifts
        return Fixing([np.zeros((w.days, shifts)) for w in self.windows], [np.zeros(w.days) for w in self.windows])


class Quiet(highspy.Highs):
    """HiGHS without its banner and without callbacks into Python."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)


class Master:
    """The programme over the columns known so far."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.columns: list[Column] = []
        self.known: set[tuple[int, bytes]] = set()
        self.of_window: list[list[int]] = [[] for _ in part.windows]
        rows, people = len(part.rows), len(part.windows)
        self.slacks = 2 * rows + people
        self.highs = Quiet()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("simplex_strategy", 4),
        ):
            self.highs.setOptionValue(name, value)
        empty = np.zeros(0)
        none = np.zeros(0, dtype=np.int32)
        side = np.concatenate((part.need, np.ones(people)))
        self.highs.addRows(rows + people, side, side, 0, np.zeros(rows + people, dtype=np.int32), none, empty)
        self.dear = 10 * float((part.under * np.abs(part.need)).max(initial=0) + 1) * max(1, rows) ** 0.5 + 1e5
        costs = np.concatenate((part.under, part.over, np.full(people, self.dear)))
        index = np.concatenate((np.arange(rows), np.arange(rows), rows + np.arange(people))).astype(np.int32)
        values = np.concatenate((np.ones(rows), -np.ones(rows), np.ones(people)))
        self._add(costs, np.arange(self.slacks, dtype=np.int32), index, values)

    def _add(self, costs: Floats, start: npt.NDArray[np.int32], index: npt.NDArray[np.int32], values: Floats) -> None:
        n = len(costs)
        self.highs.addCols(n, costs, np.zeros(n), np.full(n, highspy.kHighsInf), len(index), start, index, values)

    def add(self, columns: list[Column]) -> int:
        """Add those that are new; how many."""
        fresh = []
        for c in columns:
            key = (c.window, c.path.tobytes())
            if key not in self.known:
                self.known.add(key)
                fresh.append(c)
        if fresh:
            size = np.array([len(c.rows) + 1 for c in fresh])
            start = np.concatenate(([0], np.cumsum(size)[:-1])).astype(np.int32)
            index = np.concatenate([np.append(c.rows, len(self.part.rows) + c.window) for c in fresh]).astype(np.int32)
            values = np.concatenate([np.append(c.much, 1.0) for c in fresh])
            self._add(np.array([c.cost for c in fresh]), start, index, values)
            for n, c in enumerate(fresh, len(self.columns)):
                self.of_window[c.window].append(n)
            self.columns += fresh
        return len(fresh)

    def solve(self, seconds: float) -> Solved | None:
        """The LP as it stands; None where it did not end in time."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(seconds, 0.01))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self.highs.getSolution()
        duals = np.array(solution.row_dual)
        n = len(self.part.rows)
        return Solved(
            self.highs.getInfo().objective_function_value,
            duals[:n],
            duals[n:],
            np.array(solution.col_value)[self.slacks :],
        )

    def allow(self, fixing: Fixing) -> None:
        """Shut out the columns that go against what is decided, and let in all others."""
        n = len(self.columns)
        upper = np.full(n, highspy.kHighsInf)
        for w, which in enumerate(self.of_window):
            if which:
                barred = np.concatenate((fixing.cells[w], fixing.off[w][:, None]), axis=1) > 0  # -1, off, is the last
                paths = np.stack([self.columns[i].path for i in which])
                bad = barred[np.arange(paths.shape[1]), paths].any(axis=1)
                upper[np.array(which)[bad]] = 0.0
        index = np.arange(self.slacks, self.slacks + n, dtype=np.int32)
        self.highs.changeColsBounds(n, index, np.zeros(n), upper)

    def price_all(
        self,
        duals: Floats,
        solved: Solved,
        fixing: Fixing | None,
        many: int,
        slack: float,
        seed: int,
        within: float = -WHOLE,
        left: Callable[[], float] | None = None,
    ) -> tuple[float, list[Column]]:
        """Lagrange's bound at `duals` and the columns found there that are worth having at the duals of `solved`.

        Nothing, and no bound, where no time is `left` to price everybody.
        """
        part = self.part
        weights = np.zeros(part.facts.rows)
        held = np.minimum(np.maximum(duals, -part.over), part.under)
        weights[part.rows] = held
        bound = float(held @ part.need)
        found: list[Column] = []
        cells: dict[int, Floats] = {}
        for i, w in enumerate(part.windows):
            if left is not None and left() <= 0:
                return -INF, []
            kind = part.facts.reach_of[w.person]
            if kind not in cells:
                cells[kind] = part.facts.cells(w.person, weights)
            costs = (part.facts.wish[w.person] - cells[kind])[w.first : w.last]
            priced = price(
                w, costs, fixing.cells[i] if fixing else None, fixing.off[i] if fixing else None, many, slack, seed + i
            )
            if not priced.paths:
                return INF, []
            bound += priced.bound
            for path in priced.paths:
                column = part.column(i, path)
                if column.cost - float(solved.duals[column.rows] @ column.much) < solved.sigma[i] + within:
                    found.append(column)
        return bound, found

    def trim(self, solved: Solved, keep: int) -> None:
        """Forget all but the columns that are cheapest at an LP's duals (its own are among them)."""
        if len(self.columns) <= 2 * keep:
            return
        reduced = np.array(
            [c.cost - float(solved.duals[c.rows] @ c.much) - solved.sigma[c.window] for c in self.columns]
        )
        stays = np.zeros(len(self.columns), dtype=np.bool_)
        stays[: len(solved.much)] = True
        stays[np.argsort(reduced)[: keep + keep // 2]] = True
        gone = np.flatnonzero(~stays)
        self.highs.deleteCols(len(gone), (gone + self.slacks).astype(np.int32))
        self.columns = [c for c, stay in zip(self.columns, stays, strict=True) if stay]
        self.known = {(c.window, c.path.tobytes()) for c in self.columns}
        self.of_window = [[] for _ in self.part.windows]
        for n, c in enumerate(self.columns):
            self.of_window[c.window].append(n)
