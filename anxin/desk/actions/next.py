"""Taking what should be taken next."""

from datetime import datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.core.action import action
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.words import _
from anxin.desk.access import helper_of, with_load
from anxin.desk.actions.claim import claim_question
from anxin.desk.models import Question
from anxin.desk.queries import takeable
from anxin.desk.rules.load import is_full, may_take_more
from anxin.desk.rules.scope import NOT_ON_DUTY, may_claim
from anxin.people.models import Member
from anxin.triage import Risk

MOST = 20
NOTHING = Finding(
    "nothing_waits",
    _("Nothing waits for your profession now."),
    next_step=_("New questions appear here by themselves; you are told at once when one is for you."),
)


@action
def claim_next(*, campaign: Campaign, by: Member, at: datetime) -> Question:
    """Take on the best question she may take. What a colleague is taking at this moment is left to her, and the one
    after it taken, so that two who press at once both get one. Above her limit she gets only what is dangerous.

    Refused: not_on_duty, too_many, nothing_waits.
    """
    helper = helper_of(by, campaign)
    if not helper.on_duty:
        raise Refused(NOT_ON_DUTY)
    helper = with_load(helper, by, campaign)
    rows = takeable(campaign, by, helper, at).select_related("campaign", "owner", "offered_to")
    if is_full(helper.answering, helper.most):
        rows = rows.filter(risk__gte=Risk.HIGH)
    passed: list[UUID] = []
    # A row that somebody holds for a moment is skipped at first, and waited for when there is nothing else.
    for skip in (True, False):
        while len(passed) < MOST:
            found = rows.exclude(pk__in=passed).select_for_update(of=("self",), skip_locked=skip, no_key=True).first()
            if found is None:
                break
            if may_claim(helper, found.matter(by, at)) is None:
                return claim_question(question=found, by=by, at=at)
            passed.append(found.pk)
    refuse_if(may_take_more(helper.answering, helper.most, Risk.ORDINARY))
    raise Refused(NOTHING)
