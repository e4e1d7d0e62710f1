"""Which drive, application, course or lesson a request may have; else 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from anxin.core.refusal import NOT_YOURS, Refused
from anxin.people.access import home_of, member_at, members_of
from anxin.people.actions.applying import application_digest
from anxin.people.kinds import Role
from anxin.people.models import Application, Course, Drive, Lesson, Member, Picture, QuizQuestion
from anxin.people.standing import is_for


def coordinator_of(request: HttpRequest) -> Member:
    """The place in which she coordinates: where she works now, else the first. Refused (403): not_allowed."""
    here = home_of(request)
    found = [m for m in (here, *members_of(request)) if m.holds(Role.COORDINATOR)]
    if not found:
        raise Refused(NOT_YOURS, 403)
    return found[0]


def coordinator_at(request: HttpRequest, organisation_id: UUID) -> Member:
    """Her place in that organisation, where she coordinates. 404 to strangers; refused (403, not_allowed) to colleagues."""
    member = member_at(request, organisation_id)
    if not member.holds(Role.COORDINATOR):
        raise Refused(NOT_YOURS, 403)
    return member


def public_drive(slug: str) -> Drive:
    """A drive by its address, open or not."""
    drive = Drive.objects.select_related("organisation").filter(slug=slug).first()
    if drive is None:
        raise Http404
    return drive


def application_by(key: str) -> Application:
    """Whose link this is. 404 for a wrong one, and for one that was erased."""
    rows = Application.objects.select_related("drive", "organisation", "member__account")
    found = rows.filter(digest=application_digest(key), erased_at=None).first()
    if found is None:
        raise Http404
    return found


def drive_to_run(request: HttpRequest, id: UUID) -> tuple[Drive, Member]:
    """A drive of an organisation that she coordinates."""
    drive = Drive.objects.select_related("organisation").filter(pk=id).first()
    if drive is None:
        raise Http404
    return drive, coordinator_at(request, drive.organisation_id)


def application_to_screen(request: HttpRequest, id: UUID) -> tuple[Application, Member]:
    """An application to an organisation that she coordinates."""
    rows = Application.objects.select_related("drive", "organisation", "screener", "member__account")
    found = rows.filter(pk=id).first()
    if found is None:
        raise Http404
    return found, coordinator_at(request, found.organisation_id)


def course_to_write(request: HttpRequest, id: UUID) -> tuple[Course, Member]:
    """A course of an organisation that she coordinates."""
    course = Course.objects.select_related("organisation").filter(pk=id).first()
    if course is None:
        raise Http404
    return course, coordinator_at(request, course.organisation_id)


def lesson_of(course: Course, id: UUID) -> Lesson:
    """A lesson of this course."""
    found = Lesson.objects.select_related("course").filter(course=course, pk=id).first()
    if found is None:
        raise Http404
    return found


def question_of(course: Course, id: UUID) -> QuizQuestion:
    """A quiz question of this course."""
    found = QuizQuestion.objects.select_related("course").filter(course=course, pk=id).first()
    if found is None:
        raise Http404
    return found


def courses_for(member: Member) -> QuerySet[Course]:
    """Published courses of her organisation that are not over, in order."""
    rows = Course.objects.filter(organisation=member.organisation_id, published_at__isnull=False, ended_at=None)
    return rows.order_by("-required", "published_at", "id")


def course_to_learn(request: HttpRequest, id: UUID) -> tuple[Course, Member]:
    """A published course that is meant for her; a coordinator sees drafts as well (the preview)."""
    course = Course.objects.select_related("organisation").filter(pk=id).first()
    if course is None:
        raise Http404
    member = member_at(request, course.organisation_id)
    open_now = course.published_at is not None and course.ended_at is None and is_for(course, member)
    if not open_now and not member.holds(Role.COORDINATOR):
        raise Http404
    return course, member


def picture_to_see(request: HttpRequest, id: UUID) -> Picture:
    """A picture of a course of her organisation."""
    found = Picture.objects.select_related("course").filter(pk=id).first()
    if found is None:
        raise Http404
    member_at(request, found.organisation_id)
    return found
