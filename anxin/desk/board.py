"""Reads of the coordinator's board: who holds what, and what is being handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q

from anxin.campaigns.models import Campaign
from anxin.desk.kinds import State
from anxin.desk.models import Question, Transfer
from anxin.triage import Risk


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in her hands: what waits for her answer (since when the longest), what waits for residents."""

    answering: int = 0
    waiting_since: datetime | None = None
    danger: int = 0
    resting: int = 0  # answered, or set aside: nothing to do now
    late: int = 0


def loads(campaign: Campaign, at: datetime) -> dict[UUID, Load]:
    """The load of everybody who has anything open, on duty or not: one query, however long the past is."""
    claimed = Q(state=State.CLAIMED)
    rows = Question.objects.filter(campaign=campaign, owner__isnull=False).exclude(state=State.CLOSED)
    found = rows.order_by().values("owner").annotate(
        answering=Count("pk", filter=claimed),
        since=Min("clock_from", filter=claimed),
        danger=Count("pk", filter=Q(risk__gte=Risk.HIGH)),
        resting=Count("pk", filter=~claimed),
        late=Count("pk", filter=claimed & Q(due_at__lt=at)),
    )  # fmt: skip
    return {
        row["owner"]: Load(row["answering"], row["since"], row["danger"], row["resting"], row["late"]) for row in found
    }


def handed_over(campaign: Campaign, most: int = 50) -> list[Transfer]:
    """What is held out to somebody and was neither taken nor declined, the oldest first."""
    rows = Transfer.objects.filter(question__campaign=campaign, ended_at=None)
    return list(rows.select_related("question", "by", "to_member").order_by("asked_at")[:most])


def open_with_owner(campaign: Campaign, owners: Sequence[UUID], most: int = 200) -> list[Question]:
    """What is open and somebody's, what waits for an answer first, then the nearest clock."""
    rows = Question.objects.filter(campaign=campaign, owner__in=owners).exclude(state=State.CLOSED)
    found = list(rows.select_related("owner", "offered_to").order_by("-risk", "due_at", "asked_at")[:most])
    for question in found:
        question.campaign = campaign
    return sorted(found, key=lambda each: each.state != State.CLAIMED)
