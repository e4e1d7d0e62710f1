"""Whom danger calls, and when: the escalation ladder of a campaign, kept as data in `Campaign.ladder`.

{"3": [{"after": 0, "who": ["scope", "can_act"], "by": ["page", "push"]}, {"after": 30, "who": ["everyone"],
"by": ["page", "push", "email"], "again": 60}]}: seconds after the call began in which nobody took it in hand; `again` (at
the last rung only) is how often that one is taken again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from anxin.people.reach.way import Way
from anxin.triage import Risk

LEVELS = (Risk.HIGH, Risk.IMMINENT)
SHORTEST_AGAIN = timedelta(seconds=10)


class Who(StrEnum):
    """A group that a rung calls."""

    SCOPE = "scope"  # on duty, and of a profession that answers it
    CAN_ACT = "can_act"  # medics and counsellors on duty
    SUPERVISOR = "supervisor"  # on duty or not, the one on call first
    COORDINATOR = "coordinator"
    EVERYONE = "everyone"  # all on duty, with supervisors and coordinators


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: who is called, by what, how long after the beginning."""

    after: timedelta
    who: frozenset[Who]
    by: frozenset[Way]
    again: timedelta | None = None


Ladder = Mapping[Risk, tuple[Rung, ...]]


def read_ladder(raw: Any) -> Ladder:
    """The ladder in `raw`; raises ValueError where it would leave danger uncalled or cannot be read.

    Each level 2 and 3 has rungs; the first stands at 0 seconds, each next one later; each calls somebody by something.
    """
    try:
        found = {level: tuple(_rung(each) for each in raw[str(int(level))]) for level in LEVELS}
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"a ladder names its rungs for levels 2 and 3 ({error!r})") from error
    for level, rungs in found.items():
        times = [rung.after for rung in rungs]
        if not rungs or times[0] != timedelta(0) or any(late <= early for early, late in pairwise(times)):
            raise ValueError(f"the rungs of level {int(level)} begin at 0 and go forward")
        if any(rung.again for rung in rungs[:-1]):
            raise ValueError(f"only the last rung of level {int(level)} is taken again")
    return found


def _rung(raw: Mapping[str, Any]) -> Rung:
    who, by = frozenset(Who(each) for each in raw["who"]), frozenset(Way(each) for each in raw["by"])
    if not who or Way.PAGE not in by:
        raise ValueError("a rung calls somebody, and always on the page")
    again = timedelta(seconds=raw["again"]) if "again" in raw else None
    if again is not None and again < SHORTEST_AGAIN:
        raise ValueError("a rung is taken again after 10 seconds at the earliest")
    return Rung(timedelta(seconds=raw["after"]), who, by, again)


def after_rung(rungs: tuple[Rung, ...], taken: int, began_at: datetime, at: datetime) -> datetime | None:
    """When the rung after `taken` is to be taken, if it was taken at `at`; None where the ladder ends."""
    if taken + 1 < len(rungs):
        return began_at + rungs[taken + 1].after
    again = rungs[-1].again
    return at + again if again is not None else None
