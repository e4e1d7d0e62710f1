"""What a resident says of an answer by one tap."""

from datetime import datetime

from anxin.clients.models import Resident
from anxin.core.action import action
from anxin.core.refusal import NOT_HERE, Refused, refuse_if
from anxin.desk.actions.roots import locked_roots
from anxin.desk.actions.state import happened
from anxin.desk.kinds import Feeling, Helped
from anxin.desk.models import Feedback, Question
from anxin.desk.rules.feedback import NOTHING_SAID, may_say, needs_somebody
from anxin.people.actions import settle_notices


@action
def give_feedback(
    *, question: Question, helped: Helped | None = None, feeling: Feeling | None = None, by: Resident, at: datetime
) -> Feedback:
    """Keep whether it helped, or how she feels, or both; what she leaves out stays as she said it before.

    Of one that was merged she speaks where it goes on. That she feels worse calls her helper, as often as it is news.
    Refused: not_found (another's question), not_answered, nothing_said (422).
    """
    question = locked_roots(question)[0]
    if question.resident_id != by.pk:
        raise Refused(NOT_HERE, 404)
    finding = may_say(question.first_answer_at is not None, helped, feeling)
    refuse_if(finding, 422 if finding is NOTHING_SAID else 409)
    before = Feedback.objects.filter(question=question).first()
    felt = Feeling(before.feeling) if before is not None and before.feeling else None
    said, _new = Feedback.objects.update_or_create(
        question=question,
        defaults={
            "organisation_id": question.organisation_id,
            "at": at,
            **({"helped": helped} if helped else {}),
            **({"feeling": feeling} if feeling else {}),
        },
    )
    worse = needs_somebody(felt, feeling)
    if feeling not in (None, Feeling.WORSE):
        settle_notices(about_id=question.pk, code="feels_worse", at=at)
    name = "question.feels_worse" if worse else "question.feedback"
    happened(name, question, by=by, at=at, urgent=worse, helped=said.helped, feeling=said.feeling)
    return said
