"""Handing a question to another profession or person, and sorting it anew."""

from datetime import datetime
from typing import Any

from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of, presence_of
from anxin.desk.actions.handing import end_transfer
from anxin.desk.actions.state import NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.hands import open_transfer
from anxin.desk.kinds import State, TransferEnd, TransferWhy
from anxin.desk.models import Question, Transfer
from anxin.desk.rules.scope import may_decide, may_receive
from anxin.desk.rules.transfer import NOTHING_TO_TAKE_BACK, may_hold_out, may_take_back
from anxin.people.kinds import Profession, Role
from anxin.people.models import Member
from anxin.triage import Risk, Topic


@action
def transfer_question(
    *, question: Question, reason: str, by: Member, at: datetime, why: TransferWhy = TransferWhy.OTHER,
    to_profession: Profession | None = None, to_member: Member | None = None,
) -> Question:  # fmt: skip
    """Hold it out to one person on duty, or to a profession. Its clock goes on; what was held out before is no longer.

    To a person: it stays with its owner until she says yes. To a profession: it waits for it at once; in danger (risk 2
    and 3) it stays with its owner until somebody takes it. `why` is what the resident is told, `reason` what colleagues read.
    Refused: already_closed, not_yours, not_claimed, not_on_duty, resting, to_herself, owns_it, out_of_scope, empty.
    """
    question = locked(question)
    helper, matter = helper_of(by, question.campaign), question.matter(by, at)
    refuse_if(may_decide(helper, matter))
    if to_member is not None:
        refuse_if(_to(to_member, question, by))
    if to_member is None or not to_member.holds(Role.SUPERVISOR):
        receiver = to_profession or (Profession(to_member.profession) if to_member else None)
        refuse_if(may_receive(helper, matter, receiver) if receiver else None)
    words, before = clean(reason, 500), question.owner_id
    end_transfer(question, TransferEnd.TAKEN_BACK, by=by, at=at)
    put(question, **_held_out(question, to_profession, to_member, at))
    transfer = Transfer.objects.create(
        organisation_id=question.organisation_id, question=question, by=by, to_member=to_member,
        to_profession=to_profession or "", why=why, reason=words, asked_at=at,
    )  # fmt: skip
    if to_member is None:
        note(question.conversation, "transferred", by=by, at=at)
    happened("question.transferred", question, by=by, at=at, before=before, to_profession=to_profession,
             to_member=to_member and to_member.pk, transfer=transfer.pk, why=why)  # fmt: skip
    return question


def _to(member: Member, question: Question, by: Member) -> Finding | None:
    there = presence_of(member, question.campaign)
    return may_hold_out(
        member.name, owns_it=member.pk == question.owner_id, herself=member.pk == by.pk,
        on_duty=member.active and there is not None, resting=there is not None and there.resting_since is not None,
        risk=Risk(question.risk),
    )  # fmt: skip


def _held_out(question: Question, profession: Profession | None, member: Member | None, at: datetime) -> dict[str, Any]:
    danger, owned = question.risk >= Risk.HIGH, question.owner_id is not None
    clock = {} if question.due_at else fresh_clock(question, at)
    if not owned or not (danger or member):
        start = {**back_to_waiting(), **clock}
    elif danger and clock:  # it was answered or set aside: somebody is waited for again
        start = {**NO_OFFER, **clock, "state": State.CLAIMED, "claimed_at": at, "comes_back_at": None}
    else:
        start = NO_OFFER
    if member is None:
        return {**start, "wanted": profession or "", "handing_over": owned and danger}
    until = at + question.campaign.clock(question.risk) / 3
    return {**start, "handing_over": True, "offered_to": member, "offered_at": at, "offered_until": until}


@action
def take_back_transfer(*, question: Question, by: Member, at: datetime) -> Question:
    """Hold it out no more: it stays with its owner; what waits is offered to all. Refused: nothing_to_take_back, not_yours."""
    question = locked(question)
    transfer = open_transfer(question)
    if transfer is None:
        raise Refused(NOTHING_TO_TAKE_BACK)
    asked = transfer.by_id == by.pk
    refuse_if(may_take_back(helper_of(by, question.campaign), question.matter(by, at), asked))
    end_transfer(question, TransferEnd.TAKEN_BACK, by=by, at=at)
    put(question, **NO_OFFER)
    happened("question.transfer_taken_back", question, by=by, at=at, transfer=transfer.pk)
    return question


@action
def lapse_transfer(*, question: Question, by: Actor, at: datetime) -> Question:
    """Who it was held out to is not there any more: who held it out is told. Nothing where she is, or it was decided."""
    question = locked(question)
    transfer = open_transfer(question)
    receiver = transfer.to_member if transfer else None
    if transfer is None or receiver is None or helper_of(receiver, question.campaign).on_duty:
        return question
    put(question, **NO_OFFER)
    happened("question.transfer_lapsed", question, by=by, at=at, transfer=transfer.pk)
    return question


@action
def sort_question(*, question: Question, topic: Topic, by: Member, at: datetime) -> Question:
    """Correct what it is about; who waits is offered it anew. Refused: already_closed, not_yours, not_claimed."""
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    before = question.topic
    put(question, topic=topic, **(NO_OFFER if question.owner_id is None else {}))
    happened("question.sorted", question, by=by, at=at, before=before, after=topic)
    return question
