"""What would fill the gaps of a roster, within a time: day by day, the earliest first, as those are the most urgent."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from anxin.rota.solver.cost import counts_of, have
from anxin.rota.solver.explain.gaps import Gap, gaps
from anxin.rota.solver.problem import Problem, Roster

BUDGET_S = 3.0
"""So long after a draw at most; `process.GRACE_S` leaves room for it."""


def gaps_within(problem: Problem, roster: Roster, seconds: float) -> Iterator[list[Gap]]:
    """The gaps of each day that has some, until `seconds` are over. A day is never half looked at: what
    somebody leaves on it counts as well."""
    ends = time.monotonic() + seconds
    counts = counts_of(problem, roster)
    short = sorted({cover.day for cover in problem.cover if have(cover, counts) < cover.need})
    for day in short:
        if time.monotonic() > ends:
            return
        cover = tuple(each for each in problem.cover if each.day == day)
        yield gaps(replace(problem, cover=cover), roster)


def as_said(found: Iterable[Gap]) -> list[dict[str, Any]]:
    """Gaps of the solver as JSON, for the way out of its process: the remedies of each, days as numbers."""
    return [
        {"way": each.way.value, "person": each.person, "day": each.day, "shift": each.shift, "group": gap.group}
        for gap in found
        for each in gap.remedies
    ]
