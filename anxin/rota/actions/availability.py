"""Saying when one can (报班), and what one wishes of the whole rota."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from anxin.campaigns.access import OVERSEES
from anxin.campaigns.models import Campaign
from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.event import record
from anxin.core.finding import Finding
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.core.words import _
from anxin.people.actions import settle_notices
from anxin.people.models import Member
from anxin.rota.actions.call import is_open
from anxin.rota.actions.slots import takes_part
from anxin.rota.calls import calls_about, days_left, open_call_of, unsaid_in
from anxin.rota.kinds import Can, WishKind
from anxin.rota.models import Availability, AvailabilityCall, CallAnswer, ShiftKind, Wish
from anxin.rota.rules.answering import may_answer, may_speak_for, wish_fits

LONGEST = 500
UNKNOWN_SHIFT = Finding(
    "unknown_shift", _("That kind of shift is no longer used here."), next_step=_("Load the page again.")
)


@action
def set_availability(
    *, campaign: Campaign, member: Member, cells: Mapping[tuple[date, UUID], Can], by: Member, at: datetime
) -> None:
    """What `member` says of kinds of shifts on days. A coordinator may say it for her, also after a call was closed.

    A call counts as answered when she has said something of every shift of it; else when she says so (answer_call).
    Refused: not_allowed (403); takes_no_part; unknown_shift, day_over, out_of_service (422); call_over.
    """
    refuse_if(may_speak_for(by.pk, member.pk, oversees=by.holds(*OVERSEES)), 403)
    refuse_if(takes_part(campaign, member))
    lock(member)  # two phones of hers at once: one after the other
    known = set(ShiftKind.objects.filter(campaign=campaign, ended_at=None).values_list("id", flat=True))
    if any(kind not in known for _day, kind in cells):
        raise Refused(UNKNOWN_SHIFT, 422)
    today = at.astimezone(campaign.tz).date()
    days = sorted({day for day, _kind in cells})
    calls = calls_about(campaign, days)
    for day in days:
        about = [is_open(call, at) for call in calls if call.first_on <= day <= call.last_on]
        refuse_if(
            may_answer(
                day, today=today, first=campaign.starts_on, last=campaign.ends_on,
                calls_open=about, herself=by.pk == member.pk,
            )
        )  # fmt: skip
    Availability.objects.bulk_create(
        (
            Availability(
                organisation_id=campaign.organisation_id, campaign=campaign, member=member, kind_id=kind, day=day, can=can,
                said_at=at,
            )
            for (day, kind), can in sorted(cells.items())
        ),
        update_conflicts=True, unique_fields=["member", "kind", "day"], update_fields=["can", "said_at"],
    )  # fmt: skip
    for call in calls:
        if is_open(call, at) and not unsaid_in(
            campaign, member, days_left(campaign, call.first_on, call.last_on, today)
        ):
            _answered(call, member, at)
    _record("availability.said", campaign, member, by, at, cells=len(cells))


@action
def answer_call(*, campaign: Campaign, member: Member, note: str, by: Member, at: datetime) -> None:
    """She has said all that she wants to say, with a note to the coordinator.

    Refused: not_allowed (403); call_over; too_long (422).
    """
    refuse_if(may_speak_for(by.pk, member.pk, oversees=by.holds(*OVERSEES)), 403)
    call = open_call_of(campaign, at)
    refuse_if(may_answer(None, calls_open=[call is not None], herself=by.pk == member.pk))
    if call is not None:
        _answered(call, member, at)
        CallAnswer.objects.filter(call=call, member=member).update(note=clean(note, LONGEST) if note.strip() else None)
    _record("availability.answered", campaign, member, by, at)


@action
def set_wish(
    *,
    campaign: Campaign,
    kind: WishKind,
    partner: Member | None = None,
    number: int | None = None,
    by: Member,
    at: datetime,
) -> Wish:
    """What she wishes of the rota, until she takes it back. The same wish again changes its number.

    Refused: takes_no_part; wish_unfit (422).
    """
    refuse_if(takes_part(campaign, by))
    refuse_if(wish_fits(kind, partner.pk if partner else None, number, by.pk), 422)
    wish, fresh = Wish.objects.get_or_create(
        campaign=campaign, member=by, kind=kind, partner=partner,
        defaults={"organisation_id": campaign.organisation_id, "number": number, "made_at": at},
    )  # fmt: skip
    if not fresh:
        save(lock(wish), number=number)
    record("wish.made", about=wish, by=by, at=at, rings=[bell.topic("rota", campaign.pk)], kind=kind)
    return wish


@action
def drop_wish(*, wish: Wish, by: Member, at: datetime) -> None:
    """She no longer wishes it."""
    record("wish.dropped", about=wish, by=by, at=at, rings=[bell.topic("rota", wish.campaign_id)], kind=wish.kind)
    wish.delete()


def _answered(call: AvailabilityCall, member: Member, at: datetime) -> None:
    CallAnswer.objects.get_or_create(
        call=call, member=member, defaults={"organisation_id": call.organisation_id, "answered_at": at}
    )
    settle_notices(call.pk, at=at, member=member)


def _record(name: str, campaign: Campaign, member: Member, by: Member, at: datetime, cells: int = 0) -> None:
    record(name, about=member, by=by, at=at, rings=[bell.topic("rota", campaign.pk)], campaign=campaign.pk, cells=cells)
