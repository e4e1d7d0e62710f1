"""Asking again after a crisis: the question comes back by itself, and somebody records what came of it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from anxin.conversations.actions import note
from anxin.core.action import action, save
from anxin.core.actor import MACHINE
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.access import has_joined, helper_of
from anxin.desk.actions.crisis import begin_crisis, cancel_follow_ups
from anxin.desk.actions.note import keep_note
from anxin.desk.actions.risk import bring_up
from anxin.desk.actions.roots import locked_roots
from anxin.desk.actions.state import NO_CLOCK, back_to_waiting, fresh_clock, happened, put
from anxin.desk.crises import wrote_since
from anxin.desk.kinds import NoteKind, State
from anxin.desk.models import FollowUp, Question
from anxin.desk.rules.followup import AGAIN, RECORDED, WROTE, Contact, in_hours, tries_again
from anxin.desk.rules.scope import may_decide
from anxin.people.actions import settle_notices
from anxin.people.models import Member
from anxin.triage import Risk


@action
def bring_back(*, follow_up: FollowUp, at: datetime) -> bool:
    """Its time has come: the question stands before people again, to its owner if she is on duty, else to all.

    It has a fresh clock (of the length for the distressed, even where its level is still higher: this is a call, no alarm),
    however long ago it was closed; one that waits already keeps its own. False where it was done already.
    """
    question, row = _held(follow_up)
    if row.came_at or row.done_at or row.cancelled_at or row.due_at > at:
        return False
    was_closed = question.state == State.CLOSED
    if question.state not in (State.WAITING, State.CLAIMED):
        put(question, **_before_people(question, at))
    if was_closed:
        note(question.conversation, "follow_up", by=MACHINE, at=at)
        begin_crisis(question, by=None, at=at, call_back=row)
    save(row, came_at=at)
    happened("follow_up.came", question, by=MACHINE, at=at, follow_up=row.pk, kind=row.kind, reopened=was_closed)
    return True


def _held(follow_up: FollowUp) -> tuple[Question, FollowUp]:
    """The question it is about now (a merged one goes on elsewhere) and the row, both locked, in this order."""
    [question] = locked_roots(Question(pk=follow_up.question_id))
    row = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    if row.question_id != question.pk:
        save(row, question=question)
    return question, row


def _before_people(question: Question, at: datetime) -> dict[str, Any]:
    there = question.owner is not None and helper_of(question.owner, question.campaign).on_duty
    state = {"state": State.CLAIMED, "claimed_at": at} if there else back_to_waiting()
    clock = fresh_clock(question, at, min(question.risk, Risk.DISTRESSED))
    return {**clock, "closed_at": None, "outcome": "", "comes_back_at": None, **state}


@action
def record_contact(*, follow_up: FollowUp, contact: Contact, by: Member, at: datetime, words: str = "") -> FollowUp:
    """Say what came of asking; `words` are kept as a note. It may be recorded before it is due.

    Not reached: it comes back in two hours, three times at most; then the supervisor is told. In danger again: its level
    goes up to high risk if it is lower, and the crisis has follow-ups of its own when it ends.
    Refused: already_closed, not_yours, not_claimed, already_recorded, unread; (422) too_long, not_text.
    """
    words = clean(words, 500) if words.strip() else ""
    question, row = _held(follow_up)
    # That she was called can be put down of a closed one, too; only a new danger wants it open.
    state = State(question.state) if contact == Contact.DANGER else State.AWAITING_RESIDENT
    if state == State.CLOSED or not has_joined(question, by):
        refuse_if(may_decide(helper_of(by, question.campaign), replace(question.matter(by, at), state=state)))
    if row.done_at or row.cancelled_at or (contact == Contact.NOT_REACHED and row.came_at is None and row.tries):
        raise Refused(RECORDED)
    if words:
        keep_note(question, NoteKind.NOTE, words, by=by, at=at)
    settle_notices(about_id=question.pk, code="follow_up", at=at)
    if contact == Contact.NOT_REACHED:
        _not_reached(question, row, by, at)
        return row
    save(row, done_at=at, done_by=by, reached=True)
    if contact == Contact.DANGER:
        _in_danger_again(question, by, words, at)
    happened("follow_up.reached", question, by=by, at=at, follow_up=row.pk, kind=row.kind, how=contact)
    return row


def _not_reached(question: Question, row: FollowUp, by: Member, at: datetime) -> None:
    if wrote_since(question, row.came_at or row.due_at):
        raise Refused(WROTE)
    tries = row.tries + 1
    again = tries_again(tries)
    if again:
        due = in_hours(question.campaign.service_hours, at + AGAIN)
        save(row, tries=tries, due_at=due, came_at=None)
    else:
        save(row, tries=tries, done_at=at, done_by=by, reached=False)
    if question.state == State.CLAIMED:  # she has done what she could; it waits for the resident, or for the next try
        put(question, **NO_CLOCK, state=State.AWAITING_RESIDENT, answered_at=at)
    happened("follow_up.not_reached", question, by=by, at=at, follow_up=row.pk, kind=row.kind, tries=tries, again=again)


def _in_danger_again(question: Question, by: Member, words: str, at: datetime) -> None:
    if question.risk < Risk.HIGH:
        bring_up(question, Risk.HIGH, by, [], words, at)
    else:
        begin_crisis(question, by=by, at=at)  # what was only a call back is a crisis of its own now
    cancel_follow_ups(question, at=at)
