"""What follows from what: event → jobs. Read this page and know all that happens by itself after anything people do."""

from collections.abc import Mapping, Sequence

from anxin.core import event
from anxin.desk import crisis_jobs as crisis
from anxin.desk import jobs as desk
from anxin.desk import relief_jobs as relief
from anxin.desk import team_jobs as team
from anxin.desk.ledger import jobs as ledger
from anxin.people import folk_jobs as folk
from anxin.people import joining_jobs as joining
from anxin.rota import duty_jobs as duty
from anxin.rota import hours_jobs as hours
from anxin.rota import jobs as rota
from anxin.rota import relief_jobs as relieving
from anxin.rota import swap_jobs as swaps

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
    "duty.begun": (duty.settle_lateness,),
    "duty.ended": (desk.return_open_matters, team.let_transfers_lapse, team.settle_break, hours.count_attendance),
    "duty.resting": (team.tell_if_nobody_is_left,),
    "duty.back": (team.settle_break,),
    "debrief.said": (team.tell_debrief_wanted,),
    "crisis.ended": (team.offer_debriefs, rota.note_strain),
    "member.deactivated": (team.return_everything_of, rota.free_slots_of),
    "member.paused": (team.return_all_while_paused, rota.free_slots_of),
    "member.left": (team.return_everything_of, rota.free_slots_of, hours.forget_wishes_of),
    "credential.handed_in": (folk.tell_checkers,),
    "credential.checked": (folk.tell_checked, joining.begin_if_checked),
    "application.sent": (joining.tell_application,),
    "account.opened": (joining.begin_if_opened,),
    "account.bound": (joining.begin_if_opened,),
    "member.serves": (joining.tell_serves,),
    "pledge.written": (joining.ask_pledges,),
    "pledge.given": (joining.settle_pledge,),
    "hours.entered": (folk.tell_hours_wait,),
    "hours.decided": (folk.tell_hours_decided,),
    "rota.published": (rota.tell_changed,),
    "slot.relieved": (relieving.tell_relieved, relief.let_relieved_go),
    "swap.asked": (swaps.tell_swap,),
    "swap.taken": (swaps.tell_swap,),
    "swap.done": (swaps.tell_swap,),
    "swap.declined": (swaps.tell_swap,),
    "swap.withdrawn": (swaps.tell_swap,),
    "swap.undone": (swaps.tell_swap,),
    "swap.lapsed": (swaps.tell_swap,),
    "swap.gone": (swaps.tell_swap,),
}


def listen() -> None:
    """Called once, when Django is ready."""
    event.listen(REACTIONS)
