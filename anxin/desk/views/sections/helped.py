"""What the resident said of it by one tap: whether it helped, and how she feels."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.show import said
from anxin.desk.kinds import FEELING_NAMES, HELPED_NAMES, Feeling, Helped
from anxin.desk.models import Question
from anxin.desk.queries import feedback_of
from anxin.desk.rules.scope import Helper
from anxin.people.models import Member


def section(question: Question, member: Member, helper: Helper, at: datetime, readable: bool) -> dict[str, Any] | None:
    """Her words of it, for who may read the question; nothing where she said nothing."""
    told = feedback_of(question) if readable and question.first_answer_at else None
    if told is None:
        return None
    words = [_(HELPED_NAMES[Helped(told.helped)])] if told.helped else []
    words += [_(FEELING_NAMES[Feeling(told.feeling)])] if told.feeling else []
    return {
        "template": "desk/_helped.html",
        "words": " · ".join(words),
        "when": said(told.at, at, question.campaign),
        "worse": told.feeling == Feeling.WORSE,
    }
