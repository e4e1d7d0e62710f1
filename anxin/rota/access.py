"""Which shift, attendance or member of a campaign a request may touch; else 404."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from anxin.campaigns.models import Campaign
from anxin.people.models import Member
from anxin.rota.models import Slot


def slot_in(campaign: Campaign, id: UUID) -> Slot:
    """A shift of this campaign."""
    slot = Slot.objects.select_related("member").filter(campaign=campaign, pk=id).first()
    if slot is None:
        raise Http404
    return slot


def participant(campaign: Campaign, id: UUID) -> Member:
    """A member who takes part in this campaign now."""
    found = campaign.participants.filter(left_at=None, member=id, member__active=True).select_related("member").first()
    if found is None:
        raise Http404
    return found.member


def day_in(campaign: Campaign, text: str, at: datetime) -> datetime:
    """Midnight, in the campaign's zone, of the day that an address names; of today where it names none."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  (a date only)
    except ValueError:
        day = at.astimezone(campaign.tz).date()
    return datetime(day.year, day.month, day.day, tzinfo=campaign.tz)
