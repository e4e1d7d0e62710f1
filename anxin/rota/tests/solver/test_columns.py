"""Column generation against plain enumeration: one person's best schedule, and whole small rosters."""

import random
from itertools import product
from pathlib import Path as File

import numpy as np
import pytest

from anxin.rota.solver.answer import Progress, Status
from anxin.rota.solver.check import person_violations, violations
from anxin.rota.solver.columns.facts import Facts, Path
from anxin.rota.solver.columns.pricing import price
from anxin.rota.solver.columns.search import solve_columns
from anxin.rota.solver.columns.window import Window
from anxin.rota.solver.cost import cost_of
from anxin.rota.solver.instance import read_instance
from anxin.rota.solver.problem import Cover, Link, Past, Person, Problem, Request, Share, Shift, Spell

PUBLISHED = File(__file__).resolve().parents[5] / "shared" / "data" / "roster-curtois"
SHIFTS = (
    Shift("e", 480),
    Shift("l", 360, not_before=frozenset({"e"})),
    Shift("n", 720, not_before=frozenset({"e", "l"})),
)
DAYS = 6


def someone(chance: random.Random, name: str = "p") -> Person:
    """A person with limits of every kind, some of them tight."""
    own = chance.sample(["e", "l", "n"], chance.choice([1, 2, 2, 3]))
    pins: dict[int, str | None] = {}
    if chance.random() < 0.2:
        pins[chance.randrange(DAYS)] = chance.choice([None, own[0]])
    cells = [(d, s) for d in range(DAYS) for s in "eln"]
    past = chance.choice(
        [
            None,
            None,
            Past(worked=chance.randint(1, 3), off=None, last=chance.choice(["e", "l", "n"])),
            Past(off=chance.randint(1, 2)),
            Past(),
        ]
    )
    least = chance.choice([0, 0, 960, 1440])
    return Person(
        id=name,
        most={s: chance.choice([1, 2, 6]) for s in own},
        most_minutes=chance.choice([1440, 2160, 9999]),
        least_minutes=least,
        most_run=chance.choice([2, 3, 5]),
        least_run=chance.choice([1, 2]),
        least_off=chance.choice([1, 2]),
        most_weekends=chance.choice([0, 1, 9]),
        cannot=frozenset(chance.sample(cells, 2)),
        days_off=frozenset({chance.randrange(DAYS)} if chance.random() < 0.3 else ()),
        pins=pins,
        spells=tuple(
            Spell(first, first + 2, chance.choice([720, 1440]), chance.choice([0, 0, 360]))
            for first in chance.choice([(), (0,), (0, 3), (1, 2)])
        ),
        shares=tuple(
            Share("x", frozenset(chance.sample(cells, 9)), chance.choice([(0, 0, 4), (9, 3, 0, 1, 6), (5,), (0, 2)]))
            for _ in range(chance.choice([0, 1, 2]))
        ),
        past=past,
        groups=frozenset(chance.sample(["a", "b"], chance.randint(0, 2))),
    )


def schedules(problem: Problem, person: Person) -> list[tuple[str | None, ...]]:
    """All that she may work, by the checker."""
    every = product([None, *person.most], repeat=problem.days)
    return [row for row in every if not person_violations(problem, person, {d: s for d, s in enumerate(row) if s})]


def as_path(facts: Facts, row: tuple[str | None, ...]) -> Path:
    return np.array([-1 if s is None else facts.number[s] for s in row], dtype=np.int64)


@pytest.mark.parametrize("seed", range(60))
def test_the_cheapest_schedule_is_the_one_that_enumeration_finds(seed: int) -> None:
    chance = random.Random(seed)
    person = someone(chance)
    problem = Problem(DAYS, SHIFTS, (person,), first_weekday=chance.choice([0, 2, 6]))
    facts = Facts(problem)
    costs = np.random.default_rng(seed).integers(-9, 9, (DAYS, 3)).astype(np.float64)

    def value(path: Path) -> float:
        return float(costs[np.flatnonzero(path >= 0), path[path >= 0]].sum()) + facts.own(0, path)

    every = [as_path(facts, row) for row in schedules(problem, person)]
    found = price(Window(facts, 0), costs, many=4, slack=5)
    if not every:
        assert not found.paths
        return
    best = min(value(path) for path in every)
    assert found.bound == pytest.approx(best)
    assert found.values[0] == pytest.approx(best)
    valid = {path.tobytes() for path in every}
    for path, cost in zip(found.paths, found.values, strict=True):
        assert path.tobytes() in valid
        assert value(path) == pytest.approx(cost)


