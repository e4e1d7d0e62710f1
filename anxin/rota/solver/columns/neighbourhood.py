"""Better rosters from a roster: one person again against all others, then a few people or days by column generation."""

from dataclasses import dataclass

import numpy as np

from anxin.rota.solver.columns.best import Best, held_by
from anxin.rota.solver.columns.dive import dive, is_whole, rounded
from anxin.rota.solver.columns.facts import Facts, Floats, Path
from anxin.rota.solver.columns.generate import generate
from anxin.rota.solver.columns.master import Column, Master, Part
from anxin.rota.solver.columns.pricing import price
from anxin.rota.solver.columns.window import Window

ROOM = 400_000  # numbers in a table that counts caps: less than for the LP over everybody, as speed is all here
WEEKS = 4  # of long horizons at a time
LONGEST = 3.0  # seconds for one neighbourhood: one of many long schedules would take all the time there is


class Descent:
    """Schedules that change one person at a time, each change exact."""

    def __init__(self, facts: Facts, paths: list[Path], wholes: list[Window | None]) -> None:
        self.facts, self.paths, self.wholes = facts, paths, wholes
        self.activity = facts.activity(paths)
        self.cost = facts.total(paths)

    def again(self, person: int, random: np.random.Generator, first: int = 0, last: int | None = None) -> bool:
        """Her best schedule (of those days) against all others; by chance another that is as good. True if better."""
        facts = self.facts
        last = facts.days if last is None else last
        path = self.paths[person]
        window = self.wholes[person] if (first, last) == (0, facts.days) else None
        if window is None:
            window = Window(facts, person, first, last, path)
        held_by(facts, person, path, self.activity, -1)
        costs = (facts.wish[person] + facts.marginal(person, self.activity))[first:last]
        found = price(window, costs, many=3, slack=1e-6, seed=int(random.integers(1 << 30)))
        better = False
        if found.paths:
            part = found.paths[int(random.integers(len(found.paths)))]
            days = np.arange(last - first)
            old = path[first:last]
            now = (
                float(costs[days[old >= 0], old[old >= 0]].sum()) + window.own(old) - _wishes(facts, person, old, first)
            )
            value = (
                float(costs[days[part >= 0], part[part >= 0]].sum())
                + window.own(part)
                - _wishes(facts, person, part, first)
            )
            if value <= now + 1e-6:
                better = value < now - 1e-6
                path = path.copy()
                path[first:last] = part
                self.paths[person] = path
                self.cost += round(value - now)
        held_by(facts, person, path, self.activity, 1)
        return better


def _wishes(facts: Facts, person: int, part: Path, first: int) -> float:
    worked = np.flatnonzero(part >= 0)
    return float(facts.wish[person, worked + first, part[worked]].sum())


def descend(best: Best, descent: Descent, random: np.random.Generator) -> None:
    """One person after another until nobody's schedule can be bettered alone (long horizons: once, by windows of days)."""
    order, days = list(range(len(descent.paths))), descent.facts.days
    idle = 0
    while idle < len(order):
        random.shuffle(order)
        for person in order:
            if best.left() <= 0:
                return
            better = False
            if descent.wholes[person] is not None:
                better = descent.again(person, random)
            else:
                for begin in range(0, days, WEEKS * 7):
                    if best.left() <= 0:
                        return
                    better |= descent.again(person, random, begin, min(days, begin + WEEKS * 7))
            idle = 0 if better else idle + 1
            if idle >= len(order):
                return
        if None in descent.wholes:
            best.offer(descent.paths)


@dataclass
class Shape:
    """A kind of neighbourhood: so many days (None: all), so many people, and how it has done."""

    days: int | None
    size: float
    gain: float = 1.0  # cost won per second, fading
    took: float = 0.0  # seconds, fading


