"""Photos and voice notes over HTTP: one message with up to nine of them (multipart: `files`, `text`)."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from anxin.conversations.models import Message
from anxin.core import clock
from anxin.core.door import door
from anxin.desk import schemas
from anxin.desk.api.answers import as_json, said
from anxin.desk.api.reading import question_and_reader
from anxin.desk.attachments.sending import answer_with, write_back_with
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.people.models import Member

router = Router()
FILES: Any = File(...)  # type: ignore[type-arg]
TEXT: Any = Form("")  # type: ignore[type-arg]


@router.post("/questions/{uuid:id}/attachments", response={201: schemas.MessageOut})
@door(ASKER_OR_STAFF)
def attach(
    request: HttpRequest,
    id: UUID,
    files: list[UploadedFile] = FILES,
    text: str = TEXT,
) -> HttpResponse:
    """The resident who asked writes back; staff who have it answer. What is sent is made anew and holds no other data."""
    question, who = question_and_reader(request, id)
    key = request.headers.get("Idempotency-Key") or uuid4().hex
    if isinstance(who, Member):
        message = answer_with(question, who, text, files, key, request.path, clock.now())
    else:
        message = write_back_with(question, who, text, files, key, f"resident:{who.pk}", clock.now())
    return as_json(said(Message.objects.get(pk=message)), 201)
