"""The cover that a campaign was told to want, as the rules paint it."""

from datetime import time

from anxin.campaigns.models import Campaign
from anxin.rota.models import CoverNeed
from anxin.rota.rules.wanted import DAY, Need


def written_needs(campaign: Campaign) -> list[Need]:
    """Its needs, weekdays and dates, the earliest first."""
    return [
        Need(row.profession, tuple(row.weekdays), row.day, minutes(row.begins), minutes(row.ends) or DAY, row.need)
        for row in CoverNeed.objects.filter(campaign=campaign).order_by("begins", "id")
    ]


def minutes(clock: time) -> int:
    """Minutes from midnight."""
    return clock.hour * 60 + clock.minute
