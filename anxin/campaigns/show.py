"""Pages of a campaign: every time on them is said in the campaign's own zone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from anxin.campaigns.chosen import remembered, running
from anxin.campaigns.models import Campaign
from anxin.core.templatetags.parts import when


def show(
    request: HttpRequest, campaign: Campaign, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """`template` with `context`, in the zone of `campaign`."""
    with timezone.override(campaign.tz):
        return render(request, template, {**context, "campaign": campaign}, status=status)


def to_one_of(request: HttpRequest, found: Sequence[Campaign], place: str) -> HttpResponse:
    """To the page `place` of the campaign that runs among `found`; where several do, of the one she worked in last. A choice
    where she has not worked in one of them yet."""
    choice = running(found)
    chosen = choice[0] if len(choice) == 1 else remembered(request, choice)
    if chosen is not None:
        return redirect(place, chosen.slug)
    return render(request, "campaigns/choose.html", {"campaigns": choice, "place": place})


def said(moment: datetime, now: datetime, campaign: Campaign) -> str:
    """`moment` as people of the campaign say it: 14:30 today, "yesterday 14:30", else with its date."""
    with timezone.override(campaign.tz):
        return when(moment, now)
