"""The row that says a question is being handed over, and how that ended. Parts of verbs; each verb records the event."""

from datetime import datetime

from anxin.core.action import save
from anxin.core.actor import Actor
from anxin.desk.hands import open_transfer
from anxin.desk.kinds import State, TransferEnd
from anxin.desk.models import Question, Transfer
from anxin.people.actions import notify, settle_notices
from anxin.people.models import Member


def end_transfer(
    question: Question, end: TransferEnd, *, by: Actor, at: datetime, answer: str | None = None
) -> Transfer | None:
    """Put down how the open hand-over ended, if there is one; its receiver is called no more."""
    transfer = open_transfer(question)
    if transfer is None:
        return None
    save(transfer, end=end, ended_at=at, ended_by=by if isinstance(by, Member) else None, answer=answer)
    settle_notices(about_id=question.pk, code="handed_to_you", at=at)
    return transfer


def lapse(question: Question, *, by: Actor, at: datetime) -> None:
    """What was held out is held out no more, as something else happened to it; who held it out is told."""
    transfer = end_transfer(question, TransferEnd.LAPSED, by=by, at=at)
    if transfer is not None and transfer.by_id != by.pk and question.state != State.CLOSED:
        notify(member=transfer.by, code="transfer_lapsed", about=question.pk, at=at)
