"""A member learns, on her phone: what is left, lessons one by one, the quiz, the pledge."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.core import clock
from anxin.core.door import door
from anxin.core.files import vault
from anxin.core.files.sending import send
from anxin.core.refusal import Refused
from anxin.people.access import home_of
from anxin.people.actions.learning import begin_if_ready, pledge, read_lesson, take_quiz
from anxin.people.doors import STAFF
from anxin.people.joining_access import course_to_learn, courses_for, lesson_of, picture_to_see
from anxin.people.kinds import Standing
from anxin.people.learning_queries import lessons_read, passed_courses
from anxin.people.markdown import rich
from anxin.people.models import Attempt, Course, Lesson, Member, Pledge, QuizQuestion
from anxin.people.rules.pledging import around, points_of
from anxin.people.rules.quiz import UNANSWERED, is_right, shuffled
from anxin.people.standing import is_for, newest_pledge_text
from anxin.people.views.joining.frame import told
from anxin.people.views.learning.left import steps


@never_cache
@door(STAFF)
def start(request: HttpRequest) -> HttpResponse:
    """What is left before she serves, the next step first. Who serves sees that nothing is."""
    member, at = home_of(request), clock.now()
    if begin_if_ready(member=member, at=at):  # a course may have ended meanwhile, or a paper become valid
        member.standing = Standing.SERVING
    found = steps(member, at)
    todo = [each for each in found if not each["done"]]
    context = {
        "member": member,
        "steps": found,
        "next": next((each for each in todo if each["url"]), None),
        "done": len(found) - len(todo),
        "serving": member.standing == Standing.SERVING,
        "learning": member.standing == Standing.LEARNING,
    }
    return render(request, "people/learn/start.html", context)


@never_cache
@door(STAFF)
def courses(request: HttpRequest) -> HttpResponse:
    """Her courses: all that are open to her, with how far she is."""
    member = home_of(request)
    rows = [each for each in courses_for(member) if is_for(each, member)]
    passed = passed_courses(member)
    context = {"rows": [_line(each, member, each.pk in passed) for each in rows]}
    return render(request, "people/learn/courses.html", context)


@never_cache
@door(STAFF)
def course(request: HttpRequest, id: UUID) -> HttpResponse:
    """One course: its lessons with what she has read, then the quiz."""
    row, member = course_to_learn(request, id)
    line = _line(row, member, row.pk in passed_courses(member))
    preview = row.published_at is None or row.ended_at is not None
    return render(request, "people/learn/course.html", {**line, "course": row, "preview": preview})


@never_cache
@door(STAFF)
def lesson(request: HttpRequest, id: UUID, lesson_id: UUID) -> HttpResponse:
    """Read one; a POST says that she has, and leads to the next one, or to the quiz."""
    row, member = course_to_learn(request, id)
    here = lesson_of(row, lesson_id)
    rows = list(row.lessons.all())
    place = [each.pk for each in rows].index(here.pk)
    after = rows[place + 1] if place + 1 < len(rows) else None
    next_url = reverse("lesson", args=[row.pk, after.pk]) if after else reverse("quiz", args=[row.pk])
    if request.method == "POST":
        read_lesson(lesson=here, by=member, at=clock.now())
        return redirect(next_url)
    context = {
        "course": row,
        "lesson": here,
        "html": rich(here.text, list(row.pictures.values_list("pk", flat=True))),
        "place": place + 1,
        "of": len(rows),
        "before": rows[place - 1] if place else None,
        "last": after is None,
        "read": here.pk in lessons_read(member, row),
    }
    return render(request, "people/learn/lesson.html", context)


@never_cache
@door(STAFF)
def quiz(request: HttpRequest, id: UUID) -> HttpResponse:
    """The quiz, its choices in an order of this try; a POST is judged. What was chosen stays where something is missing."""
    row, member = course_to_learn(request, id)
    questions = list(row.questions.all())
    if not questions:
        raise Http404
    tries = Attempt.objects.filter(member=member, course=row).count()
    refused, chosen = None, {}
    if request.method == "POST":
        chosen = {str(q.pk): _places(request.POST.getlist(f"q-{q.pk}")) for q in questions}
        try:
            attempt = take_quiz(course=row, answers=chosen, by=member, at=clock.now())
            return redirect("quiz_result", row.pk, attempt.pk)
        except Refused as error:
            refused = error
    missed = refused is not None and refused.finding.code == UNANSWERED.code
    context = {
        "course": row,
        "questions": [_asked(q, member, tries, chosen.get(str(q.pk), []), missed) for q in questions],
        "tries": tries,
        "kept_as": _kept_as(row, member),
        "refusal": told(refused),
    }
    return render(request, "people/learn/quiz.html", context, status=refused.status if refused else 200)


@never_cache
@door(STAFF)
def result(request: HttpRequest, id: UUID, attempt_id: UUID) -> HttpResponse:
    """How a try went: each wrong answer with its why."""
    row, member = course_to_learn(request, id)
    attempt = Attempt.objects.filter(course=row, member=member, pk=attempt_id).first()
    if attempt is None:
        raise Http404
    todo = [each for each in steps(member, clock.now()) if not each["done"] and each["url"]]
    context = {
        "course": row,
        "attempt": attempt,
        "kept_as": _kept_as(row, member),
        "answers": [_explained(q, attempt.answers.get(str(q.pk), [])) for q in row.questions.all()],
        "next": todo[0] if todo and attempt.passed else None,
    }
    return render(request, "people/learn/result.html", context)


@never_cache
@door(STAFF)
def my_pledge(request: HttpRequest) -> HttpResponse:
    """Read it, tick each point, agree. Who has agreed sees when, and to what."""
    member, at = home_of(request), clock.now()
    text = newest_pledge_text(member.organisation_id)
    given = Pledge.objects.filter(member=member, text=text).first() if text else None
    before = Pledge.objects.filter(member=member).exclude(text=text).order_by("-at").first() if text else None
    refused: Refused | None = None
    points = points_of(text.text) if text else []
    ticked = request.POST.getlist("point")
    if request.method == "POST" and text is not None and given is None:
        try:
            if request.POST.get("text", "") != str(text.pk):  # the page she read shows other words
                ticked = []
            agreed = len({each for each in ticked if each.isdigit() and int(each) < len(points)})
            pledge(text=text, agreed=agreed, points=len(points), by=member, at=at)
            return redirect("start")
        except Refused as error:
            refused = error
    lead, tail = around(text.text) if text else ("", "")
    context = {
        "text": text,
        "lead": rich(lead),
        "tail": rich(tail),
        "points": [{"n": str(n), "html": rich(point), "on": str(n) in ticked} for n, point in enumerate(points)],
        "given": given,
        "before": before,
        "refusal": told(refused),
        "now": at,
    }
    return render(request, "people/learn/pledge.html", context, status=refused.status if refused else 200)


@door(STAFF)
def picture(request: HttpRequest, id: UUID) -> HttpResponse:
    """A picture of a lesson, to people of the organisation."""
    row = picture_to_see(request, id)
    return send(request, vault.read(row.file), row.type)


def _line(row: Course, member: Member, passed: bool) -> dict[str, Any]:
    read = lessons_read(member, row)
    lessons: list[Lesson] = list(row.lessons.all())
    return {
        "row": row,
        "lessons": [{"row": each, "read": each.pk in read} for each in lessons],
        "read": len([each for each in lessons if each.pk in read]),
        "of": len(lessons),
        "passed": passed,
        "next": next((each for each in lessons if each.pk not in read), None),
        "has_quiz": row.questions.exists(),
        "state": _("passed") if passed else (_("begun") if read else _("not begun")),
    }


def _kept_as(row: Course, member: Member) -> str:
    """The name under which her phone keeps what she has chosen so far; colleagues may share a phone."""
    return f"quiz-{row.pk}-{member.pk}"


def _places(values: Sequence[str]) -> list[int]:
    return [int(each) for each in values if each.isdigit() and len(each) < 3]


def _asked(q: QuizQuestion, member: Member, tries: int, chosen: list[int], missed: bool) -> dict[str, Any]:
    """A question with its choices in an order that belongs to this member and this try."""
    order = shuffled(len(q.choices), f"{member.pk}:{q.pk}:{tries}")
    several = sum(1 for each in q.choices if each["right"]) > 1
    return {
        "id": str(q.pk),
        "text": q.text,
        "several": several,
        "choices": [{"n": n, "text": q.choices[n]["text"], "on": n in chosen} for n in order],
        "missing": missed and not chosen,
    }


def _explained(q: QuizQuestion, chosen: list[int]) -> dict[str, Any]:
    """A question after the try: what she chose, whether that was right, and the whys."""
    places = [n for n in chosen if n < len(q.choices)]
    missed = [n for n, each in enumerate(q.choices) if each["right"] and n not in places]
    return {
        "text": q.text,
        "right": is_right(q.choices, chosen),
        "chosen": [
            {"text": q.choices[n]["text"], "right": q.choices[n]["right"], "why": q.choices[n]["why"]} for n in places
        ],
        "missed": [{"why": q.choices[n]["why"]} for n in missed if places],
    }
