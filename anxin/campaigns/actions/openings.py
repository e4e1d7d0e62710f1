"""Rows of openings, and the campaign's hours with them. Not actions of their own: the desk's verb moves clocks and speaks."""

from datetime import UTC, datetime, timedelta

from anxin.campaigns.models import Campaign, Opening
from anxin.core.action import save
from anxin.people.models import Member

KEPT = timedelta(days=2)  # a day's figures look back that far; older ones stay in their table only


def write_opening(
    campaign: Campaign, *, begins_at: datetime, ends_at: datetime, opens: bool, reason: str, by: Member, at: datetime
) -> Opening:
    """A stretch in which the desk is open, or closed. `campaign` must be locked; its hours know it from now on."""
    opening = Opening.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, begins_at=begins_at, ends_at=ends_at, opens=opens,
        reason=reason, by=by, made_at=at,
    )  # fmt: skip
    _tell_hours(campaign, at)
    return opening


def withdraw_opening(opening: Opening, campaign: Campaign, *, at: datetime) -> None:
    """It no longer counts: not at all where it lies ahead, else from now on."""
    if opening.begins_at < at < opening.ends_at:
        save(opening, ends_at=at, taken_back_at=at)
    else:
        save(opening, taken_back_at=at)
    _tell_hours(campaign, at)


def _tell_hours(campaign: Campaign, at: datetime) -> None:
    """The campaign's own row holds those that count around now, in the order in which they were made."""
    rows = Opening.objects.filter(campaign=campaign, ends_at__gt=at - KEPT).order_by("made_at", "id")
    openings = [
        [row.begins_at.astimezone(UTC).isoformat(), row.ends_at.astimezone(UTC).isoformat(), row.opens]
        for row in rows
        if row.taken_back_at is None or row.taken_back_at > row.begins_at  # what was is not undone
    ]
    save(campaign, hours={**campaign.hours, "openings": openings})
