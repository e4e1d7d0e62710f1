"""The desk over HTTP (contracts.md). Each operation: door → row → verb → what it said."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from anxin.campaigns.models import Campaign
from anxin.clients.access import RESIDENT, resident_of
from anxin.clients.actions import open_identity
from anxin.clients.models import Resident
from anxin.conversations.models import Message
from anxin.conversations.queries import messages_after
from anxin.core import clock
from anxin.core.door import PUBLIC, door
from anxin.core.finding import Finding
from anxin.core.once import once
from anxin.core.prepared import Prepared
from anxin.core.refusal import NOT_YOURS, Refused
from anxin.core.web import address
from anxin.core.words import _
from anxin.desk import access, schemas
from anxin.desk.actions.answer import answer_question, write_back
from anxin.desk.actions.ask import ask_question
from anxin.desk.actions.claim import claim_question, return_question
from anxin.desk.actions.close import close_question, plan_follow_up, reopen_question
from anxin.desk.actions.decide import decide_second
from anxin.desk.actions.risk import confirm_risk, lower_risk, raise_risk
from anxin.desk.actions.transfer import sort_question, transfer_question
from anxin.desk.doors import ASKER_OR_STAFF
from anxin.desk.limits import count_identity, count_question, count_write
from anxin.desk.models import Question
from anxin.desk.queries import queue
from anxin.desk.show import first_words, message_out, names_of, question_out, queue_out
from anxin.people.doors import STAFF
from anxin.people.models import Member
from anxin.triage import Risk

router = Router()
BY_SLUG = Prepared(lambda slug: Campaign.objects.select_related("organisation").filter(slug=slug), "example")
AIM = Finding("one_receiver", _("Name one receiver: a profession or a person."))


def answered(request: HttpRequest, whose: str, write: Callable[[], Any], status: int = 200) -> HttpResponse:
    """What `write` says, as JSON; with an Idempotency-Key it is done at most once for this person."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return _json(status, orjson.dumps(write()).decode())
    asked = f"{request.method} {request.path}\n{request.body.decode('utf-8', 'replace')}"
    return _json(*once(whose, key, asked, clock.now(), lambda: (status, orjson.dumps(write()).decode())))


def _json(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, content_type="application/json", status=status)


def _campaign(slug: str) -> Campaign:
    campaign = BY_SLUG.first(slug)
    if campaign is None:
        raise Http404
    return campaign


# Residents ------------------------------------------------------------------------------------------------------------
@router.post("/c/{slug}/residents", response={201: schemas.ResidentOut})
@door(PUBLIC)
def open_resident(request: HttpRequest, slug: str, body: schemas.ResidentIn) -> HttpResponse:
    campaign = _campaign(slug)
    count_identity(address(request))
    # An Idempotency-Key is not looked at: neighbours behind one address may send the same, and a token is nobody else's.
    # One who asks twice has an identity too many, which harms no one.
    resident, token = open_identity(organisation=campaign.organisation, handle=body.handle, at=clock.now())
    return _json(201, orjson.dumps({"id": resident.pk, "token": token}).decode())


@router.post("/c/{slug}/questions", response={201: schemas.QuestionOut})
@door(RESIDENT)
def ask(request: HttpRequest, slug: str, body: schemas.QuestionIn) -> HttpResponse:
    resident, campaign = _resident(request), _campaign(slug)
    count_write(resident)

    def write() -> Any:
        count_question(resident)
        question = ask_question(
            campaign=campaign, resident=resident, text=body.text, private=body.private, by=resident, at=clock.now()
        )
        return question_out(question, body.text)

    return answered(request, f"resident:{resident.pk}", write, 201)


def _resident(request: HttpRequest) -> Resident:
    resident = resident_of(request)
    if resident is None:
        raise Refused(NOT_YOURS, 403)
    return resident


# Both -----------------------------------------------------------------------------------------------------------------
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
    return _json(200, orjson.dumps(question_out(question, text)).decode())


@router.get("/questions/{uuid:id}/messages", response=schemas.MessagesOut)
@door(ASKER_OR_STAFF)
def messages(request: HttpRequest, id: UUID, after: UUID | None = None) -> HttpResponse:
    question, reader = question_and_reader(request, id)
    if isinstance(reader, Member):
        access.open_book(question, reader, clock.now())
    found = messages_after(question.conversation, after)
    names = names_of(found)
    return _json(200, orjson.dumps({"items": [message_out(m, names) for m in found], "next": None}).decode())


@router.post("/questions/{uuid:id}/messages", response={201: schemas.MessageOut})
@door(ASKER_OR_STAFF)
def write(request: HttpRequest, id: UUID, body: schemas.TextIn) -> HttpResponse:
    question, writer = question_and_reader(request, id)
    if isinstance(writer, Member):
        return answer(request, id, body)
    count_write(writer)
    return answered(
        request,
        f"resident:{writer.pk}",
        lambda: _said(write_back(question=question, text=body.text, by=writer, at=clock.now())),
        201,
    )


def _said(message: Message) -> dict[str, Any]:
    return message_out(message, names_of([message]))


# Staff ----------------------------------------------------------------------------------------------------------------
@router.get("/desk/{slug}/queue", response=schemas.QueueOut)
@door(STAFF)
def read_queue(request: HttpRequest, slug: str, cursor: str | None = None, mine: bool = False) -> HttpResponse:
    """All that waits; with `mine` only what her profession may take."""
    campaign, member = access.campaign_for_staff(request, slug)
    found = queue(campaign, cursor, hers=(member, access.helper_of(member, campaign)) if mine else None)
    return _json(200, orjson.dumps(queue_out(found, campaign, member, clock.now())).decode())


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
    question, member = access.question_for_staff(request, id)
    return answered(
        request,
        f"member:{member.pk}",
        lambda: _said(answer_question(question=question, text=body.text, by=member, at=clock.now())),
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
            to_profession=body.to_profession, to_member=receiver,
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
        plan_follow_up(question=question, comes_back_at=body.at, by=member, at=clock.now())

    return verb(request, id, do)
