"""Who serves by the rota of the second service: everyone comes as her shift begins, and goes as it ends."""

from datetime import datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.rota.actions import check_in, check_out
from anxin.rota.models import Attendance, Slot

GOES_AFTER = timedelta(minutes=3)  # she hands over first
AWAY_FOR = timedelta(minutes=10)  # how long someone may stay checked out before the town puts her back on duty


def served_before(campaign: Campaign, at: datetime) -> None:
    """Everyone served the shifts that are over at `at`."""
    over = Slot.objects.filter(campaign=campaign, ends_at__lte=at - GOES_AFTER).select_related("member")
    for slot in over.order_by("begins_at"):
        attendance = check_in(campaign=campaign, member=slot.member, by=slot.member, at=slot.begins_at)
        check_out(attendance=attendance, by=slot.member, at=slot.ends_at + GOES_AFTER)


def come_and_go(campaign: Campaign, at: datetime) -> None:
    """Check in who should be there now and is not, and out whose shift is over. Who came without a shift stays."""
    now = list(Slot.objects.filter(campaign=campaign, begins_at__lte=at, ends_at__gt=at).select_related("member"))
    for slot in now:
        if slot.member.active and not _there_or_just_gone(slot, at):
            check_in(campaign=campaign, member=slot.member, by=slot.member, at=max(slot.begins_at, at - AWAY_FOR * 3))
    serving = {slot.member_id for slot in now}
    for attendance in Attendance.objects.filter(campaign=campaign, out_at=None).select_related("member"):
        if attendance.member_id not in serving and (ended := _ended(campaign, attendance, at)):
            check_out(attendance=attendance, by=attendance.member, at=ended + GOES_AFTER)


def _there_or_just_gone(slot: Slot, at: datetime) -> bool:
    last = Attendance.objects.filter(campaign=slot.campaign_id, member=slot.member_id).order_by("-in_at").first()
    if last is None or (last.out_at is not None and last.out_at <= slot.begins_at):
        return False
    return last.out_at is None or at - last.out_at <= AWAY_FOR


def _ended(campaign: Campaign, attendance: Attendance, at: datetime) -> datetime | None:
    """When the last shift ended that she served since she came, if that is long enough ago."""
    mine = Slot.objects.filter(campaign=campaign, member=attendance.member_id, ends_at__gt=attendance.in_at)
    last = mine.filter(ends_at__lte=at - GOES_AFTER).order_by("-ends_at").first()
    return last.ends_at if last else None
