"""To whom a question is offered, and who is paged."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from anxin.desk.rules.scope import ANSWERS, Helper, Matter, in_scope
from anxin.people.kinds import Profession
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


def choose(matter: Matter, candidates: Iterable[Named], but: Collection[UUID] = ()) -> Named | None:
    """The one to offer it to: the profession named first, then who carries least, then who waited longest for an offer."""
    able = [c for c in candidates if c.id not in but and c.offers < MOST_OFFERS and in_scope(c.helper, matter)]
    order = [matter.wanted] if matter.wanted else list(ANSWERS[matter.topic, matter.risk])

    def weight(c: Named) -> tuple[int, int, float, str]:
        place = order.index(c.helper.profession) if c.helper.profession in order else len(order)
        return (place, c.answering + c.offers, c.offered_at.timestamp() if c.offered_at else 0.0, str(c.id))

    return min(able, key=weight, default=None)


def to_page(matter: Matter, helper: Helper) -> bool:
    """Whether she is paged: risk 2 its professions and the supervisor; risk 3 everyone who can act, the coordinator too."""
    if matter.risk < Risk.HIGH:
        return False
    if helper.supervisor or in_scope(helper, matter):
        return True
    can_act = (Profession.MEDIC, Profession.COUNSELLOR)
    return matter.risk == Risk.IMMINENT and (helper.coordinator or helper.profession in can_act)
