"""A coordinator opens a room for a campaign, and closes it."""

from datetime import datetime

from anxin.campaigns.models import Campaign
from anxin.conversations.models import Conversation
from anxin.core.action import action, lock, save
from anxin.core.actor import MACHINE, Machine
from anxin.core.event import record
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.desk.access import helper_of
from anxin.desk.actions.rooms.write import CLOSED, tell
from anxin.desk.models import Room
from anxin.desk.rules.rooms import may_enter, may_open
from anxin.people.models import Member


@action
def open_room(*, campaign: Campaign, name: str, by: Member | Machine, at: datetime, rules: str = "") -> Room:
    """A new room of `campaign`; without `rules` those of the house hold.

    Refused: not_allowed (not a coordinator); campaign_over; empty, too_long, not_text (422).
    """
    _may(campaign, by)
    refuse_if(may_enter(False, campaign.ends_at, at))
    room = Room.objects.create(
        organisation_id=campaign.organisation_id,
        campaign=campaign,
        conversation=Conversation.objects.create(organisation_id=campaign.organisation_id),
        name=clean(name, 40),
        rules=clean(rules, 2000) if rules.strip() else "",
        opened_at=at,
    )
    record("room.opened", about=room, by=by, at=at)
    return room


@action
def close_room(*, room: Room, by: Member, at: datetime) -> Room:
    """Nobody writes in it any more; it stays readable. Closing twice is closing once. Refused: not_allowed."""
    room = lock(room)
    _may(room.campaign, by)
    if room.closed_at is None:
        save(room, closed_at=at)
        tell(room, CLOSED, by=by, at=at)
        record("room.closed", about=room, by=by, at=at)
    return room


def _may(campaign: Campaign, by: Member | Machine) -> None:
    if isinstance(by, Member):
        refuse_if(may_open(helper_of(by, campaign)), 403)
    else:
        assert by is MACHINE
