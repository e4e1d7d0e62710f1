"""Coordinators write courses and the pledge."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.templatetags.parts import when
from anxin.people.actions.courses import (
    add_picture,
    end_course,
    move_part,
    publish_course,
    remove_part,
    write_course,
    write_lesson,
    write_question,
)
from anxin.people.actions.learning import write_pledge_text
from anxin.people.actions.starter import take_over_course, take_over_pledge
from anxin.people.doors import COORDINATOR
from anxin.people.joining_access import coordinator_of, course_to_write, lesson_of, question_of
from anxin.people.learning_queries import courses_with_counts
from anxin.people.models import Course, Lesson, Pledge, PledgeText, QuizQuestion
from anxin.people.rules.pledging import points_of
from anxin.people.standing import newest_pledge_text
from anxin.people.starter import starter_course, starter_pledge
from anxin.people.views.joining.frame import told
from anxin.people.views.learning.forms import CourseForm, LessonForm, PledgeTextForm, QuestionForm, first_of


@never_cache
@door(COORDINATOR)
def kept(request: HttpRequest) -> HttpResponse:
    """All courses, the starter, and the pledge that counts."""
    member, at = coordinator_of(request), clock.now()
    rows = courses_with_counts(member.organisation_id)
    text = newest_pledge_text(member.organisation_id)
    starter = starter_course()
    context = {
        "rows": [{"row": row, "state": _state(row)} for row in rows],
        "starter": None if any(row.title == starter.title for row in rows) else starter,
        "text": text,
        "text_when": when(text.made_at, at) if text else "",
        "given": Pledge.objects.filter(text=text, member__active=True).count() if text else 0,
    }
    return render(request, "people/learn/kept.html", context)


@require_POST
@door(COORDINATOR)
def take_starter(request: HttpRequest) -> HttpResponse:
    """Take the starter course over as it is, ready to be changed and published."""
    course = take_over_course(by=coordinator_of(request), at=clock.now())
    messages.success(request, _("Taken over as a draft. Read it, change what is different with you, then publish it."))
    return redirect("course_edit", course.pk)


@never_cache
@door(COORDINATOR)
def new(request: HttpRequest) -> HttpResponse:
    """Begin one."""
    member = coordinator_of(request)
    form = CourseForm(request.POST or None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            course = write_course(course=None, by=member, at=clock.now(), **form.said())
            return redirect("course_edit", course.pk)
        except Refused as error:
            refused = error
    return _form(request, form, None, _("A new course"), refused)


@never_cache
@door(COORDINATOR)
def edit(request: HttpRequest, id: UUID) -> HttpResponse:
    """One course: lessons, questions, pictures, and where it stands."""
    course, _member = course_to_write(request, id)
    return _course(request, course)


@never_cache
@door(COORDINATOR)
def settings(request: HttpRequest, id: UUID) -> HttpResponse:
    """Its title, for whom, pass mark."""
    course, member = course_to_write(request, id)
    names = ("title", "about", "professions", "required", "pass_mark")
    form = CourseForm(request.POST or None, initial={name: getattr(course, name) for name in names})
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            write_course(course=course, by=member, at=clock.now(), **form.said())
            return redirect("course_edit", course.pk)
        except Refused as error:
            refused = error
    return _form(request, form, course, course.title, refused)


@never_cache
@door(COORDINATOR)
def lesson(request: HttpRequest, id: UUID, lesson_id: UUID | None = None) -> HttpResponse:
    """Write a lesson, a new one or again."""
    course, member = course_to_write(request, id)
    row = lesson_of(course, lesson_id) if lesson_id else None
    form = LessonForm(request.POST or None, initial={"title": row.title, "text": row.text} if row else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            kept = write_lesson(course=course, lesson=row, by=member, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Kept."))
            see = "preview" in request.POST
            return redirect("lesson", course.pk, kept.pk) if see else redirect("course_edit", course.pk)
        except Refused as error:
            refused = error
    return _form(request, form, course, row.title if row else _("A new lesson"), refused, pictures=True)


@never_cache
@door(COORDINATOR)
def question(request: HttpRequest, id: UUID, question_id: UUID | None = None) -> HttpResponse:
    """Write a quiz question, a new one or again."""
    course, member = course_to_write(request, id)
    row = question_of(course, question_id) if question_id else None
    form = QuestionForm(request.POST or None, initial=first_of(row.text, row.choices) if row else None)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            write_question(
                course=course, question=row, text=form.cleaned_data["text"], choices=form.choices_said(), by=member,
                at=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Kept."))
            return redirect("course_edit", course.pk)
        except Refused as error:
            refused = error
    return _form(request, form, course, _("Quiz question"), refused, choices=form.rows())


@require_POST
@door(COORDINATOR)
def act(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """Publish it, end it, move or remove a part, add a picture."""
    course, member = course_to_write(request, id)
    at = clock.now()
    try:
        if name == "publish":
            publish_course(course=course, by=member, at=at)
            messages.success(request, _("Published. Who is in training sees it now."))
        elif name == "end":
            end_course(course=course, by=member, at=at)
        elif name == "picture":
            add_picture(course=course, file=request.FILES.get("file"), by=member, at=at)
        elif name in ("up", "down"):
            move_part(part=_part(request, course), up=name == "up", by=member, at=at)
        elif name == "remove":
            remove_part(part=_part(request, course), by=member, at=at)
        else:
            raise Http404
    except Refused as refused:
        return _course(request, course, refused)
    return redirect("course_edit", course.pk)


@never_cache
@door(COORDINATOR)
def pledge_text(request: HttpRequest) -> HttpResponse:
    """The pledge's words; kept, they are a new version, and everybody is asked again."""
    member = coordinator_of(request)
    newest = newest_pledge_text(member.organisation_id)
    form = PledgeTextForm(request.POST or None, initial={"text": newest.text if newest else starter_pledge()})
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            write_pledge_text(text=form.cleaned_data["text"], by=member, at=clock.now())
            messages.success(request, _("Kept. Members are asked for it; nobody is taken off duty."))
            return redirect("courses_kept")
        except Refused as error:
            refused = error
    text = str(form["text"].value() or "")
    rows = PledgeText.objects.filter(organisation=member.organisation_id).order_by("-number")
    context = {
        "form": form,
        "refusal": told(refused),
        "newest": newest,
        "points": points_of(text),
        "versions": [(row, when(row.made_at, clock.now())) for row in rows],
    }
    status = refused.status if refused else (422 if form.is_bound and form.errors else 200)
    return render(request, "people/learn/pledge_text.html", context, status=status)


