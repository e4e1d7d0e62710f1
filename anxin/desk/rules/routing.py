"""To whom a question is offered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from anxin.desk.rules.scope import ANSWERS, Helper, Matter, in_scope
from anxin.triage import Risk

MOST_OFFERS = 3  # questions held out to one person at a time; more would only be hidden from the others

Named = TypeVar("Named", bound="Candidate")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on duty, with what she already carries."""

    id: UUID
    helper: Helper
    answering: int = 0  # matters that wait for her answer
    offers: int = 0  # questions held out to her now
    offered_at: datetime | None = None  # when she was last offered one
    full: bool = False  # as many ordinary matters wait for her answer as may
    resting: bool = False  # she takes a break
    over_time: bool = False  # her shift is over, and she stayed


def choose(
    matter: Matter, candidates: Iterable[Named], but: Collection[UUID] = (), prefer: UUID | None = None
) -> Named | None:
    """The one to offer it to: whom the resident asks for (`prefer`) if she may and can now, else the profession named
    first, then who is not over her time, then who carries least, then who waited longest for an offer.

    Nothing new is offered to who takes a break, unless there is danger and nobody else; danger knows no limit.
    """
    danger = matter.risk >= Risk.HIGH
    open_to_it = [c for c in candidates if (danger or not (c.full or c.resting)) and c.id not in but]
    able = [c for c in open_to_it if c.offers < MOST_OFFERS and in_scope(c.helper, matter)]
    able = [c for c in able if not c.resting] or able
    order = [matter.wanted] if matter.wanted else list(ANSWERS[matter.topic, matter.risk])

    def weight(c: Named) -> tuple[bool, int, bool, int, float, str]:
        place = order.index(c.helper.profession) if c.helper.profession in order else len(order)
        since = c.offered_at.timestamp() if c.offered_at else 0.0
        return (c.id != prefer, place, c.over_time, c.answering + c.offers, since, str(c.id))

    return min(able, key=weight, default=None)
