"""What those who left want those who come next to know."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.rota.models import HandOverNote

LATELY = timedelta(hours=16)  # from the end of an evening to the noon after it
MOST = 5


@dataclass(frozen=True)
class Said:
    """A note, as pages show it."""

    name: str
    text: str
    at: datetime


def notes_for(campaign: Campaign, at: datetime) -> list[Said]:
    """The notes of the last hours, the newest first."""
    rows = HandOverNote.objects.filter(campaign=campaign, made_at__gt=at - LATELY, made_at__lte=at)
    return [
        Said(each.member.name, each.text or "", each.made_at)
        for each in rows.select_related("member").order_by("-made_at", "-id")[:MOST]
    ]
