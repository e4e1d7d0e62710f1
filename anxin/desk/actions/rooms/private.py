"""A question of a room goes on in private."""

from datetime import datetime

from anxin.clients.models import Resident
from anxin.conversations.actions import note
from anxin.core.action import action
from anxin.core.refusal import NOT_HERE, Refused, refuse_if
from anxin.desk.access import helper_of
from anxin.desk.actions.rooms.follow import hide_all
from anxin.desk.actions.state import happened, locked, put
from anxin.desk.models import Question
from anxin.desk.rules.rooms import HideWhy
from anxin.desk.rules.scope import may_decide
from anxin.people.models import Member


@action
def go_private(*, question: Question, by: Resident | Member, at: datetime, hiding: bool = False) -> Question:
    """From now on it is spoken about only in its own thread; with `hiding` what was said of it in the room is not shown.

    By the one who asked, or by her helper. Twice is once. Refused: not_yours, not_claimed, already_closed, not_found (404).
    """
    question = locked(question)
    if isinstance(by, Member):
        refuse_if(may_decide(helper_of(by, question.campaign), question.matter(by, at)))
    elif question.resident_id != by.pk:
        raise Refused(NOT_HERE, 404)
    if not question.private:
        put(question, private=True)
        note(question.conversation, "made_private", by=by, at=at)
        happened("question.made_private", question, by=by, at=at)
    if hiding and question.room_id is not None:
        hide_all(question, HideWhy.ASKED_FOR, by=by, at=at)
    return question
