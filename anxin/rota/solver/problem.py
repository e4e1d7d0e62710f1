"""What a rota has to be made of: people, shifts, cover and what each wishes. The same for an organisation's rota and a
published instance (docs/solver.md). Days count from 0; a person works at most one shift a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = tuple[int, str]  # (day, shift)


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of shift. `minutes` count as work; `begins` and `ends` are minutes of its day (for explanations alone)."""

    id: str
    minutes: int
    not_before: frozenset[str] = frozenset()  # shifts that must not follow it on the next day (rest)
    begins: int = 0
    ends: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """How her days before day 0 end. A run that begins before the horizon counts on, for the longest and the shortest;
    with it known, nothing is cut by that edge. All of it unknown: no `Past`.
    """

    worked: int = 0  # days worked in a row up to day -1, 0 if she was off
    off: int | None = None  # days off in a row up to day -1; None: as many as anyone could want
    last: str | None = None  # her shift on day -1
    weekend: bool = False  # day 0 is a Sunday and she worked on the Saturday before it: that weekend counted then


@dataclass(frozen=True, slots=True)
class Spell:
    """At most (and at least) so many minutes within some days of hers: a week, a month. Hard."""

    first: int
    last: int  # including
    most: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What her count of certain cells costs, for fair shares: `costs[n]` for n of them, the last entry and its last step
    for more. The costs are convex."""

    code: str  # "evenings", "weekends", "shifts"
    cells: frozenset[Cell]
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One who can be put on the rota, with the limits that bind her alone. All of them are hard, `shares` excepted."""

    id: str
    most: Mapping[str, int]  # shift → at most so many of it; a shift that is not here is not hers
    most_minutes: int
    least_minutes: int = 0
    most_run: int = 7  # days worked in a row
    least_run: int = 1  # a run cut by the edge of the horizon is never too short
    least_off: int = 1  # days off in a row between two runs, likewise
    most_weekends: int = 99  # a weekend counts when she works on its Saturday or its Sunday
    cannot: frozenset[Cell] = frozenset()
    days_off: frozenset[int] = frozenset()
    pins: Mapping[int, str | None] = field(default_factory=dict)  # day → the shift she works, or None: she is off
    spells: tuple[Spell, ...] = ()
    shares: tuple[Share, ...] = ()
    past: Past | None = None
    groups: frozenset[str] = frozenset()  # professions and what else cover and links ask for


@dataclass(frozen=True, slots=True)
class Request:
    """What she would like on a day: `on` costs `weight` when she does not work this shift, off when she does."""

    person: str
    day: int
    shift: str
    weight: int
    on: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """How many of a group are wanted on a day in any of `shifts` (those that hold one hour, say); each too few costs
    `under`, each too many `over`. Soft with a price, as hard cover is infeasible on most real days."""

    day: int
    shifts: tuple[str, ...]
    need: int
    under: int
    over: int = 0
    group: str | None = None  # None: everybody
    label: str = ""  # what people call it: "18:00-22:00"


@dataclass(frozen=True, slots=True)
class Link:
    """On a day, in any of `shifts`: no more of `these` than `ratio` × of `beside`; each more costs `price`.

    Newcomers beside an experienced one; a learner beside her partner.
    """

    day: int
    shifts: tuple[str, ...]
    these: frozenset[str]
    beside: frozenset[str]
    ratio: int
    price: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything. `first_weekday` of day 0: Monday is 0."""

    days: int
    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    requests: tuple[Request, ...] = ()
    cover: tuple[Cover, ...] = ()
    links: tuple[Link, ...] = ()
    first_weekday: int = 0


def weekends(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """The days of each weekend that reaches into the horizon: Saturday, Sunday, or the one of them that does."""
    first = 5 - problem.first_weekday
    pairs = ((saturday, saturday + 1) for saturday in range(first, problem.days, 7))
    return tuple(tuple(day for day in pair if 0 <= day < problem.days) for pair in pairs if pair[1] >= 0)


def weekends_of(person: Person, problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Those that can still count for her: not one that did before day 0."""
    counted = person.past is not None and person.past.weekend and problem.first_weekday == 6
    return weekends(problem)[1 if counted else 0 :]


# Who works what: person → (day → shift). Days off are not in it.
Roster = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a roster costs, by part."""

    requests: int = 0
    cover: int = 0
    links: int = 0
    shares: int = 0

    @property
    def total(self) -> int:
        return self.requests + self.cover + self.links + self.shares
