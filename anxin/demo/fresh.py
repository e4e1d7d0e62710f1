"""Keeps the town in the present: the demo's own timetable, which exists nowhere else."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from anxin.campaigns.models import Campaign
from anxin.conversations.models import Message
from anxin.demo.cast import CAST, HOME
from anxin.demo.load import enter_day
from anxin.desk.models import Question
from anxin.people.models import Member
from anxin.rota.actions import check_in, check_out
from anxin.rota.models import Attendance, Slot

DRIFT = timedelta(minutes=3)
AWAY_FOR = timedelta(minutes=10)  # how long someone may stay checked out before the town puts her back on duty
MOMENTS = (
    "asked_at", "starts_at", "clock_from", "due_at", "late_at", "looks_at", "claimed_at", "offered_at", "offered_until",
    "first_answer_at", "answered_at", "comes_back_at", "closed_at",
)  # fmt: skip


def freshen(at: datetime) -> None:
    """Move what nobody touched along with the time, and see that the same people are on duty at any hour."""
    campaign = Campaign.objects.select_related("organisation").filter(slug="huzhu").first()
    if campaign is None:
        return
    _move_stories(at)
    with transaction.atomic():
        _roll(campaign, at)


def _move_stories(at: datetime) -> None:
    path = settings.HOME / "demo-stories.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    moved = False
    for row in rows:
        drift = at - datetime.fromisoformat(row["at"])
        if drift >= DRIFT and _move(row, drift):
            row["at"], moved = at.isoformat(), True
    if moved:
        path.write_text(json.dumps(rows, indent=1), encoding="utf-8")


@transaction.atomic
def _move(row: dict[str, Any], drift: timedelta) -> bool:
    # Not an action: it happens in the demo town alone, and no person did it.
    rows = Question.objects.select_for_update(of=("self",), no_key=True).select_related("conversation")
    question = rows.get(pk=row["question"])
    if question.state != row["state"] or question.conversation.seq != row["seq"]:
        return False
    Question.objects.filter(pk=question.pk).update(**{name: F(name) + drift for name in MOMENTS})
    Message.objects.filter(conversation=question.conversation_id).update(at=F("at") + drift)
    return True


def _roll(campaign: Campaign, at: datetime) -> None:
    today = at.astimezone(campaign.tz).date()
    if campaign.ends_on < today + timedelta(days=10):
        Campaign.objects.update(starts_on=today - timedelta(days=7), ends_on=today + timedelta(days=30))
    names = [each.username for each in CAST if each.organisation == HOME]
    rows = Member.objects.filter(organisation=campaign.organisation, account__username__in=names)
    people = {each.account.username: each for each in rows.select_related("account", "organisation")}
    last = Slot.objects.filter(campaign=campaign).order_by("-begins_at").first()
    day = last.begins_at.astimezone(campaign.tz).date() + timedelta(days=1) if last else today
    while day <= today + timedelta(days=1):
        enter_day(campaign, people, max(day, today), at)
        day = max(day, today) + timedelta(days=1)
    for person in CAST:
        if person.on_duty and person.username in people:
            _keep_on_duty(campaign, people[person.username], at)


def _keep_on_duty(campaign: Campaign, member: Member, at: datetime) -> None:
    last = Attendance.objects.filter(campaign=campaign, member=member).order_by("-in_at").first()
    if last is None or (last.out_at is not None and at - last.out_at > AWAY_FOR):
        check_in(campaign=campaign, member=member, by=member, at=at)
    elif last.out_at is None and at - last.in_at > timedelta(hours=12):
        check_out(attendance=last, by=member, at=at)
        check_in(campaign=campaign, member=member, by=member, at=at)
