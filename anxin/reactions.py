"""What follows from what: event → jobs. Read this page and know all that happens by itself after anything people do."""

from collections.abc import Mapping, Sequence

from anxin.core import event
from anxin.desk import crisis_jobs as crisis
from anxin.desk import jobs as desk
from anxin.desk import team_jobs as team
from anxin.desk.ledger import jobs as ledger

REACTIONS: Mapping[str, Sequence[event.Reaction]] = {
    "question.risk_raised": (desk.page_by_ladder,),
    "question.late": (desk.tell_coordinators,),
    "question.returned": (desk.tell_coordinators,),
    "question.put_back": (desk.page_if_unowned,),
    "question.reopened": (desk.page_if_unowned,),
    "question.merged": (desk.page_if_unowned,),  # its level may be another now, and its helper not there
    "question.feels_worse": (desk.tell_feels_worse,),
    "question.written_back_alone": (desk.page_if_unowned,),  # in danger, and her helper is gone
    "question.warned": (desk.tell_owner,),
    "question.transferred": (desk.tell_receiver,),
    "question.transfer_declined": (team.tell_declined,),
    "question.asked_in": (team.tell_asked_in,),
    "question.second_asked": (desk.tell_seconds,),
    "follow_up.came": (crisis.tell_follow_up,),
    "follow_up.not_reached": (crisis.tell_not_reached,),  # after the third try
    "question.block_asked": (ledger.tell_block_asked,),
    "ledger.export_asked": (ledger.write_ledger,),
    "duty.ended": (desk.return_open_matters, team.let_transfers_lapse, team.settle_break),
    "duty.resting": (team.tell_if_nobody_is_left,),
    "duty.back": (team.settle_break,),
    "debrief.said": (team.tell_debrief_wanted,),
    "crisis.ended": (team.offer_debriefs,),
    "member.deactivated": (team.return_everything_of,),
}


def listen() -> None:
    """Called once, when Django is ready."""
    event.listen(REACTIONS)
