"""That somebody carried a crisis."""

from datetime import datetime
from uuid import UUID

from anxin.campaigns.models import Campaign
from anxin.core.action import action
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.people.models import Member
from anxin.rota.models import Strain


@action
def note_strain_of(
    *, campaign: Campaign, member: Member, ended_at: datetime, highest: int, origin: UUID, by: Actor, at: datetime
) -> Strain:
    """The rota lets her rest after a crisis that ended at `ended_at`, of the level `highest`; `origin` twice is once."""
    strain, fresh = Strain.objects.get_or_create(
        member=member,
        origin_id=origin,
        defaults={
            "organisation_id": campaign.organisation_id,
            "campaign": campaign,
            "ended_at": ended_at,
            "highest": highest,
        },
    )
    if fresh:
        record("strain.noted", about=strain, by=by, at=at, member=member.pk, highest=highest)
    return strain
