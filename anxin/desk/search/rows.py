"""Questions by topic, level, state, end, helper and lateness alone, newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from anxin.campaigns.models import Campaign
from anxin.desk.kinds import State
from anxin.desk.search.walk import Place, Step
from anxin.desk.search.wish import Wish
from anxin.triage import Risk

FIND = """
SELECT q.asked_at, q.id FROM desk_question q
WHERE q.campaign_id = %s AND q.asked_at >= %s AND q.asked_at <= %s AND (q.asked_at, q.id) < (%s, %s){also}
ORDER BY q.asked_at DESC, q.id DESC LIMIT %s
"""


def conditions(wish: Wish) -> tuple[list[str], list[Any]]:
    """The filters on the row `q`, with their values."""
    found: list[str] = []
    values: list[Any] = []
    if wish.topic:
        found, values = [*found, "q.topic = %s"], [*values, wish.topic]
    if wish.risk is not None:
        # The number stands in the statement, so that PostgreSQL sees that the index of dangers holds them all.
        found.append(f"q.risk >= {int(wish.risk)}")
    if wish.state == "open":
        found.append(f"NOT (q.state = '{State.CLOSED}')")
    elif wish.state == State.CLOSED:
        found.append(f"q.state = '{State.CLOSED}'")
    elif wish.state:
        found, values = [*found, f"NOT (q.state = '{State.CLOSED}')", "q.state = %s"], [*values, wish.state]
    if wish.outcome:
        found, values = [*found, "q.outcome = %s"], [*values, wish.outcome]
    if wish.helper:
        found, values = [*found, "q.owner_id = %s"], [*values, wish.helper]
    if wish.late:
        found.append("q.was_late")
    return found, values


def has_index(wish: Wish) -> bool:
    """Whether an index leads straight to what is looked for, so that one step to the beginning is quick."""
    rare = wish.late or wish.helper is not None or (wish.risk or 0) >= Risk.HIGH
    return rare or wish.state not in ("", State.CLOSED) or not conditions(wish)[0]


def step(campaign: Campaign, wish: Wish) -> Step:
    """A step of the walk through the questions themselves."""
    also, values = conditions(wish)
    statement = FIND.format(also="".join(f" AND {each}" for each in also))

    def steps(begin: datetime, before: Place, most: int) -> Sequence[Place]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [campaign.pk, begin, before[0], *before, *values, most])
            return [(asked_at, id) for asked_at, id in cursor.fetchall()]

    return steps
