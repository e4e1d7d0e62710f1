"""What was asked in the open, by its words: through the index, a day at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from anxin.campaigns.models import Campaign
from anxin.core.search import Looked
from anxin.desk.search.buckets import begins, day_of, query
from anxin.desk.search.rows import conditions
from anxin.desk.search.walk import Place, Step
from anxin.desk.search.wish import Wish

# A day's questions with all the words come from the index; only then are they put in order (the sum keeps PostgreSQL from
# walking all questions in order and reading the words of each).
FIND = """
SELECT found.asked_at, found.question_id FROM unnest(%s::text[]::tsquery[]) AS day (looked), LATERAL (
    SELECT w.asked_at, w.question_id FROM desk_questionwords w {join}
    WHERE w.vector @@ day.looked AND w.campaign_id = %s AND w.asked_at >= %s AND (w.asked_at, w.question_id) < (%s, %s){also}
    ORDER BY w.asked_at + interval '0' DESC, w.question_id DESC LIMIT %s
) AS found ORDER BY 1 DESC, 2 DESC LIMIT %s
"""


def step(campaign: Campaign, looked: Looked, wish: Wish) -> Step:
    """A step of the walk through the index."""
    also, values = conditions(wish)
    join = "JOIN desk_question q ON q.id = w.question_id" if also else ""
    statement = FIND.format(join=join, also="".join(f" AND {each}" for each in also))

    def steps(begin: datetime, before: Place, most: int) -> Sequence[Place]:
        days = range(day_of(before[0]), day_of(begin) - 1, -1)
        queries = [query(campaign.pk, day, looked) for day in days if begins(day) < before[0] or before[1].int]
        all_values: list[Any] = [queries, campaign.pk, begin, *before, *values, most, most]
        with connection.cursor() as cursor:
            cursor.execute(statement, all_values)
            return [(asked_at, id) for asked_at, id in cursor.fetchall()]

    return steps
