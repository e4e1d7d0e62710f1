"""What lies before a member until she can serve: training, the pledge, credentials. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from anxin.core.finding import Finding
from anxin.people.kinds import Checked
from anxin.people.models import Attempt, Course, Credential, Member, Pledge, PledgeText
from anxin.people.queries import credential_gaps
from anxin.people.rules import standing


def what_is_missing(member: Member, at: datetime) -> list[Finding]:
    """What she lacks, in the order in which she does it; empty: she can serve."""
    found = [] if member.account.is_active else [standing.NO_ACCOUNT]
    for course in untrained([member]).get(member.pk, []):
        found.append(_named(standing.TRAINING, course.title))
    if member.pk in unpledged([member]):
        found.append(standing.PLEDGE)
    return found + credentials_missing(member, at)


def untrained(members: Iterable[Member]) -> dict[UUID, list[Course]]:
    """By member, the required courses of her profession that she has not passed; who lacks none is left out."""
    members = list(members)
    courses = list(
        Course.objects.filter(
            organisation__in={m.organisation_id for m in members},
            required=True,
            published_at__isnull=False,
            ended_at=None,
        ).order_by("published_at", "id")
    )
    passed = set(
        Attempt.objects.filter(member__in=members, course__in=courses, passed=True).values_list("member", "course")
    )
    lacking: dict[UUID, list[Course]] = defaultdict(list)
    for member in members:
        for course in courses:
            hers = course.organisation_id == member.organisation_id and is_for(course, member)
            if hers and (member.pk, course.pk) not in passed:
                lacking[member.pk].append(course)
    return dict(lacking)


def unpledged(members: Iterable[Member]) -> set[UUID]:
    """Who has not pledged to the newest words of her organisation; nobody where there are none yet."""
    members = list(members)
    newest = {house: newest_pledge_text(house) for house in {m.organisation_id for m in members}}
    texts = [text for text in newest.values() if text is not None]
    given = set(Pledge.objects.filter(member__in=members, text__in=texts).values_list("member", flat=True))
    return {m.pk for m in members if newest[m.organisation_id] is not None and m.pk not in given}


def is_for(course: Course, member: Member) -> bool:
    """Whether `course` is meant for her profession; one that names none is for all."""
    return not course.professions or member.profession in course.professions


def newest_pledge_text(organisation_id: UUID) -> PledgeText | None:
    """The version that counts; None where the organisation has none yet."""
    return PledgeText.objects.filter(organisation=organisation_id).order_by("-number").first()


def credentials_missing(member: Member, at: datetime) -> list[Finding]:
    """Required credentials of her profession that are not valid today; one that waits for a checker is told as such."""
    gaps = credential_gaps(member, timezone.localdate(at))
    waiting = set(
        Credential.objects.filter(member=member, kind__in=gaps, state=Checked.WAITING).values_list("kind", flat=True)
    )
    return [
        _named(standing.CREDENTIAL_WAITS if kind.pk in waiting else standing.CREDENTIAL, kind.name) for kind in gaps
    ]


def _named(finding: Finding, title: str) -> Finding:
    return Finding(finding.code, finding.sentence, {"title": title}, finding.next_step)
