"""Reads of swaps: what a swap would break, which I could take, which wait for a yes."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F, Q, QuerySet

from anxin.campaigns.models import Campaign
from anxin.people.models import Member
from anxin.rota.facts import living_facts
from anxin.rota.kinds import SwapState
from anxin.rota.models import Slot, Swap
from anxin.rota.rules import Judged, judge_adding

ROWS = ("slot__kind", "slot__member", "in_return__kind", "from_member", "to_member", "taken_by", "campaign")
MOST = 50


def judged_swap(swap: Swap, giver: Member, taker: Member, at: datetime) -> list[Judged]:
    """What would be broken by `taker` having the shift of `giver`, and `giver` the one in return, that is not yet."""
    campaign = swap.campaign
    slots = [each for each in (swap.slot, swap.in_return) if each is not None]
    days = [each.begins_at.astimezone(campaign.tz).date() for each in slots]
    facts = living_facts(campaign, min(days), max(days), at, about=[giver.pk, taker.pk])
    stints = {each.key: each for each in facts.stints}
    given = stints[swap.shift.pk]
    back = stints[swap.in_return.pk] if swap.in_return is not None else None
    found = judge_adding(facts, replace(given, member=taker.pk), drop=[given, *([back] if back else [])])
    if back is not None:
        found += judge_adding(facts, replace(back, member=giver.pk), drop=[given, back])
    return found


def live_swaps(campaign: Campaign, at: datetime) -> QuerySet[Swap]:
    """Those that somebody can still do something about: open, or waiting for a yes, and the shift is still hers."""
    rows = Swap.objects.filter(campaign=campaign, state__in=[SwapState.OPEN, SwapState.ACCEPTED])
    return (
        rows.filter(slot__begins_at__gt=at, slot__member=F("from_member"))
        .select_related(*ROWS)
        .order_by("slot__begins_at", "id")
    )


@dataclass(frozen=True)
class Offer:
    """An offer of a colleague that I could take, with what a coordinator would have to say yes to."""

    swap: Swap
    warnings: list[Judged]


def offers_for(member: Member, campaign: Campaign, at: datetime) -> list[Offer]:
    """What is held out to her by name, then what all may take and no rule forbids her; the nearest first."""
    rows = live_swaps(campaign, at).filter(state=SwapState.OPEN, from_member__profession=member.profession)
    rows = rows.filter(Q(to_member=member) | Q(to_member=None)).exclude(from_member=member)
    found = []
    for swap in rows[:MOST]:
        judged = judged_swap(swap, swap.from_member, member, at)
        if swap.to_member_id == member.pk or not any(each.blocks for each in judged):
            found.append(Offer(swap, judged))
    return sorted(found, key=lambda each: each.swap.to_member_id is None)


def swaps_of(member: Member, campaign: Campaign, at: datetime) -> list[Swap]:
    """Hers, given or taken, that still matter: live, or done and the shift lies ahead."""
    hers = Q(from_member=member) | Q(taken_by=member)
    state = Q(state__in=[SwapState.OPEN, SwapState.ACCEPTED], slot__member=F("from_member")) | Q(state=SwapState.DONE)
    rows = Swap.objects.filter(hers & state, campaign=campaign, slot__begins_at__gt=at)
    return list(rows.select_related(*ROWS).order_by("slot__begins_at", "-asked_at")[:MOST])


def waiting_for_yes(campaign: Campaign, at: datetime) -> list[Swap]:
    """Those that a coordinator has to decide."""
    return list(live_swaps(campaign, at).filter(state=SwapState.ACCEPTED)[:MOST])


def stale_swaps(at: datetime) -> list[Swap]:
    """Open ones whose shift has begun, or is no longer hers."""
    rows = Swap.objects.filter(state__in=[SwapState.OPEN, SwapState.ACCEPTED], slot__isnull=False)
    rows = rows.filter(Q(slot__begins_at__lte=at) | ~Q(slot__member=F("from_member")))
    return list(rows.select_related("campaign", "slot", "in_return")[:500])


def shifts_to_swap(member: Member, campaign: Campaign, at: datetime) -> list[Slot]:
    """Her shifts ahead."""
    rows = Slot.objects.filter(campaign=campaign, member=member, begins_at__gt=at).select_related("kind", "campaign")
    return list(rows.order_by("begins_at")[:MOST])
