"""The campaign as its visitors read it: its name, its hours, who is there. Called in the campaign's zone."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anxin.campaigns.models import Campaign
from anxin.campaigns.queries import opening_at
from anxin.campaigns.rules.hours import is_open, opens_next, spans_of
from anxin.core.templatetags.parts import when
from anxin.desk.show import hotlines_of
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.queries import on_duty
from anxin.triage import Topic

MOST_SHOWN = 8  # people on duty; more would push the rest of a phone's page away
DAY = timedelta(days=1)


def place(campaign: Campaign, at: datetime, back: bool = False) -> dict[str, Any]:
    """`place` of base_resident.html; `back` shows the way back to the campaign's page."""
    home = reverse("resident_home", args=[campaign.slug])
    return {
        "name": campaign.name,
        "organisation": campaign.organisation.short_name,
        "hours": hours_today(campaign, at),
        "url": home,
        "back_url": home if back else "",
        "manifest_url": reverse("resident_manifest", args=[campaign.slug]),
    }


def service(campaign: Campaign, at: datetime) -> dict[str, Any]:
    """Whether people are there now, who, how soon they usually answer, and when they are back."""
    there = [each.member for each in on_duty(campaign)]
    people = [{"name": m.name, "profession": _(PROFESSION_NAMES[Profession(m.profession)])} for m in there]
    back_at = opens_next(campaign.service_hours, at)
    opening = opening_at(campaign, at)
    return {
        "open": is_open(campaign.service_hours, at),
        "why_closed": opening.reason if opening and not opening.opens else "",
        "back_at": day_and_time(back_at, at) if back_at else "",
        "promise": promise(campaign),
        "people": people[:MOST_SHOWN],
        "ids": {member.pk for member in there},
        "more": max(0, len(people) - MOST_SHOWN),
    }


def promise(campaign: Campaign) -> str:
    """How long a first answer usually takes at most."""
    minutes = round(campaign.clock(0) / timedelta(minutes=1))
    return ngettext(
        "usually answered within %(minutes)s minute", "usually answered within %(minutes)s minutes", minutes
    ) % {"minutes": minutes}


def hours_today(campaign: Campaign, at: datetime) -> str:
    """The service hours of today, in words."""
    today = timezone.localdate(at)
    spans = spans_of(campaign.service_hours, today)
    if not spans:
        return _("no service today")
    if spans[-1][1] - spans[0][0] >= DAY and len(spans) == 1:
        return _("day and night")
    words = _(", ").join(f"{timezone.localtime(begin):%H:%M}–{_end(end, today)}" for begin, end in spans)
    return _("%(hours)s today") % {"hours": words}


def _end(end: datetime, today: Any) -> str:
    local = timezone.localtime(end)
    return f"{local:%H:%M}" if local.date() == today else "24:00"


def usual_hours(campaign: Campaign) -> str:
    """The service hours for a poster: those of every day where all are alike, else of today."""
    weekly = campaign.hours["weekly"]
    if any(day != weekly[0] for day in weekly) or not weekly[0]:
        return ""
    if weekly[0] == [["00:00", "24:00"]]:
        return _("day and night")
    return _("every day %(hours)s") % {"hours": _(", ").join(f"{begin}–{end}" for begin, end in weekly[0])}


def day_and_time(moment: datetime, at: datetime) -> str:
    """A moment that lies ahead, as people say it: 08:00 today, "tomorrow 08:00", else with its date."""
    local = timezone.localtime(moment)
    if local.date() - timezone.localdate(at) == DAY:
        return _("tomorrow %(time)s") % {"time": f"{local:%H:%M}"}
    return when(moment, at)


def hotlines(campaign: Campaign, topic: Topic | None = None) -> list[dict[str, str]]:
    """Its hotlines; where the matter is medical, the ambulance first."""
    lines = hotlines_of(campaign)
    return sorted(lines, key=lambda line: line["number"] != "120") if topic == Topic.MEDICAL else lines
