"""What the API says and hears of the desk (contracts.md)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict

from anxin.desk.kinds import Feeling, Helped, LowerReason, Outcome, TransferWhy
from anxin.desk.rules.followup import Contact
from anxin.desk.rules.rooms import HideWhy
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
    asks_for: UUID | None = None  # a member who answered her before; left aside where she did not


class TextIn(Strict):
    text: str


class TypingIn(Strict):
    typing: bool = True


class ClaimIn(Strict):
    reason: str = ""


class TransferIn(Strict):
    to_profession: Profession | None = None
    to_member: UUID | None = None
    reason: str
    why: TransferWhy = TransferWhy.OTHER  # what the resident is told


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


class DeclineIn(Strict):
    """`reason` in words for colleagues, or one of the codes `too_much`, `not_mine`, `leaving`."""

    reason: str


class AskInIn(Strict):
    member: UUID


class SortIn(Strict):
    topic: Topic


class FollowUpIn(Strict):
    at: AwareDatetime
    reason: str = ""


class MergeIn(Strict):
    into: UUID


class FeedbackIn(Strict):
    helped: Helped | None = None
    feeling: Feeling | None = None


class FeedbackOut(Schema):
    helped: str | None
    feeling: str | None
    at: datetime


class NoteOut(Schema):
    id: UUID
    kind: str
    name: str
    text: str
    at: datetime


class NotesOut(Schema):
    items: list[NoteOut]
    next: str | None


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
    merged_into: UUID | None  # where it goes on; what is written to it goes there
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


class AttachmentOut(Schema):
    """A photo or a voice note; its addresses open for those who may read the message."""

    id: UUID
    kind: str
    type: str
    url: str
    thumb_url: str | None
    width: int | None
    height: int | None
    seconds: float | None


class MessageOut(Schema):
    id: UUID
    seq: int
    by: str
    name: str | None
    text: str
    at: datetime
    attachments: list[AttachmentOut] = []


class JoinIn(Strict):
    name: str = ""
    agreed: bool = True


class PostIn(Strict):
    text: str
    reply_to: UUID | None = None


class RoomQuestionOut(Schema):
    """How the question that a post asks, or answers, stands: waiting, claimed, answered, private or closed."""

    id: UUID
    state: str
    owner: str | None


class AwayOut(Schema):
    """What was said while she was away; `first` is the seq of the first message that she missed."""

    unread: int
    asked: int
    answered: int
    to_me: int
    first: int | None


class RoomOut(Schema):
    """A room; `me` is the reader's own `author` in it, and what follows is null where she is not in it."""

    id: UUID
    name: str
    rules: list[str]
    open: bool
    members: int
    inside: bool
    me: UUID | None
    silent_until: datetime | None
    seq: int | None
    away: AwayOut | None


class RoomsOut(Schema):
    items: list[RoomOut]
    next: str | None


class RoomMessageOut(Schema):
    """A message of a room. `hidden` is a reason where it is not shown; `led_to` the question in which its author goes on."""

    id: UUID
    seq: int
    author: UUID | None
    by: str
    name: str | None
    text: str
    at: datetime
    question: RoomQuestionOut | None
    answers: bool
    reply_to: UUID | None
    hidden: str | None
    led_to: UUID | None


class RoomMessagesOut(Schema):
    items: list[RoomMessageOut]
    next: str | None


class HideIn(Strict):
    why: HideWhy
    reason: str = ""


class SilenceIn(Strict):
    until: AwareDatetime


class ReadIn(Strict):
    seq: int


class PrivateIn(Strict):
    hiding: bool = False


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


class StepIn(Strict):
    """An answer to a step of the protocol; codes as `GET …/protocol` names them."""

    step: str
    answer: str
    words: str = ""


class StepOut(Schema):
    id: UUID
    step: str
    answer: str
    words: str | None
    by: str
    at: datetime


class ProtocolOut(Schema):
    """The protocol of a crisis: its steps in order, which is next, what was recorded (the newest answer to a step counts)."""

    began_at: datetime
    ended_at: datetime | None
    variant: str
    steps: list[str]
    next: str | None
    passed_over: list[str]
    beside: list[str]
    recorded: list[StepOut]


class ContactIn(Strict):
    """What came of asking again after a crisis."""

    contact: Contact
    words: str = ""


class FollowUpOut(Schema):
    id: UUID
    kind: str
    due_at: datetime
    came_at: datetime | None
    tries: int
    reached: bool | None
    done_at: datetime | None


class FollowUpsOut(Schema):
    items: list[FollowUpOut]
    next: str | None
