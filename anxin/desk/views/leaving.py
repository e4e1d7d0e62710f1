"""A break, and going off duty."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_for_staff
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.desk.actions.handover import leave_desk, take_break
from anxin.desk.forms import BreakForm
from anxin.desk.hands import in_hand_of
from anxin.desk.kinds import State
from anxin.people.doors import STAFF
from anxin.rota.actions import come_back
from anxin.rota.queries import attendance_of
from anxin.rota.views.duty import back
from anxin.triage import Risk


@require_POST
@door(STAFF)
def out(request: HttpRequest, slug: str) -> HttpResponse:
    """Go off duty; with matters in hand, first to the hand-over. Going twice is going once."""
    campaign, member = campaign_for_staff(request, slug)
    try:
        gone = leave_desk(campaign=campaign, by=member, at=clock.now(), anyway=request.POST.get("anyway") == "1")
    except Refused as refused:
        messages.warning(request, f"{sentence(refused.finding)} {next_step(refused.finding)}")
        return redirect(f"{reverse('hand_over', args=[slug])}?leaving=1")
    if gone is not None:
        messages.success(request, _("You are off duty. What waited for your answer goes back to the queue. Rest well."))
    return back(request, campaign)


@never_cache
@door(STAFF)
def rest(request: HttpRequest, slug: str) -> HttpResponse:
    """I need a break: for how long, and what happens to what waits for my answer."""
    campaign, member = campaign_for_staff(request, slug)
    form, refusal, status = BreakForm(request.POST or None), None, 200
    if request.method == "POST" and form.is_valid():
        at, said = clock.now(), form.cleaned_data
        until = at + timedelta(minutes=int(said["minutes"]))
        try:
            take_break(campaign=campaign, back_by=until, hand_back=said["matters"] == "queue", by=member, at=at)
            return redirect("desk", slug)
        except Refused as refused:
            refusal = {"sentence": sentence(refused.finding), "next_step": next_step(refused.finding)}
            status = refused.status
    elif request.method == "POST":
        status = 422
    hers = in_hand_of(member, campaign)
    context: dict[str, Any] = {
        "form": form,
        "refusal": refusal,
        "waiting": sum(1 for each in hers if each.state == State.CLAIMED and each.risk < Risk.HIGH),
        "danger": sum(1 for each in hers if each.risk >= Risk.HIGH),
    }
    return show(request, campaign, "desk/break.html", context, status)


@require_POST
@door(STAFF)
def end_break(request: HttpRequest, slug: str) -> HttpResponse:
    """I am back."""
    campaign, member = campaign_for_staff(request, slug)
    attendance = attendance_of(campaign, member)
    if attendance is not None:
        come_back(attendance=attendance, by=member, at=clock.now())
    return redirect(desk_or(request, campaign))


def desk_or(request: HttpRequest, campaign: Campaign) -> str:
    """The page of ours that `next` names, else the desk."""
    place = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(place, allowed_hosts=None) and place.startswith("/")
    return place if ours else reverse("desk", args=[campaign.slug])
