"""Pages of a campaign: every time on them is said in the campaign's own zone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from anxin.campaigns.models import Campaign
from anxin.core.templatetags.parts import when


def show(
    request: HttpRequest, campaign: Campaign, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """`template` with `context`, in the zone of `campaign`."""
    with timezone.override(campaign.tz):
        return render(request, template, {**context, "campaign": campaign}, status=status)


def said(moment: datetime, now: datetime, campaign: Campaign) -> str:
    """`moment` as people of the campaign say it: 14:30 today, "yesterday 14:30", else with its date."""
    with timezone.override(campaign.tz):
        return when(moment, now)
