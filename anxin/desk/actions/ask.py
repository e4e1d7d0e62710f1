"""A resident asks."""

from datetime import datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.clients.models import Resident
from anxin.conversations.actions import begin
from anxin.core.action import action
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.actions.risk import heed
from anxin.desk.actions.state import fresh_clock, happened
from anxin.desk.kinds import State
from anxin.desk.models import Question, Room
from anxin.desk.queries import helper_again
from anxin.desk.rules.asking import may_ask
from anxin.desk.search.keep import keep_words
from anxin.triage import Risk, assess


@action
def ask_question(
    *, campaign: Campaign, resident: Resident, text: str, by: Resident, at: datetime, private: bool = True,
    asks_for: UUID | None = None, room: Room | None = None,
) -> Question:  # fmt: skip
    """Take a question in: it waits from now on, with a clock. What the machine notices in it may raise its level.

    `asks_for` is a member whom she would like to have again; a wish that cannot be meant is left aside, never refused.
    Refused: empty, too_long, not_text, campaign_over, blocked, not_her_organisation.
    """
    text = clean(text)
    reading = assess(text)
    at_home = resident.organisation_id == campaign.organisation_id
    refuse_if(may_ask(campaign.ends_at, resident.blocked_until, at_home, at, danger=reading.risk >= Risk.HIGH))
    question = Question(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        resident=resident,
        conversation=begin(campaign.organisation, text, by=by, at=at),
        topic=reading.topic,
        private=private,
        room=room,
        state=State.WAITING,
        asked_at=at,
        asks_for=helper_again(resident, campaign, asks_for),
    )
    for name, value in fresh_clock(question, at).items():
        setattr(question, name, value)
    question.looks_at = question.starts_at
    question.save(force_insert=True)
    happened("question.asked", question, by=by, at=at, topic=question.topic)
    heed(question, reading, at=at)
    keep_words(question, text)
    return question
