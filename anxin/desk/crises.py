"""Reads about danger: the crisis that is open, what its protocol says, who is there beside the owner, whom to ask again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.conversations.models import AuthorKind, Message, MessageKind
from anxin.desk.kinds import State
from anxin.desk.models import Crisis, FollowUp, Joining, ProtocolStep, Question


def open_crisis(question: Question) -> Crisis | None:
    """The crisis it stands in now."""
    return Crisis.objects.filter(question=question, ended_at=None).first()


def last_crisis(question: Question) -> Crisis | None:
    """The crisis it stands in, else the last one it stood in."""
    return Crisis.objects.filter(question=question).order_by("-began_at", "-id").first()


def steps_of(crisis: Crisis) -> list[ProtocolStep]:
    """All that was recorded in it, the oldest first."""
    return list(ProtocolStep.objects.filter(crisis=crisis).select_related("by").order_by("at", "id"))


def newest(steps: Iterable[ProtocolStep]) -> dict[str, ProtocolStep]:
    """What stands now: the last answer to each step, in the order in which they were first given."""
    found: dict[str, ProtocolStep] = {}
    for each in steps:
        found[each.step] = each
    return found


def joined_in(question: Question) -> list[Joining]:
    """Who is in it beside its owner, first come first."""
    rows = Joining.objects.filter(question=question, left_at=None, joined_at__isnull=False)
    return list(rows.select_related("member").order_by("joined_at"))


@dataclass
class Standing:
    """How a question in danger stands, without a word of hers: its protocol's answers as codes, and who is beside its owner."""

    given: dict[str, str] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)


def standings(questions: Collection[Question]) -> dict[UUID, Standing]:
    """How each of `questions` stands; two queries however many there are."""
    found = {question.pk: Standing() for question in questions}
    if not found:
        return found
    steps = ProtocolStep.objects.filter(crisis__question__in=found, crisis__ended_at=None).order_by("at", "id")
    for question, step, answer in steps.values_list("crisis__question_id", "step", "answer"):
        found[question].given[step] = answer
    there = Joining.objects.filter(question__in=found, left_at=None, joined_at__isnull=False).order_by("joined_at")
    for question, name in there.values_list("question_id", "member__name"):
        found[question].beside.append(name)
    return found


def follow_ups_of(question: Question) -> list[FollowUp]:
    """When she is asked again, and what came of it; the earliest first."""
    rows = FollowUp.objects.filter(question=question, cancelled_at=None).select_related("done_by")
    return list(rows.order_by("due_at", "id"))


def follow_up_open(question: Question) -> bool:
    """Whether it came back for a follow-up of which nobody has recorded what came of it."""
    rows = FollowUp.objects.filter(question=question, came_at__isnull=False, done_at=None, cancelled_at=None)
    return rows.exists()


def follow_ups_due(at: datetime, most: int = 200) -> list[FollowUp]:
    """Those whose time has come and that nobody has been shown yet."""
    rows = FollowUp.objects.filter(due_at__lte=at, came_at=None, cancelled_at=None, done_at=None)
    return list(rows.order_by("due_at")[:most])


def follow_ups_today(campaign: Campaign, at: datetime, most: int = 50) -> list[FollowUp]:
    """Those of today, and those of before that are not done, the earliest first."""
    tomorrow = datetime.combine(at.astimezone(campaign.tz).date() + timedelta(days=1), time(0), campaign.tz)
    rows = FollowUp.objects.filter(question__campaign=campaign, due_at__lt=tomorrow, done_at=None, cancelled_at=None)
    return list(rows.select_related("question__owner").order_by("due_at", "id")[:most])


def wrote_since(question: Question, moment: datetime) -> bool:
    """Whether the resident wrote anything after `moment`."""
    rows = Message.objects.filter(conversation=question.conversation_id, kind=MessageKind.TEXT, at__gt=moment)
    return rows.filter(author_kind=AuthorKind.RESIDENT).exists()


def in_danger_now(question: Question) -> bool:
    """Whether it has to have an open crisis (the invariant of `actions.crisis`)."""
    return question.risk >= 2 and question.state != State.CLOSED
