"""Handing a question to another profession or person, and sorting it anew."""

from datetime import datetime, timedelta

from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.desk.access import helper_of, on_duty_here
from anxin.desk.actions.state import NO_OFFER, back_to_waiting, fresh_clock, happened, locked, put
from anxin.desk.kinds import State
from anxin.desk.models import Question, RiskNote
from anxin.desk.rules.scope import may_decide, may_receive
from anxin.people.kinds import Profession, Role
from anxin.people.models import Member
from anxin.triage import Risk, Topic

NOBODY_THERE = Finding(
    "not_on_duty", _("%(name)s is not on duty."), next_step=_("Choose someone who is, or a profession.")
)
TO_HERSELF = Finding("to_herself", _("You already look after it."))


@action
def transfer_question(
    *, question: Question, reason: str, by: Member, at: datetime,
    to_profession: Profession | None = None, to_member: Member | None = None,
) -> Question:  # fmt: skip
    """Hand it to a profession, or to one person on duty. Its clock goes on.

    In danger (risk 2 and 3) it stays with its owner until the receiver takes it; otherwise it waits at once.
    Refused: already_closed, not_yours, not_claimed, not_on_duty, to_herself, out_of_scope, empty (no reason).
    """
    question = locked(question)
    helper, matter = helper_of(by, question.campaign), question.matter(by, at)
    refuse_if(may_decide(helper, matter))
    if to_member is not None and to_member.pk == question.owner_id:
        raise Refused(TO_HERSELF)
    if to_member is not None and not on_duty_here(to_member, question.campaign):
        raise Refused(
            Finding(NOBODY_THERE.code, NOBODY_THERE.sentence, {"name": to_member.name}, NOBODY_THERE.next_step)
        )
    if to_member is None or not to_member.holds(Role.SUPERVISOR):
        receiver = to_profession or (Profession(to_member.profession) if to_member else None)
        refuse_if(may_receive(helper, matter, receiver) if receiver else None)
    RiskNote.objects.create(
        organisation_id=question.organisation_id, question=question, by=by, before=question.risk, after=question.risk,
        reason=clean(reason, 500), at=at,
    )  # fmt: skip
    before = question.owner_id
    clock = {} if question.due_at else fresh_clock(question, at)
    keeps = question.risk >= Risk.HIGH and question.owner_id is not None
    start = {**NO_OFFER, "handing_over": True} if keeps else back_to_waiting()
    if keeps and clock:  # it was answered or set aside: somebody is waited for again
        start |= {"state": State.CLAIMED, "claimed_at": at, "comes_back_at": None}
    aim: dict[str, object] = {"wanted": to_profession or ""}
    if to_member is not None:
        aim |= {"offered_to": to_member, "offered_at": at, "offered_until": at + _third(question)}
    put(question, **{**start, **clock, **aim})
    note(question.conversation, "transferred", by=by, at=at)
    happened("question.transferred", question, by=by, at=at, before=before, to_profession=to_profession,
             to_member=to_member and to_member.pk)  # fmt: skip
    return question


def _third(question: Question) -> timedelta:
    return question.campaign.clock(question.risk) / 3


@action
def sort_question(*, question: Question, topic: Topic, by: Member, at: datetime) -> Question:
    """Correct what it is about; who waits is offered it anew. Refused: already_closed, not_yours, not_claimed."""
    question = locked(question)
    refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    before = question.topic
    put(question, topic=topic, **(NO_OFFER if question.owner_id is None else {}))
    happened("question.sorted", question, by=by, at=at, before=before, after=topic)
    return question
