"""A resident asks."""

from datetime import datetime

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.actions import begin
from anxin.core.action import action
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.actions.risk import heed
from anxin.desk.actions.state import fresh_clock, happened
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules.asking import may_ask
from anxin.triage import assess


@action
def ask_question(
    *, campaign: Campaign, resident: Resident, text: str, by: Resident, at: datetime, private: bool = True
) -> Question:
    """Take a question in: it waits from now on, with a clock. What the machine notices in it may raise its level.

    Refused: empty, too_long, not_text, campaign_over, blocked, not_her_organisation.
    """
    text = clean(text)
    refuse_if(
        may_ask(campaign.ends_at, resident.blocked_until, resident.organisation_id == campaign.organisation_id, at)
    )
    reading = assess(text)
    question = Question(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        resident=resident,
        conversation=begin(campaign.organisation, text, by=by, at=at),
        topic=reading.topic,
        private=private,
        state=State.WAITING,
        asked_at=at,
    )
    for name, value in fresh_clock(question, at).items():
        setattr(question, name, value)
    question.looks_at = question.starts_at
    question.save(force_insert=True)
    happened("question.asked", question, by=by, at=at, topic=question.topic)
    heed(question, reading, at=at)
    return question
