"""Asking members when they can (报班)."""

from datetime import date, datetime, time, timedelta

from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import refuse_if
from anxin.core.words import _
from anxin.people.actions import notify, settle_notices
from anxin.people.models import Member
from anxin.rota.calls import unanswered
from anxin.rota.models import AvailabilityCall, ShiftKind

LONGEST = 62  # days of one call
AGAIN = timedelta(hours=6)

NO_KINDS = Finding(
    "call_no_kinds",
    _("There are no kinds of shifts to ask about yet."),
    next_step=_("Add them under “Shifts and cover”."),
)
BACKWARDS = Finding("call_backwards", _("The last day is not before the first, and a call is for two months at most."))
OUT_OF_TERM = Finding("call_out_of_term", _("These days lie outside the service."))
PAST = Finding("call_past", _("The answers must come in after now, and before the last day is over."))
ONE_OPEN = Finding(
    "call_one_open", _("A call for some of these days is open already."), next_step=_("Close that one first.")
)
TOO_SOON = Finding(
    "call_reminded", _("They were reminded less than six hours ago."), next_step=_("Give them a little time.")
)
CLOSED = Finding("call_closed", _("This call is closed."))


@action
def open_call(
    *, campaign: Campaign, first_on: date, last_on: date, closes_at: datetime, text: str = "", by: Member, at: datetime
) -> AvailabilityCall:
    """Ask everyone who takes part when she can, from `first_on` to `last_on`, until `closes_at`; each is told.

    Refused (422): call_no_kinds, call_backwards, call_out_of_term, call_past; (409): call_one_open.
    """
    campaign = lock(campaign)
    over = datetime.combine(last_on + timedelta(days=1), time(0), campaign.tz)
    has_kinds = ShiftKind.objects.filter(campaign=campaign, ended_at=None).exists()
    refuse_if(NO_KINDS if not has_kinds else None, 422)
    refuse_if(BACKWARDS if not 0 <= (last_on - first_on).days < LONGEST else None, 422)
    refuse_if(OUT_OF_TERM if first_on < campaign.starts_on or last_on > campaign.ends_on else None, 422)
    refuse_if(PAST if not at < closes_at < over else None, 422)
    same = AvailabilityCall.objects.filter(
        campaign=campaign, closed_at=None, closes_at__gt=at, first_on__lte=last_on, last_on__gte=first_on
    )
    refuse_if(ONE_OPEN if same.exists() else None)
    call = AvailabilityCall.objects.create(
        organisation_id=campaign.organisation_id, campaign=campaign, first_on=first_on, last_on=last_on, text=text.strip(),
        by=by, opened_at=at, closes_at=closes_at,
    )  # fmt: skip
    told = sum(notify(member, "availability_asked", call.pk, at=at) for member in unanswered(call))
    record("call.opened", about=call, by=by, at=at, rings=_rings(call), told=told)
    return call


@action
def remind(*, call: AvailabilityCall, by: Member, at: datetime) -> int:
    """Tell those who have not answered once more; how many. Refused: call_closed, call_reminded."""
    call = lock(call)
    refuse_if(CLOSED if not is_open(call, at) else None)
    refuse_if(TOO_SOON if call.reminded_at is not None and at - call.reminded_at < AGAIN else None)
    waiting = unanswered(call)
    settle_notices(call.pk, at=at)  # the first telling gives way to this one
    for member in waiting:
        notify(member, "availability_reminder", call.pk, at=at)
    save(call, reminded_at=at)
    record("call.reminded", about=call, by=by, at=at, rings=_rings(call), told=len(waiting))
    return len(waiting)


@action
def close_call(*, call: AvailabilityCall, by: Member, at: datetime) -> AvailabilityCall:
    """Take no more answers; nobody is asked any longer. Twice is once."""
    call = lock(call)
    if call.closed_at is None:
        save(call, closed_at=at)
        settle_notices(call.pk, at=at)
        record("call.closed", about=call, by=by, at=at, rings=_rings(call))
    return call


def is_open(call: AvailabilityCall, at: datetime) -> bool:
    """Whether answers are taken."""
    return call.closed_at is None and at < call.closes_at


def _rings(call: AvailabilityCall) -> list[bell.Topic]:
    return [bell.topic("rota", call.campaign_id)]