@pytest.mark.parametrize("seed", range(60))
def test_a_window_keeps_to_what_is_around_it(seed: int) -> None:
    chance = random.Random(seed + 1000)
    person = someone(chance)
    problem = Problem(DAYS, SHIFTS, (person,), first_weekday=chance.choice([0, 2, 4]))
    facts = Facts(problem)
    every = [as_path(facts, row) for row in schedules(problem, person)]
    if not every:
        return
    around = chance.choice(every)
    first = chance.choice([0, 1, 2])
    last = chance.choice([4, 5, DAYS])
    costs = np.random.default_rng(seed).integers(-9, 9, (DAYS, 3)).astype(np.float64)
    window = Window(facts, 0, first, last, around)
    found = price(window, costs[first:last])
    outside = np.r_[0:first, last:DAYS]
    same = [path for path in every if (path[outside] == around[outside]).all()]

    def value(path: Path) -> float:
        part = path[first:last]
        return float(costs[first:last][np.flatnonzero(part >= 0), part[part >= 0]].sum()) + window.own(part)

    assert found.paths
    assert found.values[0] == pytest.approx(min(value(path) for path in same))
    whole = around.copy()
    whole[first:last] = found.paths[0]
    assert any((whole == path).all() for path in same)


def small(seed: int) -> Problem:
    """Three people, six days, cover by hours and groups, a link, requests."""
    chance = random.Random(seed)
    people = tuple(someone(chance, name) for name in ("p", "q", "r"))
    cover = tuple(
        Cover(
            d,
            chance.choice([("e",), ("l", "n"), ("e", "l")]),
            chance.randint(0, 2),
            10,
            chance.choice([0, 1]),
            chance.choice([None, None, "a"]),
        )
        for d in range(DAYS)
        for _ in range(2)
    )
    links = tuple(Link(d, ("e", "l"), frozenset({"p"}), frozenset({"q", "r"}), 1, 7) for d in (1, 3))
    requests = tuple(
        Request(
            chance.choice("pqr"),
            chance.randrange(DAYS),
            chance.choice("eln"),
            chance.randint(1, 4),
            chance.random() < 0.5,
        )
        for _ in range(5)
    )
    return Problem(DAYS, SHIFTS, people, requests, cover, links)


@pytest.mark.parametrize("seed", range(8))
def test_a_small_roster_is_the_best_there_is(seed: int) -> None:
    problem = small(seed)
    every = [schedules(problem, person) for person in problem.people]
    bounds: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.bound is not None:
            bounds.append(progress.bound)

    answer = solve_columns(problem, seconds=1.5, workers=1, seed=1, start=None, watch=watch)
    if not all(every):
        assert answer.status is not Status.OPTIMAL
        assert not answer.roster
        return
    facts = Facts(problem)
    paths = [[as_path(facts, row) for row in rows] for rows in every]
    own = [[facts.own(i, path) for path in some] for i, some in enumerate(paths)]
    work = [np.stack([facts.activity_of(i, path) for path in some]) for i, some in enumerate(paths)]
    best = np.inf
    for i, one in enumerate(work[0]):
        for j, two in enumerate(work[1]):
            gap = facts.need - (one + two + work[2])
            rows = (np.maximum(gap, 0) * facts.under + np.maximum(-gap, 0) * facts.over).sum(axis=1)
            best = min(best, float((rows + own[2]).min()) + own[0][i] + own[1][j] + facts.constant)
    assert not violations(problem, answer.roster)
    assert answer.cost == cost_of(problem, answer.roster).total == best
    assert max(bounds) <= best


@pytest.mark.parametrize(("number", "most"), [(1, 607), (2, 840), (3, 1015)])
def test_a_published_instance_is_solved(number: int, most: int) -> None:
    file = PUBLISHED / f"Instance{number}.txt"
    if not file.exists():
        pytest.skip(f"{file} is not there")
    problem = read_instance(file.read_text(encoding="utf-8"))

    def enough(progress: Progress) -> bool:
        return progress.cost is not None and progress.cost <= most

    answer = solve_columns(problem, seconds=30, workers=2, seed=1, start=None, watch=enough)
    assert not violations(problem, answer.roster)
    assert answer.cost == cost_of(problem, answer.roster).total
    assert answer.cost is not None
    assert answer.cost <= most


def test_no_time_at_all_still_gives_a_roster_that_may_be_used() -> None:
    problem = small(1)
    answer = solve_columns(problem, seconds=0.0, workers=2, seed=1, start=None, watch=None)
    assert answer.roster
    assert not violations(problem, answer.roster)


def test_a_start_is_never_made_worse() -> None:
    problem = small(1)
    good = solve_columns(problem, seconds=1, workers=1, seed=1, start=None, watch=None)
    again = solve_columns(problem, seconds=0.0, workers=1, seed=1, start=good.roster, watch=None)
    assert again.cost == good.cost


def test_one_worker_and_one_seed_give_one_roster() -> None:
    problem = small(2)
    one, two = (
        solve_columns(
            problem,
            seconds=5,
            workers=1,
            seed=3,
            start=None,
            watch=lambda p: p.bound is not None and p.bound > -1000 and p.roster is None,
        )
        for _ in range(2)
    )
    assert one.roster == two.roster


def test_an_error_in_a_worker_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("anxin.rota.solver.columns.search.Search", breaks)
    with pytest.raises(RuntimeError, match="broken"):
        solve_columns(small(1), seconds=3, workers=2, seed=1, start=None, watch=None)
