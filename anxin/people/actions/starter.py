"""An organisation takes the starter course and the starter pledge over: from then on they are its own."""

from datetime import datetime

from anxin.core.action import action, lock
from anxin.people.actions.courses import write_course, write_lesson, write_question
from anxin.people.actions.learning import write_pledge_text
from anxin.people.models import Course, Member, PledgeText
from anxin.people.standing import newest_pledge_text
from anxin.people.starter import starter_course, starter_pledge


@action
def take_over_course(*, by: Member, at: datetime) -> Course:
    """The starter course as a draft of her organisation; the one there already, where it was taken over before."""
    lock(by.organisation)  # two coordinators at once make one
    starter = starter_course()
    there = Course.objects.filter(organisation=by.organisation_id, title=starter.title).first()
    if there is not None:
        return there
    course = write_course(
        course=None, title=starter.title, about=starter.about, professions=(), required=True,
        pass_mark=starter.pass_mark, by=by, at=at,
    )  # fmt: skip
    for title, text in starter.lessons:
        write_lesson(course=course, lesson=None, title=title, text=text, by=by, at=at)
    for text, choices in starter.questions:
        write_question(course=course, question=None, text=text, choices=choices, by=by, at=at)
    return course


@action
def take_over_pledge(*, by: Member, at: datetime) -> PledgeText:
    """The starter pledge as version 1; where there is one already, that one stays."""
    lock(by.organisation)
    return newest_pledge_text(by.organisation_id) or write_pledge_text(text=starter_pledge(), by=by, at=at)
