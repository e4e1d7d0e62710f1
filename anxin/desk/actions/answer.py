"""The helper answers; the resident writes back."""

from datetime import datetime

from anxin.clients.models import Resident
from anxin.conversations.actions import note, say
from anxin.conversations.models import Message
from anxin.core.action import action
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of
from anxin.desk.actions.risk import heed
from anxin.desk.actions.second import drop_seconds
from anxin.desk.actions.state import NO_CLOCK, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.asking import LONG_CLOSED, may_ask
from anxin.desk.rules.clocks import REOPENS
from anxin.desk.rules.scope import may_answer
from anxin.people.models import Member
from anxin.triage import Risk, assess


@action
def answer_question(*, question: Question, text: str, by: Member, at: datetime) -> Message:
    """Send `text` to the resident who asked. It stops the clock that runs; the first one is the first response.

    Refused: already_closed, not_yours, not_claimed, empty, too_long, not_text.
    """
    text = clean(text)
    question = locked(question)
    refuse_if(may_answer(helper_of(by, question.campaign), question.matter(by, at)))
    message = say(question.conversation, text, by=by, at=at)
    first = question.first_answer_at is None
    put(
        question,
        **NO_CLOCK,
        state=State.AWAITING_RESIDENT,
        answered_at=at,
        first_answer_at=question.first_answer_at or at,
    )
    happened("question.answered", question, by=by, at=at, message=message.pk, first=first)
    return message


@action
def write_back(*, question: Question, text: str, by: Resident, at: datetime) -> Message:
    """The resident writes more. If she was waited for, her helper's clock starts again; a closed question opens again.

    Refused: empty, too_long, not_text, campaign_over, blocked, closed_for_good.
    """
    text = clean(text)
    question = locked(question)
    refuse_if(may_ask(question.campaign.ends_at, by.blocked_until, question.resident_id == by.pk, at))
    if question.closed_at is not None and at > question.closed_at + REOPENS:
        raise Refused(LONG_CLOSED)
    drop_seconds(question, at=at, verb="close")  # nobody agreed to close over what she writes now
    reopened = question.state == State.CLOSED
    message = say(question.conversation, text, by=by, at=at)
    if question.due_at is None:
        put(question, **_called_back(question, at))
    if reopened:
        note(question.conversation, "reopened", by=by, at=at)
    alone = question.risk >= Risk.HIGH and question.owner is None
    name = "question.reopened" if reopened else "question.written_back_alone" if alone else "question.written_back"
    happened(name, question, by=by, at=at, message=message.pk)
    heed(question, assess(text), at=at)
    return message


def _called_back(question: Question, at: datetime) -> dict[str, object]:
    """Back to its helper if she is on duty, else to all; the clock starts again, of the same length."""
    opened = {**fresh_clock(question, at), "closed_at": None, "outcome": "", "comes_back_at": None}
    if question.owner is not None and helper_of(question.owner, question.campaign).on_duty:
        return {**opened, "state": State.CLAIMED, "claimed_at": at}
    return {**opened, **back_to_waiting()}
