"""Whose phone this is, on which campaign's page, and which questions are hers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest

from anxin.campaigns.models import Campaign
from anxin.clients.access import resident_here
from anxin.clients.models import Resident
from anxin.core import clock
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk.access import question_for_resident
from anxin.desk.models import Question

NOT_ON_THIS_PHONE = Finding(
    "not_found",
    _("This question is not known on this phone."),
    next_step=_("If you asked it on another phone, come back with your return code."),
)


@dataclass(frozen=True)
class Visit:
    """One request to a campaign's page. `resident` is None on a phone that is not known yet."""

    request: HttpRequest
    campaign: Campaign
    resident: Resident | None
    at: datetime


def visit_to(request: HttpRequest, slug: str) -> Visit:
    """Who comes to the campaign `slug`; 404 where there is none."""
    campaign = Campaign.objects.select_related("organisation").filter(slug=slug).first()
    if campaign is None:
        raise Http404
    return Visit(request, campaign, resident_here(request, campaign.organisation_id), clock.now())


def question_of(visit: Visit, id: UUID) -> tuple[Question, Resident]:
    """A question that this phone's resident asked in this campaign. Refused (404): not_found."""
    try:
        if visit.resident is not None:
            question = question_for_resident(visit.resident, id)
            if question.campaign_id == visit.campaign.pk:
                return question, visit.resident
    except Http404:
        pass
    raise Refused(NOT_ON_THIS_PHONE, 404)
