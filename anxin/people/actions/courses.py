"""Coordinators write courses: lessons, pictures, quiz questions; a course is published, and ended."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.files import findings, limits, vault
from anxin.core.files.sniff import Kind
from anxin.core.files.workshop import remake
from anxin.core.ids import new_id
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.kinds import Profession
from anxin.people.models import Course, Lesson, Member, Picture, QuizQuestion
from anxin.people.rules import quiz
from anxin.people.stray_files import PICTURES

LONGEST_LESSON = 20_000


@action
def write_course(
    *, course: Course | None, title: str, about: str, professions: Iterable[Profession], required: bool, pass_mark: int,
    by: Member, at: datetime,
) -> Course:  # fmt: skip
    """A new course (a draft until it is published), or what one is. Refused (422): empty, too_long, not_text."""
    chosen = set(professions)
    told: dict[str, Any] = {
        "title": clean(title, 80),
        "about": clean(about, 1000) if about.strip() else "",
        "professions": [each.value for each in Profession if each in chosen],
        "required": required,
        "pass_mark": max(0, min(100, pass_mark)),
    }
    if course is None:
        course = Course.objects.create(organisation_id=by.organisation_id, made_at=at, **told)
        record("course.begun", about=course, by=by, at=at)
    else:
        course = lock(course)
        save(course, **told)
        record("course.changed", about=course, by=by, at=at)
    return course


@action
def write_lesson(*, course: Course, lesson: Lesson | None, title: str, text: str, by: Member, at: datetime) -> Lesson:
    """A new lesson at the end, or other words in one. Who has read it, or passed, stays so. Refused: empty, too_long."""
    course = lock(course)
    told = {"title": clean(title, 80), "text": clean(text, LONGEST_LESSON)}
    if lesson is None:
        last = Lesson.objects.filter(course=course).aggregate(last=Max("place"))["last"]
        lesson = Lesson.objects.create(
            organisation_id=course.organisation_id, course=course, place=(last or 0) + 1, **told
        )
    else:
        lesson = lock(lesson)
        save(lesson, **told)
    record("course.changed", about=course, by=by, at=at, lesson=lesson.pk)
    return lesson


@action
def write_question(
    *, course: Course, question: QuizQuestion | None, text: str, choices: Sequence[dict[str, Any]], by: Member,
    at: datetime,
) -> QuizQuestion:  # fmt: skip
    """A quiz question: `choices` are {"text", "right", "why"}. Earlier tries keep their results.

    Refused (422): too_few_choices, no_right_choice, no_why, empty, too_long, not_text.
    """
    course = lock(course)
    kept = [
        {
            "text": clean(each["text"], 300),
            "right": bool(each["right"]),
            "why": clean(each["why"], 500) if each["why"].strip() else "",
        }
        for each in choices[: quiz.MOST_CHOICES]
    ]
    refuse_if(quiz.may_ask(kept), 422)
    told: dict[str, Any] = {"text": clean(text, 500), "choices": kept}
    if question is None:
        last = QuizQuestion.objects.filter(course=course).aggregate(last=Max("place"))["last"]
        question = QuizQuestion.objects.create(
            organisation_id=course.organisation_id, course=course, place=(last or 0) + 1, **told
        )
    else:
        question = lock(question)
        save(question, **told)
    record("course.changed", about=course, by=by, at=at, question=question.pk)
    return question


@action
def move_part(*, part: Lesson | QuizQuestion, up: bool, by: Member, at: datetime) -> None:
    """One place up or down in its course; at the end it stays."""
    course = lock(part.course)
    rows: list[Any] = list(type(part)._default_manager.filter(course=course).order_by("place", "id"))
    here = [row.pk for row in rows].index(part.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for place, row in enumerate(rows, 1):
            if row.place != place:
                save(row, place=place)
        record("course.changed", about=course, by=by, at=at, part=part.pk)


@action
def remove_part(*, part: Lesson | QuizQuestion, by: Member, at: datetime) -> None:
    """Take a lesson or a question out. Who passed stays so."""
    course = lock(part.course)
    key = part.pk
    part.delete()
    record("course.changed", about=course, by=by, at=at, removed=key)


@action
def publish_course(*, course: Course, by: Member, at: datetime) -> Course:
    """From now on it is taken, and (where it is required) missing to whoever is in training. Refused: course_bare."""
    course = lock(course)
    if not (course.lessons.exists() and course.questions.exists()):
        raise Refused(quiz.BARE)
    if course.published_at is None or course.ended_at is not None:
        save(course, published_at=course.published_at or at, ended_at=None)
        record("course.published", about=course, by=by, at=at, required=course.required)
    return course


@action
def end_course(*, course: Course, by: Member, at: datetime) -> Course:
    """Nobody needs it any more; who passed it stays so. Twice is once."""
    course = lock(course)
    if course.ended_at is None:
        save(course, ended_at=at)
        record("course.ended", about=course, by=by, at=at)
    return course


def add_picture(*, course: Course, file: Any, by: Member, at: datetime) -> Picture:
    """A picture for the lessons of `course`, made anew in a child process, sealed and kept.

    Refused: no_file, not_a_photo, too_hard, too_many_pixels (422), file_too_big (413), files_busy
    and files_away (503), files_full (507).
    """
    if file is None:
        raise Refused(findings.NO_FILE, 422)
    if file.size > limits.UPLOAD:
        raise Refused(findings.TOO_BIG, 413)
    made = remake(file)
    if made.kind != Kind.PHOTO:
        raise Refused(findings.NOT_A_PHOTO, 422)
    id = new_id()
    folder, ending = PICTURES
    place = f"{course.organisation_id}/{folder}/{id}{ending}"
    vault.keep(place, made.parts[0])
    row = Picture(
        id=id, organisation_id=course.organisation_id, course=course, file=place, type=made.type, width=made.width,
        height=made.height, made_at=at,
    )  # fmt: skip
    try:
        return _write_picture(picture=row, by=by, at=at)
    except Exception:
        vault.drop(place)  # no row names it
        raise


@action
def _write_picture(*, picture: Picture, by: Member, at: datetime) -> Picture:
    picture.save(force_insert=True)
    record("course.changed", about=picture.course, by=by, at=at, picture=picture.pk)
    return picture
