"""That a helper is typing, for those who have the same page open."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from anxin.core import clock
from anxin.core.door import door
from anxin.desk import access
from anxin.desk.api.typing import typed
from anxin.people.doors import STAFF


@require_POST
@door(STAFF)
def in_question(request: HttpRequest, slug: str, id: UUID) -> HttpResponse:
    """She types in the box of a question that she may read; `stopped` where she sent it or emptied the box."""
    question, member = access.question_on_desk(request, slug, id)
    access.may_open_book(question, member, clock.now())
    return typed(access.place_at(question, member), typing="stopped" not in request.POST)
