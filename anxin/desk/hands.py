"""Reads of who hands what to whom, and who stands beside whom."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.desk.kinds import State, TransferEnd
from anxin.desk.models import Joining, Question, Transfer
from anxin.people.models import Member

MOST = 30


def held_out_to(member: Member, campaign: Campaign) -> list[Transfer]:
    """What colleagues hold out to her by name here, the oldest first."""
    rows = Transfer.objects.filter(to_member=member, ended_at=None, question__campaign=campaign)
    return list(rows.select_related("by", *QUESTION).order_by("asked_at")[:MOST])


def for_me(campaign: Campaign, member: Member) -> list[Question]:
    """What is not hers and still concerns her: held out to her, where she is asked in, where she stands beside a colleague."""
    rows = [each.question for each in held_out_to(member, campaign)]
    rows += [each.question for each in joinings_of(member, campaign)]
    found = {each.pk: each for each in rows if each.owner_id != member.pk}
    for question in found.values():
        question.campaign = campaign
    return list(found.values())


def joinings_of(member: Member, campaign: Campaign) -> list[Joining]:
    """Where she is asked in, or stands beside a colleague, here."""
    rows = Joining.objects.filter(member=member, left_at=None, question__campaign=campaign)
    rows = rows.exclude(question__state=State.CLOSED)
    return list(rows.select_related("asked_by", *QUESTION).order_by("asked_at")[:MOST])


QUESTION = ("question__resident", "question__owner", "question__offered_to", "question__conversation")


def open_transfer(question: Question) -> Transfer | None:
    """The hand-over that waits for somebody's yes. A verb has the question's row locked, so nobody else ends it meanwhile."""
    return Transfer.objects.filter(question=question, ended_at=None).select_related("by", "to_member").first()


def last_transfer(question: Question) -> Transfer | None:
    """The newest hand-over of a question, open or ended."""
    rows = Transfer.objects.filter(question=question).select_related("by", "to_member", "ended_by")
    return rows.order_by("-asked_at", "-id").first()


def beside(question: Question) -> list[Joining]:
    """Who is asked in or stands in it now."""
    rows = Joining.objects.filter(question=question, left_at=None).select_related("member", "asked_by")
    return list(rows.order_by("asked_at"))


def in_hand_of(member: Member, campaign: Campaign) -> list[Question]:
    """What she looks after here and is not over: the highest risk first, then what waits longest for her answer."""
    rows = Question.objects.filter(owner=member, campaign=campaign).exclude(state=State.CLOSED)
    found = list(rows.select_related("resident", "offered_to", "owner").order_by("-risk", "due_at", "asked_at")[:200])
    for question in found:
        question.campaign = campaign
    return found


def newest_transfers(questions: Iterable[Question]) -> dict[UUID, Transfer]:
    """The newest hand-over of each of `questions`."""
    rows = Transfer.objects.filter(question__in=[each.pk for each in questions])
    return {each.question_id: each for each in rows.select_related("to_member", "by").order_by("asked_at", "id")}


def accepted_from(member: Member, campaign: Campaign, since: datetime) -> list[Transfer]:
    """What was hers and colleagues have accepted by name since then, the newest first."""
    rows = Transfer.objects.filter(
        by=member, question__campaign=campaign, end=TransferEnd.ACCEPTED, ended_at__gte=since
    )
    return list(rows.exclude(to_member=None).select_related("to_member", "question").order_by("-ended_at")[:MOST])
