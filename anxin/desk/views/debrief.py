"""A talk after a hard one: said by the helper, held by a supervisor."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_for_staff
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.desk.actions.debrief import answer_debrief, hold_debrief
from anxin.desk.debriefs import debrief_of, debrief_to_hold
from anxin.people.doors import STAFF
from anxin.people.kinds import Role

SAID = {"yes": True, "no": False}


@require_POST
@door(STAFF)
def say(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Yes, no, or later."""
    campaign, member = campaign_for_staff(request, slug)
    wanted = SAID.get(request.POST.get("say", ""))
    answer_debrief(debrief=debrief_of(member, campaign, id), wanted=wanted, by=member, at=clock.now())
    return redirect("desk", slug)


@require_POST
@door(STAFF)
def held(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """We have talked; for supervisors."""
    campaign, member = campaign_for_staff(request, slug)
    if not member.holds(Role.SUPERVISOR):
        raise Refused(NOT_YOURS, 403)
    hold_debrief(debrief=debrief_to_hold(campaign, id), by=member, at=clock.now())
    return redirect("desk", slug)
