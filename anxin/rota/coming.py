"""Reads for checking in: which of her shifts are ahead, and from when she can come."""

from datetime import datetime

from anxin.campaigns.access import OVERSEES
from anxin.campaigns.models import Campaign
from anxin.people.models import Member
from anxin.rota.models import Slot
from anxin.rota.rules.coming import Span, opens


def shifts_ahead(campaign: Campaign, member: Member, at: datetime) -> list[Span]:
    """Her shifts here that are not over at `at`. None for who oversees the service: she comes when she is needed."""
    if member.holds(*OVERSEES):
        return []
    rows = Slot.objects.filter(campaign=campaign, member=member, ends_at__gt=at).order_by("begins_at")
    return list(rows.values_list("begins_at", "ends_at")[:5])


def opens_for(campaign: Campaign, member: Member, at: datetime) -> datetime | None:
    """From when she can check in herself; None where she can now."""
    return opens(shifts_ahead(campaign, member, at), at)
