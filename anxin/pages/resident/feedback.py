"""One tap after an answer: did it help, how do you feel; and what follows from the tap. Called in the campaign's zone."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from anxin.desk.kinds import FEELING_NAMES, HELPED_NAMES, Feeling, Helped, State
from anxin.desk.models import Question
from anxin.desk.queries import feedback_of
from anxin.pages.resident.place import hotlines
from anxin.pages.resident.what_next import silence
from anxin.triage import Topic

AFTER = (State.AWAITING_RESIDENT, State.FOLLOW_UP, State.CLOSED)


def feedback(question: Question, at: datetime) -> dict[str, Any] | None:
    """What the page asks, with what she said before; None where there is no answer to speak of."""
    if question.first_answer_at is None or question.state not in AFTER:
        return None
    said = feedback_of(question)
    helped, feeling = (said.helped, said.feeling) if said else ("", "")
    return {
        "helped": [{"value": each.value, "words": _(HELPED_NAMES[each]), "on": helped == each} for each in Helped],
        # One thing at a time: how she feels is asked once she has said whether it helped.
        "feeling": [{"value": each.value, "words": _(FEELING_NAMES[each]), "on": feeling == each} for each in Feeling]
        if helped or feeling
        else [],
        "said": bool(helped or feeling),
        "no": helped == Helped.NO,
        "worse": feeling == Feeling.WORSE,
        "hotlines": hotlines(question.campaign, Topic(question.topic)),
        "over": silence(question, question.resident, at) is not None,
        "ended": question.campaign.ends_at <= at,
    }
