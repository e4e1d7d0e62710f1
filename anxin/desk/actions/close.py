"""An end, a pause with a date, and a new beginning."""

from datetime import datetime, timedelta

from anxin.conversations.actions import note
from anxin.conversations.queries import wrote_after
from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.second import ask_second
from anxin.desk.actions.state import NO_CLOCK, NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Question, SecondYes
from anxin.desk.rules.asking import LONG_CLOSED
from anxin.desk.rules.clocks import REOPENS
from anxin.desk.rules.scope import may_decide, may_reopen
from anxin.people.actions import settle_notices
from anxin.people.models import Member
from anxin.triage import Risk

UNANSWERED = Finding(
    "not_answered", _("It has not been answered yet."), next_step=_("Answer first, or choose another outcome.")
)
UNREAD = Finding("unread", _("The resident has just written again."), next_step=_("Read it, then close."))
NOT_CLOSED = Finding("not_closed", _("This question is open."), next_step=_("Load the page again."))
FARTHEST = timedelta(days=366)
FAR = Finding("too_far", _("A follow-up lies within a year."), next_step=_("Choose an earlier time."))
PAST = Finding("in_the_past", _("A follow-up lies ahead."), next_step=_("Choose a later time."))


@action
def close_question(
    *, question: Question, outcome: Outcome, by: Member, at: datetime, seen: int | None = None
) -> SecondYes | None:
    """End it with an outcome. At risk 2 and 3 it waits for a second person's yes, which is returned; twice is once.

    `seen` is the seq up to which she has read; where it is named, nothing that the resident wrote after it is closed over.
    Refused: not_yours, not_claimed, not_answered, unread, second_already_asked.
    """
    question = locked(question)
    if question.state == State.CLOSED and question.outcome == outcome:
        return None
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    if question.first_answer_at is None and outcome in (Outcome.ANSWERED, Outcome.NO_REPLY):
        raise Refused(UNANSWERED)
    if seen is not None and wrote_after(question.conversation, seen):
        raise Refused(UNREAD)
    if question.risk >= Risk.HIGH:
        return ask_second(question, "close", by=by, at=at, outcome=outcome)
    shut(question, outcome, by=by, at=at)
    return None


def shut(question: Question, outcome: str, *, by: Actor, at: datetime) -> None:
    """Write the end. A resident may open it again within seven days."""
    put(
        question,
        **{**NO_CLOCK, **NO_OFFER, "state": State.CLOSED, "closed_at": at, "outcome": outcome, "comes_back_at": None},
    )
    note(question.conversation, "closed", by=by, at=at)
    settle_notices(about_id=question.pk, at=at)
    happened("question.closed", question, by=by, at=at, outcome=outcome)


@action
def reopen_question(*, question: Question, by: Member, at: datetime) -> Question:
    """Open a closed one again, within seven days; to its owner where she does it, else to all.

    Refused: not_closed, closed_for_good, not_on_duty.
    """
    question = locked(question)
    if question.closed_at is None:
        raise Refused(NOT_CLOSED)
    if at > question.closed_at + REOPENS:
        raise Refused(LONG_CLOSED)
    helper, matter = helper_of(by, question.campaign), question.matter(by, at)
    refuse_if(may_reopen(helper, matter))
    mine = matter.mine and helper.on_duty
    values = {**fresh_clock(question, at), "closed_at": None, "outcome": ""}
    put(question, **{**values, **({"state": State.CLAIMED, "claimed_at": at} if mine else back_to_waiting())})
    note(question.conversation, "reopened", by=by, at=at)
    happened("question.reopened", question, by=by, at=at)
    return question


@action
def plan_follow_up(*, question: Question, comes_back_at: datetime, by: Member, at: datetime) -> Question:
    """Set an answered question aside until a time, when its clock starts again. Refused: not_answered, in_the_past, too_far."""
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    if question.state != State.AWAITING_RESIDENT:
        raise Refused(UNANSWERED)
    if comes_back_at <= at:
        raise Refused(PAST, 422)
    if comes_back_at > at + FARTHEST:
        raise Refused(FAR, 422)
    put(question, state=State.FOLLOW_UP, comes_back_at=comes_back_at)
    happened("question.follow_up_planned", question, by=by, at=at, comes_back_at=comes_back_at)
    return question
