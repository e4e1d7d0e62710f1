"""Cover of the day by profession and hour, its gaps in a sentence, and who is really there this hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import is_open, opens_next
from anxin.campaigns.show import said
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.rota.cover import needs_of
from anxin.rota.expected import lacks
from anxin.rota.gap_words import gap_sentences
from anxin.rota.models import Attendance
from anxin.rota.queries import cover_of, slots_between


def cover(campaign: Campaign, at: datetime) -> dict[str, Any] | None:
    """Today's cover as parts/cover.html wants it, with its gaps from this hour on; None on a day without service."""
    local = at.astimezone(campaign.tz)
    found = cover_of(campaign, local.date())
    if not found:
        return None
    hours = [hour for hour, _count in found[0].hours]
    wanted = wanted_by_hour(campaign, local.date())
    rows = [
        {"label": _(PROFESSION_NAMES[line.profession]),
         "cells": [{"hour": hour, "count": count, "wanted": wanted.get((line.profession, hour), 0)}
                   for hour, count in line.hours]}
        for line in found
    ]  # fmt: skip
    columns = [{"hour": hour, "cells": [row["cells"][place] for row in rows]} for place, hour in enumerate(hours)]
    gaps = gap_sentences(lacks(campaign, local.date(), at), campaign)
    return {
        "hours": hours,
        "now": local.hour,
        "rows": rows,
        "columns": columns,
        "gaps": gaps,
        "note": _("; ").join(gaps) if gaps else _("Every hour that is left today has every profession."),
        "url": reverse("rota_board", args=[campaign.slug]) if gaps else "",
        "link": _("Open the rota"),
    }


def wanted_by_hour(campaign: Campaign, day: date) -> dict[tuple[Profession, int], int]:
    """How many of each profession each hour of `day` wants: the most that any part of it does."""
    wanted: dict[tuple[Profession, int], int] = {}
    for need in needs_of(campaign, [day]):
        moment = need.begins.astimezone(campaign.tz)
        while moment < need.ends and moment.date() == day:
            key = (need.profession, moment.hour)
            wanted[key] = max(wanted.get(key, 0), need.need)
            moment = moment.replace(minute=0) + timedelta(hours=1)
    return wanted


@dataclass(frozen=True)
class Hour:
    """This hour, for one profession: who has checked in, who should be there and is not."""

    label: str
    there: list[str]
    missing: list[str]


@dataclass(frozen=True)
class Now:
    """Whether this hour is covered by people who are really there."""

    open: bool
    hours: list[Hour]
    gaps: list[str]
    back: str
    on_call: str


def this_hour(campaign: Campaign, there: Iterable[Attendance], at: datetime) -> Now:
    """Who is there now against who should be, by profession."""
    there = list(there)
    present = {each.member_id for each in there}
    missing = [
        slot.member for slot in slots_between(campaign, at, at + timedelta(seconds=1)) if slot.member_id not in present
    ]
    hours = [
        Hour(
            _(PROFESSION_NAMES[Profession(profession)]),
            [each.member.name for each in there if each.member.profession == profession],
            [each.name for each in missing if each.profession == profession],
        )
        for profession in campaign.professions
    ]
    hours_of = campaign.service_hours
    back = opens_next(hours_of, at)
    return Now(
        open=is_open(hours_of, at),
        hours=hours,
        gaps=[hour.label for hour in hours if not hour.there],
        back=said(back, at, campaign) if back else "",
        on_call=campaign.on_call.name if campaign.on_call else "",
    )
