"""What the API says of search and ledger."""

from datetime import datetime
from uuid import UUID

from ninja import Schema


class PieceOut(Schema):
    text: str
    marked: bool


class HitOut(Schema):
    """A question that was found. `snippet` and `handle` are null where the words are not for the one who looks."""

    id: UUID
    asked_at: datetime
    topic: str
    risk: int
    state: str
    outcome: str | None
    private: bool
    due_at: datetime | None
    late: bool
    owner: str | None
    handle: str | None
    snippet: list[PieceOut] | None


class SearchOut(Schema):
    """A page. With `next` and fewer items than a page holds, nothing before `back_to` was looked at yet."""

    items: list[HitOut]
    next: str | None
    back_to: datetime | None


class LateOut(Schema):
    begins: datetime
    ends: datetime | None
    cause: str


class LevelOut(Schema):
    at: datetime
    before: int
    after: int


class LineOut(Schema):
    id: UUID
    asked_at: datetime
    topic: str
    risk: int
    state: str
    outcome: str | None
    private: bool
    offered_at: datetime | None
    claimed_at: datetime | None
    first_answer_at: datetime | None
    waited_seconds: int | None
    due_at: datetime | None
    closed_at: datetime | None
    late: list[LateOut]
    noted_cause: str | None
    owner: str | None
    helpers: list[str]
    levels: list[LevelOut]
    helped: str | None
    feeling: str | None


class LedgerOut(Schema):
    items: list[LineOut]
    next: str | None
    back_to: datetime | None
