"""What becomes of the desk of somebody who was relieved; may run twice and does its thing once."""

from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.jobs import PAGES, RETRY, app
from anxin.core.models import Event
from anxin.desk.hands import in_hand_of
from anxin.desk.kinds import State
from anxin.desk.rules.handover import InHand, may_leave
from anxin.rota.actions import check_out
from anxin.rota.models import Attendance, Slot
from anxin.rota.queries import slot_at
from anxin.triage import Risk


@app.task(name="desk.let_relieved_go", queue=PAGES, retry=RETRY)
def let_relieved_go(event: int) -> None:
    """Her shift is over now, so she goes off duty as one leaves at its end: what waits for an answer goes back to the
    queue. With somebody in danger in hand she stays until a colleague has said yes; the rota tells her to hand over."""
    row = Event.objects.get(pk=event)
    slot = Slot.objects.select_related("campaign").filter(pk=row.about_id).first()
    if slot is None:
        return
    here = Attendance.objects.filter(campaign=slot.campaign, member=row.data["of"], out_at=None, in_at__lte=row.at)
    attendance = here.select_related("member", "campaign").first()
    at = clock.now()
    if attendance is None or slot_at(slot.campaign, [attendance.member_id], at):
        return  # not there, or another shift of hers goes on
    if slot.begins_at > row.at:
        return  # it lay ahead: she goes on with what she does now
    rows = [InHand(Risk(each.risk), State(each.state)) for each in in_hand_of(attendance.member, slot.campaign)]
    if may_leave(rows, anyway=True) is None:
        check_out(attendance=attendance, by=MACHINE, at=at)
