"""The second person's yes, without which nothing is closed or lowered in danger."""

from datetime import datetime
from typing import Any

from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk.actions.state import happened
from anxin.desk.models import Question, SecondYes
from anxin.people.actions import settle_notices
from anxin.people.models import Member

ALREADY = Finding(
    "second_already_asked",
    _("A second person's yes is already asked for."),
    next_step=_("Wait for it, or take it back."),
)


def ask_second(question: Question, verb: str, *, by: Member, at: datetime, **what: Any) -> SecondYes:
    """Put down what `by` wants to do and ask for another's yes. Refused: second_already_asked."""
    if SecondYes.objects.filter(question=question, decided_at=None).exists():
        raise Refused(ALREADY)
    second = SecondYes.objects.create(
        organisation_id=question.organisation_id, question=question, verb=verb, asked_by=by, asked_at=at, **what
    )
    happened("question.second_asked", question, by=by, at=at, verb=verb, second=second.pk)
    return second


def drop_seconds(question: Question, *, at: datetime, verb: str = "") -> None:
    """What was asked for before the matter changed no longer stands: a higher level, or new words of the resident."""
    waiting = SecondYes.objects.filter(question=question, decided_at=None, **({"verb": verb} if verb else {}))
    if waiting.update(decided_at=at, agreed=False):
        settle_notices(about_id=question.pk, code="second_asked", at=at)
