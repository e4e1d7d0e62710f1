"""A member learns: reads a lesson to its end, takes a quiz, pledges, and begins to serve."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE, Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.people.kinds import Standing
from anxin.people.models import (
    Application,
    Attempt,
    Course,
    Lesson,
    LessonRead,
    Member,
    Pledge,
    PledgeText,
    QuizQuestion,
    ScreeningNote,
)
from anxin.people.rules import quiz
from anxin.people.rules.standing import may_begin
from anxin.people.standing import newest_pledge_text, what_is_missing

NOT_ALL = Finding(
    "not_all_agreed",
    _("You have not agreed to every point yet."),
    next_step=_("Read it in peace, and tick each point. If one troubles you, talk with your coordinator first."),
)
OLD_TEXT = Finding(
    "pledge_changed",
    _("The pledge was changed meanwhile."),
    next_step=_("Please read the new words; they are shown below."),
)


@action
def read_lesson(*, lesson: Lesson, by: Member, at: datetime) -> LessonRead:
    """She has read it to its end. Twice is once."""
    row, fresh = LessonRead.objects.get_or_create(
        member=by, lesson=lesson, defaults={"organisation_id": lesson.organisation_id, "at": at}
    )
    if fresh:
        record("lesson.read", about=lesson, by=by, at=at)
    return row


@action
def take_quiz(*, course: Course, answers: Mapping[str, Collection[int]], by: Member, at: datetime) -> Attempt:
    """One try. `answers`: question id → places of the choices. Any number of tries; who passed stays so.

    What a question that was taken out meanwhile was answered does not count. Refused (422): unanswered.
    """
    questions = list(QuizQuestion.objects.filter(course=course))
    given = {str(q.pk): sorted(set(answers.get(str(q.pk), ()))) for q in questions}
    if any(not chosen for chosen in given.values()):
        raise Refused(quiz.UNANSWERED, 422)
    judged = quiz.judge([quiz.is_right(q.choices, given[str(q.pk)]) for q in questions], course.pass_mark)
    attempt = Attempt.objects.create(
        organisation_id=course.organisation_id, member=by, course=course, answers=given, right=judged.right,
        of=judged.of, passed=judged.passed, at=at,
    )  # fmt: skip
    record("quiz.passed" if judged.passed else "quiz.tried", about=attempt, by=by, at=at, right=judged.right)
    if judged.passed:
        begin_if_ready(member=by, at=at)
    return attempt


@action
def write_pledge_text(*, text: str, by: Member, at: datetime) -> PledgeText:
    """The next version of the pledge; everybody is asked again. The same words make no new one. Refused: empty, too_long."""
    text = clean(text)
    lock(by.organisation)  # two versions at once come one after the other
    newest = newest_pledge_text(by.organisation_id)
    if newest is not None and newest.text == text:
        return newest
    number = newest.number + 1 if newest else 1
    row = PledgeText.objects.create(organisation_id=by.organisation_id, number=number, text=text, made_at=at)
    record("pledge.written", about=row, by=by, at=at, number=number)
    return row


@action
def pledge(*, text: PledgeText, agreed: int, points: int, by: Member, at: datetime) -> Pledge:
    """She pledges to this version, `agreed` of whose `points` she ticked. Twice is once.

    Refused: pledge_changed, not_all_agreed (422).
    """
    newest = newest_pledge_text(text.organisation_id)
    if newest is None or newest.pk != text.pk:
        raise Refused(OLD_TEXT)
    if agreed < points:
        raise Refused(NOT_ALL, 422)
    row, fresh = Pledge.objects.get_or_create(
        member=by, text=text, defaults={"organisation_id": text.organisation_id, "at": at}
    )
    if fresh:
        record("pledge.given", about=row, by=by, at=at, number=text.number)
        begin_if_ready(member=by, at=at)
    return row


@action
def begin_serving(*, member: Member, by: Actor, at: datetime, reason: str | None = None) -> Member:
    """From now on she can be on duty: nothing is missing, or a coordinator says why all the same (`reason`).

    Her reason is kept with the notes of the application, where there is one; the event names what was missing.
    Refused: not_learning, the first that is missing; empty (422: no reason).
    """
    member = lock(member)
    missing = what_is_missing(member, at)
    refuse_if(may_begin(member.standing, member.name, missing, reason))
    save(member, standing=Standing.SERVING)
    if reason is not None:
        _keep_reason(member, reason, by, at)
    codes = [each.code for each in missing]
    record("member.serves", about=member, by=by, at=at, missing=codes, overridden=reason is not None)
    return member


def _keep_reason(member: Member, reason: str, by: Any, at: datetime) -> None:
    application = Application.objects.filter(member=member).first()
    if application is not None:
        ScreeningNote.objects.create(
            organisation_id=member.organisation_id, application=application, by=by, text=clean(reason, 500), made_at=at
        )


@action
def begin_if_ready(*, member: Member, at: datetime) -> bool:
    """She who is in training serves as soon as nothing is missing any more; whether that came about now."""
    member = lock(member)
    if member.standing != Standing.LEARNING or not member.active or what_is_missing(member, at):
        return False
    begin_serving(member=member, by=MACHINE, at=at)
    return True
