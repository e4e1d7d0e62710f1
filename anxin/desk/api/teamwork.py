"""Yes and no to what a colleague holds out, and being in a question beside its owner."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.core import clock
from anxin.core.door import door
from anxin.desk import access, schemas
from anxin.desk.actions.accept import accept_question, decline_question
from anxin.desk.actions.join import ask_in, join_question, leave_question
from anxin.desk.actions.transfer import take_back_transfer
from anxin.desk.api.serving import verb
from anxin.desk.models import Question
from anxin.people.doors import STAFF
from anxin.people.models import Member

router = Router()


@router.post("/questions/{uuid:id}/accept", response=schemas.DoneOut)
@door(STAFF)
def accept(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say yes to a question that a colleague holds out to me: it is mine from now on, and the resident is told."""

    def do(question: Question, member: Member) -> None:
        accept_question(question=question, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/decline", response=schemas.DoneOut)
@door(STAFF)
def decline(request: HttpRequest, id: UUID, body: schemas.DeclineIn) -> HttpResponse:
    """Say no, with a reason for colleagues: it stays with its owner."""

    def do(question: Question, member: Member) -> None:
        decline_question(question=question, reason=body.reason, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/take-back", response=schemas.DoneOut)
@door(STAFF)
def take_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """Hold it out no more."""

    def do(question: Question, member: Member) -> None:
        take_back_transfer(question=question, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/ask-in", response=schemas.DoneOut)
@door(STAFF)
def asking_in(request: HttpRequest, id: UUID, body: schemas.AskInIn) -> HttpResponse:
    """Ask a colleague or a supervisor in, beside the owner."""

    def do(question: Question, member: Member) -> None:
        ask_in(question=question, member=access.colleague(question, body.member), by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/join", response=schemas.DoneOut)
@door(STAFF)
def join(request: HttpRequest, id: UUID) -> HttpResponse:
    """Come in beside the owner: asked in, or a supervisor in danger."""

    def do(question: Question, member: Member) -> None:
        join_question(question=question, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/leave", response=schemas.DoneOut)
@door(STAFF)
def leave(request: HttpRequest, id: UUID) -> HttpResponse:
    """Go again, or say that I will not come."""

    def do(question: Question, member: Member) -> None:
        leave_question(question=question, by=member, at=clock.now())

    return verb(request, id, do)
