"""A problem as arrays: what each cell of each person costs, and the rows of cover and links that cells count towards."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from anxin.rota.solver.problem import Person, Problem, Roster, Share

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Path = npt.NDArray[np.int64]  # a shift's number for each day, -1 for off

ROOM = 2_000_000


@dataclass(frozen=True, slots=True)
class Reach:
    """Which rows a cell counts towards, and how much: `cell = day * shifts + shift`, from `start[cell]` to the next."""

    start: Ints
    row: Ints
    much: Floats


class Facts:
    """Everything of a problem that pricing and the master ask for. Rows: `need` wanted, `under` and `over` a price each."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.days = problem.days
        self.number = {shift.id: i for i, shift in enumerate(problem.shifts)}
        self.shifts = len(problem.shifts)
        self.minutes = np.array([shift.minutes for shift in problem.shifts], dtype=np.int64)
        self.barred = [
            frozenset(self.number[s] for s in shift.not_before if s in self.number) for shift in problem.shifts
        ]
        links = problem.links
        self.need = np.array([c.need for c in problem.cover] + [0] * len(links), dtype=np.float64)
        self.under = np.array([c.under for c in problem.cover] + [0] * len(links), dtype=np.float64)
        self.over = np.array([c.over for c in problem.cover] + [link.price for link in links], dtype=np.float64)
        self.row_day = np.array([c.day for c in problem.cover] + [link.day for link in links], dtype=np.int64)
        self.rows = len(self.need)
        self.constant = 0.0
        self._requests()
        self._reaches()
        self.saturdays = [d for d in range(-1, self.days) if (d + problem.first_weekday) % 7 == 5]
        self.may = [allowed(self, person) for person in problem.people]
        self.room = ROOM  # numbers in a table, at which no more caps are counted
        self.counted: list[set[int]] = [set() for _ in problem.people]  # caps that pricing has found to bind

    def _requests(self) -> None:
        people = {person.id: i for i, person in enumerate(self.problem.people)}
        self.wish = np.zeros((len(people), self.days, self.shifts))
        for request in self.problem.requests:
            sign = -1 if request.on else 1
            self.constant += request.weight if request.on else 0
            if request.person in people and 0 <= request.day < self.days and request.shift in self.number:
                self.wish[people[request.person], request.day, self.number[request.shift]] += sign * request.weight
        self.constant += sum(share.costs[0] for person in self.problem.people for share in person.shares if share.costs)

    def _reaches(self) -> None:
        problem = self.problem
        asked = {c.group for c in problem.cover if c.group is not None}
        sides: dict[str, list[tuple[int, float]]] = {person.id: [] for person in problem.people}
        for i, link in enumerate(problem.links):
            for id_ in (link.these | link.beside) & sides.keys():
                sides[id_].append((i, float((id_ in link.these) - link.ratio * (id_ in link.beside))))
        known: dict[tuple[frozenset[str], tuple[tuple[int, float], ...]], int] = {}
        self.reaches: list[Reach] = []
        self.reach_of: list[int] = []
        for person in problem.people:
            mine = (person.groups & asked, tuple(sides[person.id]))
            if mine not in known:
                known[mine] = len(self.reaches)
                self.reaches.append(self._reach(*mine))
            self.reach_of.append(known[mine])

    def _reach(self, groups: frozenset[str], sides: tuple[tuple[int, float], ...]) -> Reach:
        cells: list[list[tuple[int, float]]] = [[] for _ in range(self.days * self.shifts)]
        covers = self.problem.cover
        rows = [(i, c.day, c.shifts, 1.0) for i, c in enumerate(covers) if c.group is None or c.group in groups]
        for i, much in sides:
            link = self.problem.links[i]
            rows.append((len(covers) + i, link.day, link.shifts, much))
        for i, day, shifts, much in rows:
            if much and 0 <= day < self.days:
                for shift in {*shifts} & self.number.keys():
                    cells[day * self.shifts + self.number[shift]].append((i, much))
        start = np.zeros(len(cells) + 1, dtype=np.int64)
        start[1:] = np.cumsum([len(c) for c in cells])
        flat = [entry for c in cells for entry in c]
        return Reach(
            start, np.array([r for r, _ in flat], dtype=np.int64), np.array([m for _, m in flat], dtype=np.float64)
        )

    def cells(self, person: int, weights: Floats) -> Floats:
        """For each cell (days × shifts) of a person the sum of `weights` of the rows it counts towards."""
        reach = self.reaches[self.reach_of[person]]
        sums = np.concatenate(([0.0], np.cumsum(weights[reach.row] * reach.much)))
        return (sums[reach.start[1:]] - sums[reach.start[:-1]]).reshape(self.days, self.shifts)

    def marginal(self, person: int, activity: Floats) -> Floats:
        """For each cell what the rows cost more (or less) when this person works it besides `activity`."""
        reach = self.reaches[self.reach_of[person]]
        gap, under, over = self.need[reach.row] - activity[reach.row], self.under[reach.row], self.over[reach.row]
        then = gap - reach.much
        more = (np.maximum(then, 0) - np.maximum(gap, 0)) * under + (np.maximum(-then, 0) - np.maximum(-gap, 0)) * over
        sums = np.concatenate(([0.0], np.cumsum(more)))
        return (sums[reach.start[1:]] - sums[reach.start[:-1]]).reshape(self.days, self.shifts)

    def reached(self, person: int, path: Path, first: int = 0) -> tuple[Ints, Floats]:
        """The rows a schedule from day `first` counts towards, and how much, each row once."""
        reach = self.reaches[self.reach_of[person]]
        worked = np.flatnonzero(path >= 0)
        cell = (worked + first) * self.shifts + path[worked]
        length = reach.start[cell + 1] - reach.start[cell]
        at = np.repeat(reach.start[cell] - np.concatenate(([0], np.cumsum(length)[:-1])), length) + np.arange(
            length.sum()
        )
        return reach.row[at], reach.much[at]

    def priced(self, activity: Floats, rows: Ints | None = None) -> float:
        """What the rows cost when so much of each is worked."""
        pick: Ints | slice = slice(None) if rows is None else rows
        gap = self.need[pick] - activity
        return float((np.maximum(gap, 0) * self.under[pick] + np.maximum(-gap, 0) * self.over[pick]).sum())

    def activity(self, paths: list[Path]) -> Floats:
        """How much of each row everybody's schedules make together."""
        sum_ = np.zeros(self.rows)
        for person, path in enumerate(paths):
            sum_ += self.activity_of(person, path)
        return sum_

    def activity_of(self, person: int, path: Path) -> Floats:
        """How much of each row one schedule makes."""
        sum_ = np.zeros(self.rows)
        rows, much = self.reached(person, path)
        sum_[rows] = much  # each row once: a day's shift counts towards it or does not
        return sum_

    def own(self, person: int, path: Path) -> float:
        """What a whole schedule costs by itself: wishes and shares, without the constant."""
        worked = np.flatnonzero(path >= 0)
        cost = float(self.wish[person, worked, path[worked]].sum())
        for share in self.problem.people[person].shares:
            if share.costs:
                cost += share_cost(share, self.count(share, path)) - share.costs[0]
        return cost

    def count(self, share: Share, path: Path) -> int:
        """How many cells of a share a schedule holds."""
        return sum((d, self.problem.shifts[s].id) in share.cells for d, s in enumerate(path) if s >= 0)

    def total(self, paths: list[Path]) -> int:
        """The cost of a roster."""
        own = sum(self.own(person, path) for person, path in enumerate(paths))
        return round(self.constant + own + self.priced(self.activity(paths)))

    def roster(self, paths: list[Path]) -> Roster:
        """Schedules as the roster others read."""
        name = [shift.id for shift in self.problem.shifts]
        return {
            p.id: {d: name[s] for d, s in enumerate(path) if s >= 0}
            for p, path in zip(self.problem.people, paths, strict=True)
        }

    def paths(self, roster: Roster) -> list[Path]:
        """A roster as schedules; cells that are not of this problem are left out."""
        out = []
        for person in self.problem.people:
            path = np.full(self.days, -1, dtype=np.int64)
            for day, shift in roster.get(person.id, {}).items():
                if 0 <= day < self.days and shift in self.number:
                    path[day] = self.number[shift]
            out.append(path)
        return out


