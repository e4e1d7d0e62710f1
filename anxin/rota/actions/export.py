"""Taking the rota out of the house as a sheet."""

from datetime import date, datetime

from anxin.campaigns.models import Campaign
from anxin.core.action import action
from anxin.core.event import record
from anxin.people.models import Member
from anxin.rota.models import Version


@action
def note_export(
    *, campaign: Campaign, version: Version | None, first_on: date, last_on: date, by: Member, at: datetime
) -> None:
    """Keep who took the rota of these days as a sheet. It changes nothing else."""
    record(
        "rota.exported", about=version or campaign, by=by, at=at, first=first_on, last=last_on, living=version is None
    )
