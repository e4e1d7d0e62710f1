"""A member's shifts as a calendar (iCalendar, RFC 5545). It names the service, and nobody else."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from anxin.people.models import Member
from anxin.rota.models import Slot

BACK = timedelta(days=30)
BEFORE = timedelta(hours=1)


def slots_of_calendar(member: Member, at: datetime) -> list[Slot]:
    """Her shifts in all services of her organisation, from thirty days ago on."""
    rows = Slot.objects.filter(member=member, ends_at__gt=at - BACK).select_related("campaign", "kind")
    return list(rows.order_by("begins_at", "id")[:2000])


def calendar_of(slots: Iterable[Slot]) -> bytes:
    """The calendar; the same shifts are the same bytes. Times are in UTC, which every program shows in its own zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Anxin//rota//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("My shifts"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for slot in slots:
        calendar.add_component(_event(slot))
    return bytes(calendar.to_ical())


def _event(slot: Slot) -> Event:
    event = Event()
    name = slot.campaign.name
    event.add("uid", f"{slot.pk}@anxin")
    # Of when the shift is, not of when it was asked: a program that sees the same shift again sees no change.
    event.add("dtstamp", slot.begins_at.astimezone(UTC))
    event.add("dtstart", slot.begins_at.astimezone(UTC))
    event.add("dtend", slot.ends_at.astimezone(UTC))
    event.add("summary", f"{name} {slot.kind.name}" if slot.kind else _("%(name)s: on duty") % {"name": name})
    event.add("transp", "OPAQUE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Your shift begins in an hour"))
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event
