"""What the solver answers, and how it says how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from anxin.rota.solver.problem import Roster


class Status(StrEnum):
    """How good an answer is."""

    OPTIMAL = "optimal"  # proven
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"  # proven: the limits of people, pins and days off contradict each other
    UNKNOWN = "unknown"  # nothing found in time


@dataclass(frozen=True, slots=True)
class Progress:
    """A better roster, or a better bound, after `seconds`; `roster` only where it is new."""

    seconds: float
    cost: int | None
    bound: float | None
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The best roster found (empty where none), its cost, the bound below which no roster can be, and why that bound."""

    status: Status
    roster: Roster
    cost: int | None
    bound: float | None
    seconds: float


Watch = Callable[[Progress], bool | None]  # called from time to time; True says: that will do, stop now
