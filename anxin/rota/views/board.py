"""The board: the rota that counts now, drafts, and beginning one."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from anxin.campaigns.access import OVERSEES, campaign_to_oversee, campaigns_of
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import said, show, to_one_of
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.people.access import members_of
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.actions.draft import begin_draft
from anxin.rota.board.grid import Grid
from anxin.rota.board.today import by_kind
from anxin.rota.calls import open_call_of, unanswered
from anxin.rota.cover_forms import Plain
from anxin.rota.facts import living_facts
from anxin.rota.kinds import VersionState
from anxin.rota.models import ShiftKind, Slot, Version
from anxin.rota.views.cover import as_context
from anxin.rota.views.version import tables

Context = dict[str, Any]
DAY = {"type": "date"}
SHOWN = timedelta(days=14)
MOST_VERSIONS = 12


class DraftForm(Plain):
    """For which days, and from what."""

    first_on = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    from_living = forms.BooleanField(label=gettext_lazy("Begin with what is published for these days"), required=False)


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def home(request: HttpRequest) -> HttpResponse:
    """To the rota of the service she oversees; a choice where there are several."""
    return to_one_of(request, campaigns_of(m for m in members_of(request) if m.holds(*OVERSEES)), "rota_board")


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a POST begins a draft."""
    campaign, member = campaign_to_oversee(request, slug)
    if request.method != "POST":
        return page(request, campaign)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return page(request, campaign, form=form, status=422)
    try:
        version = begin_draft(campaign=campaign, **form.cleaned_data, by=member, at=clock.now())
    except Refused as refused:
        return page(request, campaign, form=form, refused=refused)
    return redirect("rota_version", slug, version.pk)


def page(
    request: HttpRequest, campaign: Campaign, *, form: DraftForm | None = None, refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page; with a refusal, and what was typed, where there is one."""
    at = clock.now()
    first, last = days_shown(request, campaign, at)
    found = Grid(living_facts(campaign, first, last, at), editable=False)
    call = open_call_of(campaign, at)
    has_kinds = ShiftKind.objects.filter(campaign=campaign, ended_at=None).exists()
    context: Context = {
        "now": at,
        "first": first,
        "last": last,
        "before": first - SHOWN if first > campaign.starts_on else None,
        "after": last + timedelta(days=1) if last < campaign.ends_on else None,
        "drafts": [_version(each, campaign, at) for each in _versions(campaign, VersionState.DRAFT)],
        "published": [_version(each, campaign, at) for each in _versions(campaign, VersionState.PUBLISHED)],
        "form": form or DraftForm(initial=_initial(campaign, at)),
        "opened": form is not None,
        "has_kinds": has_kinds,
        "call": {"missing": len(unanswered(call)), "until": said(call.closes_at, at, campaign)} if call else None,
        "days": by_kind(found),
        "empty": not found.by_cell,
        "refusal": as_context(refused),
        **tables(found),
    }
    return show(request, campaign, "rota/board.html", context, refused.status if refused else status)


def days_shown(request: HttpRequest, campaign: Campaign, at: datetime) -> tuple[date, date]:
    """Two weeks within the service: from the Monday of `?from=`, else of today."""
    try:
        day = date.fromisoformat((request.POST or request.GET).get("from", ""))
    except ValueError:
        day = at.astimezone(campaign.tz).date()
    day = min(max(day, campaign.starts_on), campaign.ends_on)
    first = max(day - timedelta(days=day.weekday()), campaign.starts_on)
    return first, min(first + SHOWN - timedelta(days=1), campaign.ends_on)


def _versions(campaign: Campaign, state: VersionState) -> list[Version]:
    rows = Version.objects.filter(campaign=campaign, state=state).select_related("made_by", "published_by")
    return list(rows.order_by("-number")[:MOST_VERSIONS])


def _version(row: Version, campaign: Campaign, at: datetime) -> Context:
    return {
        "id": row.pk,
        "number": row.number,
        "first": row.first_on,
        "last": row.last_on,
        "by": (row.published_by or row.made_by).name,
        "when": said(row.published_at or row.made_at, at, campaign),
    }


def _initial(campaign: Campaign, at: datetime) -> Context:
    """The days after the last published shift; where there is none, from tomorrow on."""
    tomorrow = at.astimezone(campaign.tz).date() + timedelta(days=1)
    newest = Slot.objects.filter(campaign=campaign, kind__isnull=False).order_by("-begins_at").first()
    first = newest.begins_at.astimezone(campaign.tz).date() + timedelta(days=1) if newest else tomorrow
    first = max(first, tomorrow, campaign.starts_on)
    if first > campaign.ends_on:  # all is published: what remains of it can be made anew
        return {"first_on": min(tomorrow, campaign.ends_on), "last_on": campaign.ends_on, "from_living": True}
    return {"first_on": first, "last_on": min(first + SHOWN, campaign.ends_on), "from_living": False}
