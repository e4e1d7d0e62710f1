"""Search and ledger over HTTP: newest first, by cursor, never a count of all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anxin.campaigns.access import campaign_to_oversee
from anxin.core import clock
from anxin.core.door import door
from anxin.desk import access
from anxin.desk.api.answers import as_json
from anxin.desk.ledger.lines import Line, lines_of
from anxin.desk.ledger.pages import ledger_page
from anxin.desk.ledger.schemas import LedgerOut, SearchOut
from anxin.desk.search.find import Hit, find
from anxin.desk.search.wish import read
from anxin.people.doors import COORDINATOR_OR_SUPERVISOR, STAFF

router = Router()


@router.get("/desk/{slug}/search", response=SearchOut)
@door(STAFF)
def search(request: HttpRequest, slug: str, cursor: str | None = None) -> HttpResponse:
    """By `words`, `handle`, `since`, `until` (days), `topic`, `risk` (this or higher), `state` (or `open`), `helper`,
    `late`; a supervisor may say `everything=1`, and each private question that is found keeps her look."""
    campaign, member = access.campaign_for_staff(request, slug)
    at = clock.now()
    found = find(
        campaign, member, access.helper_of(member, campaign), read(request.GET), at,
        cursor=cursor, everything=request.GET.get("everything") == "1",
    )  # fmt: skip
    return as_json({"items": [hit_out(hit) for hit in found.hits], "next": found.next, "back_to": found.back_to})


@router.get("/desk/{slug}/ledger", response=LedgerOut)
@door(COORDINATOR_OR_SUPERVISOR)
def ledger(request: HttpRequest, slug: str, cursor: str | None = None) -> HttpResponse:
    """Every question with every clock, by the same filters as search has, without words and handles."""
    campaign, _member = campaign_to_oversee(request, slug)
    at = clock.now()
    found = ledger_page(campaign, read(request.GET), at, cursor)
    lines = lines_of(found.questions, campaign, at)
    return as_json({"items": [line_out(line) for line in lines], "next": found.next, "back_to": found.back_to})


def hit_out(hit: Hit) -> dict[str, Any]:
    """`HitOut` of a question that was found."""
    question = hit.question
    return {
        "id": question.pk,
        "asked_at": question.asked_at,
        "topic": question.topic,
        "risk": question.risk,
        "state": question.state,
        "outcome": question.outcome or None,
        "private": question.private,
        "due_at": question.due_at,
        "late": question.was_late,
        "owner": question.owner.name if question.owner else None,
        "handle": question.resident.handle if hit.pieces else None,
        "snippet": [{"text": piece.text, "marked": piece.marked} for piece in hit.pieces] or None,
    }


def line_out(line: Line) -> dict[str, Any]:
    """`LineOut` of a line of the ledger."""
    question = line.question
    return {
        "id": question.pk,
        "asked_at": question.asked_at,
        "topic": question.topic,
        "risk": question.risk,
        "state": question.state,
        "outcome": question.outcome or None,
        "private": question.private,
        "offered_at": line.offered_at,
        "claimed_at": line.claimed_at,
        "first_answer_at": question.first_answer_at,
        "waited_seconds": round(line.waited.total_seconds()) if line.waited is not None else None,
        "due_at": question.due_at,
        "closed_at": question.closed_at,
        "late": [{"begins": late.begins, "ends": late.ends, "cause": late.cause} for late in line.late],
        "noted_cause": line.noted.cause if line.noted else None,
        "owner": question.owner.name if question.owner else None,
        "helpers": list(line.helpers),
        "levels": [{"at": at, "before": before, "after": after} for at, before, after in line.levels],
        "helped": line.helped or None,
        "feeling": line.feeling or None,
    }
