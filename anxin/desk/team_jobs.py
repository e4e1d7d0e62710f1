"""What follows when people hand over, ask one another in, rest and leave; each may run twice and does its thing once."""

from datetime import datetime, timedelta

from anxin.campaigns.queries import coordinators_of
from anxin.core import clock
from anxin.core.actor import MACHINE
from anxin.core.jobs import PAGES, RETRY, app
from anxin.core.models import Event
from anxin.desk.actions.claim import return_question
from anxin.desk.actions.debrief import offer_debrief
from anxin.desk.actions.join import leave_question
from anxin.desk.actions.transfer import lapse_transfer
from anxin.desk.jobs import supervisors
from anxin.desk.kinds import State
from anxin.desk.models import Debrief, Joining, Question, Transfer
from anxin.people.actions import notify, settle_notices
from anxin.people.kinds import Standing
from anxin.people.models import Member, Notice
from anxin.rota.actions import check_out
from anxin.rota.models import Attendance
from anxin.rota.queries import on_duty
from anxin.triage import Risk

PATIENCE = timedelta(minutes=10)  # after the end of a break
UNFINISHED = (State.CLAIMED, State.AWAITING_RESIDENT)  # a planned follow-up keeps its date and goes to all on that day


@app.task(queue=PAGES, retry=RETRY)
def tell_asked_in(event: int) -> None:
    """A colleague asks her in."""
    question = _about(event)
    waiting = Joining.objects.filter(question=question, joined_at=None, left_at=None).select_related("member")
    for joining in waiting:
        danger = question.risk >= Risk.HIGH
        notify(member=joining.member, code="asked_in", about=question.pk, urgent=danger, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def tell_declined(event: int) -> None:
    """Who she wanted to hand it to cannot take it: it is still her owner's, who is told, and who held it out."""
    row = Event.objects.get(pk=event)
    transfer = Transfer.objects.select_related("by", "question__owner").get(pk=row.data["transfer"])
    if transfer.question.state == State.CLOSED:
        return
    told = {each.pk: each for each in (transfer.by, transfer.question.owner) if each and each.pk != row.actor_id}
    for member in told.values():
        notify(member=member, code="transfer_declined", about=transfer.question_id, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def let_transfers_lapse(event: int) -> None:
    """Who goes off duty is held out nothing any more."""
    attendance = Attendance.objects.get(pk=Event.objects.get(pk=event).about_id)
    held_out = Transfer.objects.filter(ended_at=None, to_member=attendance.member_id)
    for transfer in held_out.filter(question__campaign=attendance.campaign_id).select_related("question"):
        lapse_transfer(question=transfer.question, by=MACHINE, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def return_everything_of(event: int) -> None:
    """Whose place was closed has nothing in hand any more: all of it goes back to the queue, at once."""
    member, at = Member.objects.get(pk=Event.objects.get(pk=event).about_id), clock.now()
    for attendance in Attendance.objects.filter(member=member, out_at=None):
        check_out(attendance=attendance, by=MACHINE, at=at)
    for question in Question.objects.filter(owner=member, state__in=UNFINISHED).order_by("-risk", "due_at"):
        return_question(question=question, by=member, at=at)
    for transfer in Transfer.objects.filter(ended_at=None, to_member=member).select_related("question"):
        lapse_transfer(question=transfer.question, by=MACHINE, at=at)
    for joining in Joining.objects.filter(member=member, left_at=None).select_related("question"):
        leave_question(question=joining.question, by=member, at=at)


@app.task(queue=PAGES, retry=RETRY)
def return_all_while_paused(event: int) -> None:
    """Who takes a pause from now on has nothing in hand any more; one that begins later changes nothing yet."""
    if Member.objects.get(pk=Event.objects.get(pk=event).about_id).standing == Standing.PAUSED:
        return_everything_of.func(event)


@app.task(queue=PAGES, retry=RETRY)
def tell_if_nobody_is_left(event: int) -> None:
    """Somebody rests: the coordinators are told where nobody of her profession is left who does not."""
    attendance = _attendance(event)
    profession = attendance.member.profession
    others = [each for each in on_duty(attendance.campaign) if each.member.profession == profession]
    if attendance.resting_since is None or any(each.resting_since is None for each in others):
        return
    for member in coordinators_of(attendance.campaign):
        if member.pk != attendance.member_id:
            notify(member=member, code="nobody_left", about=attendance.pk, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def settle_break(event: int) -> None:
    """She is back, or gone: nobody needs to know of her break any more."""
    settle_notices(about_id=_attendance(event).pk, at=clock.now())


def mind_breaks(at: datetime) -> None:
    """Every minute: whose break is over is reminded; ten minutes later the coordinators hear that she is not back."""
    over = Attendance.objects.filter(out_at=None, back_by__lte=at, member__active=True)
    for attendance in over.select_related("member", "campaign"):
        first = Notice.objects.filter(member=attendance.member, code="break_over", about_id=attendance.pk)
        if not first.filter(made_at__gte=attendance.back_by).exists():
            notify(member=attendance.member, code="break_over", about=attendance.pk, at=at)
        elif attendance.back_by is not None and at - attendance.back_by >= PATIENCE:
            for member in coordinators_of(attendance.campaign):
                notify(member=member, code="not_back", about=attendance.pk, at=at)


@app.task(queue=PAGES, retry=RETRY)
def offer_debriefs(event: int) -> None:
    """A crisis is over: those who stood in it are offered a talk (who handed it on was offered one then)."""
    question = _about(event)
    joined = Joining.objects.filter(question=question).exclude(joined_at=None).values_list("member_id", flat=True)
    owner = [question.owner_id] if question.owner_id else []
    offer_debrief(question=question, members=[*joined, *owner], at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def tell_debrief_wanted(event: int) -> None:
    """She would like to talk: the supervisors know."""
    debrief = Debrief.objects.select_related("question__campaign__on_call").get(pk=Event.objects.get(pk=event).about_id)
    if debrief.wanted is not True or debrief.held_at is not None:
        return
    for member in {each.pk: each for each in supervisors(debrief.question.campaign)}.values():
        if member.pk != debrief.member_id:
            notify(member=member, code="debrief_wanted", about=debrief.pk, at=clock.now())


def _attendance(event: int) -> Attendance:
    rows = Attendance.objects.select_related("member", "campaign")
    return rows.get(pk=Event.objects.get(pk=event).about_id)


def _about(event: int) -> Question:
    rows = Question.objects.select_related("campaign", "owner", "offered_to")
    return rows.get(pk=Event.objects.get(pk=event).about_id)
