"""What stands around a shift on the desk: hours that lack somebody, for who oversees; notes of those who were here before."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from anxin.campaigns.access import OVERSEES
from anxin.campaigns.models import Campaign
from anxin.people.models import Member
from anxin.rota.expected import lacks
from anxin.rota.gap_words import SOON, gap_sentences
from anxin.rota.models import Attendance
from anxin.rota.notes import notes_for

Context = dict[str, Any]
FRESH = timedelta(minutes=45)  # so long after she came the notes stand open
MOST_GAPS = 2


def around_shift(campaign: Campaign, member: Member, attendance: Attendance | None, at: datetime) -> Context:
    """`gaps` (a sentence, or empty), `notes`, and whether they stand open."""
    return {
        "gaps": soon_lacking(campaign, at) if member.holds(*OVERSEES) else "",
        "notes": notes_for(campaign, at),
        "fresh_notes": attendance is not None and at - attendance.in_at < FRESH,
    }


def soon_lacking(campaign: Campaign, at: datetime) -> str:
    """What is lacking now, or within two hours, by the campaign's cover; where none was asked for, empty."""
    found = [each for each in lacks(campaign, at.astimezone(campaign.tz).date(), at) if each.begins - SOON <= at]
    if not found:
        return ""
    said = gap_sentences(found, campaign)
    more = _(" and more") if len(said) > MOST_GAPS else ""
    return _("; ").join(said[:MOST_GAPS]) + more
