"""Reads of training: what a member has read and passed."""

from uuid import UUID

from django.db.models import Count, Q

from anxin.people.models import Attempt, Course, LessonRead, Member


def lessons_read(member: Member, course: Course) -> set[UUID]:
    """Lessons of `course` that she has read."""
    rows = LessonRead.objects.filter(member=member, lesson__course=course)
    return set(rows.values_list("lesson", flat=True))


def passed_courses(member: Member) -> set[UUID]:
    """Courses that she has passed, however long ago."""
    return set(Attempt.objects.filter(member=member, passed=True).values_list("course", flat=True))


def courses_with_counts(organisation_id: UUID) -> list[Course]:
    """Its courses, those that are over at the end, each with `lesson_count`, `question_count`, `passed_count`."""
    rows = Course.objects.filter(organisation=organisation_id).annotate(
        lesson_count=Count("lessons", distinct=True),
        question_count=Count("questions", distinct=True),
        passed_count=Count("attempts__member", filter=Q(attempts__passed=True), distinct=True),
    )
    return list(rows.order_by("ended_at", "-published_at", "-made_at")[:100])
