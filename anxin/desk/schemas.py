"""What the API says and hears of the desk (contracts.md)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict

from anxin.desk.kinds import LowerReason, Outcome
from anxin.people.kinds import Profession
from anxin.triage import Topic


class Strict(Schema):
    """A number is not a text, and what is not described is left aside."""

    model_config = ConfigDict(strict=False, extra="ignore")


class ResidentIn(Strict):
    handle: str = ""


class ResidentOut(Schema):
    id: UUID
    token: str


class QuestionIn(Strict):
    text: str
    private: bool = True


class TextIn(Strict):
    text: str


class ClaimIn(Strict):
    reason: str = ""


class TransferIn(Strict):
    to_profession: Profession | None = None
    to_member: UUID | None = None
    reason: str


class RaiseIn(Strict):
    risk: Literal[1, 2, 3]
    reason: str


class LowerIn(Strict):
    risk: Literal[0, 1, 2]
    why: LowerReason
    reason: str = ""


class CloseIn(Strict):
    outcome: Outcome
    seen: int | None = None


class DecideIn(Strict):
    yes: bool


class SortIn(Strict):
    topic: Topic


class FollowUpIn(Strict):
    at: AwareDatetime


class HotlineOut(Schema):
    number: str
    label: str


class QuestionOut(Schema):
    """A question as the one who asked, or staff, may see it. `text` is null to those who may not read it."""

    id: UUID
    state: str
    topic: str
    risk: int
    private: bool
    asked_at: datetime
    due_at: datetime | None
    owner: str | None
    text: str | None
    outcome: str | None
    hotlines: list[HotlineOut]


class RowOut(Schema):
    id: UUID
    topic: str
    risk: int
    state: str
    due_at: datetime | None
    asked_at: datetime
    private: bool
    handle: str | None
    text: str | None
    offered_to: str | None
    may_claim: bool


class QueueOut(Schema):
    items: list[RowOut]
    next: str | None


class MessageOut(Schema):
    id: UUID
    seq: int
    by: str
    name: str | None
    text: str
    at: datetime


class MessagesOut(Schema):
    items: list[MessageOut]
    next: str | None


class DoneOut(Schema):
    """A verb that was done; or, with `waits_for`, one that waits for a second person's yes."""

    id: UUID
    state: str
    topic: str
    risk: int
    due_at: datetime | None
    waits_for: str | None = None
