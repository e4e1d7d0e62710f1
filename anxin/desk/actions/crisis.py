"""The beginning and the end of a crisis: parts of the verbs that raise, lower, close, reopen and merge.

Invariant: a question has an open crisis exactly while it is open at risk 2 or 3. The question's row is locked by the verb.
"""

from datetime import datetime

from anxin.core.action import save
from anxin.core.actor import MACHINE, Actor
from anxin.desk.actions.state import happened
from anxin.desk.crises import open_crisis
from anxin.desk.kinds import Outcome, State
from anxin.desk.models import Crisis, FollowUp, Joining, ProtocolStep, Question
from anxin.desk.rules.followup import asks_again, planned
from anxin.triage import Risk


def begin_crisis(question: Question, *, by: Actor | None, at: datetime, call_back: FollowUp | None = None) -> None:
    """It stands in danger from now on, or higher than before. Nothing where it does not; `by` nobody: the machine.

    What was planned to be asked later is taken off, as she is spoken with now; but not where this is such a call back.
    """
    if question.risk < Risk.HIGH or question.state == State.CLOSED:
        return
    crisis = open_crisis(question)
    if crisis is not None:
        save(crisis, highest=max(crisis.highest, question.risk), call_back=call_back)
    else:
        crisis = Crisis.objects.create(
            organisation_id=question.organisation_id, question=question, began_at=at, highest=question.risk,
            call_back=call_back,
        )  # fmt: skip
        happened("crisis.began", question, by=by or MACHINE, at=at, crisis=crisis.pk, risk=question.risk)
    if call_back is None:
        cancel_follow_ups(question, at=at)


def end_crisis(question: Question, end: str, *, confirmed: bool, by: Actor, at: datetime) -> None:
    """It is over by `end` (an outcome, or the reason for lowering): when to ask again is planned with it.

    `confirmed`: a person stood behind the level. Where it goes on in another question, so does its crisis (`carry_crisis`).
    """
    crisis = open_crisis(question)
    if crisis is None or end == Outcome.MERGED:
        return
    save(crisis, ended_at=at)
    if asks_again(end, confirmed=confirmed, calling_back=crisis.call_back_id is not None):
        for kind, due in planned(question.campaign.service_hours, at).items():
            FollowUp.objects.create(
                organisation_id=question.organisation_id, question=question, kind=kind, due_at=due
            )  # fmt: skip
    there = Joining.objects.filter(question=question, left_at=None, joined_at__isnull=False)
    # Who carried it: issue 5's rota gives them rest.
    happened(
        "crisis.ended", question, by=by, at=at, crisis=crisis.pk, end=end, highest=crisis.highest,
        campaign=question.campaign_id, owner=question.owner_id,
        beside=sorted(str(id) for id in there.values_list("member", flat=True)),
    )  # fmt: skip


def carry_crisis(question: Question, into: Question, *, at: datetime) -> None:
    """`question` goes on in `into`: so do its crisis, all that was recorded, and what was planned to be asked later."""
    going, there = open_crisis(question), open_crisis(into)
    if going is not None and there is not None:
        ProtocolStep.objects.filter(crisis=going).update(crisis=there)
        save(there, highest=max(there.highest, going.highest), began_at=min(there.began_at, going.began_at))
        save(going, ended_at=at)
    elif going is not None:
        save(going, question=into)
    FollowUp.objects.filter(question=question, done_at=None, cancelled_at=None).update(question=into)


def cancel_follow_ups(question: Question, *, at: datetime) -> None:
    """What has not come back yet is not asked any more."""
    waiting = FollowUp.objects.filter(question=question, came_at=None, done_at=None, cancelled_at=None)
    waiting.update(cancelled_at=at)
