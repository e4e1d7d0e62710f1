"""That somebody is typing, for those who have the same page open. Nothing of it is kept longer than some seconds."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.core import clock
from anxin.core.door import door
from anxin.core.presence import Place, stop_typing, type_in
from anxin.desk import access, schemas
from anxin.desk.api.reading import question_and_reader
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.people.models import Member

router = Router()


@router.post("/questions/{uuid:id}/typing", response={204: None})
@door(ASKER_OR_STAFF)
def type_in_question(request: HttpRequest, id: UUID, body: schemas.TypingIn) -> HttpResponse:
    question, who = question_and_reader(request, id)
    if isinstance(who, Member):
        access.may_open_book(question, who, clock.now())
    return typed(access.place_at(question, who), body.typing)


def typed(place: Place, typing: bool) -> HttpResponse:
    """She types there, or no longer; there is nothing to say to it."""
    (type_in if typing else stop_typing)(*place)
    return HttpResponse(status=204)
