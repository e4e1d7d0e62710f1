"""Levels of danger: raised by the machine or a person, confirmed, lowered by people only."""

from datetime import datetime

from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.actor import MACHINE
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.crisis import begin_crisis, end_crisis
from anxin.desk.actions.second import ask_second, drop_seconds
from anxin.desk.actions.state import NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import LowerReason, State
from anxin.desk.models import Question, RiskNote, SecondYes
from anxin.desk.rules.scope import in_scope, may_decide, may_raise
from anxin.people.models import Member
from anxin.triage import Assessment, Risk

NOT_HIGHER = Finding("not_higher", _("Its level is already that high."), next_step=_("Choose a higher level."))
NOT_LOWER = Finding("not_lower", _("Its level is not above that."), next_step=_("Choose a lower level."))
NOTHING_TO_CONFIRM = Finding("nothing_to_confirm", _("A person already stands behind this level."))


def heed(question: Question, reading: Assessment, *, at: datetime) -> None:
    """Raise the level to what the machine read, if that is higher. It never lowers one."""
    codes = sorted({signal.code for signal in reading.signals})
    if reading.risk > question.risk:
        raise_by_machine(question=question, risk=reading.risk, signals=codes, at=at)
    elif question.risk_by_machine and reading.risk == question.risk and not set(codes) <= set(question.signals):
        put(question, signals=sorted({*question.signals, *codes}))  # calmer words take no reason away


@action
def raise_by_machine(*, question: Question, risk: Risk, signals: list[str], at: datetime) -> Question:
    """Raise the level on signs the machine noticed; each stands on record, and a person confirms or corrects it."""
    bring_up(question, risk, None, signals, "", at)
    return question


@action
def raise_risk(*, question: Question, risk: Risk, reason: str, by: Member, at: datetime) -> Question:
    """Name a danger. Anyone on duty may; from risk 2 on the question is private and its people are paged.

    Refused: already_closed, not_on_duty, not_higher, empty (no reason).
    """
    question = locked(question)
    refuse_if(may_raise(helper_of(by, question.campaign), question.matter(by, at)))
    if risk <= question.risk:
        raise Refused(NOT_HIGHER)
    bring_up(question, risk, by, [], clean(reason, 500), at)
    return question


def bring_up(question: Question, risk: Risk, by: Member | None, signals: list[str], reason: str, at: datetime) -> None:
    """Write the higher level, with who (nobody: the machine) and why; it may need other people, and at once."""
    before = question.risk
    drop_seconds(question, at=at)
    RiskNote.objects.create(
        organisation_id=question.organisation_id, question=question, by=by, before=before, after=risk,
        signals=signals, reason=reason or None, at=at,
    )  # fmt: skip
    values = {"risk": int(risk), "risk_by_machine": by is None, "signals": signals or question.signals}
    values["private"] = question.private or risk >= Risk.HIGH
    if question.state in (State.WAITING, State.CLAIMED):
        values |= _sooner(question, risk, at)
    if risk >= Risk.HIGH and question.state in (State.AWAITING_RESIDENT, State.FOLLOW_UP):
        values |= fresh_clock(question, at, risk) | {"state": State.CLAIMED, "claimed_at": at}
    put(question, **values)
    if question.owner is not None and not _can_go_on(question, question.owner, at):
        put(question, **back_to_waiting(), **({} if question.due_at else fresh_clock(question, at)))
    elif question.state == State.WAITING:
        put(question, **NO_OFFER)
    if by is not None and risk >= Risk.HIGH:
        note(question.conversation, "raised", by=by, at=at)  # so that the resident sees the hotlines at once
    begin_crisis(question, by=by, at=at)
    happened(
        "question.risk_raised", question, by=by or MACHINE, at=at, urgent=risk >= Risk.HIGH,
        before=before, after=int(risk), signals=signals,
    )  # fmt: skip


def _can_go_on(question: Question, owner: Member, at: datetime) -> bool:
    helper = helper_of(owner, question.campaign)
    return helper.on_duty and in_scope(helper, question.matter(owner, at))


def _sooner(question: Question, risk: Risk, at: datetime) -> dict[str, object]:
    fresh = fresh_clock(question, at, risk)
    # A clock that already runs out sooner stays: raising a level never gives more time.
    if question.due_at is not None and question.due_at <= fresh["due_at"]:
        return {"starts_at": min(question.starts_at, fresh["starts_at"])}
    return fresh


@action
def confirm_risk(*, question: Question, by: Member, at: datetime) -> Question:
    """Stand behind a level that the machine gave. Refused: already_closed, not_yours, not_claimed, nothing_to_confirm."""
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    if not question.risk_by_machine:
        raise Refused(NOTHING_TO_CONFIRM)
    put(question, risk_by_machine=False)
    happened("question.risk_confirmed", question, by=by, at=at, risk=question.risk)
    return question


@action
def lower_risk(
    *, question: Question, risk: Risk, why: LowerReason, reason: str, by: Member, at: datetime
) -> SecondYes | None:
    """Lower the level, for a listed reason. From risk 2 and 3 it waits for a second person's yes, which is returned.

    Refused: already_closed, not_yours, not_claimed, not_lower, second_already_asked.
    """
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    if risk >= question.risk:
        raise Refused(NOT_LOWER)
    reason = clean(reason, 500) if reason.strip() else ""
    if question.risk >= Risk.HIGH:
        return ask_second(question, "lower", by=by, at=at, risk=int(risk), why=why, reason=reason or None)
    bring_down(question, risk, why, reason, by=by, at=at)
    return None


def bring_down(question: Question, risk: int, why: str, reason: str, *, by: Member, at: datetime) -> None:
    """Write the lower level, with who and why. Its running clock gets the length of the new level, from its own start."""
    RiskNote.objects.create(
        organisation_id=question.organisation_id, question=question, by=by, before=question.risk, after=risk,
        reason=reason or None, at=at,
    )  # fmt: skip
    before, confirmed = question.risk, not question.risk_by_machine
    values: dict[str, object] = {"risk": risk, "risk_by_machine": False}
    if question.clock_from is not None:
        values |= {"due_at": fresh_clock(question, question.clock_from, risk)["due_at"]}
    put(question, **values)
    if before >= Risk.HIGH > risk:
        end_crisis(question, why, confirmed=confirmed, by=by, at=at)
    happened("question.risk_lowered", question, by=by, at=at, before=before, after=risk, why=why)
