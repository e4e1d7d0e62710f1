"""Yes and no to a question that a colleague holds out by name."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.access import taker_of
from anxin.desk.actions.claim import take
from anxin.desk.actions.handing import end_transfer
from anxin.desk.actions.state import NO_OFFER, happened, locked, put
from anxin.desk.hands import open_transfer
from anxin.desk.kinds import State, TransferEnd
from anxin.desk.models import Question
from anxin.desk.rules.load import may_take_more
from anxin.desk.rules.transfer import NOT_HELD_OUT, may_accept
from anxin.people.models import Member
from anxin.triage import Risk


@action
def accept_question(*, question: Question, by: Member, at: datetime) -> Question:
    """Say yes: it is hers from now on, and its resident is told who and why. Twice is once.

    Refused: already_closed, not_held_out, not_on_duty, too_many.
    """
    question = locked(question)
    if question.owner_id == by.pk and question.state != State.CLOSED and not question.handing_over:
        return question
    helper = taker_of(by, question.campaign, question.risk)
    refuse_if(may_accept(helper, question.matter(by, at)))
    if question.due_at is not None:  # what does not wait for an answer does not count against her
        refuse_if(may_take_more(helper.answering, helper.most, Risk(question.risk)))
    take(question, by=by, at=at)
    return question


@action
def decline_question(*, question: Question, reason: str, by: Member, at: datetime) -> Question:
    """Say no, with a reason that only colleagues read: it stays with its owner; what waits is offered to others.

    Refused: not_held_out, empty, too_long, not_text.
    """
    words = clean(reason, 500)
    question = locked(question)
    transfer = open_transfer(question)
    if transfer is None or transfer.to_member_id != by.pk:
        raise Refused(NOT_HELD_OUT)
    end_transfer(question, TransferEnd.DECLINED, by=by, at=at, answer=words)
    put(question, **NO_OFFER)
    happened("question.transfer_declined", question, by=by, at=at, transfer=transfer.pk)
    return question
