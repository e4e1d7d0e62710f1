"""When a question was late, and why, from what happened to it (its events) and who was there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from anxin.desk.kinds import LateCause

UNTOLD = timedelta(minutes=2)  # a clock that ran out is noticed within a second; this late, nobody was counting
MOVES = frozenset({"question.put_back", "question.returned", "question.transferred"})
ENDS = frozenset({"question.answered", "question.closed", "question.merged"})
RAN_OUT = frozenset({"question.late", "question.returned"})
CLOCKS = frozenset({"question.asked", "question.written_back", "question.written_back_alone", "question.reopened"})


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a question: its name, when, and the clock that it ended or found run out."""

    name: str
    at: datetime
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when a clock had run out until somebody answered (None: still); in whose hands it was, and how often it moved."""

    begins: datetime
    ends: datetime | None
    owned: bool  # somebody had it when the clock ran out
    moves: int  # how often it was handed on, put back or given up since that clock began
    told_at: datetime | None = field(default=None)  # when it was noticed


@dataclass(frozen=True, slots=True)
class There:
    """Who was there when the clock ran out: whether the desk was open, and how many might have answered."""

    open: bool
    able: int


def stretches(steps: Iterable[Step], running_since: datetime | None = None) -> list[Stretch]:
    """Every stretch in which it was past its clock, in order. `running_since`: the clock that is past at this moment."""
    found: list[Stretch] = []
    owned, moves, begun, owned_then, moved_then, told = False, 0, None, False, 0, None
    for step in steps:
        if step.name in CLOCKS:
            moves = 0
        late = step.due_at is not None and (step.due_at < step.at or step.name in RAN_OUT)
        if late and begun is None and step.due_at is not None:
            begun, owned_then, moved_then = step.due_at, owned, moves
            told = step.at if step.name == "question.late" else None
        if step.name == "question.claimed":
            owned = True
        elif step.name in MOVES:
            owned, moves = False, moves + 1
        if step.name in ENDS and begun is not None:
            found.append(Stretch(begun, step.at, owned_then, max(moved_then, moves), told))
            begun = None
        if step.name in ENDS:
            moves = 0
    if begun is None and running_since is not None:
        begun, owned_then, moved_then, told = running_since, owned, moves, None
    if begun is not None:
        found.append(Stretch(begun, None, owned_then, max(moved_then, moves), told))
    return found


def cause_of(stretch: Stretch, there: There) -> LateCause:
    """Why: what weighs most comes first. A coordinator may know better, and say so."""
    if stretch.told_at is not None and stretch.told_at - stretch.begins > UNTOLD:
        return LateCause.MACHINE_ASLEEP
    if stretch.moves >= 2:
        return LateCause.HANDED_ABOUT
    if stretch.owned:
        return LateCause.OWNER_SILENT
    if not there.open:
        return LateCause.OUT_OF_HOURS
    return LateCause.NOBODY_TOOK if there.able else LateCause.NOBODY_THERE
