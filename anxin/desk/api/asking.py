"""What residents do."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from anxin.campaigns.models import Campaign
from anxin.clients.access import RESIDENT, resident_of
from anxin.clients.actions import open_identity
from anxin.clients.models import Resident
from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.prepared import Prepared
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.core.web import address
from anxin.desk import schemas
from anxin.desk.actions.ask import ask_question
from anxin.desk.api.answers import answered, as_json
from anxin.desk.limits import count_identity, count_question, count_write
from anxin.desk.show import question_out

router = Router()
BY_SLUG = Prepared(lambda slug: Campaign.objects.select_related("organisation").filter(slug=slug), "example")


@router.post("/c/{slug}/residents", response={201: schemas.ResidentOut})
@door(PUBLIC)
def open_resident(request: HttpRequest, slug: str, body: schemas.ResidentIn) -> HttpResponse:
    campaign = _campaign(slug)
    count_identity(address(request))
    # An Idempotency-Key is not looked at: neighbours behind one address may send the same, and a token is nobody else's.
    # One who asks twice has an identity too many, which harms no one.
    resident, token = open_identity(organisation=campaign.organisation, handle=body.handle, at=clock.now())
    return as_json({"id": resident.pk, "token": token}, 201)


@router.post("/c/{slug}/questions", response={201: schemas.QuestionOut})
@door(RESIDENT)
def ask(request: HttpRequest, slug: str, body: schemas.QuestionIn) -> HttpResponse:
    resident, campaign = _resident(request), _campaign(slug)
    count_write(resident)

    def write() -> Any:
        count_question(resident)
        question = ask_question(
            campaign=campaign, resident=resident, text=body.text, private=body.private, asks_for=body.asks_for,
            by=resident, at=clock.now(),
        )  # fmt: skip
        return question_out(question, body.text)

    return answered(request, f"resident:{resident.pk}", write, 201)


def _resident(request: HttpRequest) -> Resident:
    resident = resident_of(request)
    if resident is None:
        raise Refused(NOT_YOURS, 403)
    return resident


def _campaign(slug: str) -> Campaign:
    campaign = BY_SLUG.first(slug)
    if campaign is None:
        raise Http404
    return campaign
