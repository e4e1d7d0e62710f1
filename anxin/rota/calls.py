"""Reads of availability calls: which is open, who answered, who can when."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.people.kinds import Standing
from anxin.people.models import Member
from anxin.rota.kinds import Can
from anxin.rota.models import Availability, AvailabilityCall, ShiftKind
from anxin.rota.queries import people_of

Said = dict[tuple[UUID, date, UUID], Can]  # member, day, kind of shift


def kinds_of(campaign: Campaign) -> list[ShiftKind]:
    """Its kinds of shifts that are in use, the earliest first."""
    return list(ShiftKind.objects.filter(campaign=campaign, ended_at=None).order_by("begins", "ends"))


def kinds_for(campaign: Campaign, member: Member) -> list[ShiftKind]:
    """Those of them that somebody of her profession serves."""
    return [each for each in kinds_of(campaign) if not each.professions or member.profession in each.professions]


def days_left(campaign: Campaign, first: date, last: date, today: date) -> list[date]:
    """The days of the service from `first` to `last` that are not over."""
    first, last = max(first, today, campaign.starts_on), min(last, campaign.ends_on)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def unsaid_in(campaign: Campaign, member: Member, days: Sequence[date]) -> int:
    """Of how many shifts on `days` she has said nothing yet."""
    wanted = {(day, kind.pk) for day in days for kind in kinds_for(campaign, member)}
    rows = Availability.objects.filter(campaign=campaign, member=member, day__in=days)
    return len(wanted.difference(rows.values_list("day", "kind")))


def calls_of(campaign: Campaign, most: int = 12) -> list[AvailabilityCall]:
    """Its calls, the newest first."""
    return list(AvailabilityCall.objects.filter(campaign=campaign).order_by("-opened_at", "-id")[:most])


def open_call_of(campaign: Campaign, at: datetime) -> AvailabilityCall | None:
    """The call that takes answers at `at`; of several the one that closes first."""
    rows = AvailabilityCall.objects.filter(campaign=campaign, closed_at=None, closes_at__gt=at)
    return rows.select_related("campaign").order_by("closes_at", "id").first()


def calls_about(campaign: Campaign, days: Sequence[date]) -> list[AvailabilityCall]:
    """Its calls, open or closed, for any of these days."""
    if not days:
        return []
    rows = AvailabilityCall.objects.filter(campaign=campaign, first_on__lte=max(days), last_on__gte=min(days))
    return list(rows.order_by("opened_at", "id"))


def asked(call: AvailabilityCall) -> list[Member]:
    """Whom it asks: who takes part and has not left; who pauses is left in peace."""
    return [each for each in people_of(call.campaign) if each.standing in (Standing.SERVING, Standing.LEARNING)]


def unanswered(call: AvailabilityCall) -> list[Member]:
    """Those of them who have not answered."""
    answered = set(call.answers.values_list("member", flat=True))
    return [each for each in asked(call) if each.pk not in answered]


def said_of(campaign: Campaign, first: date, last: date, members: Sequence[UUID] | None = None) -> Said:
    """What members said of the days `first` to `last`."""
    rows = Availability.objects.filter(campaign=campaign, day__range=(first, last))
    if members is not None:
        rows = rows.filter(member__in=members)
    return {(m, day, kind): Can(can) for m, day, kind, can in rows.values_list("member", "day", "kind", "can")}
