"""What staff on duty do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.core import clock
from anxin.core.door import door
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk import access, schemas
from anxin.desk.actions.answer import answer_question
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.snooze import snooze_question, wake_question
from anxin.desk.actions.transfer import sort_question, transfer_question
from anxin.desk.api.answers import answered, as_json, said
from anxin.desk.models import Question
from anxin.desk.queries import queue
from anxin.desk.show import queue_out
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.triage import Risk

router = Router()
AIM = Finding("one_receiver", _("Name one receiver: a profession or a person."))


@router.get("/desk/{slug}/queue", response=schemas.QueueOut)
@door(STAFF)
def read_queue(request: HttpRequest, slug: str, cursor: str | None = None, mine: bool = False) -> HttpResponse:
    """All that waits; with `mine` only what her profession may take."""
    campaign, member = access.campaign_for_staff(request, slug)
    found = queue(campaign, cursor, hers=(member, access.helper_of(member, campaign)) if mine else None)
    return as_json(queue_out(found, campaign, member, clock.now()))


def verb(request: HttpRequest, id: UUID, do: Callable[[Question, Member], Any], status: int = 200) -> HttpResponse:
    """Fetch the question that staff may act on, do it, say how it stands; 202 where it waits for a second person."""
    question, member = access.question_for_staff(request, id)

    def write() -> Any:
        waits = do(question, member) is not None
        question.refresh_from_db()
        return {
            "id": question.pk,
            "state": question.state,
            "topic": question.topic,
            "risk": question.risk,
            "due_at": question.due_at,
            "waits_for": "second_person" if waits else None,
        }

    response = answered(request, f"member:{member.pk}", write, status)
    if orjson.loads(response.content)["waits_for"]:  # also where a key brings back what was said before
        response.status_code = 202
    return response


@router.post("/questions/{uuid:id}/claim", response=schemas.DoneOut)
@door(STAFF)
def claim(request: HttpRequest, id: UUID, body: schemas.ClaimIn) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        claim_question(question=question, by=member, at=clock.now(), reason=body.reason)

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/answer", response={201: schemas.MessageOut})
@door(STAFF)
def answer(request: HttpRequest, id: UUID, body: schemas.TextIn) -> HttpResponse:
    return send_answer(request, *access.question_for_staff(request, id), body.text)


def send_answer(request: HttpRequest, question: Question, member: Member, text: str) -> HttpResponse:
    """An answer of staff, once for its key."""
    return answered(
        request,
        f"member:{member.pk}",
        lambda: said(answer_question(question=question, text=text, by=member, at=clock.now())),
        201,
    )


@router.post("/questions/{uuid:id}/transfer", response=schemas.DoneOut)
@door(STAFF)
def transfer(request: HttpRequest, id: UUID, body: schemas.TransferIn) -> HttpResponse:
    if (body.to_profession is None) == (body.to_member is None):
        raise Refused(AIM, 422)

    def do(question: Question, member: Member) -> None:
        receiver = access.colleague(question, body.to_member) if body.to_member else None
        transfer_question(
            question=question, reason=body.reason, by=member, at=clock.now(),
            why=body.why, to_profession=body.to_profession, to_member=receiver,
        )  # fmt: skip

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/raise", response=schemas.DoneOut)
@door(STAFF)
def raise_(request: HttpRequest, id: UUID, body: schemas.RaiseIn) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        raise_risk(question=question, risk=Risk(body.risk), reason=body.reason, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/lower", response=schemas.DoneOut)
@door(STAFF)
def lower(request: HttpRequest, id: UUID, body: schemas.LowerIn) -> HttpResponse:
    return verb(
        request,
        id,
        lambda question, member: lower_risk(
            question=question, risk=Risk(body.risk), why=body.why, reason=body.reason, by=member, at=clock.now()
        ),
    )


@router.post("/questions/{uuid:id}/confirm", response=schemas.DoneOut)
@door(STAFF)
def confirm(request: HttpRequest, id: UUID) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        confirm_risk(question=question, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/close", response=schemas.DoneOut)
@door(STAFF)
def close(request: HttpRequest, id: UUID, body: schemas.CloseIn) -> HttpResponse:
    return verb(
        request,
        id,
        lambda question, member: close_question(
            question=question, outcome=body.outcome, seen=body.seen, by=member, at=clock.now()
        ),
    )


@router.post("/questions/{uuid:id}/second", response=schemas.DoneOut)
@door(STAFF)
def second(request: HttpRequest, id: UUID, body: schemas.DecideIn) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        decide_second(question=question, yes=body.yes, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/return", response=schemas.DoneOut)
@door(STAFF)
def put_back(request: HttpRequest, id: UUID) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        return_question(question=question, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/reopen", response=schemas.DoneOut)
@door(STAFF)
def reopen(request: HttpRequest, id: UUID) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        reopen_question(question=question, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/sort", response=schemas.DoneOut)
@door(STAFF)
def sort(request: HttpRequest, id: UUID, body: schemas.SortIn) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        sort_question(question=question, topic=body.topic, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/follow-up", response=schemas.DoneOut)
@door(STAFF)
def follow_up(request: HttpRequest, id: UUID, body: schemas.FollowUpIn) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        snooze_question(question=question, until=body.at, reason=body.reason, by=member, at=clock.now())

    return verb(request, id, do)


@router.post("/questions/{uuid:id}/wake", response=schemas.DoneOut)
@door(STAFF)
def wake(request: HttpRequest, id: UUID) -> HttpResponse:
    def do(question: Question, member: Member) -> None:
        wake_question(question=question, by=member, at=clock.now())

    return verb(request, id, do)
