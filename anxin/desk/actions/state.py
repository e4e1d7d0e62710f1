"""What every verb does to a question's row: lock it, put it into a state, set its clock, ring for it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from anxin.core import bell
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.models import Event
from anxin.core.prepared import Prepared
from anxin.desk.actions.handing import lapse
from anxin.desk.actions.rooms.follow import follow
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules import clocks
from anxin.desk.search.keep import drop_words
from anxin.triage import Risk

LOCKED = Prepared(
    lambda id: (
        Question.objects.select_related("campaign", "owner", "conversation")
        .filter(pk=id)
        .select_for_update(of=("self",), no_key=True)
    ),
    UUID(int=1),
)


def locked(question: Question) -> Question:
    """The question as it stands now, held to the end of the transaction, with its campaign, owner and conversation."""
    found = LOCKED.first(question.pk)
    if found is None:
        raise Question.DoesNotExist
    return found


def put(question: Question, **values: Any) -> None:
    """Write `values`, and when its clock must be looked at next. A hand-over that is undone by it lapses (`happened`)."""
    if question.handing_over or question.wanted:
        goes_on = values.get("handing_over", question.handing_over) or values.get("wanted", question.wanted)
        question.transfer_over = question.transfer_over or not goes_on
    for name, value in values.items():
        setattr(question, name, value)
    upcoming = clocks.schedule(question.running())
    question.looks_at = upcoming[0] if upcoming else None
    question.save(update_fields=[*values, "looks_at"])
    if values.get("private"):
        drop_words(question)


def fresh_clock(question: Question, at: datetime, risk: int | None = None) -> dict[str, Any]:
    """A clock that starts at `at`, of the length for its risk (or for `risk`)."""
    level = Risk(question.risk if risk is None else risk)
    length = question.campaign.clock(level)
    hours = question.campaign.service_hours
    return {
        "clock_from": at,
        "due_at": clocks.due(hours, length, level, at),
        "starts_at": clocks.starts(hours, level, at),
        "late_at": None,
        "warned": False,
    }


NO_CLOCK: dict[str, Any] = {"clock_from": None, "due_at": None, "late_at": None, "warned": False}
NO_OFFER: dict[str, Any] = {
    "offered_to": None,
    "offered_at": None,
    "offered_until": None,
    "wanted": "",
    "handing_over": False,
}


def back_to_waiting() -> dict[str, Any]:
    """Nobody's, and to be offered anew."""
    return {"state": State.WAITING, "owner": None, "claimed_at": None, **NO_OFFER}


def happened(name: str, question: Question, *, by: Actor, at: datetime, urgent: bool = False, **data: object) -> Event:
    """Record an event of the question; the desk's open pages fetch themselves again, and its owner's too."""
    if question.transfer_over:
        lapse(question, by=by, at=at)
    follow(question, name, by=by, at=at)
    topics = [bell.topic("desk", question.campaign_id)]
    if question.owner_id:
        topics.append(bell.topic("member", question.owner_id))
    return record(name, about=question, by=by, at=at, rings=topics, urgent=urgent or question.risk >= Risk.HIGH, **data)
