"""Relief on the day page: who needs it, who could take over, and putting her in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.campaigns.access import campaign_to_oversee
from anxin.campaigns.models import Campaign
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.core.web import next_step, sentence
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR
from anxin.rota.access import id_in, participant, slot_in
from anxin.rota.actions.relief import relieve
from anxin.rota.kinds import Can
from anxin.rota.models import Attendance
from anxin.rota.relief import Weary, weary
from anxin.rota.replacements import Candidate
from anxin.rota.show import person
from anxin.rota.views.duty import back

Context = dict[str, Any]
MOST = 6  # colleagues named for each
MOST_BLOCKED = 3  # named with why they cannot, where nobody can


@require_POST
@door(COORDINATOR_OR_SUPERVISOR)
def relieve_slot(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """Put a colleague in for the rest of a shift, by one tap; why it cannot be is said on the page it came from."""
    campaign, member = campaign_to_oversee(request, slug)
    slot = slot_in(campaign, id)
    of, to = id_in(request.POST.get("of", "")), participant(campaign, id_in(request.POST.get("to", "")))
    anyway = request.POST.get("anyway") == "1"
    try:
        rest = relieve(slot=slot, of=of, to=to, anyway=anyway, by=member, at=clock.now())
    except Refused as refused:
        messages.error(request, f"{sentence(refused.finding)} {next_step(refused.finding)}".strip())
    else:
        words = _("%(name)s takes over from %(time)s on; both are told.")
        begins = rest.begins_at.astimezone(campaign.tz)
        messages.success(request, words % {"name": to.name, "time": f"{begins:%H:%M}"})
    return back(request, campaign)


def relief_context(campaign: Campaign, there: Sequence[Attendance], at: datetime) -> list[Context]:
    """Those who need relief, as rota/_relief.html wants them."""
    on_duty = {each.member_id for each in there}
    return [_row(each, on_duty, at) for each in weary(campaign, there, at)]


def _row(row: Weary, on_duty: set[UUID], at: datetime) -> Context:
    shown = [_candidate(each, on_duty) for each in row.candidates[:MOST]]
    return {
        "person": person(row.member),
        "asked": row.asked,
        "back_by": row.attendance.back_by if row.attendance else None,
        "rests_until": row.rests_until,
        "here": row.attendance is not None,
        "slot": row.slot,
        "runs": row.slot is not None and row.slot.begins_at <= at,
        "first": shown[:2],
        "more": shown[2:],
        "blocked": [_candidate(each, on_duty) for each in row.blocked[:MOST_BLOCKED]],
    }


def _candidate(found: Candidate, on_duty: set[UUID]) -> Context:
    return {
        "id": found.member,
        "name": found.name,
        "here": found.member in on_duty,
        "wants": found.said is Can.WANT,
        "can": found.said is Can.CAN,
        "hours": round(found.minutes / 60),
        "warnings": list(dict.fromkeys(sentence(each.finding) for each in found.judged)),
    }
