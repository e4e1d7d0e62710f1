"""Coming on and off duty."""

from datetime import datetime, timedelta

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.people.models import Member
from anxin.people.rules.standing import may_serve
from anxin.rota.actions.slots import takes_part
from anxin.rota.coming import shifts_ahead
from anxin.rota.models import Attendance
from anxin.rota.rules.coming import may_check_in

LONGEST_BREAK = timedelta(hours=2)
GONE = Finding("not_on_duty", _("You are not on duty."), next_step=_("Check in first."))
TOO_LONG = Finding(
    "break_too_long", _("A break lasts two hours at most."), next_step=_("For longer, hand over and check out.")
)


@action
def check_in(*, campaign: Campaign, member: Member, by: Actor, at: datetime) -> Attendance:
    """Come on duty; she who is already there stays so. Who checks herself in does it within the window of her shift.

    Refused: takes_no_part, not_serving, too_early.
    """
    refuse_if(takes_part(campaign, member))
    refuse_if(may_serve(member.standing, member.name))
    there = Attendance.objects.filter(campaign=campaign, member=member, out_at=None).first()
    if there is not None:
        return there
    if by.pk == member.pk:
        refuse_if(may_check_in(shifts_ahead(campaign, member, at), at, campaign.tz))
    attendance, fresh = Attendance.objects.get_or_create(
        campaign=campaign,
        member=member,
        out_at=None,
        defaults={"in_at": at, "organisation_id": campaign.organisation_id},
    )
    if fresh:
        record("duty.begun", about=attendance, by=by, at=at, rings=[bell.topic("desk", campaign.pk)], member=member.pk)
    return attendance


@action
def check_out(*, attendance: Attendance, by: Actor, at: datetime) -> Attendance:
    """Go off duty; what she had claimed is looked after by the desk. Twice is once."""
    attendance = lock(attendance)
    if attendance.out_at is None:
        save(attendance, out_at=max(at, attendance.in_at))
        topics = [bell.topic("desk", attendance.campaign_id)]
        record("duty.ended", about=attendance, by=by, at=at, rings=topics, member=attendance.member_id)
    return attendance


@action
def rest(*, attendance: Attendance, back_by: datetime, by: Actor, at: datetime) -> Attendance:
    """Take a break, on duty, until about `back_by`: nothing new is offered her. Saying it again moves that time.

    Refused: not_on_duty, break_too_long (422).
    """
    attendance = lock(attendance)
    if attendance.out_at is not None:
        raise Refused(GONE)
    if not timedelta(0) < back_by - at <= LONGEST_BREAK:
        raise Refused(TOO_LONG, 422)
    save(attendance, resting_since=attendance.resting_since or at, back_by=back_by)
    topics = [bell.topic("desk", attendance.campaign_id)]
    record("duty.resting", about=attendance, by=by, at=at, rings=topics, member=attendance.member_id, back_by=back_by)
    return attendance


@action
def come_back(*, attendance: Attendance, by: Actor, at: datetime) -> Attendance:
    """Be there again after a break. Twice is once. Refused: not_on_duty."""
    attendance = lock(attendance)
    if attendance.out_at is not None:
        raise Refused(GONE)
    if attendance.resting_since is not None:
        save(attendance, resting_since=None, back_by=None)
        topics = [bell.topic("desk", attendance.campaign_id)]
        record("duty.back", about=attendance, by=by, at=at, rings=topics, member=attendance.member_id)
    return attendance
