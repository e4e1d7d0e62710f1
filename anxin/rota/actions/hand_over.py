"""A note to those who come next (交接)."""

from datetime import datetime

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.people.models import Member
from anxin.rota.models import HandOverNote

LONGEST = 1000
NO_PART = Finding("takes_no_part", _("You do not take part in this service."), next_step=_("Ask its coordinator."))


@action
def leave_note(*, campaign: Campaign, text: str, by: Member, at: datetime) -> HandOverNote:
    """What those who come next should know: what is going round today, where things stand. Sealed.

    The same words by the same person within the hour are one note: a double tap. Refused: takes_no_part (403); empty,
    too_long, not_text (422).
    """
    part = campaign.participants.filter(member=by, left_at=None).select_for_update(of=("self",), no_key=True).first()
    refuse_if(NO_PART if part is None or not by.active else None, 403)
    text = clean(text, LONGEST)
    last = HandOverNote.objects.filter(campaign=campaign, member=by).order_by("-made_at").first()
    if last is not None and last.text == text and (at - last.made_at).total_seconds() < 3600:
        return last
    note = HandOverNote.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, member=by, text=text, made_at=at
    )
    record("hand_over.noted", about=note, by=by, at=at, rings=[bell.topic("desk", campaign.pk)])
    return note
