"""Keeps the town in the present: the demo's own timetable, which exists nowhere else."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from anxin.campaigns.models import Campaign
from anxin.conversations.models import Conversation
from anxin.core.actor import MACHINE
from anxin.core.models import Event
from anxin.demo.cast import CAST, HOME
from anxin.demo.duty import ON_DUTY_FOR, enter_day
from anxin.demo.moving import move_question, move_room
from anxin.demo.zhuzhou import roll_zhuzhou
from anxin.desk.models import Question, Room
from anxin.people.models import Member
from anxin.rota.actions import check_in, check_out
from anxin.rota.models import Attendance, Slot

Row = dict[str, Any]  # a question or a room of the town, as it stood when it was last moved
DRIFT = timedelta(minutes=3)
AWAY_FOR = timedelta(minutes=10)  # how long someone may stay checked out before the town puts her back on duty


def freshen(at: datetime) -> None:
    """Move what nobody touched along with the time, and see that the same people are on duty at any hour."""
    campaign = Campaign.objects.select_related("organisation").filter(slug="huzhu").first()
    if campaign is None:
        return
    _move_stories(at)
    with transaction.atomic():
        _roll(campaign, at)
    roll_zhuzhou(at)  # not in one transaction: now and then the solver works for some seconds in it


def remembered(questions: Iterable[Question], rooms: Iterable[Room], at: datetime) -> list[Row]:
    """How each stands at `at`, so that later it can be seen whether a person has touched it since."""
    rows: list[Row] = []
    for question in questions:
        question.refresh_from_db()
        rows.append({"question": str(question.pk), **_standing(question), "at": at.isoformat()})
    for room in rooms:
        room.conversation.refresh_from_db()
        rows.append({"room": str(room.pk), "seq": room.conversation.seq, "at": at.isoformat()})
    return rows


def _standing(question: Question) -> Row:
    """Its state, its last message, and what people did with it in all."""
    question.conversation.refresh_from_db()
    done = Event.objects.filter(about_id=question.pk).exclude(actor_kind=MACHINE.actor_kind).count()
    return {"seq": question.conversation.seq, "state": question.state, "done": done}


def _move_stories(at: datetime) -> None:
    path = settings.HOME / "demo-stories.json"
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    moved = False
    for row in rows:
        drift = at - datetime.fromisoformat(row["at"])
        if drift >= DRIFT and (_move_room if "room" in row else _move)(row, drift):
            row["at"], moved = at.isoformat(), True
    if moved:
        path.write_text(json.dumps(rows, indent=1), encoding="utf-8")


# Not actions, these two: they happen in the demo town alone, and no person did them.
@transaction.atomic
def _move(row: Row, drift: timedelta) -> bool:
    rows = Question.objects.select_for_update(of=("self",), no_key=True).select_related("conversation", "campaign")
    question = rows.get(pk=row["question"])
    stands = _standing(question)
    if any(stands[name] != row[name] for name in stands if name in row):
        return False
    move_question(question, drift)
    return True


@transaction.atomic
def _move_room(row: Row, drift: timedelta) -> bool:
    room = Room.objects.select_related("conversation").get(pk=row["room"])
    if Conversation.objects.select_for_update(no_key=True).get(pk=room.conversation_id).seq != row["seq"]:
        return False
    move_room(room, drift)
    return True


def _roll(campaign: Campaign, at: datetime) -> None:
    today = at.astimezone(campaign.tz).date()
    if campaign.ends_on < today + timedelta(days=10):
        Campaign.objects.exclude(slug="zhuzhou").update(
            starts_on=today - timedelta(days=7), ends_on=today + timedelta(days=30)
        )
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
            _keep_on_duty(campaign, people[person.username], people["chen"], at)


def _keep_on_duty(campaign: Campaign, member: Member, coordinator: Member, at: datetime) -> None:
    """She is there at any hour, whatever her shifts: so it is the coordinator who puts her on duty."""
    last = Attendance.objects.filter(campaign=campaign, member=member).order_by("-in_at").first()
    if last is None or (last.out_at is not None and at - last.out_at > AWAY_FOR):
        check_in(campaign=campaign, member=member, by=coordinator, at=at)
    elif last.out_at is None and at - last.in_at > timedelta(hours=12):
        began = at - ON_DUTY_FOR  # not now: the stories of the last hours had somebody there
        check_out(attendance=last, by=member, at=began)
        check_in(campaign=campaign, member=member, by=coordinator, at=began)
