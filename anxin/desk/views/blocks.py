"""Who may not write, why and until when; lifting a block."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.show import said, show
from anxin.clients.access import block_in
from anxin.clients.actions import lift_block
from anxin.clients.queries import blocks_of
from anxin.core import clock
from anxin.core.door import door
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR


@never_cache
@door(COORDINATOR_OR_SUPERVISOR)
def blocks(request: HttpRequest, slug: str) -> HttpResponse:
    """The list."""
    campaign, _member = campaign_to_oversee(request, slug)
    at = clock.now()
    rows = [
        {
            "id": each.pk,
            "who": each.resident.handle or each.resident.short,
            "reason": each.reason,
            "by": each.by.name,
            "made": said(each.made_at, at, campaign),
            "until": said(each.until, at, campaign),
        }
        for each in blocks_of(campaign.organisation_id, at)
    ]
    return show(request, campaign, "desk/blocks.html", {"rows": rows})


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def lift(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Let her write again."""
    campaign, member = campaign_to_oversee(request, slug)
    lift_block(block=block_in(campaign.organisation_id, id), by=member, at=clock.now())
    messages.success(request, _("Lifted: she can write again."))
    return redirect("desk_blocks", slug)
