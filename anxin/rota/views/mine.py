"""My shifts: the next one big, with whom and what to know; then the list, week by week."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import segno
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
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
from anxin.rota.rules.coming import opens
from anxin.rota.show import person
from anxin.rota.swaps import offers_for

Context = dict[str, Any]
MOST = 60


@door(STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """To her shifts: in the service of the next one; where she has none, in one that she works in."""
    soon = _ahead(request, clock.now()).first()
    if soon is not None:
        return redirect("my_shifts", soon.campaign.slug)
    return to_one_of(request, campaigns_of(members_of(request)), "my_shifts")


@never_cache
@door(STAFF)
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    return page(request, *campaign_for_staff(request, slug))


def page(request: HttpRequest, campaign: Campaign, member: Member, feed: str = "") -> HttpResponse:
    """The page, with her shifts in every service she works in; with the new calendar address, where one was just made."""
    at = clock.now()
    slots = list(_ahead(request, at)[:MOST])
    call = open_call_of(campaign, at)
    soon = slots[0] if slots else None
    there = soon.campaign if soon else campaign
    context: Context = {
        "now": at,
        "soon": soon,
        "several": any(each.campaign_id != campaign.pk for each in slots),
        "beside": _beside(soon) if soon else [],
        "begun": soon is not None and soon.begins_at <= at,
        "may_come": soon is not None and opens([(soon.begins_at, soon.ends_at)], at) is None,
        "attendance": attendance_of(there, soon.member if soon else member),
        "notes": notes_for(there, at) if soon and soon.begins_at - at < timedelta(hours=12) else [],
        "weeks": _weeks(slots[1:]),
        "hours": round(sum((each.ends_at - each.begins_at).total_seconds() for each in slots) / 3600, 1),
        "count": len(slots),
        "call": call,
        "answered": call is not None and CallAnswer.objects.filter(call=call, member=member).exists(),
        "offers": len(offers_for(member, campaign, at)),
        "feed": feed,
        "qr": _qr(feed) if feed else "",
        "has_feed": FeedKey.objects.filter(member=member, revoked_at=None).first(),
        "here": reverse("my_shifts", args=[campaign.slug]),
    }
    return show(request, campaign, "rota/mine.html", context)


def _ahead(request: HttpRequest, at: datetime) -> QuerySet[Slot]:
    """Her shifts that are not over, in every service she works in; the nearest first."""
    members = members_of(request)
    rows = Slot.objects.filter(member__in=members, campaign__in=campaigns_of(members), ends_at__gt=at)
    return rows.select_related("kind", "campaign", "member").order_by("begins_at", "id")


def _qr(text: str) -> SafeString:
    """An address to photograph with another phone; dark on light, whatever the page is."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        border=4, light="#fff", omitsize=True, svgclass="feed-qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 - squares only: the text is not in it


def _beside(slot: Slot) -> list[Context]:
    """Who is put down for the same time, by profession."""
    rows = Slot.objects.filter(campaign=slot.campaign_id, begins_at__lt=slot.ends_at, ends_at__gt=slot.begins_at)
    rows = rows.exclude(member=slot.member_id).select_related("member").order_by("member__profession", "member__name")
    found: dict[str, list[str]] = {}
    for each in rows:
        names = found.setdefault(person(each.member).profession, [])
        if each.member.name not in names:
            names.append(each.member.name)
    return [{"label": label, "names": names} for label, names in found.items()]


def _weeks(slots: Iterable[Slot]) -> list[Context]:
    weeks: dict[date, list[Slot]] = {}
    for slot in slots:
        day = slot.begins_at.astimezone(slot.campaign.tz).date()
        monday = day - timedelta(days=day.weekday())
        weeks.setdefault(monday, []).append(slot)
    return [{"monday": monday, "slots": found} for monday, found in weeks.items()]
