"""What a child is asked to solve."""

from dataclasses import dataclass

from anxin.rota.solver.problem import Problem, Roster


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be solved, how long, and from what on."""

    problem: Problem
    seconds: float
    workers: int
    seed: int
    start: Roster | None
