"""Who may have which question; the only way a view gets one. What is not hers is a 404."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from anxin.campaigns.access import campaign_for_staff as campaign_for_staff  # what the desk asks for, too
from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.core.finding import Finding
from anxin.core.models import Look
from anxin.core.prepared import Prepared
from anxin.core.presence import Place
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk.kinds import State
from anxin.desk.models import Acceptance, CommonQuestion, FollowUp, Joining, Question
from anxin.desk.rules.scope import Helper, may_read
from anxin.people.access import member_at
from anxin.people.kinds import Profession, Role
from anxin.people.models import Member
from anxin.rota.models import Attendance
from anxin.triage import Risk

CLOSED_BOOK = Finding(
    "private",
    _("What was written here is private."),
    next_step=_("Claim it to read it; you see its topic and its clock."),
)
# Each table more in a query costs planning: only what the pages of a thread show.
RELATED = ("resident", "owner", "offered_to", "conversation")
BARE = Prepared(lambda id: Question.objects.filter(pk=id), UUID(int=1))
HERS = Prepared(
    lambda id, resident: Question.objects.select_related("campaign", "owner", "conversation").filter(
        pk=id, resident=resident
    ),
    UUID(int=1),
    UUID(int=2),
)
PRESENT = Prepared(
    lambda campaign, member: Attendance.objects.filter(campaign=campaign, member=member, out_at=None),
    UUID(int=1),
    UUID(int=2),
)


# Who takes something on stays on duty, and active, until it is written: who leaves meanwhile does so before or after.
TAKING = Prepared(
    lambda campaign, member: (
        Attendance.objects.select_related("member")
        .filter(campaign=campaign, member=member, out_at=None, member__active=True)
        .select_for_update(of=("self", "member"), no_key=True)
    ),
    UUID(int=1),
    UUID(int=2),
)


def taker_of(member: Member, campaign: Campaign, risk: int) -> Helper:
    """`helper_of` for who takes on something of this risk: her attendance is held, and what waits for her is counted."""
    there = bool(TAKING.all(campaign.pk, member.pk))
    helper = replace(_at_home(as_helper(member, there), member, campaign), on_duty=there)
    return helper if risk >= Risk.HIGH else with_load(helper, member, campaign)


def with_load(helper: Helper, member: Member, campaign: Campaign, answering: int | None = None) -> Helper:
    """`helper` with the ordinary matters that wait for her answer, and the campaign's limit of them."""
    if answering is None:
        rows = Question.objects.filter(campaign=campaign, owner=member, state=State.CLAIMED, risk__lt=Risk.HIGH)
        answering = rows.count()
    return replace(helper, answering=answering, most=campaign.most_answering)


def presence_of(member: Member, campaign: Campaign) -> Attendance | None:
    """Her attendance here, if she has checked in and not out."""
    return next(iter(PRESENT.all(campaign.pk, member.pk)), None)


def on_duty_here(member: Member, campaign: Campaign) -> bool:
    """Whether she has checked in here and not out."""
    return bool(PRESENT.all(campaign.pk, member.pk))


def helper_of(member: Member, campaign: Campaign) -> Helper:
    """What the rules know of a member who acts in `campaign`; her roles count in her own organisation only."""
    return _at_home(as_helper(member, on_duty_here(member, campaign)), member, campaign)


def _at_home(helper: Helper, member: Member, campaign: Campaign) -> Helper:
    at_home = member.active and member.organisation_id == campaign.organisation_id
    return helper if at_home else replace(helper, coordinator=False, supervisor=False)


def as_helper(member: Member, on_duty: bool) -> Helper:
    """The same, where it is known whether she is on duty."""
    return Helper(
        profession=Profession(member.profession),
        on_duty=on_duty and member.active,
        coordinator=member.holds(Role.COORDINATOR),
        supervisor=member.holds(Role.SUPERVISOR),
    )


def question_for_staff(request: HttpRequest, id: UUID) -> tuple[Question, Member]:
    """A question of her organisation, and who she is there; else 404. The bare row: an action fetches it anew, locked."""
    question = BARE.first(id)
    if question is None:
        raise Http404
    return question, member_at(request, question.organisation_id)


def question_on_desk(request: HttpRequest, slug: str, id: UUID) -> tuple[Question, Member]:
    """A question of the campaign `slug`, for who takes part in it or oversees it; else 404, or refused (takes_no_part)."""
    campaign, member = campaign_for_staff(request, slug)
    question = next(iter(Question.objects.select_related(*RELATED).filter(pk=id, campaign=campaign)), None)
    if question is None:
        raise Http404
    question.campaign = campaign
    return question, member


def question_for_resident(resident: Resident, id: UUID) -> Question:
    """A question that this resident asked; else 404."""
    question = HERS.first(id, resident.pk)
    if question is None:
        raise Http404
    question.resident = resident
    return question


def readable(questions: Iterable[Question], member: Member, helper: Helper, at: datetime) -> set[UUID]:
    """Which of `questions` she may read the words of."""
    rows = list(questions)
    accepted = set(Acceptance.objects.filter(question__in=rows, member=member).values_list("question_id", flat=True))
    beside = joined_in(rows, member)
    return {
        row.pk
        for row in rows
        if may_read(helper, row.matter(member, at, joined=row.pk in beside), row.private, row.pk in accepted)
    }


def joined_in(questions: Iterable[Question], member: Member) -> set[UUID]:
    """In which of `questions` she is beside the owner now."""
    rows = Joining.objects.filter(question__in=[each.pk for each in questions], member=member, left_at=None)
    return set(rows.exclude(joined_at=None).values_list("question_id", flat=True))


def has_joined(question: Question, member: Member) -> bool:
    """Whether she is in it beside its owner now; one query, and none for the owner."""
    return question.owner_id != member.pk and question.pk in joined_in([question], member)


def may_open_book(question: Question, member: Member, at: datetime) -> None:
    """Refused (403, private) where the words are not for her. Who reads a question reads what was merged into it."""
    while question.merged_into is not None:
        question = question.merged_into
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
            reason="owner" if question.owner_id == member.pk else "accepted_joined_or_supervisor",
            at=at,
        )


def colleague(question: Question, id: UUID) -> Member:
    """A member who takes part in the question's campaign; else 404."""
    rows = question.campaign.participants.filter(left_at=None, member=id, member__active=True)
    found = rows.select_related("member").first()
    if found is None:
        raise Http404
    return found.member


def question_beside(question: Question, id: UUID) -> Question:
    """Another question of the same resident's organisation, by its id; else 404."""
    found = Question.objects.filter(pk=id, organisation=question.organisation_id).first()
    if found is None:
        raise Http404
    return found


def place_at(question: Question, who: Resident | Member) -> Place:
    """That she has this question open (`core.presence`)."""
    return Place(f"question:{question.pk}", who.actor_kind, who.pk)


def follow_up_of(question: Question, id: UUID) -> FollowUp:
    """A call back of this question; else 404."""
    row = FollowUp.objects.filter(pk=id, question=question).first()
    if row is None:
        raise Http404
    return row


def common_question_in(campaign: Campaign, id: UUID) -> CommonQuestion:
    """A common question of the campaign's organisation, in whatever state; else 404."""
    rows = CommonQuestion.objects.select_related("drafted_by", "approved_by", "from_question")
    row = rows.filter(pk=id, organisation=campaign.organisation_id).first()
    if row is None:
        raise Http404
    return row
