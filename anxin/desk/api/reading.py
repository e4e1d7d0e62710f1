"""What both sides do: read a question, its messages, and write one more."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.clients.access import resident_of
from anxin.clients.models import Resident
from anxin.conversations.queries import messages_after
from anxin.core import clock
from anxin.core.door import door
from anxin.desk import access, schemas
from anxin.desk.actions.answer import write_back
from anxin.desk.api.answers import answered, as_json, said
from anxin.desk.api.serving import send_answer
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.desk.limits import count_write
from anxin.desk.models import Question
from anxin.desk.show import first_words, message_out, names_of, question_out
from anxin.people.models import Member

router = Router()
MOST = 500  # messages in one reply; `next` is the `after` of those that follow


def question_and_reader(request: HttpRequest, id: UUID) -> tuple[Question, Resident | Member]:
    """A question, and who of the two sides asks for it; else 404."""
    resident = resident_of(request)
    if resident is not None:
        return access.question_for_resident(resident, id), resident
    return access.question_for_staff(request, id)


@router.get("/questions/{uuid:id}", response=schemas.QuestionOut)
@door(ASKER_OR_STAFF)
def read(request: HttpRequest, id: UUID) -> HttpResponse:
    question, reader = question_and_reader(request, id)
    at = clock.now()
    helper = access.helper_of(reader, question.campaign) if isinstance(reader, Member) else None
    may_read = helper is None or bool(access.readable([question], reader, helper, at))  # type: ignore[arg-type]
    text = first_words([question]).get(question.pk) if may_read else None
    return as_json(question_out(question, text))


@router.get("/questions/{uuid:id}/messages", response=schemas.MessagesOut)
@door(ASKER_OR_STAFF)
def messages(request: HttpRequest, id: UUID, after: UUID | None = None) -> HttpResponse:
    question, reader = question_and_reader(request, id)
    if isinstance(reader, Member):
        access.open_book(question, reader, clock.now())
    found = messages_after(question.conversation, after, MOST)
    names, more = names_of(found), len(found) == MOST
    return as_json({"items": [message_out(m, names) for m in found], "next": found[-1].pk if more else None})


@router.post("/questions/{uuid:id}/messages", response={201: schemas.MessageOut})
@door(ASKER_OR_STAFF)
def write(request: HttpRequest, id: UUID, body: schemas.TextIn) -> HttpResponse:
    question, writer = question_and_reader(request, id)
    if isinstance(writer, Member):
        return send_answer(request, question, writer, body.text)
    count_write(writer)
    return answered(
        request,
        f"resident:{writer.pk}",
        lambda: said(write_back(question=question, text=body.text, by=writer, at=clock.now())),
        201,
    )
