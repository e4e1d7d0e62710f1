"""Having a draft made by the solver, and watching it get better."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.access import version_in
from anxin.rota.actions.draft import drop_draft
from anxin.rota.actions.draw import ask_for_draw, stop_draw
from anxin.rota.board.curve import curve
from anxin.rota.kinds import DrawState, VersionState
from anxin.rota.models import Draw, Version
from anxin.rota.views.cover import as_context

Context = dict[str, Any]
USUAL_S = 30
OPEN = (DrawState.QUEUED, DrawState.RUNNING)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def draw(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Make the rota."""
    campaign, member = campaign_to_oversee(request, slug)
    row = version_in(campaign, id)
    text = request.POST.get("seconds", "")
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else USUAL_S
    try:
        ask_for_draw(version=row, seconds=seconds, keep="keep" in request.POST, by=member, at=clock.now())
    except Refused as refused:
        return answer(request, campaign, row, refused)
    return answer(request, campaign, row)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def stop(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Stop with the best so far."""
    campaign, member = campaign_to_oversee(request, slug)
    row = version_in(campaign, id)
    running = row.draws.filter(state__in=OPEN).first()
    if running is not None:
        stop_draw(draw=running, by=member, at=clock.now())
    return answer(request, campaign, row)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def pulse(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """How far it is, as a fragment."""
    campaign, _member = campaign_to_oversee(request, slug)
    return show(request, campaign, "rota/_pulse.html", pulse_context(version_in(campaign, id), campaign, clock.now()))


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def drop(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put a draft away."""
    campaign, member = campaign_to_oversee(request, slug)
    row = version_in(campaign, id)
    if row.state == VersionState.PUBLISHED:
        raise Http404
    drop_draft(version=row, by=member, at=clock.now())
    return redirect("rota_board", slug)


def answer(request: HttpRequest, campaign: Campaign, row: Version, refused: Refused | None = None) -> HttpResponse:
    """The fragment to who has scripts, the page to who has not."""
    if not request.headers.get("HX-Request"):
        return redirect("rota_version", campaign.slug, row.pk)
    context = pulse_context(row, campaign, clock.now())
    context["draw_refusal"] = as_context(refused)
    return show(request, campaign, "rota/_pulse.html", context, refused.status if refused else 200)


def pulse_context(row: Version, campaign: Campaign, at: datetime) -> Context:
    """The newest draw of a version: how it stands, how it got better."""
    row.refresh_from_db(fields=["edits", "cost", "bound", "state"])
    last = row.draws.order_by("-asked_at", "-id").first()
    return {
        "version": row,
        "draft": row.state == VersionState.DRAFT,
        "stamp": f"{row.edits}-{row.cost}",
        "draw": _draw(last, at, campaign) if last else None,
        "keep": last.keep if last else from_living(row),
        "draw_refusal": None,
        "usual_seconds": USUAL_S,
        "most_seconds": settings.ROTA_SECONDS,
        "draw_url": reverse("rota_draw", args=[campaign.slug, row.pk]),
        "stop_url": reverse("rota_stop", args=[campaign.slug, row.pk]),
    }


def from_living(row: Version) -> bool:
    """Whether a draft that was never drawn holds what nobody put there by hand: it was begun from the published rota."""
    return row.assignments.filter(by_hand=False).exists()


def _draw(row: Draw, at: datetime, campaign: Campaign) -> Context:
    last = row.curve[-1] if row.curve else None
    missing = last[3] if last and len(last) > 3 else None
    return {
        "queued": row.state == DrawState.QUEUED,
        "running": row.state == DrawState.RUNNING,
        "open": row.state in OPEN,
        "stopping": row.stop_asked and row.state in OPEN,
        "failed": row.state == DrawState.FAILED,
        "words": _words(row),
        "seconds": row.seconds,
        "spent": min(row.seconds, round((at - row.began_at).total_seconds())) if row.began_at else 0,
        "missing": f"{missing:g}" if missing is not None else "",
        "cost": row.cost,
        "bound": round(row.bound) if row.bound is not None else None,
        "curve": curve(row.curve),
        "asked": said(row.asked_at, at, campaign),
    }


def _words(row: Draw) -> str:
    if row.state == DrawState.QUEUED:
        return _("It waits for its turn; it begins in a moment.")
    if row.state == DrawState.RUNNING:
        return _("It is being made. The best so far is in the table already.")
    if row.state == DrawState.FAILED:
        if row.cost is not None:
            return _("The making broke off. The best until then is in the table; make it anew to go on from there.")
        return _("It could not be made; the draft is as it was. Try again.")
    if row.status == "infeasible":
        return _("No rota keeps every rule with what is pinned.")
    if row.state == DrawState.STOPPED:
        return _("Stopped; the best so far is in the table.")
    if row.status == "optimal":
        return _("Made: no better rota is possible under these rules.")
    return _("Made: the best found in this time is in the table.")
