"""A person's window of days as the arrays the compiled loops read: her whole horizon, or a part with the rest held."""

from collections import Counter
from math import gcd

import numpy as np

from anxin.rota.solver.columns.counters import Counters
from anxin.rota.solver.columns.facts import Facts, Floats, Path, share_cost, weekend_days
from anxin.rota.solver.columns.kernel import INF, Frame

EAGER = 7  # caps with so few levels are counted from the start, others once a schedule breaks them
NONE = -1


class Window:
    """Days `first` to `last` (excluding) of a person, everything outside held as in `around` (None: there is no outside).

    With `ahead` the days after are open yet, and the window keeps to its portion of what is to be shared out over the
    horizon, give or take so many shifts. `room`: caps are counted up to a table of so many numbers. `possible` is False
    where the limits contradict each other in a way seen at once.
    """

    def __init__(
        self,
        facts: Facts,
        person: int,
        first: int = 0,
        last: int | None = None,
        around: Path | None = None,
        ahead: float | None = None,
        room: int | None = None,
    ) -> None:
        self.facts, self.person, self.first = facts, person, first
        self.last = facts.days if last is None else last
        self.days = self.last - first
        self.who = facts.problem.people[person]
        self.ahead = ahead if self.last < facts.days else None
        self.portion = self.last / facts.days
        self.room = room
        self.outside: list[tuple[int, int]] = []  # (day, shift) worked outside the window
        if around is not None:
            self.outside = [(d, int(s)) for d, s in enumerate(around) if s >= 0 and not first <= d < self.last]
        self.out_count = Counter(s for _, s in self.outside)
        self.possible = True
        self.fixed: Floats  # 0 or INF for each day and shift of hers, with the shares that cost the same however many
        self._cells()
        self._units()
        self._states(around)
        self._ends(around)
        self.bare = self.fixed
        self.loose: list[tuple[int, int]] = []  # (shift, most) not counted
        self.count_more()

    def count_more(self) -> bool:
        """Build the counters, again where `facts.counted` has grown. Whether fewer caps are left uncounted now."""
        loose = len(self.loose)
        self.fixed = self.bare.copy()
        self._counters()
        self.table_size = (self.days + 1) * self.states * self.sizes * (self.high + 1)
        self.frame = Frame(
            self.after, self.cls, self.length, self.run_of, self.off_of, self.cls_of, self.most_run, self.least_run,
            self.least_off, self.edge, self.first_run, self.low, self.high, self.work_low, self.work_high, self.kind,
            self.off_kind, self.step, self.fee, self.end_ok, self.state, self.x,
        )  # fmt: skip
        return len(self.loose) < loose

    def own(self, path: Path) -> float:
        """What a schedule of the window costs by itself: wishes and shares, above the shares of what is outside."""
        worked = np.flatnonzero(path >= 0)
        cost = float(self.facts.wish[self.person, worked + self.first, path[worked]].sum())
        ids = self.facts.problem.shifts
        for share in self.who.shares:
            if share.costs:
                before = sum((d, ids[s].id) in share.cells for d, s in self.outside)
                inside = sum((int(d) + self.first, ids[path[d]].id) in share.cells for d in worked)
                cost += share_cost(share, before + inside) - share_cost(share, before)
        return cost

    def _cells(self) -> None:
        facts = self.facts
        may = facts.may[self.person][self.first : self.last]
        left = np.array(
            [self._part(self.who.most.get(s.id, 0)) - self.out_count[i] for i, s in enumerate(facts.problem.shifts)]
        )
        self.mine = np.flatnonzero(may.any(axis=0) & (left > 0))
        self.left = left[self.mine]
        self.fixed = np.where(may[:, self.mine], 0.0, INF)
        if self.first == 0 and self.who.past is not None and self.who.past.last in facts.number:
            barred = facts.barred[facts.number[self.who.past.last]]
            self.fixed[0, [int(s) in barred for s in self.mine]] = INF
        self.off_cost = np.zeros(self.days)
        for day, pin in self.who.pins.items():
            if pin is not None and self.first <= day < self.last:
                self.off_cost[day - self.first] = INF

    def _units(self) -> None:
        minutes = self.facts.minutes[self.mine]
        unit = gcd(*[int(m) for m in minutes]) or 1
        outside = sum(int(self.facts.minutes[s]) for _, s in self.outside)
        self.most_run = min(self.who.most_run, self.facts.days + (self.who.past.worked if self.who.past else 0))
        longest = int(minutes.max(initial=0)) // unit
        most = self._densest(self.days) * longest
        room = 0 if self.ahead is None else round(self.ahead * int(minutes.max(initial=0)))
        least = self.who.least_minutes if self.ahead is None else int(self._aim() * self.portion) - room
        upmost = min(self.who.most_minutes, self._part(self.who.most_minutes) + room)
        self.low = max(0, -((outside - least) // unit))
        self.high = min((upmost - outside) // unit, most)
        self.length = (minutes // unit).astype(np.int64)
        if self.low <= 0 and (upmost - outside) // unit >= most:
            self.high = 0
            self.length[:] = 0
            longest = 0
        if self.low > self.high:
            self.possible = False
            self.high = max(self.high, 0)
            self.low = min(self.low, self.high)
        ahead = np.array([self._densest(n) * longest for n in range(self.days + 1)])
        self.work_high = np.minimum(self.high, ahead)
        self.work_low = np.ascontiguousarray(np.minimum(np.maximum(0, self.low - ahead[::-1]), self.high))

    def _aim(self) -> float:
        """Minutes to aim at while the days after are open: well above the least, as some weeks will hold less."""
        return 0.6 * self.who.least_minutes + 0.4 * max(
            self.who.least_minutes, min(self.who.most_minutes, 2 * self.who.least_minutes)
        )

    def _part(self, most: int) -> int:
        """What a window may have of it by its end."""
        return most if self.ahead is None else int(most * self.portion)

    def _densest(self, days: int) -> int:
        """The most days she can work of so many in a row."""
        run, off = max(self.who.most_run, 1), max(self.who.least_off, 1)
        return days // (run + off) * run + min(days % (run + off), run)

    def _states(self, around: Path | None) -> None:
        facts, who = self.facts, self.who
        self.least_off, self.least_run = max(1, who.least_off), max(1, who.least_run)
        self.most_run = max(1, self.most_run)
        run, off, last, self.edge = self._before(around)
        own = {int(s) for s in self.mine}
        bars = [facts.barred[s] & own for s in self.mine]
        before = facts.barred[last] & own if last is not None else frozenset()
        classes = sorted({*bars, before} if run else {*bars} or {before}, key=sorted)
        self.cls = np.array([classes.index(b) for b in bars], dtype=np.int64)
        self.after = np.ones((len(classes) + 1, len(self.mine)), dtype=np.bool_)
        for c, bar in enumerate(classes):
            self.after[c] = [int(s) not in bar for s in self.mine]
        self.states = self.least_off + len(classes) * self.most_run
        work = np.arange(len(classes) * self.most_run)
        nought = np.zeros(self.least_off, dtype=np.int64)
        self.run_of = np.concatenate((nought, work % self.most_run + 1))
        self.off_of = np.concatenate((np.arange(1, self.least_off + 1), np.zeros_like(work)))
        self.cls_of = np.concatenate((nought + len(classes), work // self.most_run))
        self.first_run = run
        if run:
            self.state = self.least_off + classes.index(before) * self.most_run + min(run, self.most_run) - 1
        else:
            self.state = min(off, self.least_off) - 1

    def _before(self, around: Path | None) -> tuple[int, int, int | None, int]:
        """The run she is in before the window: days worked, days off (0 of one of them), last shift, and what makes a run one
        that the edge cuts (`run == day + edge`; -1: none)."""
        past, n = self.who.past, 0
        if self.first:
            assert around is not None
            works = around[self.first - 1] >= 0
            while n < self.first and (around[self.first - 1 - n] >= 0) == works:
                n += 1
        if n < self.first:
            return (n, 0, int(around[self.first - 1]), NONE) if works else (0, n, None, NONE)  # type: ignore[index]
        if n and works:
            cut = past is None
            run = n + (past.worked if past else 0)
            return run, 0, int(around[self.first - 1]), run if cut else NONE  # type: ignore[index]
        if past is None:
            return 0, self.least_off, None, NONE if n else 0
        if past.worked and not n:
            return past.worked, 0, None, NONE
        if past.worked:
            return 0, n, None, NONE
        return 0, self.least_off if past.off is None else max(1, past.off + n), None, NONE

    def _ends(self, around: Path | None) -> None:
        """In which states the window may end, by what follows it."""
        self.end_ok = np.ones(self.states, dtype=np.bool_)
        if self.last == self.facts.days or self.ahead is not None:
            return
        assert around is not None
        works, n = around[self.last] >= 0, 0
        while self.last + n < self.facts.days and (around[self.last + n] >= 0) == works:
            n += 1
        cut = self.last + n == self.facts.days
        then = int(around[self.last])
        spot = {int(s): i for i, s in enumerate(self.mine)}.get(then)
        for state in range(self.states):
            run, off = int(self.run_of[state]), int(self.off_of[state])
            left = cut or (self.edge >= 0 and run == self.days + self.edge)
            if run and works:
                ok = (
                    run + n <= self.most_run
                    and (run + n >= self.least_run or left)
                    and self._follows(state, then, spot)
                )
            elif run:
                ok = run >= self.least_run or (self.edge >= 0 and run == self.days + self.edge)
                ok = ok and (n >= self.least_off or cut)
            elif works:
                ok = off >= self.least_off and n <= self.most_run and (n >= self.least_run or cut)
            else:
                ok = off + n >= self.least_off or cut
            self.end_ok[state] = ok

    def _follows(self, state: int, then: int, spot: int | None) -> bool:
        if spot is not None:
            return bool(self.after[self.cls_of[state], spot])
        same = [s for i, s in enumerate(self.mine) if self.cls[i] == self.cls_of[state]]
        return all(then not in self.facts.barred[s] for s in same)

    def _counters(self) -> None:
        """Counters and, for each cell, the kind of move it makes on them."""
        self.counters = Counters()
        plan: dict[tuple[int, int, int], list[tuple[int, int]]] = {}  # (day, shift, worked the day before) → moves
        self.closing: dict[int, list[tuple[int, int]]] = {}  # day → spells that close with it
        self.closes: dict[int, tuple[int, int]] = {}
        self._weekends(plan)
        self._shares(plan)
        self._spells(plan)
        self._caps(plan)
        kinds: dict[tuple[tuple[int, int], ...], int] = {(): 0}
        self.off_kind = np.zeros(self.days, dtype=np.int64)
        self.kind = np.zeros((self.days, len(self.mine), 2), dtype=np.int64)
        for day in range(self.days):
            close = self.closing.get(day, [])
            self.off_kind[day] = kinds.setdefault(tuple(close), len(kinds))
            for i in range(len(self.mine)):
                for before in (0, 1):
                    moves = tuple(plan.get((day, i, before), []) + close)
                    self.kind[day, i, before] = kinds.setdefault(moves, len(kinds))
        self.sizes = self.counters.size
        self.step, self.fee = self.counters.tables(list(kinds), self.closes)
        self.x = self.counters.start

    def _move(
        self, plan: dict[tuple[int, int, int], list[tuple[int, int]]], day: int, i: int, counter: int, by: int = 1
    ) -> None:
        for before in (0, 1):
            plan.setdefault((day, i, before), []).append((counter, by))

    def _weekends(self, plan: dict[tuple[int, int, int], list[tuple[int, int]]]) -> None:
        out = {d for d, _ in self.outside}
        used, mine = 0, []
        for saturday in self.facts.saturdays:
            days = weekend_days(self.facts, saturday)
            if saturday < 0 and self.who.past is not None and self.who.past.weekend:
                continue  # it counted before day 0
            if out & {*days}:
                used += 1
            elif any(self.first <= d < self.last and self._open(d) for d in days):
                mine.append((saturday, days))
        left = self._part(self.who.most_weekends) - used
        if left < 0:
            self.possible = False
        if left >= len(mine):
            return
        counter = self.counters.add(max(left, 0) + 1)
        for saturday, days in mine:
            for day in days:
                if self.first <= day < self.last:
                    for i in range(len(self.mine)):
                        plan.setdefault((day - self.first, i, 0), []).append((counter, 1))
                        if day == saturday or day == self.first:
                            plan.setdefault((day - self.first, i, 1), []).append((counter, 1))

    def _open(self, day: int) -> bool:
        return bool((self.bare[day - self.first] == 0).any())

    def _caps(self, plan: dict[tuple[int, int, int], list[tuple[int, int]]]) -> None:
        """At most so many of a shift, where that can bind; where it seldom does it is counted once it has.

        What would make the table too large is not counted at all: pricing then mends schedules that go beyond it.
        """
        self.loose = []
        learned = self.facts.counted[self.person]
        tight: list[tuple[bool, int, int]] = []
        for i, shift in enumerate(self.mine):
            could = int((self.bare[:, i] == 0).sum())
            if self.length[i] > 0:
                could = min(could, self.high // int(self.length[i]))
            most = int(self.left[i])
            if most < min(could, self._densest(self.days)):
                tight.append((int(shift) not in learned, most, i))
        room = (self.room or self.facts.room) / ((self.days + 1) * self.states * (self.high + 1))
        for unseen, most, i in sorted(tight):
            if (unseen and most >= EAGER) or self.counters.size * (most + 1) > room:
                self.loose.append((int(self.mine[i]), most))
                continue
            counter = self.counters.add(most + 1)
            for day in range(self.days):
                self._move(plan, day, i, counter)

    def _shares(self, plan: dict[tuple[int, int, int], list[tuple[int, int]]]) -> None:
        ids = self.facts.problem.shifts
        for share in self.who.shares:
            if not share.costs:
                continue
            before = sum((d, ids[s].id) in share.cells for d, s in self.outside)
            inside = [
                (d, i)
                for d in range(self.days)
                for i, s in enumerate(self.mine)
                if (d + self.first, ids[s].id) in share.cells and self.bare[d, i] == 0
            ]
            most = min(len({d for d, _ in inside}), self._densest(self.days))
            costs = [share_cost(share, before + n) for n in range(most + 2)]
            steps = np.diff(np.array(costs, dtype=np.float64))
            while len(steps) > 1 and steps[-1] == steps[-2]:
                steps = steps[:-1]
            if len(steps) == 1:
                for d, i in inside:
                    self.fixed[d, i] += steps[0]
                continue
            counter = self.counters.add(len(steps), steps)
            for d, i in inside:
                self._move(plan, d, i, counter)

    def _spells(self, plan: dict[tuple[int, int, int], list[tuple[int, int]]]) -> None:
        minutes = self.facts.minutes[self.mine]
        unit = gcd(*[int(m) for m in minutes]) or 1
        for spell in self.who.spells:
            first, last = max(spell.first, self.first), min(spell.last, self.last - 1)
            outside = sum(int(self.facts.minutes[s]) for d, s in self.outside if spell.first <= d <= spell.last)
            most = (spell.most - outside) // unit
            least = max(0, -((outside - spell.least) // unit))
            if first > last:
                if most < 0 or (least > 0 and self.ahead is None):
                    self.possible = False
                continue
            could = self._densest(last - first + 1) * int(minutes.max(initial=0)) // unit
            if most < 0 or (least > could and (self.ahead is None or last == spell.last)):
                self.possible = False
            if most >= could and least <= 0:
                continue
            counter = self.counters.add(min(max(most, 0), could) + 1)
            for day in range(first, last + 1):
                for i in range(len(self.mine)):
                    self._move(plan, day - self.first, i, counter, int(minutes[i]) // unit)
            mark = len(self.closes)
            self.closes[mark] = (counter, least)
            if self.ahead is not None and last < spell.last:
                continue  # it goes on beyond the window
            self.closing.setdefault(last - self.first, []).append((counter, -1 - mark))
