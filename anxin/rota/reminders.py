"""Reminders of one's own shifts: the evening before, and an hour before; each once."""

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet

from anxin.core.action import action
from anxin.people.actions import notify
from anxin.people.kinds import Standing
from anxin.rota.models import Slot

EVENING = time(20)
LATE = time(23)  # after a night in which no worker ran, nobody is woken
HOUR = timedelta(hours=1)
FRESH = timedelta(minutes=10)  # with less than this to go, she is there or late, and other words are said


@action
def remind_of_shifts(*, at: datetime) -> int:
    """Every minute: who has a shift in an hour, and from eight in the evening who has one tomorrow; how many were told.

    No event: the notice is its record. A shift that changes hands is told to whoever has it then.
    """
    told = 0
    for slot in _waiting(told_hour_at=None).filter(begins_at__gt=at + FRESH, begins_at__lte=at + HOUR):
        told += notify(member=slot.member, code="shift_in_an_hour", about=slot.pk, at=at)
        Slot.objects.filter(pk=slot.pk).update(told_hour_at=at, told_evening_at=slot.told_evening_at or at)
    for slot in _waiting(told_evening_at=None).filter(begins_at__gt=at + HOUR, begins_at__lte=at + timedelta(hours=36)):
        local, begins = at.astimezone(slot.campaign.tz), slot.begins_at.astimezone(slot.campaign.tz)
        eve = begins.date() - local.date() == timedelta(days=1) and EVENING <= local.time() < LATE
        if eve:
            told += notify(member=slot.member, code="shift_tomorrow", about=slot.pk, at=at)
            Slot.objects.filter(pk=slot.pk).update(told_evening_at=at)
    return told


def _waiting(**which: object) -> QuerySet[Slot]:
    """Slots to come of people who serve, in services that run; those that another worker reminds of now are left to it."""
    rows = Slot.objects.filter(
        Q(**which), member__active=True, member__standing=Standing.SERVING, campaign__closed_at=None
    )
    rows = rows.select_related("member", "campaign").order_by("begins_at", "id")
    return rows.select_for_update(of=("self",), skip_locked=True)
