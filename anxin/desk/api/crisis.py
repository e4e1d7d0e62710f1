"""The protocol of a crisis over HTTP, and what came of asking again after it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.core import clock
from anxin.core.door import door
from anxin.core.refusal import Refused
from anxin.desk import access, schemas
from anxin.desk.actions.followup import record_contact
from anxin.desk.actions.protocol import record_step
from anxin.desk.api.answers import answered, as_json
from anxin.desk.crises import follow_ups_of, joined_in, last_crisis, newest, steps_of
from anxin.desk.models import FollowUp, ProtocolStep, Question
from anxin.desk.rules.protocol import NO_DANGER, following, passed_over, path, variant_of
from anxin.people.doors import STAFF
from anxin.triage import Risk

router = Router()


@router.get("/questions/{uuid:id}/protocol", response=schemas.ProtocolOut)
@door(STAFF)
def read_protocol(request: HttpRequest, id: UUID) -> HttpResponse:
    """The crisis it stands in, or the last one: its steps in order, which is next, what was recorded. 409 without any."""
    question, member = access.question_for_staff(request, id)
    access.open_book(question, member, clock.now())
    return as_json(protocol_out(question))


def protocol_out(question: Question) -> dict[str, Any]:
    """`ProtocolOut` of a question. Refused: not_in_danger."""
    crisis = last_crisis(question)
    if crisis is None:
        raise Refused(NO_DANGER)
    rows = steps_of(crisis)
    given = {step: row.answer for step, row in newest(rows).items()}
    variant = variant_of(question.topic_, Risk(question.risk))
    current = following(variant, given) if crisis.ended_at is None else None
    return {
        "began_at": crisis.began_at,
        "ended_at": crisis.ended_at,
        "variant": variant,
        "steps": list(path(variant, given)),
        "next": current.code if current else None,
        "passed_over": sorted(passed_over(variant, given)),
        "beside": [each.member.name for each in joined_in(question)],
        "recorded": [step_out(row) for row in rows],
    }


def step_out(row: ProtocolStep) -> dict[str, Any]:
    """`StepOut` of one answer."""
    return {"id": row.pk, "step": row.step, "answer": row.answer, "words": row.words, "by": row.by.name, "at": row.at}


@router.post("/questions/{uuid:id}/protocol", response={201: schemas.StepOut})
@door(STAFF)
def record(request: HttpRequest, id: UUID, body: schemas.StepIn) -> HttpResponse:
    question, member = access.question_for_staff(request, id)

    def write() -> Any:
        row = record_step(
            question=question, step=body.step, answer=body.answer, words=body.words, by=member, at=clock.now()
        )
        return step_out(row)

    return answered(request, f"member:{member.pk}", write, 201)


@router.get("/questions/{uuid:id}/follow-ups", response=schemas.FollowUpsOut)
@door(STAFF)
def read_follow_ups(request: HttpRequest, id: UUID) -> HttpResponse:
    """When she is asked again, and what came of it; without a word of hers."""
    question, _member = access.question_for_staff(request, id)
    return as_json({"items": [follow_up_out(row) for row in follow_ups_of(question)], "next": None})


def follow_up_out(row: FollowUp) -> dict[str, Any]:
    """`FollowUpOut` of one."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "due_at": row.due_at,
        "came_at": row.came_at,
        "tries": row.tries,
        "reached": row.reached,
        "done_at": row.done_at,
    }


@router.post("/questions/{uuid:id}/follow-ups/{uuid:follow_up}", response=schemas.FollowUpOut)
@door(STAFF)
def contact(request: HttpRequest, id: UUID, follow_up: UUID, body: schemas.ContactIn) -> HttpResponse:
    """What came of asking: `safe`, `danger` or `not_reached`."""
    question, member = access.question_for_staff(request, id)
    row = access.follow_up_of(question, follow_up)

    def write() -> Any:
        done = record_contact(follow_up=row, contact=body.contact, words=body.words, by=member, at=clock.now())
        return follow_up_out(done)

    return answered(request, f"member:{member.pk}", write)
