"""Hours of service, added up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.db.models.functions import TruncMonth

from anxin.people.kinds import HoursState
from anxin.people.models import HoursEntry, Member

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Month:
    """A month and the minutes that count in it."""

    first: date
    minutes: int
    entries: int


@dataclass(frozen=True, slots=True)
class Total:
    """Minutes that count in a stretch of days, and the days of the first and the last of them."""

    minutes: int
    first_on: date | None
    last_on: date | None


def counted(member: Member) -> QuerySet[HoursEntry]:
    """Hers that count."""
    return HoursEntry.objects.filter(member=member, state=HoursState.COUNTED)


def months_of(member: Member) -> list[Month]:
    """Her months, the newest first; one query."""
    rows = (
        counted(member)
        .annotate(month=TruncMonth("begins_at", tzinfo=ZONE))
        .values("month")
        .annotate(minutes=Sum("minutes"), entries=Count("id"))
        .order_by("-month")
    )
    return [Month(row["month"].date(), row["minutes"], row["entries"]) for row in rows]


def total_of(member: Member, first: date | None = None, last: date | None = None) -> Total:
    """What counts from `first` to `last`, both included."""
    rows = counted(member)
    if first is not None:
        rows = rows.filter(begins_at__gte=_midnight(first))
    if last is not None:
        rows = rows.filter(begins_at__lt=_midnight(last + timedelta(days=1)))
    found = rows.aggregate(minutes=Sum("minutes"), first=Min("begins_at"), last=Max("begins_at"))
    days = [found[name].astimezone(ZONE).date() if found[name] else None for name in ("first", "last")]
    return Total(found["minutes"] or 0, *days)


def minutes_this_month(members: Collection[UUID], at: datetime) -> dict[UUID, int]:
    """Member → minutes that count in the month of `at`; one query for all."""
    first = at.astimezone(ZONE).date().replace(day=1)
    rows = HoursEntry.objects.filter(member__in=members, state=HoursState.COUNTED, begins_at__gte=_midnight(first))
    return dict(rows.values_list("member").annotate(Sum("minutes")))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def hours_text(minutes: int) -> str:
    """Minutes as people say them: 3.5, 12, 0.25 hours."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
