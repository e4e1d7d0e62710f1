"""Reads of campaigns."""

from datetime import datetime

from anxin.campaigns.models import Campaign, Opening
from anxin.people.kinds import Role
from anxin.people.models import Member


def openings_ahead(campaign: Campaign, at: datetime) -> list[Opening]:
    """Stretches, opened or closed, that are not over at `at` and were not taken back, the nearest first."""
    rows = Opening.objects.filter(campaign=campaign, ends_at__gt=at, taken_back_at=None)
    return list(rows.select_related("by").order_by("begins_at", "made_at"))


def opening_at(campaign: Campaign, at: datetime) -> Opening | None:
    """The one that holds at `at`: of several the one that was made last. No query where the campaign has none."""
    if not campaign.hours.get("openings"):
        return None
    found = [each for each in openings_ahead(campaign, at) if each.begins_at <= at]
    return max(found, key=lambda each: each.made_at, default=None)


def coordinators_of(campaign: Campaign) -> list[Member]:
    """Those who coordinate here."""
    rows = campaign.participants.filter(left_at=None, member__active=True, member__roles__contains=[Role.COORDINATOR])
    return [each.member for each in rows.select_related("member")]
