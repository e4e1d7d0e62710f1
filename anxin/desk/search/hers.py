"""What a member may read and no index holds: her own private matters (accepted, joined), a handle's, a supervisor's.

Rows are opened and read in memory, some at a time, back in time like every search; nothing of them is kept anywhere.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from anxin.campaigns.models import Campaign
from anxin.clients.queries import residents_called
from anxin.core.crypto import ring
from anxin.core.search import Looked
from anxin.desk.search.rows import conditions
from anxin.desk.search.walk import Place, Walked
from anxin.desk.search.wish import Wish
from anxin.people.models import Member

AT_ONCE = 200
CARED = """(EXISTS (SELECT 1 FROM desk_acceptance a WHERE a.question_id = q.id AND a.member_id = %s)
 OR EXISTS (
    SELECT 1 FROM desk_joining j
    WHERE j.question_id = q.id AND j.member_id = %s AND j.joined_at IS NOT NULL AND j.left_at IS NULL))"""
FIND = """
SELECT q.asked_at, q.id, q.conversation_id FROM desk_question q
WHERE q.campaign_id = %s AND q.asked_at >= %s AND q.asked_at <= %s AND (q.asked_at, q.id) < (%s, %s) AND {whose}{also}
ORDER BY q.asked_at DESC, q.id DESC LIMIT %s
"""
TEXTS = """
SELECT conversation_id, text FROM conversations_message
WHERE conversation_id = ANY(%s::uuid[]) AND kind = 'text' AND text IS NOT NULL ORDER BY conversation_id, seq
"""
# Her own are few among all: they are found by her, and then put in order.
HERS = """q.private AND q.id IN (
    SELECT a.question_id FROM desk_acceptance a WHERE a.member_id = %s
    UNION ALL SELECT j.question_id FROM desk_joining j
    WHERE j.member_id = %s AND j.joined_at IS NOT NULL AND j.left_at IS NULL)"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far she may look: what stands in the open too, and, as a supervisor who says so, all that is private."""

    in_the_open: bool
    all_private: bool


def look_through(
    campaign: Campaign, member: Member, reach: Reach, looked: Looked, wish: Wish, before: Place, floor: datetime, want: int,
    budget: float,
) -> Walked:  # fmt: skip
    """What she may read, AT_ONCE matters after AT_ONCE, the newest first: all of it by a handle, else what is private."""
    whose, mine = _whose(campaign, member, reach, wish)
    also, values = conditions(wish)
    statement = FIND.format(whose=whose, also="".join(f" AND {each}" for each in also))
    began = time.monotonic()
    found: list[Place] = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(statement, [campaign.pk, floor, before[0], *before, *mine, *values, AT_ONCE])
            rows = cursor.fetchall()
        held = _holding({row[2] for row in rows}, looked) if looked else {row[2] for row in rows}
        found += [(row[0], row[1]) for row in rows if row[2] in held]
        if len(found) >= want:
            return Walked(found[:want], found[want - 1])
        if len(rows) < AT_ONCE:
            return Walked(found, None)
        before = (rows[-1][0], rows[-1][1])
        if time.monotonic() - began > budget / 2:
            return Walked(found, before)


def _whose(campaign: Campaign, member: Member, reach: Reach, wish: Wish) -> tuple[str, list[Any]]:
    if not wish.handle and reach.all_private:
        return "q.private", []
    if not wish.handle:
        return HERS, [member.pk, member.pk]
    residents = residents_called(campaign.organisation_id, wish.handle)
    whose: tuple[str, list[Any]] = ("q.resident_id = ANY(%s::uuid[])", [residents])
    if reach.all_private:
        return whose
    seen = f"(NOT q.private OR {CARED})" if reach.in_the_open else CARED
    return f"{whose[0]} AND {seen}", [residents, member.pk, member.pk]


def _holding(conversations: set[UUID], looked: Looked) -> set[UUID]:
    return {id for id, texts in texts_of(conversations).items() if looked.stands_in("\n".join(texts))}


def texts_of(conversations: Collection[UUID]) -> dict[UUID, list[str]]:
    """What people wrote in each of these threads, in order. Opened here one by one: building rows would take far longer."""
    if not conversations:
        return {}
    keys, what = ring(settings.HOME), "conversations.message.text"
    found: dict[UUID, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [list(conversations)])
        for conversation, sealed in cursor.fetchall():
            found.setdefault(conversation, []).append(keys.open(bytes(sealed), what))
    return found
