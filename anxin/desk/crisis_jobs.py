"""What follows around a crisis: who hears that it is time to ask again, and that somebody could not be reached."""

from anxin.core import clock
from anxin.core.jobs import PAGES, RETRY, app
from anxin.core.models import Event
from anxin.desk.access import as_helper
from anxin.desk.jobs import supervisors
from anxin.desk.kinds import State
from anxin.desk.models import FollowUp, Question
from anxin.desk.rules.scope import in_scope
from anxin.people.actions import notify
from anxin.people.models import Member
from anxin.rota.queries import on_duty


@app.task(queue=PAGES, retry=RETRY)
def tell_follow_up(event: int) -> None:
    """It is time to ask again: its owner hears it, or who is on duty and may take it; nobody there: the supervisors."""
    question, follow_up = _about(event)
    if follow_up.done_at is not None or follow_up.cancelled_at is not None or question.state == State.CLOSED:
        return
    for member in {each.pk: each for each in _for_whom(question)}.values():
        notify(member=member, code="follow_up", about=question.pk, urgent=False, at=clock.now())


def _for_whom(question: Question) -> list[Member]:
    if question.owner is not None:
        return [question.owner]
    matter = question.matter(None, clock.now())
    there = [each.member for each in on_duty(question.campaign)]
    return [member for member in there if in_scope(as_helper(member, on_duty=True), matter)] or supervisors(
        question.campaign
    )


@app.task(queue=PAGES, retry=RETRY)
def tell_not_reached(event: int) -> None:
    """Three tries, and she was not reached: the supervisors hear it, and decide what is done."""
    question, follow_up = _about(event)
    if follow_up.reached is not False:
        return
    for member in {each.pk: each for each in supervisors(question.campaign)}.values():
        notify(member=member, code="not_reached", about=question.pk, urgent=True, at=clock.now())


def _about(event: int) -> tuple[Question, FollowUp]:
    row = Event.objects.get(pk=event)
    follow_up = FollowUp.objects.select_related("question__campaign__on_call", "question__owner").get(
        pk=row.data["follow_up"]
    )
    return follow_up.question, follow_up
