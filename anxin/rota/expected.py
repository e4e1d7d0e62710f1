"""Who should be on duty by the published rota against who is: not come, over her time, about to go; and what the day lacks."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from anxin.campaigns.models import Campaign
from anxin.rota.cover import needs_of
from anxin.rota.models import Attendance, Slot
from anxin.rota.queries import slots_between
from anxin.rota.rules.shortage import Presence, Shortage, from_then_on, shortages


def over_time(campaign: Campaign, members: Collection[UUID], at: datetime) -> set[UUID]:
    """Which of `members`, who are on duty, stayed after the end of their shift.

    Not who came without a shift: the coordinator put her on, or she came by herself to help.
    """
    since = Attendance.objects.filter(campaign=campaign, out_at=None, member=OuterRef("member"))
    hers = Slot.objects.filter(campaign=campaign, member__in=members, begins_at__lte=at)
    served = Exists(since.filter(in_at__lt=OuterRef("ends_at")))
    found = hers.filter(served).values_list("member", "ends_at")
    return {member for member, _end in found} - {member for member, end in found if end > at}


def not_come(at: datetime, after: timedelta) -> QuerySet[Slot]:
    """Shifts that began at least `after` before `at` and are not over, whose member has not been there since."""
    came = Attendance.objects.filter(campaign=OuterRef("campaign"), member=OuterRef("member"))
    came = came.filter(Q(out_at=None) | Q(out_at__gt=OuterRef("begins_at")))
    running = Slot.objects.filter(
        begins_at__lte=at - after, ends_at__gt=at, member__active=True, campaign__closed_at=None
    )
    return running.exclude(Exists(came)).select_related("member", "campaign")


def just_over(at: datetime, within: timedelta) -> QuerySet[Slot]:
    """Shifts that ended within the last `within`, whose member is still on duty and has no shift that goes on."""
    there = Attendance.objects.filter(
        campaign=OuterRef("campaign"), member=OuterRef("member"), out_at=None, in_at__lt=OuterRef("ends_at")
    )
    goes_on = Slot.objects.filter(
        campaign=OuterRef("campaign"), member=OuterRef("member"), begins_at__lte=OuterRef("ends_at"),
        ends_at__gt=OuterRef("ends_at"),
    )  # fmt: skip
    ended = Slot.objects.filter(ends_at__lte=at, ends_at__gt=at - within, member__active=True)
    return ended.filter(Exists(there)).exclude(Exists(goes_on)).select_related("member", "campaign")


def lacks(campaign: Campaign, day: date, at: datetime) -> list[Shortage]:
    """What `day` lacks from `at` on, by the cover that the campaign asks for."""
    needs = needs_of(campaign, [day])
    if not needs:
        return []
    begin = datetime.combine(day, time(0), campaign.tz)
    end = max(each.ends for each in needs)
    there = [
        Presence(each.member.profession, each.begins_at, each.ends_at) for each in slots_between(campaign, begin, end)
    ]
    return from_then_on(shortages(needs, there), at)


def with_a_rota(at: datetime) -> list[Campaign]:
    """Campaigns that run at `at` and have a rota: shifts lie a day behind or ahead, or cover was asked for."""
    day = at.date()
    near = Slot.objects.filter(
        campaign=OuterRef("pk"), begins_at__lt=at + timedelta(days=1), ends_at__gt=at - timedelta(days=1)
    )
    rows = Campaign.objects.filter(
        closed_at=None, starts_on__lte=day + timedelta(days=1), ends_on__gte=day - timedelta(days=1)
    )
    asked = rows.filter(Q(cover_needs__isnull=False) | Exists(near)).distinct()
    return list(asked.select_related("organisation").order_by(F("id").asc()))
