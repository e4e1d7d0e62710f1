"""Swaps: a shift is given away or exchanged, taken over, agreed to, undone. All under the lock of the living rota."""

from collections.abc import Sequence
from datetime import datetime

from anxin.campaigns.access import OVERSEES
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.actions import settle_notices
from anxin.people.kinds import Profession
from anxin.people.models import Member
from anxin.rota.actions.living import changed, changing
from anxin.rota.actions.slots import takes_part
from anxin.rota.kinds import SwapState
from anxin.rota.models import RotaRules, Slot, Swap
from anxin.rota.rules import Judged, swapping
from anxin.rota.rules.swapping import Swapping, may_end, may_offer, may_say_yes, may_take, may_undo
from anxin.rota.swaps import judged_swap

LONGEST = 300


@action
def offer_swap(
    *, slot: Slot, to: Member | None = None, in_return: Slot | None = None, note: str = "", by: Member, at: datetime
) -> Swap:
    """Give a shift of hers away: to all who may take it, or to one colleague, for one of that colleague's where wanted.

    Offered again, an open offer is replaced. Refused: not_her_shift, shift_begun, own_shift, other_profession, same_time;
    with the code of a rule that blocks the colleague.
    """
    rules = changing(slot.campaign, at)
    slot = lock(slot)
    refuse_if(may_offer(begins=slot.begins_at, hers=slot.member_id == by.pk, at=at))
    if in_return is not None:
        in_return = lock(in_return)
        if to is None or in_return.member_id != to.pk or in_return.campaign_id != slot.campaign_id:
            raise Refused(swapping.NOT_HERS)
        refuse_if(swapping.BEGUN if in_return.begins_at <= at else None)
        refuse_if(swapping.SAME_TIME if in_return.begins_at == slot.begins_at else None)
    for row in Swap.objects.filter(slot=slot, state__in=[SwapState.OPEN, SwapState.ACCEPTED]):
        save(row, state=SwapState.WITHDRAWN, ended_at=at)
        _record("swap.withdrawn", row, rules, by, at)
    swap = Swap(
        organisation_id=slot.organisation_id, campaign=slot.campaign, slot=slot, from_member=by, to_member=to,
        in_return=in_return, note=clean(note, LONGEST) if note.strip() else None, asked_at=at,
        begins_at=slot.begins_at, ends_at=slot.ends_at,
    )  # fmt: skip
    if to is not None:
        refuse_if(may_take(_facts(swap), to.pk, Profession(to.profession), at))
        _judge(swap, to, at)
    swap.save(force_insert=True)
    _record("swap.asked", swap, rules, by, at)
    return swap


@action
def take_swap(*, swap: Swap, by: Member, at: datetime) -> Swap:
    """Take the shift over. It is hers at once; where a rule warns, when a coordinator has said yes.

    Refused: swap_over, own_shift, not_asked, other_profession, shift_begun, takes_no_part; with the code of a rule that
    blocks her, or the one who gets a shift in return.
    """
    rules, swap = _held(swap, at)
    refuse_if(may_take(_facts(swap), by.pk, Profession(by.profession), at))
    refuse_if(takes_part(swap.campaign, by))
    warned = _judge(swap, by, at)
    if warned:
        save(swap, state=SwapState.ACCEPTED, taken_by=by, taken_at=at, needs_yes=warned)
        _record("swap.taken", swap, rules, by, at)
        return swap
    save(swap, taken_by=by, taken_at=at)
    return _do(swap, rules, by, at)


@action
def approve_swap(*, swap: Swap, by: Member, at: datetime) -> Swap:
    """A coordinator says yes where a rule warns.

    Refused: swap_over, own_yes, shift_begun; not_allowed (403) to others; with the code of a rule that blocks.
    """
    rules, swap = _held(swap, at)
    refuse_if(may_say_yes(_facts(swap), swap.taken_by_id, by.pk, at))
    refuse_if(may_end(by.pk, oversees=by.holds(*OVERSEES)), 403)
    assert swap.taken_by is not None  # an accepted one has been taken
    _judge(swap, swap.taken_by, at)
    save(swap, decided_by=by)
    return _do(swap, rules, by, at)


@action
def decline_swap(*, swap: Swap, by: Member, at: datetime) -> Swap:
    """The one who was asked, or a coordinator, says no: the shift stays where it is.

    Refused: swap_over; not_allowed (403) to others.
    """
    refuse_if(may_end(by.pk, swap.to_member_id, oversees=by.holds(*OVERSEES)), 403)
    return _end(swap, SwapState.DECLINED, "swap.declined", by, at)


