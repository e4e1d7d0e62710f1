"""A common question: drafted by an editor, approved by another person, changed, sent back, withdrawn."""

from datetime import datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.core.action import action
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.models import CommonQuestion, Question
from anxin.desk.rules.answers import (
    CHANGED,
    LONGEST_ANSWER,
    LONGEST_ASK,
    NOT_AN_EDITOR,
    NOTHING_WAITS,
    WITHDRAWN,
    Source,
    may_approve,
    may_draft,
    tells_still,
)
from anxin.people.models import Member
from anxin.triage import Topic


def locked_common(id: UUID) -> CommonQuestion:
    """The common question as it stands now, held to the end of the transaction."""
    return (
        CommonQuestion.objects.select_for_update(of=("self",), no_key=True).select_related("from_question").get(pk=id)
    )


def source_of(question: Question | None) -> Source | None:
    """What the rules know of the question it is made from."""
    return Source(question.private, question.first_answer_at is not None) if question is not None else None


@action
def draft_common(
    *, campaign: Campaign, topic: Topic, ask: str, answer: str, by: Member, at: datetime,
    from_question: Question | None = None, looked: bool = False,
) -> CommonQuestion:  # fmt: skip
    """Write one, for another person to approve. `looked`: she looked at each place that could tell who asked.

    Refused: not_an_editor, private_source, not_answered, still_tells, empty, too_long, not_text.
    """
    question = Question.objects.select_for_update(no_key=True).get(pk=from_question.pk) if from_question else None
    refuse_if(may_draft(by.roles, None), 403)
    refuse_if(may_draft(by.roles, source_of(question)))
    ask, answer = _words(ask, answer, looked)
    common = CommonQuestion.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, topic=topic, from_question=question,
        draft_topic=topic, draft_ask=ask, draft_answer=answer, drafted_by=by, drafted_at=at, changed_at=at,
    )  # fmt: skip
    record("common.drafted", about=common, by=by, at=at, question=question.pk if question else None)
    return common


@action
def change_common(
    *, common: CommonQuestion, topic: Topic, ask: str, answer: str, by: Member, at: datetime, looked: bool = False
) -> CommonQuestion:
    """Write it anew; what is approved stays shown until another person approves this.

    Refused: not_an_editor, withdrawn, still_tells, empty, too_long, not_text.
    """
    refuse_if(may_draft(by.roles, None), 403)
    ask, answer = _words(ask, answer, looked)
    common = locked_common(common.pk)
    if common.withdrawn_at is not None:
        raise Refused(WITHDRAWN)
    common.draft_topic, common.draft_ask, common.draft_answer = topic, ask, answer
    common.drafted_by, common.drafted_at, common.changed_at, common.sent_back = by, at, at, ""
    common.save()
    record("common.changed", about=common, by=by, at=at)
    return common


@action
def approve_common(*, common: CommonQuestion, seen: datetime, by: Member, at: datetime) -> CommonQuestion:
    """The second person's yes: from now on everyone reads it. `seen` is when the draft that she read was written.

    Refused: not_approving, nothing_waits, own_draft, draft_changed, private_source (its question became private).
    """
    common = locked_common(common.pk)
    own = common.drafted_by_id == by.pk
    refuse_if(may_approve(by.roles, own=own, waits=common.waits, source=source_of(common.from_question)))
    if common.drafted_at != seen:
        raise Refused(CHANGED)
    common.topic, common.ask, common.answer = common.draft_topic, common.draft_ask, common.draft_answer
    common.draft_topic, common.draft_ask, common.draft_answer, common.sent_back = "", "", "", ""
    common.approved_by, common.approved_at, common.changed_at = by, at, at
    common.save()
    record("common.approved", about=common, by=by, at=at, drafted_by=common.drafted_by_id)
    return common


@action
def send_back_common(*, common: CommonQuestion, why: str, by: Member, at: datetime) -> CommonQuestion:
    """The second person's no, with what she wants changed. Refused: as approving; empty, too_long (no reason)."""
    why = clean(why, 200)
    common = locked_common(common.pk)
    refuse_if(may_approve(by.roles, own=common.drafted_by_id == by.pk, waits=common.waits, source=None))
    common.sent_back, common.changed_at = why, at
    common.save(update_fields=["sent_back", "changed_at"])
    record("common.sent_back", about=common, by=by, at=at)
    return common


@action
def withdraw_common(*, common: CommonQuestion, by: Member, at: datetime) -> CommonQuestion:
    """Show it no longer. Any editor may, at once and alone. Refused: not_an_editor, nothing_waits (it was withdrawn)."""
    if may_draft(by.roles, None):
        raise Refused(NOT_AN_EDITOR, 403)
    common = locked_common(common.pk)
    if common.withdrawn_at is not None:
        raise Refused(NOTHING_WAITS)
    common.withdrawn_at = common.changed_at = at
    common.save(update_fields=["withdrawn_at", "changed_at"])
    record("common.withdrawn", about=common, by=by, at=at)
    return common


def _words(ask: str, answer: str, looked: bool) -> tuple[str, str]:
    ask, answer = clean(ask, LONGEST_ASK), clean(answer, LONGEST_ANSWER)
    refuse_if(tells_still((ask, answer), looked=looked), 422)
    return ask, answer
