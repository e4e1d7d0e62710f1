"""Resting, and leaving a shift: what happens to what one has in hand."""

from datetime import datetime

from anxin.campaigns.models import Campaign
from anxin.core.action import action
from anxin.core.refusal import Refused, refuse_if
from anxin.desk.actions.claim import return_question
from anxin.desk.actions.state import locked, put
from anxin.desk.hands import in_hand_of
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.handover import InHand, may_leave
from anxin.people.models import Member
from anxin.rota.actions import GONE, check_out, rest
from anxin.rota.models import Attendance
from anxin.rota.queries import attendance_of
from anxin.triage import Risk


@action
def take_break(*, campaign: Campaign, back_by: datetime, hand_back: bool, by: Member, at: datetime) -> Attendance:
    """Rest until about `back_by`. With `hand_back` what waits for her answer goes to the queue; danger stays with her.

    Refused: not_on_duty, break_too_long.
    """
    attendance = attendance_of(campaign, by)
    if attendance is None:
        raise Refused(GONE)
    if hand_back:  # questions are locked before the attendance, and in the order of their ids, as everywhere
        for question in sorted(in_hand_of(by, campaign), key=lambda each: each.pk):
            if question.state == State.CLAIMED and question.risk < Risk.HIGH:
                return_question(question=question, by=by, at=at)
    _hold_out_to_others(campaign, by)
    return rest(attendance=attendance, back_by=back_by, by=by, at=at)


def _hold_out_to_others(campaign: Campaign, member: Member) -> None:
    """What is offered to her at this moment is offered anew, to somebody who does not rest."""
    offered = Question.objects.filter(campaign=campaign, state=State.WAITING, offered_to=member, handing_over=False)
    for row in offered.order_by("pk"):
        question = locked(row)
        if question.offered_to_id == member.pk and question.state == State.WAITING and not question.handing_over:
            put(question, offered_to=None, offered_at=None, offered_until=None)


@action
def leave_desk(*, campaign: Campaign, by: Member, at: datetime, anyway: bool = False) -> Attendance | None:
    """Go off duty, when what she has in hand allows it; None where she is not on duty.

    `anyway`: what waits for her answer goes back to the queue. Refused: danger_in_hand, still_open.
    """
    attendance = attendance_of(campaign, by)
    if attendance is None:
        return None
    rows = [InHand(Risk(each.risk), State(each.state)) for each in in_hand_of(by, campaign)]
    refuse_if(may_leave(rows, anyway))
    return check_out(attendance=attendance, by=by, at=at)
