"""What reactions and the timetable call; each may run twice and does its thing once."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import InterfaceError, OperationalError

from anxin.campaigns.models import Campaign
from anxin.core import clock
from anxin.core.jobs import PAGES, RETRY, app
from anxin.core.models import Event
from anxin.desk.actions.call import begin_calling, step_calling
from anxin.desk.actions.claim import return_question
from anxin.desk.actions.clocks import move_on
from anxin.desk.actions.followup import bring_back
from anxin.desk.actions.offer import offer_questions
from anxin.desk.callings import callings_due
from anxin.desk.crises import follow_ups_due
from anxin.desk.kinds import State
from anxin.desk.models import Question, SecondYes
from anxin.desk.queries import campaigns_with_offers_due, clocks_due
from anxin.people.actions import notify
from anxin.people.kinds import Role
from anxin.people.models import Member
from anxin.rota.models import Attendance
from anxin.rota.queries import on_duty
from anxin.triage import Risk

logger = logging.getLogger("anxin.desk")


def tick(at: datetime) -> None:
    """Every second: offer what waits, do what clocks that ran out bring about, and take the rungs that are due."""
    for campaign in Campaign.objects.filter(pk__in=campaigns_with_offers_due(at)).select_related("organisation"):
        _each(partial(offer_questions, campaign=campaign, at=at))
    for question in clocks_due(at):
        _each(partial(move_on, question=question, at=at))
    for follow_up in follow_ups_due(at):
        _each(partial(bring_back, follow_up=follow_up, at=at))
    for calling in callings_due(at):
        _each(partial(step_calling, calling=calling, at=at))


def _each(step: Callable[[], object]) -> None:
    """One that fails holds up none of the others; it is tried again in a second. A database that is away ends the tick."""
    try:
        step()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("a clock could not be moved on")


@app.task(queue=PAGES, retry=RETRY)
def page_by_ladder(event: int) -> None:
    """Danger: call those on the first rung of the campaign's ladder; the tick takes the next ones."""
    begin_calling(question=_about(event), event=event, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def page_if_unowned(event: int) -> None:
    """Danger that nobody looks after any more: it was put back, or opened again."""
    question = _about(event)
    if question.owner is None:
        begin_calling(question=question, event=event, at=clock.now(), anew=True)


def supervisors(campaign: Campaign) -> list[Member]:
    """Those who supervise here; the one on call first."""
    rows = campaign.participants.filter(left_at=None, member__active=True, member__roles__contains=[Role.SUPERVISOR])
    found = [each.member for each in rows.select_related("member")]
    return [campaign.on_call, *found] if campaign.on_call else found


@app.task(queue=PAGES, retry=RETRY)
def tell_coordinators(event: int) -> None:
    """Nothing stays unowned past its clock without the coordinator being told; danger calls, if it does not call yet."""
    question, at = _about(event), clock.now()
    if question.state != State.WAITING:
        return
    rows = question.campaign.participants.filter(left_at=None, member__active=True)
    for each in rows.filter(member__roles__contains=[Role.COORDINATOR]).select_related("member"):
        notify(member=each.member, code="late", about=question.pk, urgent=question.risk >= Risk.HIGH, at=at)
    returned = Event.objects.get(pk=event).name == "question.returned"
    begin_calling(question=question, event=event, at=at, anew=returned)


@app.task(queue=PAGES, retry=RETRY)
def tell_owner(event: int) -> None:
    """Her question will go back to the queue if she stays silent."""
    question = _about(event)
    if question.owner is not None and question.state == State.CLAIMED:
        notify(member=question.owner, code="answer_soon", about=question.pk, urgent=False, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def tell_receiver(event: int) -> None:
    """Somebody hands her a question."""
    question = _about(event)
    if question.offered_to is not None and question.state != State.CLOSED:
        notify(
            member=question.offered_to,
            code="handed_to_you",
            about=question.pk,
            urgent=question.risk >= Risk.HIGH,
            at=clock.now(),
        )


@app.task(queue=PAGES, retry=RETRY)
def tell_seconds(event: int) -> None:
    """A second person's yes is asked for: the supervisors know."""
    question = _about(event)
    second = SecondYes.objects.filter(question=question, decided_at=None).first()
    if second is None:
        return
    for member in {each.pk: each for each in supervisors(question.campaign) if each.pk != second.asked_by_id}.values():
        notify(member=member, code="second_asked", about=question.pk, urgent=False, at=clock.now())


@app.task(queue=PAGES, retry=RETRY)
def tell_feels_worse(event: int) -> None:
    """A resident says that she feels worse: her helper is called; the coordinators where that helper is not there."""
    question, at = _about(event), clock.now()
    there = {each.member_id for each in on_duty(question.campaign)}
    if question.owner is not None and question.owner_id in there:
        called = [question.owner]
    else:
        rows = question.campaign.participants.filter(left_at=None, member__active=True)
        called = [
            each.member for each in rows.filter(member__roles__contains=[Role.COORDINATOR]).select_related("member")
        ]
    for member in called:
        notify(member=member, code="feels_worse", about=question.pk, urgent=False, at=at)


@app.task(queue=PAGES, retry=RETRY)
def return_open_matters(event: int) -> None:
    """Who goes off duty leaves nobody waiting: what waits for her answer goes back to the queue."""
    attendance = Attendance.objects.select_related("member").get(pk=Event.objects.get(pk=event).about_id)
    still = Attendance.objects.filter(campaign=attendance.campaign_id, member=attendance.member, out_at=None).exists()
    if still:
        return
    for question in Question.objects.filter(
        campaign=attendance.campaign_id, owner=attendance.member, state=State.CLAIMED
    ):
        return_question(question=question, by=attendance.member, at=clock.now())


def _about(event: int) -> Question:
    rows = Question.objects.select_related("campaign__on_call", "owner", "offered_to")
    return rows.get(pk=Event.objects.get(pk=event).about_id)
