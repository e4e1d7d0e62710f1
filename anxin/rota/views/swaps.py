"""Swaps on a phone: what colleagues offer, what I offered, and for coordinators what waits for a yes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import OVERSEES, campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.access import id_in, participant, slot_in, swap_in
from anxin.rota.actions.swap import offer_swap
from anxin.rota.kinds import SwapState
from anxin.rota.models import Slot, Swap
from anxin.rota.replacements import Candidate, ranked
from anxin.rota.rules import Judged
from anxin.rota.swap_verbs import DONE, VERBS
from anxin.rota.swaps import judged_swap, offers_for, shifts_to_swap, swaps_of, waiting_for_yes

Context = dict[str, Any]
MOST = 12


@never_cache
@door(STAFF)
def swaps(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is going on with shifts that change hands."""
    campaign, member = campaign_for_staff(request, slug)
    return page(request, campaign, member)


@never_cache
@door(STAFF)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a shift of mine away: to whom, or to all who may; what was chosen stays when it is refused."""
    campaign, member = campaign_for_staff(request, slug)
    at = clock.now()
    chosen = request.POST if request.method == "POST" else request.GET
    slot = slot_in(campaign, id_in(chosen.get("slot", "")))
    if slot.member_id != member.pk:
        raise Http404
    refusal = None
    if request.method == "POST":
        try:
            to = participant(campaign, id_in(chosen["to"])) if chosen.get("to") else None
            back = slot_in(campaign, id_in(chosen["in_return"])) if chosen.get("in_return") else None
            if back is not None and to is None:
                to = back.member
            offer_swap(slot=slot, to=to, in_return=back, note=chosen.get("note", ""), by=member, at=at)
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Your shift is offered. It stays yours until somebody has taken it."))
            return redirect(reverse("swaps", args=[slug]))
    candidates = [each for each in ranked(slot, at) if not each.blocks][:MOST]
    context = {
        "slot": slot,
        "now": at,
        "candidates": [_candidate(each) for each in candidates],
        "in_return": _their_shifts([each.member for each in candidates], campaign, slot, at),
        "to": chosen.get("to", ""),
        "back": chosen.get("in_return", ""),
        "note": chosen.get("note", ""),
        "refusal": _said(refusal.finding) if refusal else None,
    }
    return show(request, campaign, "rota/swap_new.html", context, refusal.status if refusal else 200)


@require_POST
@door(STAFF)
def act(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Take, decline, withdraw, say yes, undo."""
    campaign, member = campaign_for_staff(request, slug)
    swap = swap_in(campaign, id)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        raise Http404
    try:
        row = VERBS[verb](swap=swap, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, member, refused)
    waits = row.state == SwapState.ACCEPTED
    messages.success(
        request,
        _("It waits for the coordinator's yes; until then the shift stays where it is.") if waits else _(DONE[verb]),
    )
    return redirect(reverse("swaps", args=[slug]))


def page(request: HttpRequest, campaign: Campaign, member: Member, refused: Refused | None = None) -> HttpResponse:
    """The page; with a refusal where there is one."""
    at = clock.now()
    oversees = member.holds(*OVERSEES)
    hers = swaps_of(member, campaign, at)
    offered = {each.slot_id for each in hers if each.state != SwapState.DONE and each.from_member_id == member.pk}
    context: Context = {
        "now": at,
        "oversees": oversees,
        "offers": [
            {"swap": each.swap, "warnings": _sentences(each.warnings), "held_out": each.swap.to_member_id is not None}
            for each in offers_for(member, campaign, at)
        ],
        "hers": [
            {"swap": each, "verb": _my_verb(each, member), "gave": each.from_member_id == member.pk} for each in hers
        ],
        "waiting": [_waiting(each, member, at) for each in waiting_for_yes(campaign, at)] if oversees else [],
        "shifts": [each for each in shifts_to_swap(member, campaign, at) if each.pk not in offered],
        "refusal": _said(refused.finding) if refused else None,
    }
    return show(request, campaign, "rota/swaps.html", context, refused.status if refused else 200)


def _my_verb(swap: Swap, member: Member) -> str:
    if swap.state == SwapState.DONE:
        return "undo"
    return "withdraw" if swap.from_member_id == member.pk else ""


def _waiting(swap: Swap, member: Member, at: datetime) -> Context:
    assert swap.taken_by is not None
    judged = judged_swap(swap, swap.from_member, swap.taken_by, at)
    return {"swap": swap, "why": _sentences(judged), "mine": member.pk in (swap.from_member_id, swap.taken_by_id)}


def _candidate(found: Candidate) -> Context:
    return {
        "id": str(found.member),
        "name": found.name,
        "hours": round(found.minutes / 60),
        "warnings": _sentences(found.judged),
    }


def _their_shifts(members: Iterable[UUID], campaign: Campaign, slot: Slot, at: datetime) -> list[Slot]:
    """Shifts of colleagues that could be had in return, the nearest first."""
    rows = Slot.objects.filter(campaign=campaign, member__in=list(members), begins_at__gt=at)
    rows = rows.exclude(begins_at=slot.begins_at).select_related("member", "kind")
    return list(rows.order_by("begins_at", "member__name")[:60])


def _sentences(judged: Iterable[Judged]) -> list[str]:
    return list(dict.fromkeys(sentence(each.finding) for each in judged))


def _said(finding: Finding) -> Context:
    return {"sentence": sentence(finding), "next_step": next_step(finding)}
