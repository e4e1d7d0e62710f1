"""Who of the team types an answer at this moment, told to the one who waits for it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from anxin.core.door import PUBLIC, door
from anxin.desk.access import place_at
from anxin.desk.queries import who_types
from anxin.pages.resident.access import Visit, question_of
from anxin.pages.resident.frame import in_its_place


@door(PUBLIC)
@in_its_place
def there(visit: Visit, id: UUID) -> HttpResponse:
    """ "林医生 is typing …", as a fragment; empty where nobody does. Who only looks is not told."""
    question, resident = question_of(visit, id)
    names = who_types(place_at(question, resident).topic)
    response = render(visit.request, "pages/resident/_there.html", {"names": names})
    response["Cache-Control"] = "private, no-store"
    return response