class Search:
    """Large neighbourhoods, of shapes that are taken by how they do and sizes that grow while there is nothing in them."""

    def __init__(self, best: Best, wholes: list[Window | None], random: np.random.Generator) -> None:
        self.best, self.facts, self.wholes, self.random = best, best.facts, wholes, random
        days = self.facts.days
        self.shapes = [Shape(n, 84.0 / max(14, n)) for n in (7, 14, 21, 28, 42) if n < days]
        if None not in wholes:
            self.shapes.append(Shape(None, 3.0))

    def until(self, left: float) -> None:
        """Neighbourhoods until no more than `left` seconds are left."""
        while self.best.left() > max(left, 0.0):
            self.step()

    def step(self) -> bool:
        """One neighbourhood. True if the roster got better."""
        shape = self._shape()
        began, before = self.best.seconds(), self.best.cost
        paths, total = self.best.now()
        activity = self.facts.activity(paths)
        row = self._row(activity)
        people, (first, last) = self.pick(row, shape.size), self._days(row, shape.days)
        windows = [self._window(p, first, last, paths[p]) for p in people]
        for p in people:
            held_by(self.facts, p, paths[p], activity, -1)
        for p in people:
            kept = paths[p].copy()
            kept[first:last] = -1
            held_by(self.facts, p, kept, activity, 1)
        part = Part(self.facts, windows, activity)
        master = Master(part)
        old = [part.column(i, paths[p][first:last]) for i, p in enumerate(people)]
        part.constant = total - part.cost(old)
        master.add(old)
        won, proven = self._solve(part, master, total)
        better = won is not None and self._put(people, first, last, won, [paths[p] for p in people])
        took = self.best.seconds() - began
        if took >= LONGEST:
            shape.size *= 0.5
        elif proven:
            shape.size *= 1.08
        elif not won:
            shape.size *= 0.97
        shape.size = min(max(2.0, shape.size), float(len(paths)))
        rate = max(0.0, before - self.best.cost) / max(took, 1e-3) if better else 0.0
        shape.gain = max(1e-3, 0.8 * shape.gain + 0.2 * rate)
        for each in self.shapes:
            each.took *= 0.97
        shape.took += took
        return better

    def _shape(self) -> Shape:
        """The one that has had least of its part of the time: a fifth for all alike, the rest by what they won lately."""
        won = sum(shape.gain for shape in self.shapes)
        return min(self.shapes, key=lambda shape: shape.took / (0.2 / len(self.shapes) + 0.8 * shape.gain / won))

    def _row(self, activity: Floats) -> int | None:
        """A row of cover that costs, by chance and by cost."""
        facts = self.facts
        gap = facts.need - activity
        cost = np.maximum(gap, 0) * facts.under + np.maximum(-gap, 0) * facts.over
        if cost.sum() <= 0 or self.random.random() < 0.2:
            return None
        return int(self.random.choice(facts.rows, p=cost / cost.sum()))

    def _days(self, row: int | None, days: int | None) -> tuple[int, int]:
        if days is None:
            return 0, self.facts.days
        if row is None:
            begin = int(self.random.integers(self.facts.days - days + 1))
        else:
            begin = int(self.facts.row_day[row]) - int(self.random.integers(days))
        begin = min(max(0, begin), self.facts.days - days)
        return begin, begin + days

    def pick(self, row: int | None, size: float) -> list[int]:
        """A few people, mostly those who can work where the roster is short or too full."""
        count, people = max(2, round(size)), len(self.wholes)
        if count >= people:
            return list(range(people))
        weight = np.ones(people)
        if row is not None:
            day = int(self.facts.row_day[row])
            some = np.zeros(self.facts.rows)
            some[row] = 1
            cells = [self.facts.cells(p, some)[day] if k == p else None for k, p in self._kinds()]
            known = {self.facts.reach_of[p]: c for (_, p), c in zip(self._kinds(), cells, strict=True) if c is not None}
            weight += [
                4.0 * bool((known[self.facts.reach_of[p]][self.facts.may[p][day]] != 0).any()) for p in range(people)
            ]
        return sorted(int(p) for p in self.random.choice(people, size=count, replace=False, p=weight / weight.sum()))

    def _kinds(self) -> list[tuple[int, int]]:
        """For each person the first whose cells count alike, and herself."""
        seen: dict[int, int] = {}
        return [(seen.setdefault(self.facts.reach_of[p], p), p) for p in range(len(self.wholes))]

    def _window(self, person: int, first: int, last: int, path: Path) -> Window:
        held = self.wholes[person]
        return (
            held
            if held is not None and last - first == self.facts.days
            else Window(self.facts, person, first, last, path, room=ROOM)
        )

    def _solve(self, part: Part, master: Master, total: float) -> tuple[list[Column] | None, bool]:
        target, until = total - 1, self.best.seconds() + LONGEST

        def left() -> float:
            return min(self.best.left(), until - self.best.seconds())

        relaxed = generate(
            master,
            left,
            stop_at=target - part.constant + 1e-5,
            many=3,
            seed=int(self.random.integers(1 << 30)),
        )
        if relaxed.solved is None or not relaxed.possible:
            return None, False
        if relaxed.bound + part.constant > target + 1e-5:
            return None, True
        if is_whole(relaxed.solved.much):
            guess = rounded(master, relaxed.solved.much)
            if guess is not None and part.cost(guess) <= target:
                return guess, True
        return dive(master, relaxed.solved, target, left, self.random, noise=0.1), False

    def _put(self, people: list[int], first: int, last: int, won: list[Column], before: list[Path]) -> bool:
        """Put the new schedules into the best. If another thread has changed it meanwhile, they may not fit any more."""
        with self.best.lock:
            paths, _ = self.best.now()
            if last - first < self.facts.days and any(
                paths[p] is not old for p, old in zip(people, before, strict=True)
            ):
                return False
            for p, c in zip(people, won, strict=True):
                paths[p] = paths[p].copy()
                paths[p][first:last] = c.path
            return self.best.offer(paths)
