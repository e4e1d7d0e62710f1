"""Swaps over HTTP."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from anxin.campaigns.access import campaign_for_staff
from anxin.core import clock
from anxin.core.door import door
from anxin.people.doors import STAFF
from anxin.rota.access import participant, slot_in, swap_for_staff
from anxin.rota.actions.swap import offer_swap
from anxin.rota.models import Swap
from anxin.rota.swap_verbs import VERBS
from anxin.rota.swaps import offers_for, swaps_of

router = Router()
Verb = Literal["take", "decline", "withdraw", "approve", "undo"]


class SwapOut(Schema):
    """A swap: whose shift, to whom it is offered (None: all who may), what for, and where it stands."""

    id: UUID
    state: str
    slot: UUID | None  # None: it was taken off the rota
    begins_at: datetime | None
    ends_at: datetime | None
    from_member: UUID
    to_member: UUID | None
    in_return: UUID | None
    taken_by: UUID | None
    needs_yes: list[str]


class SwapsOut(Schema):
    """What I could take, and what is under way of mine."""

    offers: list[SwapOut]
    mine: list[SwapOut]


class SwapIn(Schema):
    """A shift of mine; whom I ask, for which of her shifts."""

    slot: UUID
    to_member: UUID | None = None
    in_return: UUID | None = None
    note: str = ""


def swap_out(swap: Swap) -> dict[str, Any]:
    """`SwapOut`."""
    return {
        "id": swap.pk, "state": swap.state, "slot": swap.slot_id,
        "begins_at": swap.slot.begins_at if swap.slot else swap.begins_at,
        "ends_at": swap.slot.ends_at if swap.slot else swap.ends_at,
        "from_member": swap.from_member_id, "to_member": swap.to_member_id,
        "in_return": swap.in_return_id, "taken_by": swap.taken_by_id, "needs_yes": swap.needs_yes,
    }  # fmt: skip


@router.get("/rota/{slug}/swaps", response=SwapsOut)
@door(STAFF)
def read(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Offers that no rule forbids me, and mine."""
    campaign, member = campaign_for_staff(request, slug)
    at = clock.now()
    return {
        "offers": [swap_out(each.swap) for each in offers_for(member, campaign, at)],
        "mine": [swap_out(each) for each in swaps_of(member, campaign, at)],
    }


@router.post("/rota/{slug}/swaps", response=SwapOut)
@door(STAFF)
def offer(request: HttpRequest, slug: str, body: SwapIn) -> dict[str, Any]:
    """Give a shift of mine away, or swap it."""
    campaign, member = campaign_for_staff(request, slug)
    to = participant(campaign, body.to_member) if body.to_member else None
    back = slot_in(campaign, body.in_return) if body.in_return else None
    slot = slot_in(campaign, body.slot)
    return swap_out(offer_swap(slot=slot, to=to, in_return=back, note=body.note, by=member, at=clock.now()))


@router.post("/swaps/{id}/{verb}", response=SwapOut)
@door(STAFF)
def act(request: HttpRequest, id: UUID, verb: Verb) -> dict[str, Any]:
    """Take, decline, withdraw, approve, undo."""
    swap, member = swap_for_staff(request, id)
    return swap_out(VERBS[verb](swap=swap, by=member, at=clock.now()))
