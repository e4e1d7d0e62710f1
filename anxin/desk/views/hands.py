"""The card above a thread: who holds it out to whom, who is asked in, who stands beside its owner."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.desk import access
from anxin.desk.hands import beside, last_transfer
from anxin.desk.kinds import DECLINE_NAMES, TRANSFER_NAMES, DeclineWhy, State, TransferEnd, TransferWhy
from anxin.desk.models import Joining, Question, Transfer
from anxin.desk.rules.joining import may_join
from anxin.desk.rules.scope import Helper
from anxin.people.doors import STAFF
from anxin.people.kinds import PROFESSION_NAMES, Profession
from anxin.people.models import Member

Card = dict[str, Any]
FRESH = timedelta(hours=12)  # how long it stands there that somebody said no


@never_cache
@door(STAFF)
def hands(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """The card, as a fragment."""
    row, member = access.question_on_desk(request, slug, id)
    at = clock.now()
    context = hands_context(row, member, access.helper_of(member, row.campaign), at)
    return show(request, row.campaign, "desk/_hands.html", context)


def hands_context(question: Question, member: Member, helper: Helper, at: datetime) -> Card:
    """What of it concerns this reader."""
    if question.state == State.CLOSED:
        return {"question": question, "cards": [], "declines": []}
    cards = [_transfer(last_transfer(question), question, member, at), *_joinings(question, member, helper, at)]
    return {"question": question, "cards": [card for card in cards if card], "declines": declines()}


def declines() -> list[Card]:
    """Why she may not be able to take it, one tap each."""
    return [{"why": why.value, "words": _(DECLINE_NAMES[why])} for why in DeclineWhy]


def reason_of(transfer: Transfer) -> str:
    """What she said who could not take it."""
    known = [why for why in DeclineWhy if why == transfer.answer]
    return _(DECLINE_NAMES[known[0]]) if known else transfer.answer or ""


def to_whom(transfer: Transfer) -> str:
    """The person or the profession it is held out to."""
    if transfer.to_member is not None:
        return transfer.to_member.name
    return _(PROFESSION_NAMES[Profession(transfer.to_profession)])


def _transfer(transfer: Transfer | None, question: Question, member: Member, at: datetime) -> Card | None:
    if transfer is None:
        return None
    concerned = member.pk in (transfer.by_id, question.owner_id)
    base = {
        "name": transfer.by.name,
        "to": to_whom(transfer),
        "why": _(TRANSFER_NAMES[TransferWhy(transfer.why)]),
        "reason": transfer.reason or "",
        "when": said(transfer.asked_at, at, question.campaign),
    }
    if transfer.ended_at is None:
        if transfer.to_member_id == member.pk:
            return {**base, "kind": "to_me"}
        return {**base, "kind": "by_me"} if concerned else None
    if transfer.end == TransferEnd.DECLINED and concerned and at - transfer.ended_at < FRESH:
        return {**base, "kind": "declined", "answer": reason_of(transfer)}
    return None


def _joinings(question: Question, member: Member, helper: Helper, at: datetime) -> list[Card]:
    """Of her own place first; then who else is there."""
    rows, cards = beside(question), []
    mine = next((each for each in rows if each.member_id == member.pk), None)
    owner = question.owner.name if question.owner else ""
    asked = mine is not None and mine.joined_at is None
    if mine is not None:
        asker = mine.asked_by.name if mine.asked_by else ""
        cards.append({"kind": "asked_in" if asked else "beside", "name": asker, "owner": owner})
    elif may_join(helper, question.matter(member, at), asked=False) is None:
        cards.append({"kind": "may_join", "owner": owner})
    others = [each for each in rows if each is not mine]
    if others and (question.owner_id == member.pk or mine is not None):
        cards.append({"kind": "others", "words": _who(others)})
    return cards


def _who(joinings: list[Joining]) -> str:
    there = [each.member.name for each in joinings if each.joined_at is not None]
    asked = [each.member.name for each in joinings if each.joined_at is None]
    parts = [_("%(names)s beside you") % {"names": "、".join(there)}] if there else []
    return " · ".join([*parts, *([_("asked in: %(names)s") % {"names": "、".join(asked)}] if asked else [])])
