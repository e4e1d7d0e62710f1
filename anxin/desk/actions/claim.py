"""Taking a question on, and putting it back."""

from datetime import datetime
from typing import Any

from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.finding import Finding
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of, taker_of
from anxin.desk.actions.debrief import offer_debrief
from anxin.desk.actions.handing import end_transfer
from anxin.desk.actions.join import everyone_leaves
from anxin.desk.actions.state import NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.hands import open_transfer
from anxin.desk.kinds import State, TransferEnd, TransferWhy
from anxin.desk.models import Acceptance, Question, RiskNote, Transfer
from anxin.desk.rules.scope import TAKEN, may_claim, may_decide
from anxin.desk.rules.transfer import starts_anew
from anxin.people.actions import settle_notices
from anxin.people.models import Member
from anxin.triage import Risk


@action
def claim_question(*, question: Question, by: Member, at: datetime, reason: str = "") -> Question:
    """Take a question on; if it is held out to her, that is her yes. Claiming twice is claiming once.

    A coordinator may take any, with a reason.
    Refused: already_closed, not_on_duty, already_claimed, not_waiting, out_of_scope, too_many.
    """
    question = locked(question)
    if question.owner_id == by.pk and question.state != State.CLOSED and not question.handing_over:
        return question
    helper = taker_of(by, question.campaign, question.risk)
    finding = may_claim(helper, question.matter(by, at), overriding=bool(reason.strip()))
    if finding is TAKEN and question.owner is not None:
        finding = Finding(TAKEN.code, TAKEN.sentence, {"name": question.owner.name}, TAKEN.next_step)
    refuse_if(finding)
    if reason.strip():
        _keep_reason(question, reason, by, at)
    take(question, by=by, at=at)
    return question


def take(question: Question, *, by: Member, at: datetime) -> None:
    """Make `by` its owner and say so to all. The question is locked, and judged. The verbs that take share it."""
    before, transfer = question.owner_id, open_transfer(question)
    end = _end_of(transfer, question, by)
    rests = transfer is not None and end is TransferEnd.ACCEPTED and not starts_anew(
        TransferWhy(transfer.why), State(question.state)
    )  # fmt: skip
    values = {} if question.due_at or rests else fresh_clock(question, at)
    if not rests:
        values |= {"state": State.CLAIMED, "claimed_at": at, "warned": False, "comes_back_at": None}
    if end is not TransferEnd.LAPSED:
        end_transfer(question, end, by=by, at=at)
    put(question, **{**NO_OFFER, **values, "owner": by})
    accepted = Acceptance(organisation_id=question.organisation_id, question=question, member=by, at=at)
    Acceptance.objects.bulk_create([accepted], ignore_conflicts=True)
    everyone_leaves(question, at=at, only=by)  # she stands in it, no longer beside
    if before is not None and before != by.pk and question.risk >= Risk.HIGH:
        offer_debrief(question=question, members=[before], at=at)  # a hard one is out of her hands
    by_name = transfer is not None and transfer.to_member_id is not None and end is TransferEnd.ACCEPTED
    note(question.conversation, f"accepted_{transfer.why}" if by_name and transfer else "claimed", by=by, at=at)
    settle_notices(about_id=question.pk, at=at)
    more: dict[str, Any] = {} if transfer is None else {"transfer": transfer.pk, "end": end}
    happened("question.claimed", question, by=by, at=at, before=before, **more)


def _end_of(transfer: Transfer | None, question: Question, by: Member) -> TransferEnd:
    """How her taking it ends its hand-over: she was meant, she takes her own back, or neither."""
    if transfer is not None and question.owner_id == by.pk:
        return TransferEnd.TAKEN_BACK
    meant = transfer is not None and (bool(transfer.to_profession) or transfer.to_member_id == by.pk)
    return TransferEnd.ACCEPTED if meant else TransferEnd.LAPSED


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
