"""A page of the ledger: the newest first, by cursor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.desk.models import Question
from anxin.desk.search import rows
from anxin.desk.search.find import by_id, span_of
from anxin.desk.search.walk import BUDGET, Walked, walk, write
from anxin.desk.search.wish import Wish

SIZE = 50
LAST = UUID(int=2**128 - 1)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A page, its cursor, and how far back it goes where it is not full and there may be more."""

    questions: list[Question]
    next: str | None
    back_to: datetime | None


def ledger_page(campaign: Campaign, wish: Wish, at: datetime, cursor: str | None, size: int = SIZE) -> LedgerPage:
    """Questions by the filters of `wish` (words and handles are not for a ledger). Refused (400): bad_cursor."""
    walked = _walked(campaign, wish, at, cursor, size, BUDGET)
    full = len(walked.places) > size
    places = walked.places[:size]
    reached = places[-1] if full else walked.reached
    found = by_id([id for _, id in places])
    questions = [found[id] for _, id in places if id in found]
    for question in questions:
        question.campaign = campaign
    return LedgerPage(questions, write(reached), None if full or reached is None else reached[0])


def _walked(campaign: Campaign, wish: Wish, at: datetime, cursor: str | None, size: int, budget: float) -> Walked:
    wish = replace(wish, words="", handle="")
    floor, before = span_of(campaign, wish, cursor, at)
    step = rows.step(campaign, wish)
    if not rows.has_index(wish):
        return walk(step, before, floor, size + 1, budget=budget)
    places = list(step(floor, before, size + 1)) if before[0] >= floor else []
    return Walked(places, None)


def whole_ledger(campaign: Campaign, wish: Wish, at: datetime) -> Iterator[list[Question]]:
    """All of it in batches, the newest first, as it was asked up to `at`."""
    cursor: str | None = write((at.astimezone(UTC), LAST))
    while cursor is not None:
        page = ledger_page(campaign, wish, at, cursor, AT_ONCE)
        if page.questions:
            yield page.questions
        cursor = page.next
