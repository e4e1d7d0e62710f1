"""Saying yes or no to what another wants to close or lower."""

from datetime import datetime

from anxin.core.action import action, save
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.close import shut
from anxin.desk.actions.risk import bring_down
from anxin.desk.actions.state import happened, locked
from anxin.desk.models import Question, SecondYes
from anxin.desk.rules.second import may_second
from anxin.people.actions import settle_notices
from anxin.people.models import Member

NOTHING_ASKED = Finding("nothing_to_decide", _("Nothing waits for a yes here."), next_step=_("Load the page again."))


@action
def decide_second(*, question: Question, yes: bool, by: Member, at: datetime) -> Question:
    """Agree to, or decline, what another asked for. A yes does it at once.

    Refused: nothing_to_decide, own_request, not_a_second, already_closed.
    """
    question = locked(question)
    second = SecondYes.objects.select_for_update().filter(question=question, decided_at=None).first()
    if second is None:
        raise Refused(NOTHING_ASKED)
    own = second.asked_by_id == by.pk
    if not (own and not yes):  # who asked may take it back
        refuse_if(may_second(helper_of(by, question.campaign), question.matter(by, at), own))
    save(second, decided_by=by, decided_at=at, agreed=yes)
    settle_notices(about_id=question.pk, code="second_asked", at=at)
    # What it brings about is written first: the chain's lock, which `record` takes, is the last.
    if yes and second.verb == "close":
        shut(question, second.outcome, by=second.asked_by, at=at)
    elif yes:
        bring_down(question, second.risk or 0, second.why, second.reason or "", by=second.asked_by, at=at)
    happened("question.second_decided", question, by=by, at=at, second=second.pk, agreed=yes)
    return question
