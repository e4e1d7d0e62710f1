"""From the LP to whole schedules: decide the clearest cells, price again, and back out where the target gets lost."""

from collections.abc import Callable

import numpy as np

from anxin.rota.solver.columns.facts import Floats
from anxin.rota.solver.columns.generate import generate
from anxin.rota.solver.columns.kernel import INF
from anxin.rota.solver.columns.master import Column, Fixing, Master, Solved

EPS = 1e-5


def shares(master: Master, much: Floats) -> list[Floats]:
    """For each window how much of each cell (days × shifts, the last column: off) the LP works."""
    part = master.part
    out = [np.zeros((w.days, part.facts.shifts + 1)) for w in part.windows]
    for i in np.flatnonzero(much > EPS):
        c = master.columns[i]
        out[c.window][np.arange(len(c.path)), c.path] += much[i]  # -1, off, is the last column
    return out


def rounded(master: Master, much: Floats) -> list[Column] | None:
    """The largest column of each window; None where a window has none."""
    best: list[Column | None] = [None] * len(master.part.windows)
    most = [0.0] * len(best)
    for i in np.flatnonzero(much > EPS):
        c = master.columns[i]
        if much[i] > most[c.window]:
            most[c.window], best[c.window] = much[i], c
    whole = [c for c in best if c is not None]
    return whole if len(whole) == len(best) else None


def is_whole(much: Floats) -> bool:
    """Whether no column is taken in part."""
    return bool((np.abs(much - np.round(much)) < EPS).all())


def dive(
    master: Master,
    start: Solved,
    target: float,
    left: Callable[[], float],
    random: np.random.Generator,
    *,
    noise: float = 0.0,
    smooth: float = 0.0,
    backs: int = 6,
    portion: float = 0.1,
    offer: Callable[[list[Column]], None] | None = None,
) -> list[Column] | None:
    """Schedules that cost at most `target` (constant of the part included), or None. `noise` makes dives differ."""
    part = master.part
    fixing, solved = part.free(), start
    best: list[Column] | None = None
    while left() > 0:
        guess = rounded(master, solved.much)
        if guess is not None:
            if offer:
                offer(guess)
            cost = part.cost(guess)
            if cost <= target + EPS:
                best, target = guess, cost - 1
        if solved.value + part.constant > target + EPS or is_whole(solved.much):
            break
        picks = candidates(master, solved, random, noise, portion)
        if not picks:
            break
        answer = None
        while picks and left() > 0:
            trial = fixing.copy()
            decide(trial, picks)
            answer = _try(master, trial, target, left, smooth)
            if answer is not None:
                fixing, solved = trial, answer
                break
            backs -= 1
            if backs < 0:
                break
            if len(picks) > 1:
                picks = picks[: max(1, len(picks) // 4)]
                continue
            trial = fixing.copy()
            forbid(trial, picks[0])
            answer = _try(master, trial, target, left, smooth)
            if answer is not None:
                fixing, solved = trial, answer
            break
        if answer is None:
            break
    master.allow(part.free())
    return best


def _try(master: Master, fixing: Fixing, target: float, left: Callable[[], float], smooth: float) -> Solved | None:
    """The LP with these decisions, or None where it cannot reach the target."""
    master.allow(fixing)
    constant = master.part.constant
    relaxed = generate(master, left, fixing=fixing, stop_at=target - constant + EPS, smooth=smooth, many=2)
    if relaxed.solved is None or not relaxed.possible or relaxed.solved.value + constant > target + EPS:
        return None
    return relaxed.solved


def candidates(
    master: Master, solved: Solved, random: np.random.Generator, noise: float, portion: float
) -> list[tuple[int, int, int]]:
    """The cells (window, day, shift; -1: off) to decide next, clearest first: some of those in part, at least one."""
    found: list[tuple[float, int, int, int]] = []
    for w, share in enumerate(shares(master, solved.much)):
        off = share.shape[1] - 1
        for day, shift in zip(*np.nonzero((share > EPS) & (share < 1 - EPS)), strict=True):
            much = share[day, shift] - (0.15 if shift == off else 0.0)
            found.append((much + noise * random.random(), w, int(day), -1 if shift == off else int(shift)))
    found.sort(reverse=True)
    taken: set[tuple[int, int]] = set()
    picks: list[tuple[int, int, int]] = []
    for much, w, day, shift in found:
        if (w, day) in taken:
            continue
        if picks and (much < 0.7 or len(picks) >= max(1, portion * len(found))):
            break
        taken.add((w, day))
        picks.append((w, day, shift))
    return picks


def decide(fixing: Fixing, picks: list[tuple[int, int, int]]) -> None:
    """She works this, or is off."""
    for w, day, shift in picks:
        keep = fixing.cells[w][day, shift] if shift >= 0 else 0.0
        fixing.cells[w][day] = INF
        if shift >= 0:
            fixing.cells[w][day, shift] = keep
            fixing.off[w][day] = INF


def forbid(fixing: Fixing, pick: tuple[int, int, int]) -> None:
    """She does not work this, or is not off."""
    w, day, shift = pick
    if shift >= 0:
        fixing.cells[w][day, shift] = INF
    else:
        fixing.off[w][day] = INF
