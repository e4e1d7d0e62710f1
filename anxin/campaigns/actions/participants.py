"""Who serves in a campaign."""

from datetime import datetime

from anxin.campaigns.models import Campaign, Participant
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.models import Member

OTHER_HOUSE = Finding("other_house", _("She belongs to another organisation."))


@action
def take_part(*, campaign: Campaign, member: Member, by: Actor, at: datetime) -> Participant:
    """`member` serves in `campaign` from now on; who left it before comes back. Twice is once. Refused: other_house."""
    if member.organisation_id != campaign.organisation_id:
        raise Refused(OTHER_HOUSE)
    lock(member)
    row, fresh = Participant.objects.get_or_create(
        campaign=campaign, member=member, defaults={"organisation_id": campaign.organisation_id}
    )
    if not fresh and row.left_at is None:
        return row
    if not fresh:
        save(row, left_at=None)
    record("participant.joined", about=row, by=by, at=at, rings=[bell.topic("desk", campaign.pk)], member=member.pk)
    return row
