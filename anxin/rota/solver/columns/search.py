"""The order of things: a first roster, the LP and its bound, dives, neighbourhoods, until the time is over or it is proven."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from anxin.rota.solver.answer import Answer, Status, Watch
from anxin.rota.solver.check import violations
from anxin.rota.solver.columns.best import Best
from anxin.rota.solver.columns.choose import choose
from anxin.rota.solver.columns.dive import dive
from anxin.rota.solver.columns.facts import Facts
from anxin.rota.solver.columns.first import STRIDE, first, simple_bound, whole
from anxin.rota.solver.columns.generate import Relaxed, generate
from anxin.rota.solver.columns.master import Column, Master, Part, Solved
from anxin.rota.solver.columns.neighbourhood import ROOM, Descent, Search, descend
from anxin.rota.solver.columns.window import Window
from anxin.rota.solver.problem import Problem, Roster

MOST_ROOM = 16_000_000  # numbers in a table that counts all caps
ROOT = 0.5  # of the time at most for the LP over everybody
SPAN = 8.0  # seconds of neighbourhoods, and of the choice among known schedules, in turns
TURNS = 6


def can(problem: Problem) -> str | None:
    """Why column generation cannot take this problem (for a log), or None."""
    if any(cover.under + cover.over < 0 for cover in problem.cover) or any(link.price < 0 for link in problem.links):
        return "cover that is cheaper off its need than on it"
    for person in problem.people:
        if any(np.any(np.diff(share.costs, n=2) < 0) for share in person.shares):
            return f"shares of {person.id} that are not convex"
    facts = Facts(problem)
    for number, person in enumerate(problem.people):
        if whole(facts, number) is None:
            nothing = np.full(facts.days, -1, dtype=np.int64)
            window = Window(facts, number, 0, min(facts.days, STRIDE), nothing, 6.0)
            if window.table_size > MOST_ROOM:
                return f"limits of {person.id} that need too large a table"
    return None


def solve_columns(
    problem: Problem, *, seconds: float, workers: int, seed: int, start: Roster | None, watch: Watch | None
) -> Answer:
    """The best roster found in `seconds`, with a bound below which none can be. `start` is used where it may be."""
    began = time.monotonic()
    facts = Facts(problem)
    best = Best(facts, seconds, watch, began)
    random = np.random.default_rng(seed)
    wholes = [whole(facts, p, ROOM) for p in range(len(problem.people))]
    if start is not None and not violations(problem, start):
        best.offer(facts.paths(start))
    best.raise_bound(simple_bound(facts))
    paths = best.paths or first(best, wholes)
    if paths is None:
        return Answer(Status.UNKNOWN, {}, None, None, best.seconds())
    best.offer(paths)
    descent = Descent(facts, list(paths), wholes)
    descend(best, descent, random)
    best.offer(descent.paths)
    with ThreadPoolExecutor(max(1, workers - 1), thread_name_prefix="neighbourhoods") as pool:
        others = [
            pool.submit(_neighbourhoods, best, wholes, np.random.default_rng(seed + n)) for n in range(1, workers)
        ]
        try:
            _root(best, wholes, random)
            _neighbourhoods(best, wholes, random)
        finally:
            best.stopped = True
        for other in others:
            other.result()
    return answer(best)


def answer(best: Best) -> Answer:
    """What is known now."""
    with best.lock:
        proven = best.cost - best.bound < 1e-4
        status = Status.OPTIMAL if proven else Status.FEASIBLE
        bound = None if best.bound == -float("inf") else best.bound
        assert best.paths is not None
        return Answer(status, best.facts.roster(best.paths), round(best.cost), bound, best.seconds())


def _root(best: Best, wholes: list[Window | None], random: np.random.Generator) -> None:
    """The LP over everybody, a dive from it; later the schedules met put together anew, and dives that differ."""
    facts = best.facts
    windows = [w for p in range(len(wholes)) if (w := whole(facts, p)) is not None]
    if len(windows) < len(wholes) or None in wholes or best.left() <= 0:
        return
    part = Part(facts, windows, np.zeros(facts.rows), facts.constant)
    master = Master(part)
    paths, _ = best.now()
    master.add([part.column(i, path) for i, path in enumerate(paths)])
    until = best.left() * (1 - ROOT)
    relaxed = _relax(best, master, until)
    if relaxed.solved is None:
        return
    size = len(master.columns)
    search = Search(best, wholes, random)
    turn = 0
    while best.left() > 0:
        _polish(
            best,
            part,
            dive(master, relaxed.solved, best.cost * 1.005 - 1, best.left, random, noise=0.05 * turn, portion=0.05),
            wholes,
            random,
        )
        if not relaxed.done or turn >= TURNS:
            return
        turn += 1
        search.until(best.left() - SPAN)
        columns = choose(master, relaxed, best, min(best.left() / 3, SPAN))
        if columns is not None:
            _polish(best, part, columns, wholes, random)
        master.trim(relaxed.solved, size)


def _relax(best: Best, master: Master, until: float) -> Relaxed:
    """The LP over all schedules; where caps were left uncounted and that shows, once more with room for them."""
    facts = best.facts

    def left() -> float:
        return best.left() - until if best.left() > until else 0.0

    def each(_: Solved, bound: float) -> None:
        best.raise_bound(bound + facts.constant)

    while True:
        relaxed = generate(master, left, smooth=0.4, many=3, each=each)
        if relaxed.solved is None or not relaxed.done or relaxed.solved.value - relaxed.bound < 1:
            return relaxed
        if facts.room >= MOST_ROOM or left() <= 0:
            return relaxed
        facts.room *= 8
        for window in master.part.windows:
            window.count_more()


def _polish(
    best: Best, part: Part, columns: list[Column] | None, wholes: list[Window | None], random: np.random.Generator
) -> None:
    if columns is not None:
        descent = Descent(best.facts, [c.path for c in columns], wholes)
        best.offer(descent.paths)
        descend(best, descent, random)
        best.offer(descent.paths)


def _neighbourhoods(best: Best, wholes: list[Window | None], random: np.random.Generator) -> None:
    # Windows of its own: they learn which caps to count, and a thread must not find one half changed.
    own: list[Window | None] = []
    for person, window in enumerate(wholes):
        if best.left() <= 0:
            return
        own.append(None if window is None else whole(best.facts, person, ROOM))
    Search(best, own, random).until(0.0)
