"""What stands beside a talk: notes of colleagues, merging, what the resident says of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.clients.access import RESIDENT, resident_of
from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.desk import access, schemas
from anxin.desk.actions.feedback import give_feedback
from anxin.desk.actions.merge import merge_question
from anxin.desk.actions.note import write_note
from anxin.desk.api.answers import answered, as_json
from anxin.desk.api.serving import verb
from anxin.desk.limits import count_write
from anxin.desk.models import Feedback, Note, Question
from anxin.desk.threads import notes_of
from anxin.people.doors import STAFF
from anxin.people.models import Member

router = Router()


@router.get("/questions/{uuid:id}/notes", response=schemas.NotesOut)
@door(STAFF)
def notes(request: HttpRequest, id: UUID) -> HttpResponse:
    """What colleagues wrote beside it, in order, for who may read its words."""
    question, member = access.question_for_staff(request, id)
    access.open_book(question, member, clock.now())
    return as_json({"items": [note_out(each) for each in notes_of([question])], "next": None})


@router.post("/questions/{uuid:id}/notes", response={201: schemas.NoteOut})
@door(STAFF)
def note(request: HttpRequest, id: UUID, body: schemas.TextIn) -> HttpResponse:
    question, member = access.question_for_staff(request, id)

    def write() -> Any:
        return note_out(write_note(question=question, text=body.text, by=member, at=clock.now()))

    return answered(request, f"member:{member.pk}", write, 201)


@router.post("/questions/{uuid:id}/merge", response=schemas.DoneOut)
@door(STAFF)
def merge(request: HttpRequest, id: UUID, body: schemas.MergeIn) -> HttpResponse:
    """Let this question go on in `into`; a question of another organisation is not found."""
    into, _member = access.question_for_staff(request, body.into)

    def do(question: Question, member: Member) -> None:
        merge_question(question=question, into=into, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/feedback", response=schemas.FeedbackOut)
@door(RESIDENT)
def feedback(request: HttpRequest, id: UUID, body: schemas.FeedbackIn) -> HttpResponse:
    """Whether the answer helped and how she feels; either may be left out, and said anew."""
    resident = resident_of(request)
    if resident is None:
        raise Refused(NOT_YOURS, 403)
    question = access.question_for_resident(resident, id)
    count_write(resident)

    def write() -> Any:
        said = give_feedback(question=question, helped=body.helped, feeling=body.feeling, by=resident, at=clock.now())
        return feedback_out(said)

    return answered(request, f"resident:{resident.pk}", write)


def note_out(note: Note) -> dict[str, Any]:
    """`NoteOut` of a note."""
    return {"id": note.pk, "kind": note.kind, "name": note.by.name, "text": note.text, "at": note.at}


def feedback_out(said: Feedback) -> dict[str, Any]:
    """`FeedbackOut` of what she said."""
    return {"helped": said.helped or None, "feeling": said.feeling or None, "at": said.at}
