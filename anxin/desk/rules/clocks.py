"""When a question must be looked at again, and what happens then (product.md, "Clocks").

A question's clock starts when it is asked and each time the resident writes back; an answer stops it. Out of service hours
it stands still, except at risk 2 and 3.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from anxin.campaigns.rules.hours import Hours, add, is_open, opens_next
from anxin.desk.kinds import State
from anxin.triage import Risk

SILENCE = timedelta(days=3)  # how long an answered ordinary question waits for its resident
REOPENS = timedelta(days=7)


class Move(StrEnum):
    """What a clock brings about."""

    OFFER = "offer"
    LATE = "late"
    WARN = "warn"
    RETURN = "return"
    COME_BACK = "come_back"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Running:
    """A question as its clock sees it. `length` is the campaign's clock for its risk."""

    state: State
    risk: Risk
    length: timedelta
    due_at: datetime | None = None
    starts_at: datetime | None = None  # when somebody is first meant to be there for it
    offer_tried: bool = False
    late_at: datetime | None = None  # when the coordinator was last told
    claimed_at: datetime | None = None
    warned: bool = False
    answered_at: datetime | None = None  # the helper's last word
    comes_back_at: datetime | None = None


def due(hours: Hours, length: timedelta, risk: Risk, start: datetime) -> datetime:
    """When a clock that starts at `start` runs out; at risk 2 and 3 it never stands still."""
    return start + length if risk >= Risk.HIGH else add(hours, start, length)


def starts(hours: Hours, risk: Risk, at: datetime) -> datetime:
    """When a question asked at `at` can first be offered: at once in service hours or in danger, else when they open."""
    if risk >= Risk.HIGH or is_open(hours, at):
        return at
    return opens_next(hours, at) or at


def owner_due(running: Running) -> datetime | None:
    """Until when its owner has to answer: the question's clock, but at least a third of it after she took it."""
    if running.due_at is None or running.claimed_at is None:
        return running.due_at
    return max(running.due_at, running.claimed_at + running.length / 3)


def schedule(running: Running) -> tuple[datetime, Move] | None:
    """The next thing its clock brings about, and when; None while no clock runs."""
    match running.state:
        case State.WAITING:
            if not running.offer_tried and running.starts_at is not None:
                return running.starts_at, Move.OFFER
            if running.due_at is None:
                return None
            return (running.late_at + running.length if running.late_at else running.due_at), Move.LATE
        case State.CLAIMED:
            end = owner_due(running)
            if end is None or running.claimed_at is None:
                return None
            if not running.warned:
                return running.claimed_at + (end - running.claimed_at) * 2 / 3, Move.WARN
            return end, Move.RETURN
        case State.AWAITING_RESIDENT:
            if running.risk >= Risk.HIGH or running.answered_at is None:
                return None  # nobody is let go of in danger
            return running.answered_at + SILENCE, Move.LET_GO
        case State.FOLLOW_UP:
            return (running.comes_back_at, Move.COME_BACK) if running.comes_back_at else None
        case State.CLOSED:
            return None
