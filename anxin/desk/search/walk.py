"""Stepping back in time, newest first, until a page is full or the time for it is up; then the reader may ask for more.

A place in the list is (asked_at, id); what comes after it in the list was asked before it.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from anxin.core.paging import BAD_CURSOR
from anxin.core.refusal import Refused

Place = tuple[datetime, UUID]
Step = Callable[[datetime, Place, int], Sequence[Place]]  # (from, before, most) → places, the newest first
ZERO = UUID(int=0)
DAY = timedelta(days=1)
BUDGET = 0.045  # seconds for one page's walk
FASTEST = 6  # how many times wider a step may be than the one before


@dataclass(frozen=True, slots=True)
class Walked:
    """Places found, newest first. Nothing before `reached` was looked at; None: there is nothing before it."""

    places: list[Place]
    reached: Place | None


def walk(step: Step, before: Place, floor: datetime, want: int, *, budget: float, width: timedelta = DAY) -> Walked:
    """Widen the steps as long as little is found and time is left. One step at least is always taken."""
    began = time.monotonic()
    found: list[Place] = []
    end = before
    while end[0] >= floor:
        begin = max(floor, end[0] - width)
        asked = time.monotonic()
        found += step(begin, end, want - len(found))
        if len(found) >= want:
            return Walked(found[:want], found[want - 1])
        end = (begin, ZERO)
        if begin <= floor:
            break
        now = time.monotonic()
        took, left = now - asked, budget - (now - began)
        if left <= took / 4:
            return Walked(found, end)
        width = width * max(0.25, min(FASTEST, left / max(took, 1e-4) / 2))
    return Walked(found, None)


def together(walks: Sequence[Walked], size: int) -> Walked:
    """The newest of several walks, as far back as every one of them has looked."""
    reached = [each.reached for each in walks if each.reached is not None]
    border = max(reached, default=None)
    places = sorted({place for each in walks for place in each.places}, reverse=True)
    known = [place for place in places if border is None or place >= border]
    if len(known) > size:
        return Walked(known[:size], known[size - 1])
    return Walked(known, border)


def write(place: Place | None) -> str | None:
    """A place as a cursor."""
    return None if place is None else f"{place[0].astimezone(UTC).isoformat()}_{place[1].hex}".replace("+00:00", "Z")


def read(cursor: str | None, newest: datetime) -> Place:
    """Where to go on; without a cursor at `newest`. Refused (400): bad_cursor."""
    if not cursor:
        return newest, ZERO
    try:
        moment, _, id = cursor.partition("_")
        place = datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(UTC), UUID(id)
    except (ValueError, OverflowError) as error:
        raise Refused(BAD_CURSOR, 400) from error
    if not 2000 <= place[0].year <= 2200:
        raise Refused(BAD_CURSOR, 400)
    return place
