"""Reads of the talks after hard ones. Nobody but the helper and the supervisors sees that one was offered."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from anxin.campaigns.models import Campaign
from anxin.desk.models import Debrief
from anxin.people.kinds import Role
from anxin.people.models import Member

AGAIN = timedelta(hours=12)  # after "later"
FORGOTTEN = timedelta(days=14)  # then it is offered no more


def offered_to(member: Member, campaign: Campaign, at: datetime) -> list[Debrief]:
    """What she has not said yes or no to, at most two at a time; what she put off comes once again after half a day."""
    rows = Debrief.objects.filter(member=member, question__campaign=campaign, wanted=None, held_at=None)
    rows = rows.filter(Q(said_at=None) | Q(said_at__lt=at - AGAIN), offered_at__gt=at - FORGOTTEN)
    return list(rows.select_related("question").order_by("-offered_at")[:2])


def wanted_in(campaign: Campaign, reader: Member) -> list[Debrief]:
    """Who would like to talk and has not yet, for a supervisor; her own are another's to hold."""
    if not reader.holds(Role.SUPERVISOR):
        return []
    rows = Debrief.objects.filter(question__campaign=campaign, wanted=True, held_at=None).exclude(member=reader)
    return list(rows.select_related("member", "question").order_by("said_at")[:20])


def debrief_of(member: Member, campaign: Campaign, id: UUID) -> Debrief:
    """Her own; else 404."""
    return _or_404(Debrief.objects.filter(pk=id, member=member, question__campaign=campaign).first())


def debrief_to_hold(campaign: Campaign, id: UUID) -> Debrief:
    """One of this campaign; else 404."""
    return _or_404(Debrief.objects.filter(pk=id, question__campaign=campaign).first())


def _or_404(found: Debrief | None) -> Debrief:
    if found is None:
        raise Http404
    return found
