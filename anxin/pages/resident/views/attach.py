"""`/c/<slug>/q/<id>/attach`: photos and voice notes of the one who asked."""

from uuid import UUID

from django.http import HttpResponse

from anxin.clients.models import Resident
from anxin.core.door import PUBLIC, door
from anxin.desk.attachments.sending import write_back_with
from anxin.desk.models import Question
from anxin.pages.resident.access import Visit
from anxin.pages.resident.asking import phone
from anxin.pages.resident.frame import in_its_place
from anxin.pages.resident.views.question import sent


@door(PUBLIC)
@in_its_place
def attach(visit: Visit, id: UUID) -> HttpResponse:
    """Write back with what was chosen; it counts as her writing, in every way."""
    files = visit.request.FILES.getlist("files")

    def send(row: Question, resident: Resident, text: str, key: str) -> None:
        write_back_with(row, resident, text, files, key, phone(visit.request), visit.at)

    return sent(visit, id, send)
