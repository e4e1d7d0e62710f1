"""What an organisation asks of its people before they serve, and that all of the town have it."""

from datetime import date, datetime, timedelta

from anxin.demo.zhuzhou.cast import TEAM
from anxin.people.actions.courses import publish_course
from anxin.people.actions.credential_kinds import add_starter_kinds
from anxin.people.actions.starter import take_over_course, take_over_pledge
from anxin.people.kinds import Checked
from anxin.people.models import (
    Attempt,
    Course,
    Credential,
    CredentialKind,
    LessonRead,
    Member,
    Organisation,
    Pledge,
    PledgeText,
)

NEW = frozenset({"deng", "xu", "yan", "yu", "ye", "tian", "ren", "wang", "kong"})  # who began this month
EXPIRES_SOON = "cao"  # so that there is a warning to see
YEARS = timedelta(days=365 * 3)


def hand_out_papers(organisation: Organisation, by: Member, at: datetime) -> None:
    """The usual credentials, the first course and the pledge, checked, passed and given by everybody there is."""
    add_starter_kinds(organisation=organisation, by=by, at=at)
    course = publish_course(course=take_over_course(by=by, at=at), by=by, at=at)
    text = take_over_pledge(by=by, at=at)
    members = list(Member.objects.filter(organisation=organisation).select_related("account"))
    # Not by the actions of their phones: the first start would wait for four hundred of them.
    _learned(members, course, at)
    _pledged(members, text, at)
    _checked(members, by, at)
    old = {each.username for each in TEAM} - NEW
    experienced = [each.pk for each in members if each.account.username in old]
    Member.objects.filter(pk__in=experienced).update(experienced=True)


def _learned(members: list[Member], course: Course, at: datetime) -> None:
    lessons, of = list(course.lessons.all()), course.questions.count()
    house = course.organisation_id
    LessonRead.objects.bulk_create(
        LessonRead(organisation_id=house, member=member, lesson=lesson, at=at)
        for member in members
        for lesson in lessons
    )
    Attempt.objects.bulk_create(
        Attempt(organisation_id=house, member=member, course=course, right=of, of=of, passed=True, at=at)
        for member in members
    )


def _pledged(members: list[Member], text: PledgeText, at: datetime) -> None:
    Pledge.objects.bulk_create(
        Pledge(organisation_id=text.organisation_id, member=member, text=text, at=at) for member in members
    )


def _checked(members: list[Member], by: Member, at: datetime) -> None:
    kinds = CredentialKind.objects.filter(organisation=by.organisation_id, ended_at=None)
    Credential.objects.bulk_create(
        Credential(
            organisation_id=by.organisation_id, kind=kind, member=member, number=f"示例{number:04d}",
            issued_on=(at - YEARS).date(), expires_on=_until(member, at) if kind.expires else None,
            state=Checked.VALID, checked_by=by if member.pk != by.pk else None, checked_at=at, made_at=at,
        )
        for kind in kinds
        for number, member in enumerate(members, 1)
        if member.profession in kind.professions
    )  # fmt: skip


def _until(member: Member, at: datetime) -> date:
    """The rota of these days lies before it all the same."""
    soon = member.account.username == EXPIRES_SOON
    return (at + (timedelta(days=30 + 25) if soon else YEARS)).date()