@action
def withdraw_swap(*, swap: Swap, by: Member, at: datetime) -> Swap:
    """She keeps her shift after all. Refused: swap_over; not_allowed (403) to others."""
    refuse_if(may_end(by.pk, swap.from_member_id), 403)
    return _end(swap, SwapState.WITHDRAWN, "swap.withdrawn", by, at)


@action
def undo_swap(*, swap: Swap, by: Member, at: datetime) -> Swap:
    """Shifts go back to whose they were, until the first of them begins.

    Refused: not_allowed (403) to others; swap_over, moved_on, shift_begun; with the code of a rule that would be broken now.
    """
    rules, swap = _held(swap, at)
    refuse_if(may_end(by.pk, swap.from_member_id, swap.taken_by_id, oversees=by.holds(*OVERSEES)), 403)
    refuse_if(may_undo(_facts(swap), at))
    assert swap.taken_by is not None
    _refuse_blocks(judged_swap(swap, swap.taken_by, swap.from_member, at))
    _hand(swap.shift, swap.from_member, at)
    if swap.in_return is not None:
        _hand(swap.in_return, swap.taken_by, at)
    save(swap, state=SwapState.UNDONE, ended_at=at)
    changed(rules, at)
    _record("swap.undone", swap, rules, by, at)
    return swap


@action
def lapse_swap(*, swap: Swap, by: Actor, at: datetime) -> Swap:
    """Its shift has begun, or is no longer hers: nobody waits for it any more. Refused: swap_over."""
    return _end(swap, SwapState.LAPSED, "swap.lapsed", by, at)


def _held(swap: Swap, at: datetime) -> tuple[RotaRules, Swap]:
    rules = changing(swap.campaign, at)
    swap = lock(swap)
    if swap.slot is None:  # a new rota took its shift away
        raise Refused(swapping.OVER)
    swap.slot = lock(swap.slot)
    if swap.in_return is not None:
        swap.in_return = lock(swap.in_return)
    return rules, swap


def _facts(swap: Swap) -> Swapping:
    """The shifts are still where the swap found them: with the giver, or, once it is done, with the taker."""
    done = swap.state == SwapState.DONE
    back = swap.in_return
    holder = swap.taken_by_id if done else swap.from_member_id
    other = swap.from_member_id if done else swap.to_member_id
    still = swap.shift.member_id == holder and (back is None or back.member_id == other)
    begins = min(swap.shift.begins_at, back.begins_at) if back is not None else swap.shift.begins_at
    giver = Profession(swap.from_member.profession)
    return Swapping(SwapState(swap.state), begins, still, swap.from_member_id, swap.to_member_id, giver)


def _judge(swap: Swap, taker: Member, at: datetime) -> list[str]:
    """Codes of rules that warn. Refused with the first that blocks."""
    return _refuse_blocks(judged_swap(swap, swap.from_member, taker, at))


def _refuse_blocks(judged: Sequence[Judged]) -> list[str]:
    for each in judged:
        if each.blocks:
            raise Refused(each.finding)
    return sorted({each.finding.code for each in judged})


def _do(swap: Swap, rules: RotaRules, by: Member, at: datetime) -> Swap:
    assert swap.taken_by is not None
    _hand(swap.shift, swap.taken_by, at)
    if swap.in_return is not None:
        _hand(swap.in_return, swap.from_member, at)
    save(swap, state=SwapState.DONE, ended_at=at)
    changed(rules, at)
    _record("swap.done", swap, rules, by, at)
    return swap


def _hand(slot: Slot, to: Member, at: datetime) -> None:
    """It is hers now; she has not been reminded of it yet."""
    settle_notices(slot.pk, at=at)
    save(slot, member=to, told_evening_at=None, told_hour_at=None)


def _end(swap: Swap, state: SwapState, name: str, by: Actor, at: datetime) -> Swap:
    rules, swap = _held(swap, at)
    refuse_if(swapping.OVER if swap.state not in (SwapState.OPEN, SwapState.ACCEPTED) else None)
    save(swap, state=state, ended_at=at)
    _record(name, swap, rules, by, at)
    return swap


def _record(name: str, swap: Swap, rules: RotaRules, by: Actor, at: datetime) -> None:
    topics = [bell.topic("rota", rules.pk), bell.topic("desk", rules.pk)]
    record(
        name, about=swap, by=by, at=at, rings=topics, slot=swap.slot_id, to=swap.to_member_id, taken=swap.taken_by_id
    )