def share_cost(share: Share, n: int) -> int:
    """What `n` cells of a share cost: beyond the last entry its last step goes on."""
    top = len(share.costs) - 1
    step = share.costs[top] - share.costs[top - 1] if top else 0
    return share.costs[n] if n <= top else share.costs[top] + (n - top) * step


def weekend_days(facts: Facts, saturday: int) -> list[int]:
    """The days of a weekend within the horizon."""
    return [d for d in (saturday, saturday + 1) if 0 <= d < facts.days]


def allowed(facts: Facts, person: Person) -> npt.NDArray[np.bool_]:
    """Which cells (days × shifts) are hers at all: by her shifts, days off, what she cannot, pins."""
    may = np.zeros((facts.days, facts.shifts), dtype=np.bool_)
    for shift, most in person.most.items():
        if most > 0 and shift in facts.number:
            may[:, facts.number[shift]] = True
    for day in person.days_off:
        if 0 <= day < facts.days:
            may[day] = False
    for day, shift in person.cannot:
        if 0 <= day < facts.days and shift in facts.number:
            may[day, facts.number[shift]] = False
    for day, pin in person.pins.items():
        if 0 <= day < facts.days:
            keep = pin is not None and pin in facts.number and may[day, facts.number[pin]]
            may[day] = False
            if pin is not None and keep:
                may[day, facts.number[pin]] = True
    return may
