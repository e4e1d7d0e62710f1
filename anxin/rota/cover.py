"""What cover the days of a campaign need, from its weekdays and its exceptions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import spans_of
from anxin.people.kinds import Profession
from anxin.rota.models import CoverNeed
from anxin.rota.rules.facts import Need


def needs_of(campaign: Campaign, days: Iterable[date]) -> tuple[Need, ...]:
    """How many of each profession each stretch of `days` needs. A campaign that was never told needs one of each of its
    professions while it is served."""
    rows = list(CoverNeed.objects.filter(campaign=campaign).order_by("begins", "id"))
    if not rows:
        return tuple(each for day in days for each in _served(campaign, day))
    return tuple(each for day in days for each in _on(campaign, day, rows))


def _served(campaign: Campaign, day: date) -> list[Need]:
    return [
        Need(Profession(profession), begins, ends, 1)
        for begins, ends in spans_of(campaign.service_hours, day)
        for profession in campaign.professions
    ]


def _on(campaign: Campaign, day: date, rows: list[CoverNeed]) -> list[Need]:
    if not campaign.starts_on <= day <= campaign.ends_on:
        return []
    own = {row.profession for row in rows if row.day == day}  # these have only their own on this date
    holds = [
        row
        for row in rows
        if row.day == day or (row.day is None and row.profession not in own and day.weekday() in row.weekdays)
    ]
    return [
        Need(
            Profession(row.profession),
            datetime.combine(day, row.begins, campaign.tz).astimezone(UTC),
            datetime.combine(_last(row, day), row.ends, campaign.tz).astimezone(UTC),
            row.need,
        )
        for row in holds
    ]


def _last(row: CoverNeed, day: date) -> date:
    return day if row.ends > row.begins else day + timedelta(days=1)
