"""Setting an answered question aside until a time, and waking it."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of
from anxin.desk.actions.note import keep_note
from anxin.desk.actions.state import back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import NoteKind, State
from anxin.desk.models import Question
from anxin.desk.rules.scope import may_decide
from anxin.desk.rules.snooze import fits, may_snooze, may_wake
from anxin.people.models import Member
from anxin.triage import Risk


@action
def snooze_question(*, question: Question, until: datetime, by: Member, at: datetime, reason: str = "") -> Question:
    """Let it rest until `until`, when its clock starts again; any word of the resident wakes it at once.

    The reason stands beside it as a note. What rests already gets another time.
    Refused: already_closed, not_yours, not_claimed, in_danger (risk 2 and 3), not_answered, waits_for_you; (422)
    in_the_past, too_far (a year), too_long.
    """
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    refuse_if(may_snooze(State(question.state), Risk(question.risk), question.first_answer_at is not None))
    refuse_if(fits(until, at), 422)
    if reason.strip():
        keep_note(question, NoteKind.SNOOZE, clean(reason, 500), by=by, at=at)
    put(question, state=State.FOLLOW_UP, comes_back_at=until)
    happened("question.follow_up_planned", question, by=by, at=at, comes_back_at=until)
    return question


@action
def wake_question(*, question: Question, by: Member, at: datetime) -> Question:
    """End its rest now: back to its owner if she is on duty, else to all, with a fresh clock.

    Refused: already_closed, not_yours, not_set_aside.
    """
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    refuse_if(may_wake(State(question.state)))
    come_back(question, by=by, at=at)
    return question


def come_back(question: Question, *, by: Actor, at: datetime) -> None:
    """Back among what waits for an answer: its time has come, or somebody woke it."""
    there = question.owner is not None and helper_of(question.owner, question.campaign).on_duty
    state = {"state": State.CLAIMED, "claimed_at": at} if there else back_to_waiting()
    put(question, **{**state, **fresh_clock(question, at), "comes_back_at": None})
    happened("question.follow_up_due", question, by=by, at=at)
