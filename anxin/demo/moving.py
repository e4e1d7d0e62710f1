"""Moves a whole story along with the time: every moment of its question, and of all that stands beside it."""

from datetime import timedelta

from django.db.models import F, Model

from anxin.conversations.models import Message, MessageKind
from anxin.desk.kinds import State
from anxin.desk.models import (
    Acceptance,
    Crisis,
    Debrief,
    Feedback,
    FollowUp,
    Joining,
    LateNote,
    Note,
    Post,
    ProtocolStep,
    Question,
    QuestionWords,
    RiskNote,
    Room,
    SecondYes,
    Transfer,
)
from anxin.desk.search.buckets import day_of
from anxin.desk.search.keep import drop_words, keep_words

MOMENTS = (
    "asked_at", "starts_at", "clock_from", "due_at", "late_at", "looks_at", "claimed_at", "offered_at", "offered_until",
    "first_answer_at", "answered_at", "comes_back_at", "closed_at",
)  # fmt: skip
BESIDE: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Acceptance, "question", ("at",)),
    (RiskNote, "question", ("at",)),
    (SecondYes, "question", ("asked_at", "decided_at")),
    (Note, "question", ("at",)),
    (Transfer, "question", ("asked_at", "ended_at")),
    (Joining, "question", ("asked_at", "joined_at", "left_at")),
    (Crisis, "question", ("began_at", "ended_at")),
    (ProtocolStep, "crisis__question", ("at",)),
    (Feedback, "question", ("at",)),
    (LateNote, "question", ("at",)),
    (QuestionWords, "question", ("asked_at",)),
)


AHEAD: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (FollowUp, "question", ("due_at", "came_at", "done_at")),
    (Debrief, "question", ("offered_at",)),
)


def move_question(question: Question, drift: timedelta) -> None:
    """It was asked `drift` later, and so was all that came of it. Its row is locked.

    One that is closed is history and stays where it is, as the ledger tells it; only what lies ahead of it moves.
    """
    if question.state == State.CLOSED:
        for model, path, names in AHEAD:
            _move(model, {path: question.pk}, names, drift)
        return
    for each in (question, *question.merged.all()):  # what was merged into it is read in the same thread
        _move_all(each, drift)


def _move_all(question: Question, drift: timedelta) -> None:
    Question.objects.filter(pk=question.pk).update(**{name: F(name) + drift for name in MOMENTS})
    _move(Message, {"conversation": question.conversation_id}, ("at",), drift)
    for model, path, names in (*BESIDE, *AHEAD):
        _move(model, {path: question.pk}, names, drift)
    if not question.private and day_of(question.asked_at) != day_of(question.asked_at + drift):
        _move_words(question)


def move_room(room: Room, drift: timedelta) -> None:
    """All that was said in it was said `drift` later."""
    _move(Message, {"conversation": room.conversation_id}, ("at",), drift)
    _move(Post, {"room": room.pk}, ("hidden_at",), drift)


def _move(model: type[Model], where: dict[str, object], names: tuple[str, ...], drift: timedelta) -> None:
    model._default_manager.filter(**where).update(**{name: F(name) + drift for name in names})


def _move_words(question: Question) -> None:
    """The index keeps each word with the day of asking, which is another now."""
    question.refresh_from_db()
    drop_words(question)
    said = Message.objects.filter(conversation=question.conversation_id, kind=MessageKind.TEXT)
    for message in said.order_by("seq"):
        keep_words(question, message.text or "")
