"""Reads of recruiting: drives with their counts, who waits, what belongs together."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from anxin.people.kinds import Applying
from anxin.people.models import Application, Drive, Member
from anxin.people.rules.joining import OPEN


def drives_with_counts(organisation_id: UUID) -> list[Drive]:
    """Its drives, the newest first, each with `sent`, `taken_on`, `waiting` (erased ones count, too)."""
    return list(
        Drive.objects.filter(organisation=organisation_id)
        .annotate(
            sent=Count("applications"),
            taken_on=Count("applications", filter=Q(applications__state=Applying.TAKEN_ON)),
            waiting=Count("applications", filter=Q(applications__state__in=OPEN)),
        )
        .order_by("-opens_at", "-id")[:50]
    )


def waiting_applications(organisation_id: UUID) -> list[Application]:
    """Who waits for a yes or no: the longest first."""
    rows = Application.objects.filter(organisation=organisation_id, state__in=OPEN)
    return list(rows.select_related("drive", "screener").order_by("sent_at", "id")[:500])


def same_phone(application: Application) -> QuerySet[Application]:
    """Other applications with her number in the organisation, the oldest first."""
    rows = Application.objects.filter(
        organisation=application.organisation_id, phone_blind=bytes(application.phone_blind), erased_at=None
    )
    return rows.exclude(pk=application.pk).select_related("drive").order_by("sent_at")


def members_with_phone(application: Application) -> list[Member]:
    """Members of the organisation with her number, other than the place she got by it."""
    rows = Member.objects.filter(
        organisation=application.organisation_id, phone_blind=bytes(application.phone_blind), active=True
    )
    return list(rows.exclude(pk=application.member_id) if application.member_id else rows)
