"""What clocks do when nobody does anything. The machine's verbs: each is judged again on the locked row."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.actor import MACHINE
from anxin.desk.actions.close import shut
from anxin.desk.actions.snooze import come_back
from anxin.desk.actions.state import back_to_waiting, happened, put
from anxin.desk.kinds import Outcome
from anxin.desk.models import Question
from anxin.desk.rules import clocks
from anxin.desk.rules.clocks import Move


@action
def move_on(*, question: Question, at: datetime) -> Move | None:
    """Do what the question's clock says is due by `at`; None where it was already done, or another has the row."""
    rows = Question.objects.select_related("campaign", "owner", "conversation", "resident")
    held = rows.select_for_update(of=("self",), skip_locked=True, no_key=True).filter(pk=question.pk).first()
    upcoming = clocks.schedule(held.running()) if held else None
    if held is None or upcoming is None or upcoming[0] > at:
        return None
    match upcoming[1]:
        case Move.LATE:
            put(held, late_at=at, was_late=True)
            happened("question.late", held, by=MACHINE, at=at, due_at=held.due_at)
        case Move.WARN:
            put(held, warned=True)
            happened("question.warned", held, by=MACHINE, at=at, owner=held.owner_id)
        case Move.RETURN:
            before = held.owner_id
            put(held, **back_to_waiting(), was_late=True)
            happened("question.returned", held, by=MACHINE, at=at, before=before, due_at=held.due_at)
        case Move.COME_BACK:
            come_back(held, by=MACHINE, at=at)
        case Move.LET_GO:
            shut(held, Outcome.NO_REPLY, by=MACHINE, at=at)
        case Move.OFFER:
            return None  # offers are made for many at once: see offer.py
    return upcoming[1]
