"""My shifts: the next one big, with whom and what to know; then the list, week by week."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import campaign_for_staff, campaigns_of
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show, to_one_of
from anxin.core import clock
from anxin.core.door import door
from anxin.people.access import members_of
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.calls import open_call_of
from anxin.rota.models import CallAnswer, FeedKey, Slot
from anxin.rota.notes import notes_for
from anxin.rota.queries import attendance_of
from anxin.rota.show import person
from anxin.rota.swaps import offers_for

Context = dict[str, Any]
EARLY = timedelta(minutes=30)  # before her shift she can check in
MOST = 60


@door(STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """To the service she works in."""
    return to_one_of(request, campaigns_of(members_of(request)), "my_shifts")


@never_cache
@door(STAFF)
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    return page(request, *campaign_for_staff(request, slug))


def page(request: HttpRequest, campaign: Campaign, member: Member, feed: str = "") -> HttpResponse:
    """The page; with the new calendar address, where one was just made."""
    at = clock.now()
    rows = Slot.objects.filter(campaign=campaign, member=member, ends_at__gt=at).select_related("kind")
    slots = list(rows.order_by("begins_at")[:MOST])
    call = open_call_of(campaign, at)
    soon = slots[0] if slots else None
    context: Context = {
        "now": at,
        "soon": soon,
        "beside": _beside(campaign, soon) if soon else [],
        "begun": soon is not None and soon.begins_at <= at,
        "may_come": soon is not None and soon.begins_at - EARLY <= at,
        "attendance": attendance_of(campaign, member),
        "notes": notes_for(campaign, at) if soon and soon.begins_at - at < timedelta(hours=12) else [],
        "weeks": _weeks(slots[1:], campaign),
        "hours": round(sum((each.ends_at - each.begins_at).total_seconds() for each in slots) / 3600, 1),
        "count": len(slots),
        "call": call,
        "answered": call is not None and CallAnswer.objects.filter(call=call, member=member).exists(),
        "offers": len(offers_for(member, campaign, at)),
        "feed": feed,
        "has_feed": FeedKey.objects.filter(member=member, revoked_at=None).first(),
        "here": reverse("my_shifts", args=[campaign.slug]),
    }
    return show(request, campaign, "rota/mine.html", context)


def _beside(campaign: Campaign, slot: Slot) -> list[Context]:
    """Who is put down for the same time, by profession."""
    rows = Slot.objects.filter(campaign=campaign, begins_at__lt=slot.ends_at, ends_at__gt=slot.begins_at)
    rows = rows.exclude(member=slot.member_id).select_related("member").order_by("member__profession", "member__name")
    found: dict[str, list[str]] = {}
    for each in rows:
        names = found.setdefault(person(each.member).profession, [])
        if each.member.name not in names:
            names.append(each.member.name)
    return [{"label": label, "names": names} for label, names in found.items()]


def _weeks(slots: Iterable[Slot], campaign: Campaign) -> list[Context]:
    weeks: dict[datetime, list[Slot]] = {}
    for slot in slots:
        local = slot.begins_at.astimezone(campaign.tz)
        monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
        weeks.setdefault(monday, []).append(slot)
    return [{"monday": monday, "slots": found} for monday, found in weeks.items()]
