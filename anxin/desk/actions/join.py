"""A second person in a question, beside its owner: asked in, joining, leaving. The resident sees who is there."""

from datetime import datetime

from anxin.conversations.actions import note
from anxin.core.action import action, save
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.desk.access import helper_of, on_duty_here
from anxin.desk.actions.state import happened, locked
from anxin.desk.models import Joining, Question
from anxin.desk.rules.joining import NOT_IN_IT, may_ask_in, may_join
from anxin.people.actions import settle_notices
from anxin.people.kinds import Role
from anxin.people.models import Member

OWNS_IT = Finding("owns_it", _("%(name)s already looks after it."), next_step=_("Choose somebody else."))
NOT_THERE = Finding(
    "not_on_duty", _("%(name)s is not on duty."), next_step=_("Choose someone who is, or a supervisor.")
)


@action
def ask_in(*, question: Question, member: Member, by: Member, at: datetime) -> Joining:
    """Ask a colleague or a supervisor in, beside the owner; she is told, and joins or not. Twice is once.

    Refused: already_closed, not_claimed, not_yours, owns_it, not_on_duty.
    """
    question = locked(question)
    refuse_if(may_ask_in(helper_of(by, question.campaign), question.matter(by, at)))
    if member.pk == question.owner_id:
        raise Refused(_named(OWNS_IT, member))
    at_home = member.active and member.organisation_id == question.organisation_id
    if not (on_duty_here(member, question.campaign) or (at_home and member.holds(Role.SUPERVISOR))):
        raise Refused(_named(NOT_THERE, member))
    found = _open(question, member)
    if found is not None:
        return found
    joining = Joining.objects.create(
        organisation_id=question.organisation_id, question=question, member=member, asked_by=by, asked_at=at
    )
    happened("question.asked_in", question, by=by, at=at, member=member.pk)
    return joining


def _named(finding: Finding, member: Member) -> Finding:
    return Finding(finding.code, finding.sentence, {"name": member.name}, finding.next_step)


@action
def join_question(*, question: Question, by: Member, at: datetime) -> Joining:
    """Come in beside the owner: `by` reads it and answers in it until she leaves. Twice is once.

    She was asked in; or she is a supervisor, at risk 2 and 3.
    Refused: already_closed, to_herself, not_claimed, not_asked_in, not_on_duty.
    """
    question = locked(question)
    joining = _open(question, by)
    if joining is not None and joining.joined_at is not None:
        return joining
    refuse_if(may_join(helper_of(by, question.campaign), question.matter(by, at), asked=joining is not None))
    if joining is None:
        joining = Joining.objects.create(
            organisation_id=question.organisation_id, question=question, member=by, asked_at=at, joined_at=at
        )
    else:
        save(joining, joined_at=at)
    note(question.conversation, "joined", by=by, at=at)
    settle_notices(about_id=question.pk, member=by, code="asked_in", at=at)
    happened("question.joined", question, by=by, at=at)
    return joining


@action
def leave_question(*, question: Question, by: Member, at: datetime) -> Joining:
    """Go again, or say that one will not come. Refused: not_in_it."""
    question = locked(question)
    joining = _open(question, by)
    if joining is None:
        raise Refused(NOT_IN_IT)
    save(joining, left_at=at)
    if joining.joined_at is not None:
        note(question.conversation, "left", by=by, at=at)
    settle_notices(about_id=question.pk, member=by, code="asked_in", at=at)
    happened("question.left", question, by=by, at=at, joined=joining.joined_at is not None)
    return joining


def _open(question: Question, member: Member) -> Joining | None:
    # The question's row is locked, so nobody else makes or ends one meanwhile.
    return Joining.objects.filter(question=question, member=member, left_at=None).first()


def everyone_leaves(question: Question, *, at: datetime, only: Member | None = None) -> None:
    """It is over (or `only` owns it now): who stood beside it stands there no longer. Part of the verb that brings it about."""
    rows = Joining.objects.filter(question=question, left_at=None)
    (rows if only is None else rows.filter(member=only)).update(left_at=at)
