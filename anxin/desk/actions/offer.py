"""Holding questions out to people, many in one transaction (a question waits for a named person for a third of its clock)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import connection

from anxin.campaigns.models import Campaign
from anxin.campaigns.rules.hours import add
from anxin.core import bell
from anxin.core.action import action
from anxin.core.actor import MACHINE
from anxin.core.event import record
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.queries import candidates, had_by
from anxin.desk.rules import clocks
from anxin.desk.rules.routing import choose
from anxin.triage import Risk


@action
def offer_questions(*, campaign: Campaign, at: datetime, most: int = 200) -> int:
    """Offer what waits in `campaign` and has not been offered: each to one person on duty, or to nobody where nobody can.

    Returns how many were looked at. Rows that somebody holds are left for the next time.
    """
    waiting = Question.objects.filter(campaign=campaign, state=State.WAITING, looks_at__lte=at, offered_at=None)
    rows: Sequence[Question] = list(
        waiting.order_by("-risk", "due_at", "id").select_for_update(skip_locked=True, no_key=True)[:most]
    )
    if not rows:
        return 0
    people = {each.id: each for each in candidates(campaign, at)}
    had = had_by(rows)
    for question in rows:
        question.campaign = campaign
        matter = question.matter(None, at)
        # Who handed it over or put it back is asked again only where there is nobody else.
        wish = question.asks_for_id
        chosen = choose(matter, people.values(), had[question.pk], wish) or choose(matter, people.values(), (), wish)
        question.offered_at = at
        if chosen is not None:
            question.offered_to_id = chosen.id
            question.offered_until = _until(campaign, question, at)
            people[chosen.id] = replace(chosen, offers=chosen.offers + 1, offered_at=at)
        upcoming = clocks.schedule(question.running())
        question.looks_at = upcoming[0] if upcoming else None
    _write(rows)
    for question in rows:
        if question.offered_to_id is not None:
            record("question.offered", about=question, by=MACHINE, at=at, to=question.offered_to_id)
    bell.ring(
        bell.topic("desk", campaign.pk),
        *(bell.topic("member", id) for id in {question.offered_to_id for question in rows} if id),
    )
    return len(rows)


# `bulk_update` builds a CASE of each column for each row, which took ten times as long as all the rest.
WRITE = """
UPDATE desk_question AS q
SET offered_to_id = new.offered_to, offered_at = new.offered_at, offered_until = new.until, looks_at = new.looks_at
FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
    AS new (id, offered_to, offered_at, until, looks_at)
WHERE q.id = new.id
"""


def _write(rows: Sequence[Question]) -> None:
    columns = ("pk", "offered_to_id", "offered_at", "offered_until", "looks_at")
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [[getattr(row, name) for row in rows] for name in columns])


def _until(campaign: Campaign, question: Question, at: datetime) -> datetime:
    third = campaign.clock(question.risk) / 3
    return at + third if question.risk >= Risk.HIGH else add(campaign.service_hours, at, third)
