"""The hours ledger: hours from check-in count at once; hours entered afterwards count when another person said yes."""

from datetime import datetime, timedelta
from uuid import UUID

from anxin.core import bell
from anxin.core.action import action, lock, save
from anxin.core.actor import Actor
from anxin.core.event import record
from anxin.core.refusal import Refused, refuse_if
from anxin.core.text import clean
from anxin.people.actions.notices import settle_notices
from anxin.people.kinds import HoursFrom, HoursState
from anxin.people.models import HoursEntry, Member
from anxin.people.rules import hours as rules


@action
def count_hours(
    *, member: Member, begins_at: datetime, minutes: int, what: str, origin: UUID, by: Actor, at: datetime
) -> HoursEntry | None:
    """Hours that come from check-in; `origin` is the attendance, and counts once.

    Breaks count: who rests stays at hand. More than 16 hours wait for a coordinator, as somebody forgot to check out.
    Less than a minute, or an origin that is counted already: None.
    """
    if minutes < 1:
        return None
    state = HoursState.COUNTED if minutes <= rules.LONGEST_DUTY else HoursState.WAITING
    entry, fresh = HoursEntry.objects.get_or_create(
        origin_id=origin,
        defaults={
            "organisation_id": member.organisation_id, "member": member, "begins_at": begins_at, "minutes": minutes,
            "what": what.strip()[:120], "source": HoursFrom.CHECK_IN, "state": state, "made_at": at,
        },
    )  # fmt: skip
    if not fresh:
        return None
    name = "hours.counted" if state == HoursState.COUNTED else "hours.entered"
    record(name, about=entry, by=by, at=at, member=member.pk, minutes=minutes)
    return entry


@action
def enter_hours(
    *, member: Member, begins_at: datetime, ends_at: datetime, what: str, by: Member, at: datetime
) -> HoursEntry:
    """Hours that were served without check-in, entered by her or a coordinator. They wait for another person's yes.

    Refused: hours_backwards, hours_too_long, hours_ahead, hours_too_old, empty, too_long (422); hours_twice.
    """
    member = lock(member)  # two at once for one person come one after the other
    refuse_if(rules.may_enter(begins_at, ends_at, at), 422)
    if _overlaps(member, begins_at, ends_at):
        raise Refused(rules.TWICE)
    entry = HoursEntry.objects.create(
        organisation_id=member.organisation_id, member=member, begins_at=begins_at,
        minutes=round((ends_at - begins_at).total_seconds() / 60), what=clean(what, 120), source=HoursFrom.BACK_FILLED,
        state=HoursState.WAITING, entered_by=by, made_at=at,
    )  # fmt: skip
    record("hours.entered", about=entry, by=by, at=at, member=member.pk, minutes=entry.minutes)
    return entry


@action
def decide_hours(*, entry: HoursEntry, yes: bool, reason: str = "", by: Member, at: datetime) -> HoursEntry:
    """Say that hours entered afterwards count, or that they do not, with a reason.

    Refused: own_hours (by whom they are, or who entered them), hours_decided; empty (no reason), too_long (422).
    """
    entry = lock(entry)
    own = by.pk in (entry.member_id, entry.entered_by_id)
    refuse_if(rules.may_decide(own=own, state=HoursState(entry.state)))
    why = "" if yes else clean(reason, 200)
    state = HoursState.COUNTED if yes else HoursState.REFUSED
    save(entry, state=state, decided_by=by, decided_at=at, reason=why)
    settle_notices(about_id=entry.pk, at=at)
    ring = bell.topic("member", entry.member_id)
    record("hours.decided", about=entry, by=by, at=at, rings=[ring], member=entry.member_id, yes=yes)
    return entry


@action
def take_back_hours(*, entry: HoursEntry, by: Member, at: datetime) -> None:
    """She who entered hours takes them back, as long as nobody decided. Refused: hours_decided, not_yours."""
    entry = lock(entry)
    if by.pk not in (entry.member_id, entry.entered_by_id):
        raise Refused(rules.NOT_YOURS, 403)
    refuse_if(rules.may_decide(own=False, state=HoursState(entry.state)))
    settle_notices(about_id=entry.pk, at=at)
    record("hours.taken_back", about=entry, by=by, at=at, member=entry.member_id, minutes=entry.minutes)
    entry.delete()


def _overlaps(member: Member, begins_at: datetime, ends_at: datetime) -> bool:
    """Whether she has hours in that stretch already."""
    near = HoursEntry.objects.filter(member=member, begins_at__lt=ends_at, begins_at__gt=begins_at - rules.LONGEST)
    rows = near.exclude(state=HoursState.REFUSED).values_list("begins_at", "minutes")
    return any(begin + timedelta(minutes=minutes) > begins_at for begin, minutes in rows)
