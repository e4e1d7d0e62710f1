"""Which shift, attendance or member of a campaign a request may touch; else 404."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from anxin.campaigns.access import campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.people.access import members_of
from anxin.people.models import Member
from anxin.rota.models import AvailabilityCall, ShiftKind, Slot, Swap, Version, Wish

M = TypeVar("M", bound=Model)


def slot_in(campaign: Campaign, id: UUID) -> Slot:
    """A shift of this campaign."""
    slot = Slot.objects.select_related("member", "campaign").filter(campaign=campaign, pk=id).first()
    if slot is None:
        raise Http404
    return slot


def kind_in(campaign: Campaign, id: UUID) -> ShiftKind:
    """A kind of shift of this campaign, ended or not."""
    return _or_404(ShiftKind.objects.select_related("campaign"), campaign, id)


def call_in(campaign: Campaign, id: UUID) -> AvailabilityCall:
    """An availability call of this campaign."""
    return _or_404(AvailabilityCall.objects.select_related("campaign"), campaign, id)


def version_in(campaign: Campaign, id: UUID) -> Version:
    """A version of this campaign's rota."""
    return _or_404(Version.objects.select_related("campaign", "made_by", "published_by"), campaign, id)


def swap_in(campaign: Campaign, id: UUID) -> Swap:
    """A swap of this campaign."""
    return _or_404(Swap.objects.select_related("campaign", "slot", "in_return", "from_member"), campaign, id)


def swap_for_staff(request: HttpRequest, id: UUID) -> tuple[Swap, Member]:
    """A swap of a service she is in, and who she is there."""
    houses = [member.organisation_id for member in members_of(request)]
    row = Swap.objects.filter(pk=id, organisation__in=houses).select_related("campaign").first()
    if row is None:
        raise Http404
    campaign, member = campaign_for_staff(request, row.campaign.slug)
    return swap_in(campaign, id), member


def wish_of(member: Member, campaign: Campaign, id: UUID) -> Wish:
    """A wish of hers."""
    return _or_404(Wish.objects.filter(member=member), campaign, id)


def id_in(text: str) -> UUID:
    """The id that a form or an address names."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


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


def _or_404(rows: QuerySet[M], campaign: Campaign, id: UUID) -> M:
    row = rows.filter(campaign=campaign, pk=id).first()
    if row is None:
        raise Http404
    return row
