"""The rota on paper (A3 across, or a list for a phone), and as a spreadsheet."""

from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.campaigns.show import show
from anxin.core import clock
from anxin.core.door import door
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.access import version_in
from anxin.rota.actions.export import note_export
from anxin.rota.board.grid import Grid
from anxin.rota.board.sheet import book
from anxin.rota.board.today import by_kind
from anxin.rota.facts import facts_of, living_facts
from anxin.rota.models import Version
from anxin.rota.views.board import days_shown
from anxin.rota.views.version import tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """A version (`?version=`) or the living rota (`?from=`), ready to print: the table on a laptop, a list on a phone."""
    campaign, _member = campaign_to_oversee(request, slug)
    at = clock.now()
    row, found = read(request, request.GET.get("version", ""), campaign, at)
    context: dict[str, Any] = {
        "now": at,
        "version": row,
        "first": found.facts.first,
        "last": found.facts.last,
        "days": by_kind(found),
        **tables(found),
    }
    return show(request, campaign, "rota/print.html", context)


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as .xlsx; who took it is kept."""
    campaign, member = campaign_to_oversee(request, slug)
    at = clock.now()
    row, found = read(request, request.POST.get("version", ""), campaign, at)
    note_export(campaign=campaign, version=row, first_on=found.facts.first, last_on=found.facts.last, by=member, at=at)
    response = HttpResponse(book(found, campaign.name), content_type=XLSX)
    name = f"{campaign.name} {_('rota')} {found.facts.first:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f"attachment; filename=\"rota.xlsx\"; filename*=UTF-8''{quote(name)}"
    return response


def read(request: HttpRequest, text: str, campaign: Campaign, at: datetime) -> tuple[Version | None, Grid]:
    """The version that is named, or the living rota of the days that are."""
    if not text:
        first, last = days_shown(request, campaign, at)
        return None, Grid(living_facts(campaign, first, last, at), editable=False)
    try:
        row = version_in(campaign, UUID(text))
    except ValueError as error:
        raise Http404 from error
    return row, Grid(facts_of(row, at), editable=False)
