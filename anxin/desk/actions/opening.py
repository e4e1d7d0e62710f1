"""Opening or closing the desk for a while, and taking that back. Clocks of risk 0 and 1 go with it; danger never pauses."""

from datetime import datetime

from anxin.campaigns.actions.openings import withdraw_opening, write_opening
from anxin.campaigns.models import Campaign, Opening
from anxin.campaigns.rules.hours import Hours, moved
from anxin.campaigns.rules.openings import ENDED, TAKEN_BACK, may_be
from anxin.core import bell
from anxin.core.action import action, lock
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of
from anxin.desk.actions.state import put
from anxin.desk.kinds import State
from anxin.desk.models import Question
from anxin.desk.rules import clocks
from anxin.desk.rules.opening import may_open
from anxin.people.models import Member
from anxin.triage import Risk


@action
def close_desk(
    *, campaign: Campaign, begins_at: datetime, ends_at: datetime, reason: str, by: Member, at: datetime
) -> Opening:
    """Nobody is there for a while: residents read why and until when, clocks of risk 0 and 1 stand still, nothing is
    offered. Refused: not_allowed, empty (no reason), opening_backwards, in_the_past, campaign_over."""
    return _write(campaign, begins_at, ends_at, False, reason, by, at)


@action
def open_desk(
    *, campaign: Campaign, begins_at: datetime, ends_at: datetime, reason: str, by: Member, at: datetime
) -> Opening:
    """Somebody is there outside the usual hours. Refused: as `close_desk`."""
    return _write(campaign, begins_at, ends_at, True, reason, by, at)


def _write(
    campaign: Campaign, begins_at: datetime, ends_at: datetime, opens: bool, reason: str, by: Member, at: datetime
) -> Opening:
    reason = clean(reason, 200)
    campaign = lock(campaign)
    refuse_if(may_open(helper_of(by, campaign)), 403)
    refuse_if(may_be(begins_at, ends_at, campaign.begins_at, campaign.ends_at, at), 422)
    before = campaign.service_hours
    opening = write_opening(
        campaign, begins_at=begins_at, ends_at=ends_at, opens=opens, reason=reason, by=by, at=at
    )  # fmt: skip
    moves = move_clocks(campaign, before, at)
    name = "desk.opened" if opens else "desk.closed"
    topics = [bell.topic("desk", campaign.pk)]
    record(name, about=opening, by=by, at=at, rings=topics, begins_at=begins_at, ends_at=ends_at, clocks=moves)
    return opening


@action
def take_back_opening(*, opening: Opening, by: Member, at: datetime) -> Opening:
    """Undo it: from now on the usual hours hold again, and clocks with them. Refused: not_allowed, taken_back, opening_over."""
    campaign = lock(opening.campaign)
    opening = lock(opening)
    refuse_if(may_open(helper_of(by, campaign)), 403)
    if opening.taken_back_at is not None:
        raise Refused(TAKEN_BACK)
    if opening.ends_at <= at:
        raise Refused(ENDED)
    before = campaign.service_hours
    withdraw_opening(opening, campaign, at=at)
    moves = move_clocks(campaign, before, at)
    record("desk.hours_back", about=opening, by=by, at=at, rings=[bell.topic("desk", campaign.pk)], clocks=moves)
    return opening


def move_clocks(campaign: Campaign, before: Hours, at: datetime) -> int:
    """Let every clock of risk 0 and 1 that runs keep the served time it had left; how many there were."""
    now, count = campaign.service_hours, 0
    running = Question.objects.filter(campaign=campaign, risk__lt=Risk.HIGH, state__in=[State.WAITING, State.CLAIMED])
    for question in running.select_related("owner").select_for_update(of=("self",), no_key=True).order_by("pk"):
        question.campaign = campaign
        put(question, **_moved(question, before, now, at))
        count += 1
    return count


def _moved(question: Question, before: Hours, now: Hours, at: datetime) -> dict[str, datetime | None]:
    values: dict[str, datetime | None] = {}
    if question.due_at is not None:
        values["due_at"] = moved(before, now, at, question.due_at)
    if question.state == State.WAITING and question.offered_at is None:  # it is held out when people are there
        values["starts_at"] = clocks.starts(now, Risk(question.risk), at)
    return values
