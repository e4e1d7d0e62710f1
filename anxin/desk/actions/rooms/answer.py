"""A helper answers a question where it was asked."""

from datetime import datetime

from anxin.core.action import action
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.desk.access import helper_of
from anxin.desk.actions.answer import answer_question
from anxin.desk.actions.claim import claim_question
from anxin.desk.models import Post, Question
from anxin.desk.rules.scope import may_answer, may_claim
from anxin.people.models import Member

NO_QUESTION = Finding("not_a_question", _("This message is not a question yet."), next_step=_("Make it one first."))
GONE_PRIVATE = Finding(
    "private", _("This question goes on in private."), next_step=_("Open it on the desk, if it is yours.")
)


def can_answer(question: Question, by: Member, at: datetime) -> bool:
    """Whether she may answer it as it stands, or take it on and answer it."""
    helper, matter = helper_of(by, question.campaign), question.matter(by, at)
    return may_answer(helper, matter) is None or may_claim(helper, matter) is None


@action
def answer_in_room(*, post: Post, text: str, by: Member, at: datetime) -> Post:
    """Answer the question that `post` asks: she takes it on where nobody has it. The same question, the same clock.

    Refused: not_a_question, private, not_on_duty, already_claimed, out_of_scope, already_closed, and what answering refuses.
    """
    if post.question_id is None:
        raise Refused(NO_QUESTION)
    question = Question.objects.select_related("campaign").get(pk=post.question_id)
    if question.private:
        raise Refused(GONE_PRIVATE)
    if may_answer(helper_of(by, question.campaign), question.matter(by, at)) is not None:
        claim_question(question=question, by=by, at=at)
    answer_question(question=question, text=text, by=by, at=at)
    found = Post.objects.filter(question=question, answers=True, message__author_id=by.pk).order_by("seq").last()
    if found is None:  # it became private between the look and the lock
        raise Refused(GONE_PRIVATE)
    return found
