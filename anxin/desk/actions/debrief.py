"""The offer of a talk after a hard one: made by the house, taken or left by the helper, held by a supervisor."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk.models import Debrief, Question
from anxin.people.actions import settle_notices
from anxin.people.models import Member

HELD = Finding(
    "already_held", _("You have already talked about it."), next_step=_("Ask your supervisor for another talk.")
)
NOT_ASKED_FOR = Finding("not_wanted", _("Nobody has asked for this talk."), next_step=_("Load the page again."))
OWN = Finding("own_debrief", _("This is your own talk."), next_step=_("Ask another supervisor to hold it with you."))


@action
def offer_debrief(*, question: Question, members: Iterable[UUID], at: datetime) -> int:
    """Offer each of `members` a talk about this question, once for good; how many are new."""
    had = set(Debrief.objects.filter(question=question).values_list("member_id", flat=True))
    new = [
        Debrief(organisation_id=question.organisation_id, question=question, member_id=id, offered_at=at)
        for id in sorted(set(members) - had)
    ]
    if new:
        Debrief.objects.bulk_create(new, ignore_conflicts=True)
        ids = [each.member_id for each in new]
        rings = [bell.topic("member", id) for id in ids]
        record("debrief.offered", about=question, by=MACHINE, at=at, rings=rings, members=ids)
    return len(new)


@action
def answer_debrief(*, debrief: Debrief, wanted: bool | None, by: Member, at: datetime) -> Debrief:
    """Say yes, no, or (None) later; she may change her mind until it was held. Refused: already_held."""
    debrief = lock(debrief)
    if debrief.held_at is not None:
        raise Refused(HELD)
    save(debrief, wanted=wanted, said_at=at)
    rings = [bell.topic("member", by.pk)]
    record("debrief.said", about=debrief, by=by, at=at, rings=rings, wanted=wanted)
    if wanted is not True:
        settle_notices(about_id=debrief.pk, at=at)
    return debrief


@action
def hold_debrief(*, debrief: Debrief, by: Member, at: datetime) -> Debrief:
    """Put down that the talk was held. Twice is once. Refused: own_debrief, not_wanted."""
    debrief = lock(debrief)
    if debrief.held_at is not None:
        return debrief
    if debrief.member_id == by.pk:
        raise Refused(OWN)
    if debrief.wanted is not True:
        raise Refused(NOT_ASKED_FOR)
    save(debrief, with_member=by, held_at=at)
    settle_notices(about_id=debrief.pk, at=at)
    record("debrief.held", about=debrief, by=by, at=at, rings=[bell.topic("member", debrief.member_id)])
    return debrief
