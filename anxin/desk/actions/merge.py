"""Making one question of two that the same person asked."""

from datetime import datetime
from typing import Any

from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.finding import Finding
from anxin.core.refusal import refuse_if
from anxin.desk.access import helper_of
from anxin.desk.actions.close import shut
from anxin.desk.actions.crisis import carry_crisis
from anxin.desk.actions.handing import end_transfer
from anxin.desk.actions.risk import bring_up
from anxin.desk.actions.roots import locked_roots
from anxin.desk.actions.second import drop_seconds
from anxin.desk.actions.state import NO_OFFER, back_to_waiting, happened, put
from anxin.desk.kinds import Outcome, State, TransferEnd
from anxin.desk.models import Acceptance, Joining, Question, QuestionWords
from anxin.desk.rules.merge import NOT_YOURS_BOTH, Pair, fit, may_merge
from anxin.desk.rules.scope import in_scope
from anxin.people.models import Member
from anxin.triage import Risk


@action
def merge_question(*, question: Question, into: Question, by: Member, at: datetime) -> Question:
    """Let `question` go on in `into`, which is returned: with the higher level and the earlier clock of the two.

    One that was merged already is followed to where it goes on. Nothing that was said is moved or lost: the thread of the
    merged one is shown before the other's. Who accepted either may read both.
    Refused: another_resident, another_campaign, into_itself, asked_in_the_room, already_closed, not_on_duty, not_yours.
    """
    question, into = locked_roots(question, into)
    refuse_if(fit(_pair(question, into)))
    finding = may_merge(helper_of(by, into.campaign), question.matter(by, at), into.matter(by, at))
    if finding is NOT_YOURS_BOTH:
        finding = Finding(finding.code, finding.sentence, {"name": _other(question, into, by)}, finding.next_step)
    refuse_if(finding)
    before = {name: getattr(question, name) for name in CLOCK}
    owner, waits = question.owner, question.due_at is not None
    _end(question, into, by, at)
    drop_seconds(into, at=at, verb="close")  # nobody agreed to close over what came in
    if question.risk > into.risk:
        into.private = into.private or question.private
        raised_by = None if question.risk_by_machine else by
        bring_up(into, Risk(question.risk), raised_by, question.signals, "", at)
    _carry_over(question, into, by, at)
    put(into, **_goes_on(into, before if waits else {}, owner, question, at))
    note(into.conversation, "merged", by=by, at=at)
    happened("question.merged", into, by=by, at=at, merged=question.pk)
    return into


CLOCK = ("clock_from", "due_at", "starts_at", "late_at")


def _pair(question: Question, into: Question) -> Pair:
    return Pair(
        same=question.pk == into.pk,
        same_resident=question.resident_id == into.resident_id,
        same_campaign=question.campaign_id == into.campaign_id,
        private_into_room=question.private and into.room_id is not None and not into.private,
    )


def _other(question: Question, into: Question, by: Member) -> str:
    """Who else has one of the two; her name is known to everyone on the desk."""
    others = (each.owner for each in (into, question) if each.owner is not None and each.owner_id != by.pk)
    owner = next(others, None)
    return owner.name if owner is not None else "—"


def _end(question: Question, into: Question, by: Member, at: datetime) -> None:
    """Everything that was open about it ends with it."""
    drop_seconds(question, at=at)
    end_transfer(question, TransferEnd.TAKEN_BACK, by=by, at=at)
    shut(question, Outcome.MERGED, by=by, at=at, into=into)


def _goes_on(
    into: Question, clock: dict[str, Any], owner: Member | None, question: Question, at: datetime
) -> dict[str, Any]:
    """The clock that runs out first, and somebody for it: whoever has `into`, else who had the other, else all."""
    values: dict[str, Any] = {
        "private": into.private or question.private,
        "asks_for": into.asks_for or question.asks_for,
    }
    if clock and (into.due_at is None or clock["due_at"] < into.due_at):
        values |= {**clock, "warned": False}
    if not clock and into.due_at is None:
        return values  # nobody waits for an answer
    if into.state in (State.AWAITING_RESIDENT, State.FOLLOW_UP):
        there = into.owner is not None and _can(into.owner, into, at)
        state = {"state": State.CLAIMED, "claimed_at": at} if there else back_to_waiting()
        return {**values, **state, "comes_back_at": None}
    if into.state == State.WAITING and owner is not None and _can(owner, into, at):
        return {**values, **NO_OFFER, "state": State.CLAIMED, "owner": owner, "claimed_at": at}
    return values


def _can(owner: Member, question: Question, at: datetime) -> bool:
    helper = helper_of(owner, question.campaign)
    return helper.on_duty and in_scope(helper, question.matter(owner, at))


def _carry_over(question: Question, into: Question, by: Member, at: datetime) -> None:
    """Who may read either reads both; who stands by, the protocol of a danger and its calls back go with her."""
    members = set(Acceptance.objects.filter(question__in=[question, into]).values_list("member", flat=True))
    rows = [
        Acceptance(organisation_id=each.organisation_id, question=each, member_id=member, at=at)
        for each in (question, into)
        for member in members
    ]
    Acceptance.objects.bulk_create(rows, ignore_conflicts=True)
    there = Joining.objects.filter(question=into, left_at=None).values("member")
    Joining.objects.filter(question=question, left_at=None).exclude(member__in=there).update(question=into)
    Joining.objects.filter(question=question, left_at=None).update(left_at=at)
    carry_crisis(question, into, at=at)
    if question.private or into.private:
        QuestionWords.objects.filter(question__in=[question, into]).delete()
