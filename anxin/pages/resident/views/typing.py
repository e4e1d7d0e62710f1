"""That a resident is typing, for those who look after her question."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from anxin.core.door import PUBLIC, door
from anxin.desk.access import place_at
from anxin.desk.api.typing import typed
from anxin.pages.resident.access import Visit, question_of
from anxin.pages.resident.frame import in_its_place


@require_POST
@door(PUBLIC)
@in_its_place
def in_question(visit: Visit, id: UUID) -> HttpResponse:
    """She types in the box of her question; `stopped` where she sent it or emptied the box."""
    question, resident = question_of(visit, id)
    return typed(place_at(question, resident), typing="stopped" not in visit.request.POST)
