"""Who is there, who should be, and where an hour has nobody."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import spans_of
from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.rota.models import Attendance, Slot


def on_duty(campaign: Campaign) -> list[Attendance]:
    """Those who have checked in and not out, in the order they came; each with its member."""
    rows = Attendance.objects.filter(campaign=campaign, out_at=None, member__active=True)
    return list(rows.select_related("member").order_by("in_at", "id"))


def there(members: Collection[UUID], at: datetime) -> set[UUID]:
    """Which of `members` are on duty somewhere, or on call for a service that runs at `at`."""
    day = at.date()
    on_duty = Attendance.objects.filter(member__in=members, out_at=None).values_list("member", flat=True)
    on_call = Campaign.objects.filter(
        on_call__in=members,
        closed_at=None,
        starts_on__lte=day + timedelta(days=1),
        ends_on__gte=day - timedelta(days=1),
    )
    return {*on_duty, *on_call.values_list("on_call", flat=True)}


def attendance_of(campaign: Campaign, member: Member) -> Attendance | None:
    """Her open attendance here, if she is on duty."""
    return Attendance.objects.filter(campaign=campaign, member=member, out_at=None).first()


def slot_at(campaign: Campaign, members: Iterable[UUID], at: datetime) -> dict[UUID, Slot]:
    """The slot that each of `members` is in at `at`."""
    rows = Slot.objects.filter(campaign=campaign, member__in=members, begins_at__lte=at, ends_at__gt=at)
    return {slot.member_id: slot for slot in rows}


def slots_between(campaign: Campaign, begin: datetime, end: datetime) -> list[Slot]:
    """Slots that touch a stretch, each with its member, the earliest first."""
    rows = Slot.objects.filter(campaign=campaign, ends_at__gt=begin, begins_at__lt=end)
    return list(rows.select_related("member").order_by("begins_at", "member__name"))


@dataclass(frozen=True)
class Cover:
    """How many of one profession are down for each served hour of a day."""

    profession: Profession
    hours: tuple[tuple[int, int], ...]  # (hour of the day, people)


def cover_of(campaign: Campaign, day: date) -> list[Cover]:
    """Profession × hour of one day in the campaign's zone; an hour counts who is there for all its served part."""
    spans = spans_of(campaign.service_hours, day)
    if not spans:
        return []
    shifts = _joined(slots_between(campaign, spans[0][0], spans[-1][1]))
    hours = _hours(spans)
    found: Counter[tuple[str, datetime]] = Counter()
    for profession, comes, goes in shifts:
        for begin, end in hours:
            if comes <= begin and goes >= end:
                found[profession, begin] += 1
    return [
        Cover(
            Profession(profession),
            tuple((begin.astimezone(campaign.tz).hour, found[profession, begin]) for begin, _ in hours),
        )
        for profession in campaign.professions
    ]


def _joined(slots: Iterable[Slot]) -> list[tuple[str, datetime, datetime]]:
    """(profession, begin, end) of each person's slots; one that begins where her last ends goes on with it."""
    found: list[tuple[str, datetime, datetime]] = []
    last: dict[UUID, int] = {}
    for slot in slots:
        at = last.get(slot.member_id)
        if at is not None and found[at][2] == slot.begins_at:
            found[at] = (*found[at][:2], slot.ends_at)
        else:
            last[slot.member_id] = len(found)
            found.append((slot.member.profession, slot.begins_at, slot.ends_at))
    return found


def _hours(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    cut = []
    for begin, end in spans:
        while begin < end:
            stop = min(begin.replace(minute=0) + timedelta(hours=1), end)
            cut.append((begin, stop))
            begin = stop
    return cut


def slots_of(member: Member, campaign: Campaign, after: datetime, most: int = 5) -> list[Slot]:
    """Her shifts here that are not over at `after`, the nearest first."""
    rows = Slot.objects.filter(member=member, campaign=campaign, ends_at__gt=after)
    return list(rows.order_by("begins_at")[:most])


def people_of(campaign: Campaign) -> list[Member]:
    """Everyone who takes part here now, by profession in the campaign's order, then by name."""
    rows = campaign.participants.filter(left_at=None, member__active=True).select_related("member")
    order = {profession: place for place, profession in enumerate(campaign.professions)}
    found = [each.member for each in rows]
    return sorted(found, key=lambda member: (order.get(member.profession, len(order)), member.name))
