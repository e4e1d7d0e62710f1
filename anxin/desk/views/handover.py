"""The hand-over at the end of a shift: each open matter, to whom it goes, and who has said yes (交接)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import OVERSEES, campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.core.web import next_step, sentence
from anxin.desk.access import colleague
from anxin.desk.actions.accept import accept_question
from anxin.desk.actions.transfer import transfer_question
from anxin.desk.hands import held_out_to, in_hand_of
from anxin.desk.kinds import TransferWhy
from anxin.desk.models import Question
from anxin.desk.views.leaving import desk_or
from anxin.desk.views.matters import moved, rows_of, to_me
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.rota.access import participant
from anxin.rota.actions.hand_over import LONGEST
from anxin.rota.notes import notes_for
from anxin.rota.queries import attendance_of

Context = dict[str, Any]
LATELY = timedelta(hours=12)


@never_cache
@door(STAFF)
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """My open matters, each with somebody to take it; `?of=` those of a colleague, for who oversees the service."""
    campaign, member = campaign_for_staff(request, slug)
    whose = _whose(request, campaign, member)
    if request.method == "POST":
        return _send(request, campaign, member, whose)
    return page(request, campaign, member, whose)


def _whose(request: HttpRequest, campaign: Campaign, member: Member) -> Member:
    asked = request.POST.get("of") or request.GET.get("of", "")
    if not asked or asked == str(member.pk):
        return member
    try:
        whose = participant(campaign, UUID(asked))
    except ValueError as error:
        raise Http404 from error
    if not member.holds(*OVERSEES):
        raise Refused(NOT_YOURS, 403)
    return whose


def page(
    request: HttpRequest, campaign: Campaign, member: Member, whose: Member, *,
    refused: Refused | None = None, faults: dict[UUID, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; with what could not be handed over, each with why."""
    at = clock.now()
    context = {**state_context(campaign, member, whose, at), "refusal": None}
    context |= {"notes": notes_for(campaign, at) if whose.pk == member.pk else [], "most": LONGEST}
    context["matters"] = rows_of(campaign, member, whose, at, faults or {}, request.POST)
    if refused is not None:
        context["refusal"] = {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding),
                              "code": refused.finding.code}  # fmt: skip
    status = refused.status if refused else (409 if faults else 200)
    return show(request, campaign, "desk/hand_over.html", context, status)


def state_context(campaign: Campaign, member: Member, whose: Member, at: datetime) -> Context:
    """What is under way: held out by her, accepted, declined; and what is held out to the reader."""
    own = whose.pk == member.pk
    of = "" if own else f"?of={whose.pk}"
    return {
        "now": at,
        "whose": whose,
        "own": own,
        "on_duty": attendance_of(campaign, whose) is not None,
        "moved": moved(campaign, whose, at, at - LATELY),
        "to_me": to_me(campaign, member, at) if own else [],
        "state_url": reverse("hand_over_state", args=[campaign.slug]) + of,
        "here": reverse("hand_over", args=[campaign.slug]) + of,
        "stream_url": f"/live/desk/{campaign.slug}",
    }


@never_cache
@door(STAFF)
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """What is under way, as a fragment."""
    campaign, member = campaign_for_staff(request, slug)
    context = state_context(campaign, member, _whose(request, campaign, member), clock.now())
    return show(request, campaign, "desk/_hand_over_state.html", context)


def _send(request: HttpRequest, campaign: Campaign, member: Member, whose: Member) -> HttpResponse:
    """Hold out each matter that is ticked; what cannot be comes back with why, the others are under way."""
    faults: dict[UUID, str] = {}
    ticked, sent = set(request.POST.getlist("send")), 0
    for question in in_hand_of(whose, campaign):
        if str(question.pk) in ticked:
            try:
                _hold_out(request, question, member)
                sent += 1
            except Refused as refused:
                faults[question.pk] = f"{sentence(refused.finding)} {next_step(refused.finding)}"
    if sent:
        words = ngettext(
            "%(n)s is held out; you see here who accepts.", "%(n)s are held out; you see here who accepts.", sent
        )
        messages.success(request, words % {"n": sent})
    if faults:
        return page(request, campaign, member, whose, faults=faults)
    return redirect(reverse("hand_over", args=[campaign.slug]) + ("" if whose.pk == member.pk else f"?of={whose.pk}"))


def _hold_out(request: HttpRequest, question: Question, member: Member) -> None:
    try:
        receiver = colleague(question, UUID(request.POST.get(f"to-{question.pk}", "")))
    except ValueError as error:
        raise Http404 from error
    note = request.POST.get(f"note-{question.pk}", "").strip() or _("Hand-over at the end of the shift")
    at, why = clock.now(), TransferWhy.SHIFT_ENDS
    transfer_question(question=question, to_member=receiver, reason=note, why=why, by=member, at=at)


@require_POST
@door(STAFF)
def accept_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Say yes to everything that is held out to me; what I may not take stays, and says why when it is opened."""
    campaign, member = campaign_for_staff(request, slug)
    left = 0
    for transfer in held_out_to(member, campaign):
        try:
            accept_question(question=transfer.question, by=member, at=clock.now())
        except Refused:
            left += 1
    if left:
        words = ngettext(
            "%(n)s could not be accepted: open it to see why.",
            "%(n)s could not be accepted: open them to see why.",
            left,
        )
        messages.warning(request, words % {"n": left})
    return redirect(desk_or(request, campaign))
