"""Who may have which question; the only way a view gets one. What is not hers is a 404."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.core.finding import Finding
from anxin.core.models import Look
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk.models import Acceptance, Question
from anxin.desk.rules.scope import Helper, may_read
from anxin.people.access import member_at
from anxin.people.kinds import Profession, Role
from anxin.people.models import Member
from anxin.rota.models import Attendance

CLOSED_BOOK = Finding(
    "private", _("What was written here is private."), next_step=_("Claim it to read it; you see its topic and its clock.")
)
NO_PART = Finding("takes_no_part", _("You do not take part in this service."), next_step=_("Ask its coordinator."))
RELATED = ("campaign__organisation", "resident", "owner", "offered_to", "conversation")


def on_duty_here(member: Member, campaign: Campaign) -> bool:
    """Whether she has checked in here and not out."""
    return Attendance.objects.filter(campaign=campaign, member=member, out_at=None).exists()


def helper_of(member: Member, campaign: Campaign) -> Helper:
    """What the rules know of a member who acts in `campaign`."""
    return as_helper(member, on_duty_here(member, campaign))


def as_helper(member: Member, on_duty: bool) -> Helper:
    """The same, where it is known whether she is on duty."""
    return Helper(
        profession=Profession(member.profession),
        on_duty=on_duty and member.active,
        coordinator=member.holds(Role.COORDINATOR),
        supervisor=member.holds(Role.SUPERVISOR),
    )


def campaign_for_staff(request: HttpRequest, slug: str) -> tuple[Campaign, Member]:
    """The campaign, and who she is in it; 404 to anyone of another organisation, refused to who takes no part in it."""
    campaign = Campaign.objects.select_related("organisation", "on_call").filter(slug=slug).first()
    if campaign is None:
        raise Http404
    member = member_at(request, campaign.organisation_id)
    oversees = member.holds(Role.COORDINATOR, Role.SUPERVISOR)
    if not oversees and not campaign.participants.filter(member=member, left_at=None).exists():
        raise Refused(NO_PART, 403)
    return campaign, member


def question_for_staff(request: HttpRequest, id: UUID) -> tuple[Question, Member]:
    """A question of her organisation, and who she is there; else 404."""
    question = Question.objects.select_related(*RELATED).filter(pk=id).first()
    if question is None:
        raise Http404
    return question, member_at(request, question.organisation_id)


def question_for_resident(resident: Resident, id: UUID) -> Question:
    """A question that this resident asked; else 404."""
    question = Question.objects.select_related(*RELATED).filter(pk=id, resident=resident).first()
    if question is None:
        raise Http404
    return question


def readable(questions: Iterable[Question], member: Member, helper: Helper, at: datetime) -> set[UUID]:
    """Which of `questions` she may read the words of."""
    rows = list(questions)
    accepted = set(Acceptance.objects.filter(question__in=rows, member=member).values_list("question_id", flat=True))
    return {row.pk for row in rows if may_read(helper, row.matter(member, at), row.private, row.pk in accepted)}


def may_open_book(question: Question, member: Member, at: datetime) -> None:
    """Refused (403, private) where the words are not for her."""
    if question.pk not in readable([question], member, helper_of(member, question.campaign), at):
        raise Refused(CLOSED_BOOK, 403)


def open_book(question: Question, member: Member, at: datetime) -> None:
    """Let her read the words, and keep that she looked. Refused (403): private."""
    may_open_book(question, member, at)
    if question.private:
        Look.objects.create(
            organisation_id=question.organisation_id,
            actor_id=member.pk,
            about_kind="desk.question",
            about_id=question.pk,
            reason="owner" if question.owner_id == member.pk else "accepted_or_supervisor",
            at=at,
        )


def colleague(question: Question, id: UUID) -> Member:
    """A member who takes part in the question's campaign; else 404."""
    rows = question.campaign.participants.filter(left_at=None, member=id, member__active=True)
    found = rows.select_related("member").first()
    if found is None:
        raise Http404
    return found.member
