"""The helper answers; the resident writes back."""

from collections.abc import Sequence
from datetime import datetime

from anxin.clients.models import Resident
from anxin.conversations.actions import note, say
from anxin.conversations.models import Attachment, Message
from anxin.core.action import action
from anxin.core.refusal import Refused, refuse_if
from anxin.desk.access import has_joined, helper_of
from anxin.desk.actions.attaching import refuse_if_attached_much, words_of
from anxin.desk.actions.crisis import begin_crisis
from anxin.desk.actions.risk import heed
from anxin.desk.actions.rooms.follow import echo
from anxin.desk.actions.roots import locked_roots
from anxin.desk.actions.second import drop_seconds
from anxin.desk.actions.state import NO_CLOCK, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.asking import LONG_CLOSED, may_ask
from anxin.desk.rules.clocks import REOPENS
from anxin.desk.rules.scope import may_answer
from anxin.desk.search.keep import keep_words
from anxin.people.models import Member
from anxin.triage import Risk, assess


@action
def answer_question(
    *, question: Question, text: str, by: Member, at: datetime, attachments: Sequence[Attachment] = ()
) -> Message:
    """Send `text`, or what is attached, to the resident who asked. It stops the clock that runs; the first one is the
    first response.

    Who joined beside the owner answers too; the question stays its owner's.

    Refused: already_closed, not_yours, not_claimed, empty, too_long, not_text, attached_much.
    """
    text = words_of(text, attachments)
    question = locked(question)
    matter = question.matter(by, at, joined=has_joined(question, by))
    refuse_if(may_answer(helper_of(by, question.campaign), matter))
    refuse_if_attached_much(question, attachments, at)
    message = say(question.conversation, text, by=by, at=at, attachments=attachments)
    echo(question, text, by=by, at=at, answers=True)
    first, due_at = question.first_answer_at is None, question.due_at
    put(
        question,
        **NO_CLOCK,
        was_late=question.was_late or (due_at is not None and due_at < at),
        state=State.AWAITING_RESIDENT,
        answered_at=at,
        first_answer_at=question.first_answer_at or at,
    )
    if text:
        keep_words(question, text)
    happened("question.answered", question, by=by, at=at, message=message.pk, first=first, due_at=due_at)
    return message


@action
def write_back(
    *, question: Question, text: str, by: Resident, at: datetime, attachments: Sequence[Attachment] = ()
) -> Message:
    """The resident writes more. If she was waited for, her helper's clock starts again; a closed question opens again.

    What she writes to one that was merged goes to where it goes on.

    Refused: empty, too_long, not_text, campaign_over, blocked, closed_for_good, attached_much.
    """
    text = words_of(text, attachments)
    question = locked_roots(question)[0]
    reading = assess(text)
    danger = reading.risk >= Risk.HIGH
    refuse_if(may_ask(question.campaign.ends_at, by.blocked_until, question.resident_id == by.pk, at, danger=danger))
    if question.closed_at is not None and at > question.closed_at + REOPENS:
        raise Refused(LONG_CLOSED)
    refuse_if_attached_much(question, attachments, at)
    drop_seconds(question, at=at, verb="close")  # nobody agreed to close over what she writes now
    reopened = question.state == State.CLOSED
    message = say(question.conversation, text, by=by, at=at, attachments=attachments)
    echo(question, text, by=by, at=at, answers=False)
    if question.due_at is None:
        put(question, **_called_back(question, at))
    if reopened:
        note(question.conversation, "reopened", by=by, at=at)
        begin_crisis(question, by=by, at=at)
    alone = question.risk >= Risk.HIGH and question.owner is None
    name = "question.reopened" if reopened else "question.written_back_alone" if alone else "question.written_back"
    happened(name, question, by=by, at=at, message=message.pk)
    if text:
        heed(question, reading, at=at)
        keep_words(question, text)
    return message


def _called_back(question: Question, at: datetime) -> dict[str, object]:
    """Back to its helper if she is on duty, else to all; the clock starts again, of the same length."""
    opened = {**fresh_clock(question, at), "closed_at": None, "outcome": "", "comes_back_at": None}
    if question.owner is not None and helper_of(question.owner, question.campaign).on_duty:
        return {**opened, "state": State.CLAIMED, "claimed_at": at}
    return {**opened, **back_to_waiting()}
