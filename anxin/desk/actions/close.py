"""An end, and a new beginning."""

from datetime import datetime

from anxin.conversations.actions import note
from anxin.conversations.queries import wrote_after
from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.crisis import begin_crisis, end_crisis
from anxin.desk.actions.join import everyone_leaves
from anxin.desk.actions.second import ask_second
from anxin.desk.actions.state import NO_CLOCK, NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.crises import follow_up_open
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Question, SecondYes
from anxin.desk.rules.asking import LONG_CLOSED
from anxin.desk.rules.clocks import REOPENS
from anxin.desk.rules.followup import NOT_YET
from anxin.desk.rules.scope import may_decide, may_reopen
from anxin.people.actions import settle_notices
from anxin.people.models import Member
from anxin.triage import Risk

UNANSWERED = Finding(
    "not_answered", _("It has not been answered yet."), next_step=_("Answer first, or choose another outcome.")
)
UNREAD = Finding("unread", _("The resident has just written again."), next_step=_("Read it, then close."))
NOT_CLOSED = Finding("not_closed", _("This question is open."), next_step=_("Load the page again."))
MERGED = Finding(
    "merged",
    _("It goes on in another question of the same person."),
    next_step=_("Open that one; everything that was said here stands there, too."),
)
BY_MERGING = Finding(
    "not_an_outcome",
    _("A question ends so only by being merged into another."),
    next_step=_("Use “Merge”, or choose another outcome."),
)


@action
def close_question(
    *, question: Question, outcome: Outcome, by: Member, at: datetime, seen: int | None = None
) -> SecondYes | None:
    """End it with an outcome. At risk 2 and 3 it waits for a second person's yes, which is returned; twice is once.

    `seen` is the seq up to which she has read; where it is named, nothing that the resident wrote after it is closed over.
    Refused: not_yours, not_claimed, not_answered, unread, follow_up_open, second_already_asked, not_an_outcome (422).
    """
    question = locked(question)
    if question.state == State.CLOSED and question.outcome == outcome:
        return None
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    if outcome == Outcome.MERGED:
        raise Refused(BY_MERGING, 422)
    if question.first_answer_at is None and outcome in (Outcome.ANSWERED, Outcome.NO_REPLY):
        raise Refused(UNANSWERED)
    if seen is not None and wrote_after(question.conversation, seen):
        raise Refused(UNREAD)
    if follow_up_open(question):
        raise Refused(NOT_YET)
    if question.risk >= Risk.HIGH:
        return ask_second(question, "close", by=by, at=at, outcome=outcome)
    shut(question, outcome, by=by, at=at)
    return None


def shut(question: Question, outcome: str, *, by: Actor, at: datetime, into: Question | None = None) -> None:
    """Write the end. A resident may open it again within seven days; one merged into another goes on there."""
    if question.risk >= Risk.HIGH:
        end_crisis(question, outcome, confirmed=not question.risk_by_machine, by=by, at=at)
    ended = {**NO_CLOCK, **NO_OFFER, "state": State.CLOSED, "closed_at": at, "outcome": outcome, "comes_back_at": None}
    put(question, **ended, merged_into=into)
    note(question.conversation, "closed" if into is None else "merged_away", by=by, at=at)
    everyone_leaves(question, at=at)
    settle_notices(about_id=question.pk, at=at)
    happened("question.closed", question, by=by, at=at, outcome=outcome, into=into and into.pk)


@action
def reopen_question(*, question: Question, by: Member, at: datetime) -> Question:
    """Open a closed one again, within seven days; to its owner where she does it, else to all.

    Refused: not_closed, merged, closed_for_good, not_on_duty.
    """
    question = locked(question)
    if question.closed_at is None:
        raise Refused(NOT_CLOSED)
    if question.merged_into_id is not None:
        raise Refused(MERGED)
    if at > question.closed_at + REOPENS:
        raise Refused(LONG_CLOSED)
    helper, matter = helper_of(by, question.campaign), question.matter(by, at)
    refuse_if(may_reopen(helper, matter))
    mine = matter.mine and helper.on_duty
    values = {**fresh_clock(question, at), "closed_at": None, "outcome": ""}
    put(question, **{**values, **({"state": State.CLAIMED, "claimed_at": at} if mine else back_to_waiting())})
    note(question.conversation, "reopened", by=by, at=at)
    begin_crisis(question, by=by, at=at)
    happened("question.reopened", question, by=by, at=at)
    return question
