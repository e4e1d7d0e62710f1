"""Danger calls people by the campaign's ladder, until somebody has it in hand. The machine's verbs."""

from datetime import datetime

from anxin.campaigns.rules.ladder import after_rung
from anxin.core.action import action, save
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.desk.actions.state import locked
from anxin.desk.callings import people_to_call
from anxin.desk.kinds import State
from anxin.desk.models import Calling, Question
from anxin.desk.rules.paging import called, ways_to
from anxin.people.actions import call_people
from anxin.triage import Risk


@action
def begin_calling(*, question: Question, event: int, at: datetime, anew: bool = False) -> Calling | None:
    """Call for a question at risk 2 or 3, because of what happened in `event`: its first rung is taken at once.

    None where there is nothing to call for, or it was heard before. What calls already goes on; at a higher level, or
    `anew` (somebody had it meanwhile), it begins at the first rung again. Where somebody has it in hand, people are told
    once, and the ladder ends there.
    """
    question = locked(question)
    if question.risk < Risk.HIGH or question.state == State.CLOSED:
        return None
    before = Calling.objects.filter(question=question)
    if before.filter(event__gte=event).exists():
        return None
    still = before.filter(ended_at=None).first()
    if still is not None and still.level >= question.risk and question.owner is None and not anew:
        return still
    if still is not None:
        save(still, ended_at=at, next_at=None)
    calling = Calling.objects.create(
        organisation_id=question.organisation_id, question=question, event=event, level=question.risk, began_at=at
    )
    _take(calling, question, at)
    return calling


@action
def step_calling(*, calling: Calling, at: datetime) -> int | None:
    """Take the next rung if it is due; its number. None where it was taken, or another is at it, or nobody needs it."""
    rows = Question.objects.select_related("campaign", "owner").filter(pk=calling.question_id)
    question = rows.select_for_update(of=("self",), skip_locked=True, no_key=True).first()
    fresh = Calling.objects.select_for_update().filter(pk=calling.pk, ended_at=None, next_at__lte=at).first()
    if question is None or fresh is None:
        return None
    if question.owner is not None or question.state == State.CLOSED or question.risk < Risk.HIGH:
        save(fresh, ended_at=at, next_at=None)
        return None
    _take(fresh, question, at)
    return fresh.rung


def _take(calling: Calling, question: Question, at: datetime) -> None:
    """The next rung; where it would call nobody at all, the one after it."""
    rungs = question.campaign.rungs[Risk(calling.level)]
    people = people_to_call(question.campaign)
    matter, in_hand = question.matter(None, at), question.owner is not None
    number = min(calling.rung + 1, len(rungs) - 1)
    found = called(rungs[number], matter, people)
    while not found and number + 1 < len(rungs):
        number += 1
        found = called(rungs[number], matter, people)
    whom = {people[each]: ways_to(each, rungs[number], in_hand=in_hand) for each in found}
    call_people(members=whom, code=f"risk_{calling.level}", about=question.pk, at=at)
    upcoming = None if in_hand else after_rung(rungs, number, calling.began_at, at)
    save(calling, rung=number, taken_at=at, next_at=upcoming, ended_at=at if in_hand else None)
    record("calling.rung_taken", about=calling, by=MACHINE, at=at, urgent=True, question=question.pk,
           level=calling.level, rung=number, called=len(whom))  # fmt: skip
