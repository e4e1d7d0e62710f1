"""Whose sheets are whose: who asked for one takes it, nobody else."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from anxin.campaigns.models import Campaign
from anxin.desk.models import LedgerExport
from anxin.people.models import Member


def sheets_of(member: Member, campaign: Campaign, at: datetime, most: int) -> list[LedgerExport]:
    """What she asked for here and is still kept, the newest first."""
    rows = LedgerExport.objects.filter(campaign=campaign, by=member, keep_until__gt=at)
    return list(rows.order_by("-asked_at")[:most])


def sheet_of(member: Member, campaign: Campaign, id: UUID) -> LedgerExport:
    """One of them; else 404."""
    found = LedgerExport.objects.filter(campaign=campaign, by=member, pk=id).first()
    if found is None:
        raise Http404
    return found
