"""Recording a step of the protocol."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.access import has_joined, helper_of
from anxin.desk.actions.state import happened, locked
from anxin.desk.crises import open_crisis
from anxin.desk.models import ProtocolStep, Question
from anxin.desk.rules.protocol import UNKNOWN, answer_of, may_record
from anxin.people.models import Member

LONGEST = 500  # characters of the words beside an answer


@action
def record_step(
    *, question: Question, step: str, answer: str, by: Member, at: datetime, words: str = ""
) -> ProtocolStep:
    """Put down what was found out. Another answer later adds a row, and counts from then on; the same one twice is once.

    Refused: already_closed, not_in_danger, not_yours, not_claimed; (422) unknown_answer, too_long, not_text.
    """
    words = clean(words, LONGEST) if words.strip() else ""
    if answer_of(step, answer) is None:
        raise Refused(UNKNOWN, 422)
    question = locked(question)
    crisis = open_crisis(question)
    matter = question.matter(by, at, joined=has_joined(question, by))
    refuse_if(may_record(helper_of(by, question.campaign), matter, crisis is not None))
    assert crisis is not None
    last = ProtocolStep.objects.filter(crisis=crisis, step=step).order_by("-at", "-id").first()
    if last is not None and last.answer == answer and words in ("", last.words):
        return last
    # Changing the answer alone keeps what was written beside it: an address stays an address.
    kept = words or (last.words if last is not None else None)
    row = ProtocolStep.objects.create(
        organisation_id=question.organisation_id, crisis=crisis, step=step, answer=answer, words=kept or None,
        by=by, at=at,
    )  # fmt: skip
    happened("crisis.step", question, by=by, at=at, crisis=crisis.pk, step=step, answer=answer)
    return row