@require_POST
@door(COORDINATOR)
def take_pledge(request: HttpRequest) -> HttpResponse:
    """Take the starter's words over, where there are none yet."""
    take_over_pledge(by=coordinator_of(request), at=clock.now())
    messages.success(request, _("Kept. Members are asked for it; nobody is taken off duty."))
    return redirect("courses_kept")


def _part(request: HttpRequest, course: Course) -> Lesson | QuizQuestion:
    try:
        key = UUID(request.POST.get("part", ""))
    except ValueError as error:
        raise Http404 from error
    return lesson_of(course, key) if request.POST.get("kind") == "lesson" else question_of(course, key)


def _state(course: Course) -> str:
    if course.ended_at is not None:
        return _("ended")
    return _("published") if course.published_at else _("draft")


def _course(request: HttpRequest, course: Course, refused: Refused | None = None) -> HttpResponse:
    course.refresh_from_db()
    context = {
        "course": course,
        "state": _state(course),
        "open": course.published_at is not None and course.ended_at is None,
        "lessons": list(course.lessons.all()),
        "questions": list(course.questions.all()),
        "pictures": list(course.pictures.order_by("made_at")),
        "refusal": told(refused),
    }
    return render(request, "people/learn/edit.html", context, status=refused.status if refused else 200)


def _form(
    request: HttpRequest, form: Any, course: Course | None, title: str, refused: Refused | None, *,
    choices: list[dict[str, Any]] | None = None, pictures: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "course": course,
        "heading": title,
        "refusal": told(refused),
        "choices": choices or [],
        "preview": pictures,
        "pictures": list(course.pictures.order_by("made_at")) if pictures and course else [],
    }
    status = refused.status if refused else (422 if form.is_bound and form.errors else 200)
    return render(request, "people/learn/form.html", context, status=status)
