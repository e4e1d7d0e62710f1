"""Taking a question on, and putting it back."""

from datetime import datetime

from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.finding import Finding
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of
from anxin.desk.actions.state import NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import State
from anxin.desk.models import Acceptance, Question, RiskNote
from anxin.desk.rules.scope import TAKEN, may_claim, may_decide
from anxin.people.actions import settle_notices
from anxin.people.models import Member


@action
def claim_question(*, question: Question, by: Member, at: datetime, reason: str = "") -> Question:
    """Take a question on. Claiming twice is claiming once. A coordinator may take any, with a reason.

    Refused: already_closed, not_on_duty, already_claimed, not_waiting, out_of_scope.
    """
    question = locked(question)
    if question.owner_id == by.pk and question.state != State.CLOSED and not question.handing_over:
        return question
    finding = may_claim(helper_of(by, question.campaign), question.matter(by, at), overriding=bool(reason.strip()))
    if finding is TAKEN and question.owner is not None:
        finding = Finding(TAKEN.code, TAKEN.sentence, {"name": question.owner.name}, TAKEN.next_step)
    refuse_if(finding)
    before = question.owner_id
    if reason.strip():
        _keep_reason(question, reason, by, at)
    values = {} if question.due_at else fresh_clock(question, at)
    put(question, **{**NO_OFFER, **values, "state": State.CLAIMED, "owner": by, "claimed_at": at, "warned": False,
                     "comes_back_at": None})  # fmt: skip
    accepted = Acceptance(organisation_id=question.organisation_id, question=question, member=by, at=at)
    Acceptance.objects.bulk_create([accepted], ignore_conflicts=True)
    note(question.conversation, "claimed", by=by, at=at)
    settle_notices(about_id=question.pk, at=at)
    happened("question.claimed", question, by=by, at=at, before=before)
    return question


def _keep_reason(question: Question, reason: str, by: Member, at: datetime) -> None:
    RiskNote.objects.create(
        organisation_id=question.organisation_id, question=question, by=by, before=question.risk, after=question.risk,
        reason=clean(reason, 500), at=at,
    )  # fmt: skip


@action
def return_question(*, question: Question, by: Member, at: datetime) -> Question:
    """Put a question back so that somebody else can take it; its clock goes on. Refused: already_closed, not_yours."""
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    before = question.owner_id
    put(question, **back_to_waiting(), **({} if question.due_at else fresh_clock(question, at)))
    happened("question.put_back", question, by=by, at=at, before=before)
    return question
